/**
 * One style of names at a relay: a line to the desk, the copy of the board that comes by it, and the hub that tells it on.
 * While the desk is silent nobody is told anything, so that a screen sees for itself that its board is getting old.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import { CLOSE, isRetry, type NameStyle, reconnectDelayMs } from "@callboard/protocol";
import { Hub } from "../hub/hub.ts";
import { BoardCopy } from "./copy.ts";
import type { Line, RelayPorts } from "./ports.ts";

export interface FollowerParts {
  readonly ports: RelayPorts;
  readonly names: NameStyle;
  /** The line is open: what the desk has decided meanwhile is to be asked. */
  readonly onOpen: () => void;
  /** The desk has said that it will not serve again (a code of 45xx), or speaks of another build. */
  readonly onStop: (code: number) => void;
}

/** A line that was not even opened by then is dialled anew, and so is one that fell silent: by then screens call it lost. */
const LOST_MS = BOUNDS.silentBeats * BOUNDS.beatEveryMs;

export class Follower {
  readonly #parts: FollowerParts;
  readonly #copy: BoardCopy;
  readonly hub: Hub;
  #line: Line | null = null;
  /** Which dial is the present one: what an earlier one still says is not heard. */
  #dialNo = 0;
  #isOpen = false;
  /** When the desk was last heard on this line, or when it was dialled. */
  #heardAt: EpochMs = 0;
  #attempt = 0;
  #redialAt: EpochMs | null = null;
  #callOff: () => void = () => undefined;
  #ackedAt: EpochMs = 0;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
    const { clock } = parts.ports;
    const copy = new BoardCopy(clock);
    this.#copy = copy;
    const isWaiting = (): boolean => !this.#isCurrent;
    const board = {
      aheadMax: BOUNDS.relayBehindSeqMax,
      get epoch() {
        return copy.epoch;
      },
      get seq() {
        return copy.seq;
      },
      get isWaiting() {
        return isWaiting();
      },
      // The line's next word ends the wait.
      hurry: () => undefined,
    };
    const scribe = {
      snapshot: () => copy.snapshot(),
      delta: (base: number) => copy.delta(base),
      beat: () => (this.#isCurrent ? copy.beat() : null),
    };
    this.hub = new Hub({ clock, scribe, board, viewersMax: BOUNDS.viewersPerObjectMax });
  }

  /** What is held is the desk's board of a moment ago: only then is it given away. */
  get #isCurrent(): boolean {
    const silentMs = this.#parts.ports.clock.now() - this.#heardAt;
    return this.#isOpen && this.#copy.isFollowing && silentMs <= BOUNDS.relaySilentMs;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  dial(): void {
    this.close();
    const dialNo = this.#dialNo;
    const { ports, names } = this.#parts;
    const isPresent = (): boolean => dialNo === this.#dialNo;
    this.#heardAt = ports.clock.now();
    this.#line = ports.dialer.dial(names, {
      opened: () => {
        if (isPresent()) this.#greet();
      },
      message: (text) => {
        if (isPresent()) this.#hear(text);
      },
      closed: (code) => {
        if (isPresent()) this.#onClosed(code);
      },
    });
  }

  /** Ends the line, and hears no more of it. */
  close(): void {
    this.#dialNo += 1;
    this.#callOff();
    this.#redialAt = null;
    this.#line?.close();
    this.#line = null;
    this.#isOpen = false;
  }

  #greet(): void {
    this.#isOpen = true;
    this.#heardAt = this.#parts.ports.clock.now();
    this.#line?.send(this.#copy.hello());
    this.#parts.onOpen();
  }

  #hear(text: string): void {
    this.#heardAt = this.#parts.ports.clock.now();
    const heard = this.#copy.hear(text);
    switch (heard) {
      case "ask":
        this.#line?.send(JSON.stringify({ type: "resync" }));
        return;
      case "nothing":
        return;
      case "anew":
        this.#attempt = 0;
        this.hub.restart();
        this.hub.publish();
        return;
      case "news":
        this.#attempt = 0;
        this.hub.publish();
        return;
      case "beat":
        this.#attempt = 0;
        this.#onBeat();
        return;
      default:
        heard satisfies never;
    }
  }

  /** The desk's own words, passed on; those who had to wait are told now. */
  #onBeat(): void {
    this.hub.forget();
    this.hub.beat();
    if (this.#isCurrent) this.hub.tellAll();
    this.hub.lookAfterAll();
  }

  #onClosed(code: number | null): void {
    this.close();
    if (code !== null && !isRetry(code)) {
      // A desk of another build is followed by a relay of that build: its screens come back to one.
      this.#parts.onStop(code === CLOSE.wrongVersion ? CLOSE.deskRestarting : code);
      return;
    }
    const { clock, timers, chance } = this.#parts.ports;
    const waitMs = reconnectDelayMs(this.#attempt, chance());
    this.#attempt += 1;
    this.#redialAt = clock.now() + waitMs;
    this.#callOff = timers.after(waitMs, () => this.dial());
  }

  /** Once a second: what is late is mended, and the desk is told what is held. */
  pulse(): void {
    const now = this.#parts.ports.clock.now();
    // A clock that was set back must not make an old word a young one.
    this.#heardAt = Math.min(this.#heardAt, now);
    if (this.#isCurrent) this.hub.catchUp();
    if (this.#line === null) {
      const isLate = this.#redialAt === null || now - this.#redialAt > BOUNDS.tickMs;
      if (isLate || (this.#redialAt ?? now) - now > BOUNDS.viewerBackoffMaxMs) this.dial();
      return;
    }
    if (now - this.#heardAt > LOST_MS) this.#onClosed(null);
    else if (this.#isOpen && Math.abs(now - this.#ackedAt) >= BOUNDS.viewerAckEveryMs) this.#acknowledge(now);
  }

  #acknowledge(now: EpochMs): void {
    if (this.#copy.epoch === null) return;
    this.#ackedAt = now;
    this.#line?.send(JSON.stringify({ type: "ack", seq: this.#copy.seq }));
  }
}
