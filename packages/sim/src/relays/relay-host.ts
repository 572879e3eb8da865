/**
 * The runtime around one relay, as a Durable Object has it: it builds the relay with the first screen, hands it turns, may
 * throw it away between any two of them, and lets it go when nobody looks. Screens' sockets outlive the relay, its lines do not.
 */
import { BOUNDS } from "@callboard/core";
import { Relay, type RelayViewer } from "@callboard/desk";
import type { Random } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { TenantWraps } from "../bugs.ts";
import type { Findings } from "../check/findings.ts";
import { MachineClock } from "../host/clock.ts";
import type { Scheduler } from "../scheduler.ts";
import type { DeskDoor, ServerEnd } from "../screens/screen.ts";
import type { Weather } from "../weather.ts";
import { RelayLines } from "./relay-lines.ts";

export interface RelayHostParts {
  readonly tenant: string;
  readonly scheduler: Scheduler;
  readonly weather: Weather;
  readonly random: Random;
  readonly findings: Findings;
  readonly wraps: TenantWraps;
  readonly desk: DeskDoor;
  /** Tells the desk how many screens are here. */
  readonly report: (viewers: number) => void;
}

/** One life of the relay. */
interface Life {
  readonly relay: Relay;
  readonly lines: RelayLines;
}

export class RelayHost implements DeskDoor {
  readonly #parts: RelayHostParts;
  /** Another machine's: it need not agree with the desk's. */
  readonly #clock: MachineClock;
  readonly #ends = new Map<ServerEnd, RelayViewer | null>();
  #life: Life | null = null;
  #generation = 0;
  #reportedAt = Number.NEGATIVE_INFINITY;
  #reported = 0;

  constructor(parts: RelayHostParts) {
    this.#parts = parts;
    const { scheduler, weather, random } = parts;
    this.#clock = new MachineClock(scheduler);
    this.#clock.step(Math.round(random.between(-SIM.relayClockOffMs, SIM.relayClockOffMs)));
    weather.when("relayLineCut", () => {
      for (let cut = this.#life?.lines.cut() ?? 0; cut > 0; cut -= 1) weather.count("relayLineCut");
    });
    weather.when("relayLineClosedTwice", (isBeginning) => {
      // A line must close for its end to be told twice.
      if (isBeginning) this.#life?.lines.cut();
    });
    weather.when("relayLost", () => this.#lose());
    scheduler.every(BOUNDS.watchdogMs, () => this.#onAlarm());
  }

  /** Screens whose connections the platform holds here. */
  get viewers(): number {
    for (const end of this.#ends.keys()) if (end.isClosed) this.#ends.delete(end);
    return this.#ends.size;
  }

  #turn(generation: number, what: string, run: () => void): void {
    if (generation !== this.#generation || this.#life === null) return;
    this.#guard(what, run);
  }

  #guard(what: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      const { findings, tenant } = this.#parts;
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      findings.breach("turn", tenant, `relay, ${what} threw: ${text.split("\n").slice(0, 4).join(" | ")}`);
    }
  }

  #open(): Life {
    if (this.#life !== null) return this.#life;
    this.#generation += 1;
    const generation = this.#generation;
    const { scheduler, weather, random, desk, wraps } = this.#parts;
    const turn = (what: string, run: () => void): void => this.#turn(generation, what, run);
    const lines = new RelayLines({ scheduler, weather, desk, turn, random: random.fork() });
    const ports = wraps.relayPorts({
      clock: this.#clock,
      timers: this.#timers(generation),
      chance: () => random.next(),
      dialer: lines,
    });
    const relay = new Relay({ ports, onOpen: () => this.#report(), onPulse: () => this.#onPulse() });
    const life = { relay, lines };
    this.#life = life;
    this.#guard("readmit", () => {
      for (const end of this.#ends.keys()) {
        if (end.isClosed) continue;
        this.#serve(life, end);
        this.#ends.set(end, life.relay.readmit(end.socket, end.names));
      }
    });
    return life;
  }

  #timers(generation: number) {
    const { scheduler, findings, tenant } = this.#parts;
    let pending = 0;
    return {
      after: (ms: number, run: () => void) => {
        pending += 1;
        if (pending > SIM.relayTimersMax)
          findings.breach("I12", tenant, `${pending} timers pending at a relay`);
        let isOff = false;
        const over = (): void => {
          if (!isOff) pending -= 1;
          isOff = true;
        };
        const callOff = scheduler.after(Math.max(0, ms), () => {
          over();
          this.#turn(generation, "timer", run);
        });
        return () => {
          over();
          callOff();
        };
      },
    };
  }

  #serve({ lines }: Life, end: ServerEnd): void {
    end.word = () => lines.word(end.names);
  }

  // ── Screens ──────────────────────────────────────────────────────────────────────────────────────────

  admit(end: ServerEnd): void {
    const life = this.#open();
    this.#turn(this.#generation, "admit", () => {
      this.#serve(life, end);
      this.#ends.set(end, life.relay.admit(end.socket, end.names));
    });
  }

  hear(end: ServerEnd, text: string): void {
    const { relay } = this.#open();
    const viewer = this.#ends.get(end) ?? null;
    if (viewer !== null) this.#turn(this.#generation, "hear", () => relay.hear(viewer, text));
    if (end.isClosed) this.#ends.delete(end);
  }

  leave(end: ServerEnd): void {
    const viewer = this.#ends.get(end) ?? null;
    this.#ends.delete(end);
    if (viewer !== null) this.#turn(this.#generation, "leave", () => this.#life?.relay.dismiss(viewer));
  }

  // ── Its life ─────────────────────────────────────────────────────────────────────────────────────────

  #onAlarm(): void {
    if (this.viewers === 0 && this.#life === null) return;
    const { relay } = this.#open();
    this.#turn(this.#generation, "ensure", () => relay.ensure());
  }

  #onPulse(): void {
    const sinceMs = this.#parts.scheduler.nowMs - this.#reportedAt;
    const isMoving = this.viewers !== this.#reported && sinceMs > BOUNDS.relayArrivalMs;
    if (isMoving || sinceMs >= BOUNDS.relayReportEveryMs) this.#report();
    if (this.viewers === 0 && this.#life?.relay.isIdle === true) this.#end();
  }

  #report(): void {
    const { scheduler, random, report } = this.#parts;
    this.#reportedAt = scheduler.nowMs;
    const { viewers } = this;
    this.#reported = viewers;
    scheduler.after(random.between(SIM.hopMinMs, SIM.hopMaxMs), () => report(viewers));
  }

  #end(): void {
    this.#life?.relay.end();
    this.#life = null;
    this.#generation += 1;
  }

  /** The object is lost between two turns. A deploy closes the screens' sockets; an eviction leaves them with the platform. */
  #lose(): void {
    const { weather, random } = this.#parts;
    if (this.#life === null || this.viewers === 0) return;
    weather.count("relayLost");
    this.#life.lines.lose();
    this.#life = null;
    this.#generation += 1;
    for (const end of this.#ends.keys()) this.#ends.set(end, null);
    if (!random.chance(0.3)) return;
    for (const end of this.#ends.keys()) end.socket.close(1012, "");
    this.#ends.clear();
  }
}
