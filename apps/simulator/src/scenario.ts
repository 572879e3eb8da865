/** Faults played at given times after the start, from a file or from whoever embeds the simulator. */

import { z } from "zod";
import { MAX_FAULT_SECONDS, MAX_SCENARIO_STEPS } from "./bounds.ts";
import { type FaultCommand, faultCommandSchema } from "./faults/schema.ts";

const when = z.looseObject({
  atSeconds: z.number().min(0).max(MAX_FAULT_SECONDS),
  /** Whom it strikes; everyone when left out. */
  tenant: z.string().optional(),
});

/** `[{ "atSeconds": 30, "fault": "partition", "seconds": 20 }, …]`; the rest of a step is a fault command. */
const stepSchema = when.transform(({ atSeconds, tenant, ...rest }, context) => {
  const command = faultCommandSchema.safeParse(rest);
  if (command.success) return { atSeconds, tenant, command: command.data };
  for (const issue of command.error.issues) {
    context.issues.push({ code: "custom", message: issue.message, path: issue.path, input: rest });
  }
  return z.NEVER;
});

export const scenarioSchema = z.array(stepSchema).max(MAX_SCENARIO_STEPS);

export type ScenarioStep = z.output<typeof stepSchema>;

/** Plays the steps in their order as time passes; each once. */
export class ScenarioPlayer {
  readonly #steps: ScenarioStep[];
  readonly #startMs: number;

  constructor(steps: readonly ScenarioStep[], startMs: number) {
    this.#steps = [...steps].sort((one, other) => one.atSeconds - other.atSeconds);
    this.#startMs = startMs;
  }

  /** Hands over what is due by now. */
  play(nowMs: number, carryOut: (command: FaultCommand, tenant: string | undefined) => void): void {
    for (let next = this.#steps[0]; next !== undefined; next = this.#steps[0]) {
      if (this.#startMs + next.atSeconds * 1_000 > nowMs) return;
      this.#steps.shift();
      carryOut(next.command, next.tenant);
    }
  }
}
