/**
 * Many named dues on one alarm. A due is planned by name, so planning it again moves it; the alarm always stands at the
 * earliest. The watchdog is never off the agenda, so the alarm is never off either.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { Alarm } from "./ports.ts";

export const DUES = ["watchdog", "tell", "plan", "handOut", "checkpoint", "pack", "prune"] as const;
export type Due = (typeof DUES)[number];

export class Agenda {
  readonly #alarm: Alarm;
  #dues = new Map<Due, EpochMs>();
  #armedFor: EpochMs | null = null;

  constructor(alarm: Alarm) {
    this.#alarm = alarm;
  }

  /** Plans, moves, or (with `null`) cancels a due. */
  plan(due: Due, at: EpochMs | null): void {
    if (at === null) this.#dues.delete(due);
    else this.#dues.set(due, at);
    this.#arm(this.#dues);
  }

  /** Plans a due unless an earlier one of its name stands already. */
  planBy(due: Due, at: EpochMs): void {
    const planned = this.#dues.get(due);
    if (planned === undefined || planned > at) this.plan(due, at);
  }

  /**
   * Takes what is due off the agenda, earliest first, and sets the alarm for the rest before any of it is done: a due
   * whose work throws must not take the alarm down with it. Where the alarm itself cannot be set, nothing is taken.
   */
  takeDue(now: EpochMs): Due[] {
    const due = [...this.#dues].filter(([, at]) => at <= now).sort(([, a], [, b]) => a - b);
    const rest = new Map(this.#dues);
    for (const [name] of due) rest.delete(name);
    // Other dues ring oftener than the watchdog's: theirs must not push it away for ever.
    const watchdogAt = Math.min(
      rest.get("watchdog") ?? Number.POSITIVE_INFINITY,
      now + BOUNDS.alertWatchdogMs,
    );
    rest.set("watchdog", watchdogAt);
    this.#armedFor = null;
    this.#arm(rest);
    this.#dues = rest;
    return due.map(([name]) => name);
  }

  #arm(dues: ReadonlyMap<Due, EpochMs>): void {
    const earliest = Math.min(...dues.values());
    if (!Number.isFinite(earliest) || earliest === this.#armedFor) return;
    this.#alarm.set(earliest);
    this.#armedFor = earliest;
  }
}
