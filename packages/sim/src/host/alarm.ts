/**
 * The one alarm of an object, which outlives it. It rings by the machine's clock; late, twice or only at the second
 * try where the weather says so. Setting it replaces it.
 */
import type { Alarm } from "@callboard/desk";
import type { Random } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { FaultName } from "../faults.ts";
import type { CallOff, Scheduler } from "../scheduler.ts";
import type { Weather } from "../weather.ts";
import type { MachineClock } from "./clock.ts";

/** By which names the weather knows an alarm's troubles. */
export interface AlarmFaults {
  readonly late: FaultName;
  readonly twice: FaultName;
  readonly fails: FaultName;
}

export const DESK_ALARM: AlarmFaults = { late: "alarmLate", twice: "alarmTwice", fails: "alarmFails" };

export interface AlarmParts {
  readonly faults: AlarmFaults;
  readonly scheduler: Scheduler;
  readonly weather: Weather;
  readonly random: Random;
  readonly clock: MachineClock;
  readonly ring: () => void;
}

export class LastingAlarm implements Alarm {
  readonly #parts: AlarmParts;
  #setFor: number | null = null;
  #callOff: CallOff = () => undefined;

  constructor(parts: AlarmParts) {
    this.#parts = parts;
  }

  set(at: number): void {
    this.#setFor = at;
    this.#arm(0);
  }

  /** The machine's clock was set: the alarm goes by the new time. */
  onClockStep(): void {
    if (this.#setFor !== null) this.#arm(0);
  }

  #arm(lateMs: number): void {
    const { scheduler, clock } = this.#parts;
    if (this.#setFor === null) return;
    this.#callOff();
    const atMs = Math.max(scheduler.nowMs + 1, clock.whenItShows(this.#setFor)) + lateMs;
    this.#callOff = scheduler.at(atMs, () => (lateMs > 0 ? this.#ring() : this.#onTime()));
  }

  #onTime(): void {
    const { weather, random, faults } = this.#parts;
    if (weather.strikes(faults.late)) this.#arm(random.between(500, SIM.alarmLateMaxMs));
    else if (weather.strikes(faults.fails)) this.#arm(SIM.alarmRetryMs);
    else this.#ring();
  }

  #ring(): void {
    const { scheduler, weather, random, ring, faults } = this.#parts;
    this.#setFor = null;
    if (weather.strikes(faults.twice)) scheduler.after(random.between(1, 2_000), ring);
    ring();
  }
}
