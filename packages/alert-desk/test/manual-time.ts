/**
 * Time that a test moves by hand: the clock, the timers and the one alarm, fired in the order in which they are due. It
 * must never look at the real clock, and it stops a test whose work never ends within one instant.
 */
import type { EpochMs } from "@callboard/core";
import type { Alarm, Clock, Timers } from "../src/ports.ts";

interface Task {
  readonly at: EpochMs;
  readonly owner: "object" | "world";
  readonly run: () => void;
}

/** Wednesday, 14 January 2026, 09:00 UTC. */
export const START = Date.UTC(2026, 0, 14, 9);
const TASKS_PER_INSTANT_MAX = 10_000;

export class ManualTime {
  #now: EpochMs = START;
  #tasks: Task[] = [];
  alarmAt: EpochMs | null = null;
  onAlarm: () => void = () => undefined;
  /** Runs whatever is due: what it throws is for whoever set it to bear. */
  guard: (work: () => void) => void = (work) => work();

  readonly clock: Clock = { now: () => this.#now };
  readonly timers: Timers = { after: (ms, run) => this.#plan(ms, run, "object") };
  readonly alarm: Alarm = {
    set: (at) => {
      this.alarmAt = at;
    },
  };

  get now(): EpochMs {
    return this.#now;
  }

  /** Something outside the object: it goes on when the object is lost. */
  later(ms: number, run: () => void): void {
    this.#plan(ms, run, "world");
  }

  #plan(ms: number, run: () => void, owner: Task["owner"]): () => void {
    const task: Task = { at: this.#now + Math.max(0, ms), owner, run };
    this.#tasks.push(task);
    return () => {
      this.#tasks = this.#tasks.filter((one) => one !== task);
    };
  }

  /** What lives in memory is lost with the object; the alarm is not. */
  loseTimers(): void {
    this.#tasks = this.#tasks.filter(({ owner }) => owner === "world");
  }

  /** Lets time pass. Everything that falls due is done at its own instant, oldest first. */
  advance(ms: number): void {
    const until = this.#now + ms;
    let atThisInstant = 0;
    for (;;) {
      const task = this.#earliest();
      const alarmAt = this.alarmAt ?? Number.POSITIVE_INFINITY;
      const at = Math.min(task?.at ?? Number.POSITIVE_INFINITY, alarmAt);
      if (at > until) break;
      atThisInstant = at > this.#now ? 0 : atThisInstant + 1;
      if (atThisInstant > TASKS_PER_INSTANT_MAX) throw new Error("endless work at one instant");
      this.#now = Math.max(this.#now, at);
      if (task !== undefined && task.at <= at) {
        this.#tasks = this.#tasks.filter((one) => one !== task);
        this.guard(task.run);
      } else {
        this.alarmAt = null;
        this.guard(this.onAlarm);
      }
    }
    this.#now = until;
  }

  /** The first planned of those that are due first. */
  #earliest(): Task | undefined {
    let earliest: Task | undefined;
    for (const task of this.#tasks) if (earliest === undefined || task.at < earliest.at) earliest = task;
    return earliest;
  }
}
