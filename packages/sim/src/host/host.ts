/**
 * The runtime around one desk, as a Durable Object has it: it builds the desk with the first event, hands it turns,
 * and may throw it away between any two of them. Ledger, alarm and the screens' sockets outlive the desk.
 */
import { BOUNDS, type Site } from "@callboard/core";
import type { Credentials, HttpRequest } from "@callboard/cxone";
import { type AlertDeskBell, type BatchQueue, Desk, type DeskSetup, type Ledger } from "@callboard/desk";
import type { Random } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { TenantWraps } from "../bugs.ts";
import { DialBook } from "../check/dial-book.ts";
import type { Findings } from "../check/findings.ts";
import type { Scheduler } from "../scheduler.ts";
import type { DeskDoor, ServerEnd } from "../screens/screen.ts";
import type { Witness } from "../screens/witness.ts";
import type { Upstream } from "../upstream/upstream.ts";
import type { Weather } from "../weather.ts";
import { DESK_ALARM, LastingAlarm } from "./alarm.ts";
import type { MachineClock } from "./clock.ts";
import { makePorts } from "./ports.ts";

export interface HostParts {
  readonly tenant: string;
  readonly site: () => Site;
  readonly setup: () => DeskSetup;
  readonly credentials: Credentials;
  readonly scheduler: Scheduler;
  readonly weather: Weather;
  readonly random: Random;
  readonly upstream: Upstream;
  readonly clock: MachineClock;
  readonly ledger: Ledger;
  readonly findings: Findings;
  readonly wraps: TenantWraps;
  readonly witnesses: () => readonly Witness[];
  /** A desk has begun, with what it recovered in its floor. */
  readonly onBegin: (desk: Desk) => void;
  readonly onRequest: (request: HttpRequest) => void;
  readonly onAnswered: () => void;
  readonly onHeard: () => void;
  readonly onOpened: () => void;
  readonly events: BatchQueue;
  readonly alertDesk: AlertDeskBell;
  /** A turn has ended; `null` where it was the end of the desk. */
  readonly onTurn: (desk: Desk | null) => void;
}

export class Host implements DeskDoor {
  readonly #parts: HostParts;
  readonly #alarm: LastingAlarm;
  readonly #book: DialBook;
  readonly #ends = new Set<ServerEnd>();
  #desk: Desk | null = null;
  #generation = 0;
  #restarts = 0;
  #turns = 0;

  constructor(parts: HostParts) {
    this.#parts = parts;
    const { tenant, scheduler, weather, random, clock, findings } = parts;
    const ring = (): void => this.#onAlarm();
    this.#alarm = new LastingAlarm({ scheduler, weather, random, clock, ring, faults: DESK_ALARM });
    this.#book = new DialBook({
      now: () => clock.now(),
      onBreach: (what) => findings.breach("I11", tenant, what),
      onCheck: () => findings.checked(),
    });
    weather.when("restart", () => {
      weather.count("restart");
      this.#restart();
    });
    weather.when("relayUnderRestart", () => {
      const hasLines = [...this.#ends].some(({ kind, isClosed }) => kind === "line" && !isClosed);
      if (!hasLines || this.#desk === null) return;
      weather.count("relayUnderRestart");
      this.#restart();
    });
    weather.when("clockStep", () => {
      weather.count("clockStep");
      clock.step(Math.round(random.between(-SIM.clockStepMaxMs, SIM.clockStepMaxMs)));
      this.#alarm.onClockStep();
    });
    scheduler.every(SIM.cronEveryMs, () => this.#wake());
    scheduler.every(BOUNDS.viewerAckEveryMs, () => {
      this.#turn(this.#generation, "ack", () => {
        for (const witness of parts.witnesses()) witness.acknowledge();
      });
    });
  }

  get desk(): Desk | null {
    return this.#desk;
  }

  get restarts(): number {
    return this.#restarts;
  }

  get turns(): number {
    return this.#turns;
  }

  get book(): DialBook {
    return this.#book;
  }

  /** The first request of somebody: the desk begins. */
  begin(): void {
    this.#open();
  }

  /** One call into the desk of that generation. What it throws is a fault of ours. */
  #turn(generation: number, what: string, run: () => void): void {
    if (generation !== this.#generation || this.#desk === null) return;
    this.#turns += 1;
    this.#guard(what, run);
    this.#parts.onTurn(this.#desk);
  }

  /** A question of another object: it opens the desk. `null` where the turn threw. */
  ask<Given>(what: string, run: (desk: Desk) => Given): Given | null {
    const desk = this.#open();
    if (desk === null) return null;
    const answer: { given: Given | null } = { given: null };
    this.#turn(this.#generation, what, () => {
      answer.given = run(desk);
    });
    return answer.given;
  }

  /** Something that people do to a desk that is there. One that is not takes it from its settings when it is built. */
  touch(what: string, run: (desk: Desk) => void): void {
    const desk = this.#desk;
    if (desk !== null) this.#turn(this.#generation, what, () => run(desk));
  }

  #guard(what: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      const { findings, tenant } = this.#parts;
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      findings.breach("turn", tenant, `${what} threw: ${text.split("\n").slice(0, 4).join(" | ")}`);
    }
  }

  #open(): Desk | null {
    if (this.#desk !== null) return this.#desk;
    const { wraps, tenant, site, setup, credentials, witnesses, onBegin } = this.#parts;
    this.#generation += 1;
    const generation = this.#generation;
    this.#book.forget();
    const ports = wraps.ports(makePorts(this.#portParts(generation)));
    this.#guard("begin", () => {
      const desk = new Desk({ tenant, site: site(), credentials, build: "sim" }, ports);
      this.#desk = desk;
      desk.setSetup(setup());
      desk.begin();
      onBegin(desk);
      for (const witness of witnesses()) witness.attach(desk);
      for (const end of this.#ends)
        end.viewer = desk.readmit(wraps.viewerSocket(end.socket), end.names, end.kind);
    });
    return this.#desk;
  }

  #portParts(generation: number) {
    const parts = this.#parts;
    return {
      ...parts,
      alarm: this.#alarm,
      book: this.#book,
      secrets: [parts.credentials.clientSecret.reveal(), "token."],
      turn: (what: string, run: () => void) => this.#turn(generation, what, run),
      isAlive: () => generation === this.#generation && this.#desk !== null,
      onAwait: () => this.#onAwait(generation),
    };
  }

  // ── Being thrown away ────────────────────────────────────────────────────────────────────────────────

  #onAwait(generation: number): void {
    const { scheduler, random, weather } = this.#parts;
    if (!weather.holds("evictAtAwait")) return;
    scheduler.after(random.pick([0, 0, 3, 40]), () => {
      if (generation === this.#generation && weather.strikes("evictAtAwait")) this.#restart();
    });
  }

  #restart(): void {
    const { random, upstream, scheduler, onTurn } = this.#parts;
    if (this.#desk === null) return;
    this.#restarts += 1;
    this.#desk = null;
    onTurn(null);
    this.#generation += 1;
    upstream.dropAll();
    if (random.chance(0.3)) this.#closeScreens();
    // Somebody's request brings the object back at once; or nobody's does, and its alarm must.
    if (random.chance(0.5)) scheduler.after(random.between(1, 3_000), () => this.#open());
  }

  /** A deploy closes the screens' sockets; an eviction leaves them with the platform. */
  #closeScreens(): void {
    for (const end of this.#ends) end.socket.close(1012, "");
    this.#ends.clear();
  }

  #onAlarm(): void {
    // As the Worker does: the next alarm first, then the work.
    this.#alarm.set(this.#parts.clock.now() + BOUNDS.watchdogMs);
    this.#wake();
  }

  #wake(): void {
    const desk = this.#open();
    if (desk !== null) this.#turn(this.#generation, "wake", () => desk.wake());
  }

  // ── Screens ──────────────────────────────────────────────────────────────────────────────────────────

  admit(end: ServerEnd): void {
    const desk = this.#open();
    this.#turn(this.#generation, "admit", () => {
      end.viewer = desk?.admit(this.#parts.wraps.viewerSocket(end.socket), end.names, end.kind) ?? null;
      this.#ends.add(end);
    });
  }

  hear(end: ServerEnd, text: string): void {
    const desk = this.#open();
    const { viewer } = end;
    if (desk === null || viewer === null || !this.#ends.has(end)) return;
    this.#turn(this.#generation, "hear", () => desk.hear(viewer, text));
    if (end.isClosed) this.#ends.delete(end);
  }

  leave(end: ServerEnd): void {
    this.#ends.delete(end);
    const { viewer } = end;
    if (viewer !== null) this.#turn(this.#generation, "leave", () => this.#desk?.dismiss(viewer));
  }

  /** Screens that are here themselves. */
  get screens(): number {
    let count = 0;
    for (const { kind, isClosed } of this.#ends) if (kind === "screen" && !isClosed) count += 1;
    return count;
  }

  /** Screens' connections, and relays' lines, that the platform holds. */
  get connections(): number {
    for (const end of this.#ends) if (end.isClosed) this.#ends.delete(end);
    return this.#ends.size;
  }
}
