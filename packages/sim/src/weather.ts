/**
 * Which faults hold at this moment for one tenant, and how often each has struck. Chance is drawn only while a
 * fault holds, so that a plan with fewer faults replays the rest unchanged.
 */
import type { Random } from "@callboard/world";
import type { FaultName, FaultPlan } from "./faults.ts";
import { natureOf } from "./faults.ts";
import type { Scheduler } from "./scheduler.ts";

export class Weather {
  readonly #random: Random;
  /** Shares of the spells that hold now. */
  readonly #holding = new Map<FaultName, number>();
  readonly #struck = new Map<FaultName, number>();
  readonly #hooks = new Map<FaultName, ((isBeginning: boolean) => void)[]>();
  readonly #onStrike: (fault: FaultName) => void;

  constructor(random: Random, onStrike: (fault: FaultName) => void = () => undefined) {
    this.#random = random;
    this.#onStrike = onStrike;
  }

  /** Puts a plan's faults into time. */
  begin(scheduler: Scheduler, faults: readonly FaultPlan[]): void {
    for (const { fault, fromMs, toMs, share } of faults) {
      const isBlow = natureOf(fault).form === "blow";
      scheduler.at(fromMs, () => {
        if (!isBlow) this.#holding.set(fault, share);
        this.#tell(fault, true);
      });
      if (isBlow) continue;
      scheduler.at(toMs, () => {
        this.#holding.delete(fault);
        this.#tell(fault, false);
      });
    }
  }

  /** Calls `act` when a fault begins (`true`) and, for a spell, when it is over. */
  when(fault: FaultName, act: (isBeginning: boolean) => void): void {
    const hooks = this.#hooks.get(fault) ?? [];
    hooks.push(act);
    this.#hooks.set(fault, hooks);
  }

  #tell(fault: FaultName, isBeginning: boolean): void {
    for (const act of this.#hooks.get(fault) ?? []) act(isBeginning);
  }

  holds(fault: FaultName): boolean {
    return this.#holding.has(fault);
  }

  /** Whether the fault strikes what passes just now; counts it if so. */
  strikes(fault: FaultName): boolean {
    const share = this.#holding.get(fault);
    if (share === undefined || !this.#random.chance(share)) return false;
    this.count(fault);
    return true;
  }

  /** Counts a fault that did something. */
  count(fault: FaultName): void {
    this.#struck.set(fault, (this.#struck.get(fault) ?? 0) + 1);
    this.#onStrike(fault);
  }

  struck(): ReadonlyMap<FaultName, number> {
    return this.#struck;
  }
}
