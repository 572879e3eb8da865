/**
 * The runtime around one alert desk, as a Durable Object has it: it builds the alert desk with the first event, hands it
 * turns, and may throw it away between any two of them. Storage, alarm and queues outlive it.
 */
import { AlertDesk, type AlertPorts, type BatchVerdict } from "@callboard/alert-desk";
import { BOUNDS } from "@callboard/core";
import type { Random } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { AlertDoor, TenantWraps } from "../bugs.ts";
import type { Findings } from "../check/findings.ts";
import { type AlarmFaults, LastingAlarm } from "../host/alarm.ts";
import type { MachineClock } from "../host/clock.ts";
import type { Scheduler } from "../scheduler.ts";
import type { Weather } from "../weather.ts";
import { type AlertPortsParts, makeAlertPorts } from "./alert-ports.ts";

export interface AlertHostParts
  extends Omit<AlertPortsParts, "alarm" | "turn" | "isAlive" | "onAwait" | "life"> {
  readonly zone: string;
  readonly scheduler: Scheduler;
  readonly weather: Weather;
  readonly random: Random;
  readonly clock: MachineClock;
  readonly findings: Findings;
  readonly wraps: TenantWraps;
  /** A turn of the alert desk has ended, of the name that it goes by here. */
  readonly onTurn: (desk: AlertDesk, what: string) => void;
  readonly onEnd: () => void;
}

const ALARM: AlarmFaults = {
  late: "alertAlarmLate",
  twice: "alertAlarmTwice",
  fails: "alertAlarmFails",
};

export class AlertHost {
  readonly #parts: AlertHostParts;
  readonly #alarm: LastingAlarm;
  /** Calls that the present alert desk has not answered: they break off when it goes. */
  #waiting = new Set<() => void>();
  #desk: AlertDesk | null = null;
  #door: AlertDoor | null = null;
  #generation = 0;
  #restarts = 0;
  #turns = 0;

  constructor(parts: AlertHostParts) {
    this.#parts = parts;
    const { scheduler, weather, random, clock } = parts;
    const ring = (): void => this.#onAlarm();
    this.#alarm = new LastingAlarm({ scheduler, weather, random, clock, ring, faults: ALARM });
    weather.when("alertDeskRestart", () => {
      if (this.#desk === null) return;
      weather.count("alertDeskRestart");
      this.#restart();
    });
    weather.when("alertClockStep", () => {
      weather.count("alertClockStep");
      clock.step(Math.round(random.between(-SIM.clockStepMaxMs, SIM.clockStepMaxMs)));
      this.#alarm.onClockStep();
    });
    scheduler.every(SIM.cronEveryMs, () => this.wake());
  }

  get desk(): AlertDesk | null {
    return this.#desk;
  }

  get restarts(): number {
    return this.#restarts;
  }

  get turns(): number {
    return this.#turns;
  }

  #open(): AlertDesk | null {
    if (this.#desk !== null) return this.#desk;
    const { tenant, zone, wraps } = this.#parts;
    this.#generation += 1;
    this.#guard("begin", () => {
      const ports = wraps.alertPorts(this.#ports(this.#generation));
      const settings = { tenant, siteName: tenant, zone, link: SIM.wallLink, isLocal: false };
      const desk = new AlertDesk(settings, ports);
      this.#desk = desk;
      this.#door = wraps.alertDoor(desk);
      desk.begin();
    });
    return this.#desk;
  }

  #ports(generation: number): AlertPorts {
    return makeAlertPorts({
      ...this.#parts,
      alarm: this.#alarm,
      life: generation,
      turn: (what, run) => this.#turn(generation, what, run),
      isAlive: () => generation === this.#generation && this.#desk !== null,
      onAwait: () => this.#onAwait(generation),
    });
  }

  /** One call into the alert desk of that generation. What it throws is a fault of ours. */
  #turn(generation: number, what: string, run: () => void): void {
    const desk = this.#desk;
    if (generation !== this.#generation || desk === null) return;
    this.#turns += 1;
    this.#guard(what, run);
    if (this.#desk === desk) this.#parts.onTurn(desk, what);
  }

  #guard(what: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      const { findings, tenant } = this.#parts;
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      findings.breach("turn", tenant, `alert ${what} threw: ${text.split("\n").slice(0, 4).join(" | ")}`);
    }
  }

  // ── Being thrown away ────────────────────────────────────────────────────────────────────────────────

  #onAwait(generation: number): void {
    const { scheduler, random, weather } = this.#parts;
    if (!weather.holds("alertEvictAtAwait")) return;
    scheduler.after(random.pick([0, 0, 3, 40]), () => {
      if (generation === this.#generation && weather.strikes("alertEvictAtAwait")) this.#restart();
    });
  }

  #restart(): void {
    if (this.#desk === null) return;
    const { random, scheduler, onEnd } = this.#parts;
    this.#restarts += 1;
    this.#desk = null;
    this.#door = null;
    this.#generation += 1;
    onEnd();
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const breakOff of waiting) scheduler.after(random.between(1, SIM.hopMaxMs), breakOff);
  }

  #onAlarm(): void {
    // As the Worker does: the next alarm first, then the work.
    this.#alarm.set(this.#parts.clock.now() + BOUNDS.alertWatchdogMs);
    this.wake();
  }

  wake(): void {
    const desk = this.#open();
    if (desk !== null) this.#turn(this.#generation, "wake", () => desk.wake());
  }

  // ── Calls of others ──────────────────────────────────────────────────────────────────────────────────

  /** A call that is answered within its turn. `null` where there is no alert desk or the turn threw. */
  call<Given>(what: string, run: (desk: AlertDesk, door: AlertDoor) => Given): Given | null {
    const desk = this.#open();
    const door = this.#door;
    if (desk === null || door === null) return null;
    const answer: { given: Given | null } = { given: null };
    this.#turn(this.#generation, what, () => {
      answer.given = run(desk, door);
    });
    return answer.given;
  }

  /** The same over the network; `done` is called once, with `null` where the object went meanwhile. */
  rpc<Given>(
    what: string,
    run: (desk: AlertDesk, door: AlertDoor) => Given,
    done: (given: Given | null) => void,
  ): void {
    const { scheduler } = this.#parts;
    scheduler.after(this.#hopMs(), () => {
      const given = this.call(what, run);
      const generation = this.#generation;
      scheduler.after(this.#hopMs(), () => done(generation === this.#generation ? given : null));
    });
  }

  /** Rows of the queue. `done` is called once, with `null` where the object went before it answered. */
  take(batches: readonly unknown[], done: (verdicts: readonly BatchVerdict[] | null) => void): void {
    const { scheduler } = this.#parts;
    let isDone = false;
    const answer = (verdicts: readonly BatchVerdict[] | null): void => {
      if (isDone) return;
      isDone = true;
      this.#waiting.delete(breakOff);
      done(verdicts);
    };
    const breakOff = (): void => answer(null);
    scheduler.after(this.#hopMs(), () => {
      const isOpen = this.call("take", (_desk, door) => {
        this.#waiting.add(breakOff);
        door.take(batches, (verdicts) => scheduler.after(this.#hopMs(), () => answer(verdicts)));
        return true;
      });
      if (isOpen === null) breakOff();
    });
  }

  #hopMs(): number {
    return this.#parts.random.between(SIM.hopMinMs, SIM.hopMaxMs);
  }
}
