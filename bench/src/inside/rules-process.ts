/** Rules and the alert desk are measured in a process of their own, over one recorded floor, beside nothing else. */
import { answerCalls } from "../remote/child.ts";
import { type AlertDeskResult, measureAlertDesk } from "./alert-desk.ts";
import { type FloorOptions, recordFloor } from "./recorded-floor.ts";
import { measureRules, type RulesResult } from "./rules.ts";

export interface RulesProcess {
  measure(
    options: FloorOptions,
  ): Promise<{ readonly rules: RulesResult; readonly alertDesk: AlertDeskResult }>;
}

/** Flags for Node: the heap is read after collections that the process itself asks for. */
export const RULES_FLAGS = ["--expose-gc", "--disable-warning=ExperimentalWarning"];

export function runRules(): void {
  answerCalls<RulesProcess>({
    async measure(options) {
      const floor = await recordFloor(options);
      return { rules: measureRules(floor), alertDesk: measureAlertDesk(floor) };
    },
  });
}
