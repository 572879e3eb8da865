/** The clock of the machine that the desk runs on: virtual time and whatever it has been set wrong by. */
import type { Clock } from "@callboard/desk";
import type { Scheduler } from "../scheduler.ts";

export class MachineClock implements Clock {
  readonly #scheduler: Scheduler;
  #offsetMs = 0;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  now(): number {
    return this.#scheduler.nowMs + this.#offsetMs;
  }

  step(byMs: number): void {
    this.#offsetMs += byMs;
  }

  /** The instant of virtual time at which this clock shows `atMs`, if nobody sets it again. */
  whenItShows(atMs: number): number {
    return atMs - this.#offsetMs;
  }
}
