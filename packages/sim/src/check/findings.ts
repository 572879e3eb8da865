/** What a run has looked at and what it found wrong. Violations are kept up to a bound; all are counted. */
import { SIM } from "../bounds.ts";
import type { Scheduler } from "../scheduler.ts";

/** An invariant's number in core's SPEC.md, or what else must never happen. */
export type Rule =
  | "I1"
  | "I2"
  | "I3"
  | "I4"
  | "I5"
  | "I6"
  | "I7"
  | "I8"
  | "I9"
  | "I10"
  | "I11"
  | "I12"
  | "windows"
  | "recovery"
  | "refusals"
  | "turn";

export interface Violation {
  readonly rule: Rule;
  readonly atMs: number;
  readonly tenant: string;
  readonly what: string;
}

export class Findings {
  readonly #scheduler: Scheduler;
  readonly violations: Violation[] = [];
  #count = 0;
  #checks = 0;
  #unlabelled = 0;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  get checks(): number {
    return this.#checks;
  }

  get count(): number {
    return this.#count;
  }

  /** Looks at old figures that did not look old. */
  get unlabelled(): number {
    return this.#unlabelled;
  }

  checked(times = 1): void {
    this.#checks += times;
  }

  breach(rule: Rule, tenant: string, what: string): void {
    this.#count += 1;
    if (this.violations.length >= SIM.violationsMax) return;
    this.violations.push({ rule, atMs: this.#scheduler.nowMs, tenant, what });
  }

  /** Old data that a screen or the desk showed as fresh (invariant 9). */
  unlabelledView(tenant: string, what: string): void {
    this.#unlabelled += 1;
    this.breach("I9", tenant, what);
  }
}
