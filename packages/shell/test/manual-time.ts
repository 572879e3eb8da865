/**
 * Time that a test moves by hand: a desk's clock, its timers and its one alarm, fired in the order in which they
 * are due. It must never look at the real clock, and it stops a test whose work never ends within one instant.
 */
import type { EpochMs } from "@callboard/core";
import type { Alarm, Clock, Timers } from "../src/ports.ts";

interface Task {
  readonly at: EpochMs;
  readonly order: number;
  readonly owner: "object" | "world";
  readonly run: () => void;
}

/** Wednesday, 14 January 2026, 09:00 UTC. */
export const START = Date.UTC(2026, 0, 14, 9);
const TASKS_PER_INSTANT_MAX = 10_000;

export class ManualTime {
  #now: EpochMs = START;
  /** What a wall clock that was set wrong adds; timers do not see it. */
  #stepMs = 0;
  #order = 0;
  #tasks: Task[] = [];
  #alarmAt: EpochMs | null = null;
  onAlarm: () => void = () => undefined;
  /** Runs whatever is due: what it throws is for whoever set it to bear. */
  guard: (work: () => void) => void = (work) => work();
  /** Every call of `setAlarm`, by the instant it was made. */
  readonly alarmSets: EpochMs[] = [];

  readonly clock: Clock = { now: () => this.now() };
  readonly timers: Timers = { after: (ms, run) => this.#plan(ms, run, "object") };
  readonly alarm: Alarm = {
    set: (at) => {
      this.alarmSets.push(this.#now);
      this.#alarmAt = at;
    },
  };

  now(): EpochMs {
    return this.#now + this.#stepMs;
  }

  /** The time as it really is, whatever the wall clock says. */
  trueNow(): EpochMs {
    return this.#now;
  }

  get alarmAt(): EpochMs | null {
    return this.#alarmAt;
  }

  /** Something outside the object: it goes on when the object is lost. */
  later(ms: number, run: () => void): () => void {
    return this.#plan(ms, run, "world");
  }

  #plan(ms: number, run: () => void, owner: Task["owner"]): () => void {
    const task: Task = { at: this.#now + Math.max(0, ms), order: this.#order, owner, run };
    this.#order += 1;
    this.#tasks.push(task);
    return () => {
      this.#tasks = this.#tasks.filter((one) => one !== task);
    };
  }

  /** Timers of the object that are still to fire. */
  get objectTimers(): number {
    return this.#tasks.filter(({ owner }) => owner === "object").length;
  }

  /** What lives in memory is lost with the object; the alarm is not. */
  loseTimers(): void {
    this.#tasks = this.#tasks.filter(({ owner }) => owner === "world");
  }

  /** The wall clock jumps, as a machine's does when it is corrected. */
  stepClock(byMs: number): void {
    this.#stepMs += byMs;
  }

  /** Lets time pass. Everything that falls due is done at its own instant, oldest first. */
  advance(ms: number): void {
    const until = this.#now + ms;
    let atThisInstant = 0;
    for (;;) {
      const task = this.#earliest();
      // The alarm stands at an instant of the wall clock, so a step of that clock moves it.
      const alarmAt = (this.#alarmAt ?? Number.POSITIVE_INFINITY) - this.#stepMs;
      const at = Math.min(task?.at ?? Number.POSITIVE_INFINITY, alarmAt);
      if (at > until) break;
      atThisInstant = at > this.#now ? 0 : atThisInstant + 1;
      if (atThisInstant > TASKS_PER_INSTANT_MAX)
        throw new Error("time stands still: endless work at one instant");
      this.#now = Math.max(this.#now, at);
      if (task !== undefined && task.at <= at) {
        this.#tasks = this.#tasks.filter((one) => one !== task);
        this.guard(task.run);
      } else {
        this.#alarmAt = null;
        this.guard(this.onAlarm);
      }
    }
    this.#now = until;
  }

  #earliest(): Task | undefined {
    let earliest: Task | undefined;
    for (const task of this.#tasks) {
      if (
        earliest === undefined ||
        task.at < earliest.at ||
        (task.at === earliest.at && task.order < earliest.order)
      )
        earliest = task;
    }
    return earliest;
  }
}
