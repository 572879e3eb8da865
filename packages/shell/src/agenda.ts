/**
 * Many named dues on one alarm. A due is planned by name, so planning it again moves it; the alarm always stands at the
 * earliest. The watchdog is never off the agenda, so the alarm is never off either.
 */
import type { EpochMs } from "@callboard/core";
import type { Alarm } from "./ports.ts";

type Due<Name extends string> = Name | "watchdog";

/** `Name`: the names of a desk's dues; every desk has a `watchdog`. */
export class Agenda<Name extends string> {
  readonly #alarm: Alarm;
  readonly #watchdogMs: number;
  #dues = new Map<Due<Name>, EpochMs>();
  #armedFor: EpochMs | null = null;

  constructor(alarm: Alarm, watchdogMs: number) {
    this.#alarm = alarm;
    this.#watchdogMs = watchdogMs;
  }

  plan(due: Due<Name>, at: EpochMs): void {
    this.#dues.set(due, at);
    this.#arm(this.#dues);
  }

  /** Plans a due unless an earlier one of its name stands already. */
  planBy(due: Due<Name>, at: EpochMs): void {
    const planned = this.#dues.get(due);
    if (planned === undefined || planned > at) this.plan(due, at);
  }

  cancel(due: Exclude<Name, "watchdog">): void {
    if (this.#dues.delete(due)) this.#arm(this.#dues);
  }

  at(due: Due<Name>): EpochMs | null {
    return this.#dues.get(due) ?? null;
  }

  /**
   * Takes what is due off the agenda, earliest first, and sets the alarm for the rest *before* any of it is done: a due
   * whose work throws must not take the alarm down with it. Where the alarm itself cannot be set, nothing is taken.
   */
  takeDue(now: EpochMs): Due<Name>[] {
    const due = [...this.#dues].filter(([, at]) => at <= now).sort(([, a], [, b]) => a - b);
    const rest = new Map(this.#dues);
    for (const [name] of due) rest.delete(name);
    // Other dues ring oftener than the watchdog's: theirs must not push it away for ever.
    const watchdogAt = rest.get("watchdog") ?? Number.POSITIVE_INFINITY;
    rest.set("watchdog", Math.min(watchdogAt, now + this.#watchdogMs));
    this.#armedFor = null;
    this.#arm(rest);
    this.#dues = rest;
    return due.map(([name]) => name);
  }

  /** The clock was set by this much: every due keeps its distance. */
  shift(byMs: number): void {
    for (const [due, at] of this.#dues) this.#dues.set(due, at + byMs);
    this.#arm(this.#dues);
  }

  #arm(dues: ReadonlyMap<Due<Name>, EpochMs>): void {
    const earliest = Math.min(...dues.values());
    if (!Number.isFinite(earliest) || earliest === this.#armedFor) return;
    this.#alarm.set(earliest);
    this.#armedFor = earliest;
  }
}
