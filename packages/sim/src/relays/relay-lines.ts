/**
 * The lines of one relay to its desk, in virtual time: each an ordered socket between two objects, which may be cut, fall
 * silent while both sides take it for open, be slow, or tell its end more than once. Lines are lost with their relay.
 */
import type { Line, LineDialer, LineEvents } from "@callboard/desk";
import type { NameStyle } from "@callboard/protocol";
import type { Random } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { Scheduler } from "../scheduler.ts";
import type { DeskDoor, DeskWord, ServerEnd } from "../screens/screen.ts";
import type { Weather } from "../weather.ts";

export interface RelayLinesParts {
  readonly scheduler: Scheduler;
  readonly weather: Weather;
  readonly random: Random;
  readonly desk: DeskDoor;
  /** Runs a call into the relay that these lines were made for, if it still lives. */
  readonly turn: (what: string, run: () => void) => void;
}

interface Wire {
  readonly end: ServerEnd;
  readonly events: LineEvents;
  /** The relay has hung up, or was told of the end. */
  isOver: boolean;
  /** Neither side hears the other any more, and none is told. */
  isDead: boolean;
  /** When the last word gets there, so that none overtakes another. */
  lastThereMs: number;
  lastBackMs: number;
}

/** A straggler or a second close comes so long after the first, at most. */
const AGAIN_MS = 4_000;
/** Codes with which a platform ends a socket; `null` where none came. */
const CUT_CODES = [null, 1006, 1012] as const;

export class RelayLines implements LineDialer {
  readonly #parts: RelayLinesParts;
  readonly #wires = new Set<Wire>();
  readonly #words = new Map<NameStyle, DeskWord>();

  constructor(parts: RelayLinesParts) {
    this.#parts = parts;
  }

  /** The desk's last word in this style, as it got here. */
  word(names: NameStyle): DeskWord {
    return this.#words.get(names) ?? { saidAtMs: this.#parts.scheduler.nowMs, tookMs: 0 };
  }

  dial(names: NameStyle, events: LineEvents): Line {
    const { scheduler, desk, weather, random } = this.#parts;
    const end: ServerEnd = {
      ...{ names, kind: "line", word: null, viewer: null, isClosed: false },
      socket: {
        send: (text) => this.#back(wire, text),
        close: (code) => this.#closedByDesk(wire, code),
        buffered: () => 0,
      },
    };
    const wire: Wire = { end, events, isOver: false, isDead: false, lastThereMs: 0, lastBackMs: 0 };
    this.#wires.add(wire);
    wire.isDead =
      weather.holds("relayLineSilent") && random.chance(0.3) && weather.strikes("relayLineSilent");
    scheduler.after(this.#hopMs(), () => {
      if (wire.isOver || wire.isDead) return;
      desk.admit(end);
      scheduler.after(this.#hopMs(), () => this.#tell(wire, "opened", () => events.opened()));
    });
    return {
      send: (text) => this.#there(wire, text),
      close: () => this.#hangUp(wire),
    };
  }

  #hopMs(): number {
    return this.#parts.random.between(SIM.hopMinMs, SIM.hopMaxMs);
  }

  #journeyMs(): number {
    const { weather, random } = this.#parts;
    return this.#hopMs() + (weather.strikes("relayLineSlow") ? random.between(1_000, SIM.lineSlowMaxMs) : 0);
  }

  #isMute(wire: Wire): boolean {
    return wire.isDead || this.#parts.weather.strikes("relayLineSilent");
  }

  #tell(wire: Wire, what: string, run: () => void): void {
    if (!wire.isOver) this.#parts.turn(`line ${what}`, run);
  }

  #there(wire: Wire, text: string): void {
    const { scheduler, desk } = this.#parts;
    if (this.#isMute(wire)) return;
    wire.lastThereMs = Math.max(wire.lastThereMs, scheduler.nowMs + this.#journeyMs());
    scheduler.at(wire.lastThereMs, () => {
      if (!wire.end.isClosed) desk.hear(wire.end, text);
    });
  }

  #back(wire: Wire, text: string): void {
    const { scheduler, turn } = this.#parts;
    if (wire.end.isClosed || this.#isMute(wire)) return;
    const saidAtMs = scheduler.nowMs;
    wire.lastBackMs = Math.max(wire.lastBackMs, saidAtMs + this.#journeyMs());
    scheduler.at(wire.lastBackMs, () => {
      if (wire.isOver && !this.#parts.weather.strikes("relayLineClosedTwice")) return;
      if (!wire.isOver) this.#words.set(wire.end.names, { saidAtMs, tookMs: scheduler.nowMs - saidAtMs });
      turn("line message", () => wire.events.message(text));
    });
  }

  #closedByDesk(wire: Wire, code: number): void {
    wire.end.isClosed = true;
    if (!wire.isDead) this.#parts.scheduler.after(this.#hopMs(), () => this.#onClosed(wire, code));
  }

  #onClosed(wire: Wire, code: number | null): void {
    const { scheduler, weather, random, turn } = this.#parts;
    if (wire.isOver) return;
    wire.isOver = true;
    this.#wires.delete(wire);
    turn("line closed", () => wire.events.closed(code));
    if (!weather.strikes("relayLineClosedTwice")) return;
    for (const ms of [0, random.between(1, AGAIN_MS)])
      scheduler.after(ms, () => turn("line closed again", () => wire.events.closed(code)));
  }

  /** The relay hangs up; the desk hears of it, unless the line is dead. */
  #hangUp(wire: Wire): void {
    wire.isOver = true;
    this.#wires.delete(wire);
    this.#leave(wire);
  }

  #leave(wire: Wire): void {
    const { scheduler, desk } = this.#parts;
    if (wire.isDead || wire.end.isClosed) return;
    scheduler.after(this.#hopMs(), () => {
      if (wire.end.isClosed) return;
      wire.end.isClosed = true;
      desk.leave(wire.end);
    });
  }

  /** Every line breaks; gives how many. Whether the desk hears of it is its luck. */
  cut(): number {
    const { scheduler, random } = this.#parts;
    const wires = [...this.#wires];
    for (const wire of wires) {
      if (random.chance(0.5)) this.#leave(wire);
      const code = random.pick(CUT_CODES);
      scheduler.after(this.#hopMs(), () => this.#onClosed(wire, code));
    }
    return wires.length;
  }

  /** The relay is gone, and with it its ends. */
  lose(): void {
    const { random } = this.#parts;
    for (const wire of [...this.#wires]) {
      wire.isDead = wire.isDead || random.chance(0.3);
      this.#hangUp(wire);
    }
  }
}
