/**
 * A wall screen in virtual time: it dials, greets, folds frames with the product's own replica, acknowledges, asks
 * again, sleeps and comes back. At every frame and every second it is held against what was committed and true.
 */
import { BOUNDS } from "@callboard/core";
import type { Viewer, ViewerKind, ViewerSocket } from "@callboard/desk";
import {
  applyFrame,
  type ClientFrame,
  closeNameOf,
  createDecoder,
  createReplica,
  createServerClock,
  distrust,
  type Freshness,
  freshnessOf,
  helloOf,
  isRetry,
  type NameStyle,
  type Replica,
  reconnectDelayMs,
  resumeOn,
} from "@callboard/protocol";
import type { Random } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { Scheduler } from "../scheduler.ts";
import type { Weather } from "../weather.ts";
import { BoardHash } from "./board-hash.ts";
import type { ScreenJudge } from "./judge.ts";

/** What whoever serves an end has last heard of the desk. */
export interface DeskWord {
  /** When the desk said it, in virtual time. */
  readonly saidAtMs: number;
  readonly tookMs: number;
}

/** The server's end of one connection: the desk's, or a relay's. A relay's line has its end at the desk as well. */
export interface ServerEnd {
  readonly names: NameStyle;
  readonly kind: ViewerKind;
  /** `null` where it is the desk itself that speaks here. */
  word: (() => DeskWord) | null;
  readonly socket: ViewerSocket;
  viewer: Viewer | null;
  isClosed: boolean;
}

/** What the desk's side offers to screens. */
export interface DeskDoor {
  admit(end: ServerEnd): void;
  hear(end: ServerEnd, text: string): void;
  leave(end: ServerEnd): void;
}

export interface ScreenParts {
  readonly name: string;
  readonly names: NameStyle;
  readonly scheduler: Scheduler;
  readonly weather: Weather;
  readonly random: Random;
  readonly door: DeskDoor;
  readonly judge: ScreenJudge;
}

export class Screen {
  readonly #parts: ScreenParts;
  readonly #replica: Replica = createReplica();
  readonly #decoder = createDecoder();
  readonly #clock = createServerClock();
  readonly #hash = new BoardHash();
  /** This screen's own monotone clock began at another instant than everybody else's. */
  readonly #localOffsetMs: number;
  #end: ServerEnd | null = null;
  #isOpen = false;
  #isAsleep = false;
  #attempt = 0;
  #lastFrameAt: number | null = null;
  /** When the desk said what this screen has last heard of it, by whatever way. */
  #deskSaidAtMs: number | null = null;
  #lastArrivalMs = 0;
  /** How long each frame of the last minute was under way, which no screen can know. */
  readonly #journeys: { readonly atMs: number; readonly tookMs: number }[] = [];
  /** What the network holds for a screen that sleeps. */
  #inbox: (() => void)[] = [];
  #peakInbox = 0;

  constructor(parts: ScreenParts) {
    this.#parts = parts;
    const { scheduler, weather, random } = parts;
    this.#localOffsetMs = -scheduler.nowMs + random.index(1_000_000);
    weather.when("massReconnect", () => {
      if (this.#end === null || this.#isAsleep) return;
      weather.count("massReconnect");
      this.lose(random.chance(0.5));
    });
    weather.when("viewersMoved", () => {
      if (this.#end === null || this.#isAsleep) return;
      weather.count("viewersMoved");
      this.lose(random.chance(0.5));
    });
    weather.when("viewerAsleep", (isBeginning) => {
      if (isBeginning && weather.strikes("viewerAsleep")) this.#isAsleep = true;
      if (!isBeginning && this.#isAsleep) this.#wakeUp();
    });
    scheduler.after(random.between(0, 3_000), () => this.#connect());
    scheduler.every(BOUNDS.viewerAckEveryMs, () => this.#acknowledge());
    scheduler.every(1_000, () => this.#look());
  }

  get name(): string {
    return this.#parts.name;
  }

  get names(): NameStyle {
    return this.#parts.names;
  }

  get replica(): Replica {
    return this.#replica;
  }

  get isFollowing(): boolean {
    return this.#isOpen && !this.#isAsleep && this.#replica.phase === "following";
  }

  get peakInbox(): number {
    return this.#peakInbox;
  }

  get hash(): string {
    return this.#hash.value(this.#replica);
  }

  #local(): number {
    return this.#parts.scheduler.nowMs + this.#localOffsetMs;
  }

  #hopMs(): number {
    return this.#parts.random.between(SIM.hopMinMs, SIM.hopMaxMs);
  }

  // ── The connection ───────────────────────────────────────────────────────────────────────────────────

  #connect(): void {
    const { scheduler, door, names } = this.#parts;
    const end: ServerEnd = {
      ...{ names, kind: "screen", word: null, viewer: null, isClosed: false },
      socket: this.#socketFor(() => end),
    };
    this.#end = end;
    const upMs = this.#hopMs();
    scheduler.after(upMs, () => {
      if (!end.isClosed) door.admit(end);
    });
    scheduler.after(upMs + this.#hopMs(), () => {
      if (this.#end !== end || end.isClosed) return;
      this.#isOpen = true;
      resumeOn(this.#replica);
      this.#say(helloOf(this.#replica));
    });
  }

  #socketFor(endOf: () => ServerEnd): ViewerSocket {
    const { scheduler, weather, random } = this.#parts;
    let pendingChars = 0;
    return {
      send: (text) => {
        const end = endOf();
        if (end.isClosed) return;
        const slowMs = weather.strikes("viewerSlow") ? random.between(2_000, 15_000) : 0;
        pendingChars += text.length;
        const word = end.word?.() ?? { saidAtMs: scheduler.nowMs, tookMs: 0 };
        const sentAtMs = scheduler.nowMs - word.tookMs;
        this.#lastArrivalMs = Math.max(this.#lastArrivalMs, scheduler.nowMs + this.#hopMs() + slowMs);
        scheduler.at(this.#lastArrivalMs, () => {
          pendingChars -= text.length;
          this.#arrive(end, () => this.#receive(text, sentAtMs, word.saidAtMs));
        });
      },
      close: (code) => {
        const end = endOf();
        end.isClosed = true;
        scheduler.after(this.#hopMs(), () => this.#arrive(end, () => this.#onClosed(code)));
      },
      // A small board never fills a real buffer, so a slow screen's counts for more.
      buffered: () => pendingChars * (weather.holds("viewerSlow") ? 10_000 : 1),
    };
  }

  #arrive(end: ServerEnd, take: () => void): void {
    if (this.#end !== end) return;
    if (!this.#isAsleep) {
      take();
      return;
    }
    this.#inbox.push(take);
    this.#peakInbox = Math.max(this.#peakInbox, this.#inbox.length);
  }

  #wakeUp(): void {
    this.#look();
    this.#isAsleep = false;
    const inbox = this.#inbox;
    this.#inbox = [];
    const end = this.#end;
    for (const take of inbox) if (this.#end === end) take();
  }

  #onClosed(code: number): void {
    this.#end = null;
    this.#isOpen = false;
    if (!isRetry(code)) {
      this.#parts.judge.breach(`told to stop: ${closeNameOf(code) ?? code}`);
      return;
    }
    this.#redial();
  }

  /** The network takes the connection away; whether the desk hears of it is its luck. */
  lose(isDeskTold: boolean): void {
    const end = this.#end;
    if (end === null) return;
    this.#end = null;
    this.#isOpen = false;
    if (isDeskTold) {
      this.#parts.scheduler.after(this.#hopMs(), () => {
        end.isClosed = true;
        this.#parts.door.leave(end);
      });
    }
    this.#redial();
  }

  #redial(): void {
    const { scheduler, random } = this.#parts;
    const delayMs = reconnectDelayMs(this.#attempt, random.next());
    this.#attempt += 1;
    scheduler.after(delayMs, () => {
      if (this.#end === null) this.#connect();
    });
  }

  // ── Frames ───────────────────────────────────────────────────────────────────────────────────────────

  #say(frame: ClientFrame): void {
    const { scheduler, door } = this.#parts;
    const end = this.#end;
    if (end === null) return;
    scheduler.after(this.#hopMs(), () => {
      if (!end.isClosed) door.hear(end, JSON.stringify(frame));
    });
  }

  /** `sentAtMs`: when it set out on its way from the desk. */
  #receive(text: string, sentAtMs: number, deskSaidAtMs: number): void {
    const { weather, scheduler } = this.#parts;
    this.#deskSaidAtMs = Math.max(this.#deskSaidAtMs ?? deskSaidAtMs, deskSaidAtMs);
    this.#journeys.push({ atMs: scheduler.nowMs, tookMs: scheduler.nowMs - sentAtMs });
    if (weather.strikes("viewerGap")) return;
    this.#fold(text);
    if (weather.strikes("viewerDuplicate")) this.#fold(text);
  }

  #fold(text: string): void {
    const { judge } = this.#parts;
    const seqBefore = this.#replica.seq;
    const epochBefore = this.#replica.epoch;
    this.#lastFrameAt = this.#local();
    this.#attempt = 0;
    const decoded = this.#decoder.decode(text);
    if (decoded.kind === "order") return;
    if (decoded.kind === "frame") this.#clock.hear(decoded.frame.at, this.#local());
    const applied =
      decoded.kind === "frame" ? applyFrame(this.#replica, decoded.frame) : distrust(this.#replica);
    if (applied.kind === "ask") {
      this.#say({ type: "resync" });
      return;
    }
    if (applied.kind === "ignored") return;
    this.#hash.update(this.#replica, applied);
    judge.onBoard(this.#replica, this.names, this.hash, { epoch: epochBefore, seq: seqBefore });
  }

  #acknowledge(): void {
    if (!this.#isOpen || this.#isAsleep || this.#replica.epoch === null) return;
    this.#say({ type: "ack", seq: this.#replica.seq, health: null });
  }

  // ── What people see ──────────────────────────────────────────────────────────────────────────────────

  freshness(): Freshness {
    const localNow = this.#local();
    return freshnessOf({
      feed: this.#replica.feed,
      serverNow: this.#clock.now(localNow) ?? 0,
      localNow,
      lastFrameAt: this.#lastFrameAt,
      isConnected: this.#isOpen,
      isFrozen: this.#replica.phase === "frozen",
      boardAt: this.#replica.boardAt,
    });
  }

  #shortestJourneyMs(): number {
    const sinceMs = this.#parts.scheduler.nowMs - SIM.journeysKeptMs;
    while ((this.#journeys[0]?.atMs ?? sinceMs) < sinceMs) this.#journeys.shift();
    return Math.min(SIM.journeysKeptMs, ...this.#journeys.map(({ tookMs }) => tookMs));
  }

  #look(): void {
    if (this.#isAsleep) return;
    const sinceFrameMs = this.#lastFrameAt === null ? null : this.#local() - this.#lastFrameAt;
    this.#parts.judge.onLook(this.#replica, this.freshness(), {
      sinceFrameMs,
      sinceDeskMs: this.#deskSaidAtMs === null ? null : this.#parts.scheduler.nowMs - this.#deskSaidAtMs,
      journeyMs: this.#shortestJourneyMs(),
    });
  }
}
