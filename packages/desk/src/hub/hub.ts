/**
 * Tells the screens of a board that somebody else keeps: the desk its own (`desk-hub.ts`), a relay the desk's
 * (`../relay/`). Each frame is encoded once per distinct view, whatever the number of screens. A screen that
 * reads slower than we write is skipped, then rescued with one fold or snapshot, then closed: it never makes us
 * hold its backlog.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import {
  CLOSE,
  type ClientFrame,
  type CloseName,
  type NameStyle,
  PROTOCOL_VERSION,
} from "@callboard/protocol";
import { parseClientFrame } from "@callboard/protocol/server";
import type { Clock } from "@callboard/shell";
import { Tally } from "@callboard/shell";
import type { ViewerSocket } from "../ports.ts";
import { type Scribe, Texts } from "./texts.ts";
import { newViewer, type Viewer, type ViewerKind } from "./viewer.ts";

export interface HubCounts {
  /** Screens; those at relays are not among them. */
  readonly viewers: number;
  readonly relayLines: number;
  readonly frames: number;
  readonly sends: number;
  readonly snapshots: number;
  readonly rescued: number;
  readonly closed: Record<string, number>;
}

/** The board that the screens are told of, as it stands now. */
export interface Standing {
  /** `null` while there is no board yet: whoever asks for it waits. */
  readonly epoch: string | null;
  readonly seq: number;
  /** How far ahead of this a screen may be that comes from elsewhere: it is what a relay may be behind its desk. */
  readonly aheadMax: number;
  /** Nobody is told anything now: changes wait for their seq, or it is not known whether this is still the newest board. */
  readonly isWaiting: boolean;
  /** Brings the wait to its end, if that is in its power; then it calls `tellAll`. */
  hurry(): void;
}

export interface HubParts {
  readonly clock: Clock;
  readonly scribe: Scribe;
  readonly board: Standing;
  /** How many screens are let in. */
  readonly viewersMax: number;
}

/** A screen that has not yet taken what it was sent gets nothing more until it has: what waits would be our memory. */
const isChoked = (viewer: Viewer): boolean => (viewer.socket.buffered() ?? 0) > BOUNDS.viewerBufferedMax;

export class Hub {
  readonly #clock: Clock;
  readonly #board: Standing;
  readonly #scribe: Scribe;
  readonly #texts: Texts;
  readonly #viewersMax: number;
  readonly #viewers = new Set<Viewer>();
  /** Those of them that are relays' lines. */
  #lines = 0;
  /** A screen was skipped because it was choked. */
  #isSomeoneBehind = false;
  #frames = 0;
  #sends = 0;
  #snapshots = 0;
  #rescued = 0;
  readonly #closed = new Tally();

  constructor({ clock, scribe, board, viewersMax }: HubParts) {
    this.#clock = clock;
    this.#board = board;
    this.#scribe = scribe;
    this.#texts = new Texts(clock, scribe);
    this.#viewersMax = viewersMax;
  }

  /** Screens that are let in. */
  get viewers(): number {
    return this.#viewers.size - this.#lines;
  }

  /** Lets a screen in, or closes its socket where there are as many as may be. A relay's line stands for many, and counts as none. */
  admit(socket: ViewerSocket, names: NameStyle, kind: ViewerKind = "screen"): Viewer | null {
    if (kind === "screen" && this.viewers >= this.#viewersMax) {
      this.#close(socket, "tooManyViewers");
      return null;
    }
    const viewer = newViewer(socket, names, kind, this.#clock.now());
    this.#viewers.add(viewer);
    if (kind === "line") this.#lines += 1;
    return viewer;
  }

  /** A screen that was here before the desk was built anew: it holds another epoch, so it gets a snapshot. */
  readmit(socket: ViewerSocket, names: NameStyle, kind: ViewerKind = "screen"): Viewer | null {
    const viewer = this.admit(socket, names, kind);
    if (viewer !== null) this.#promiseSnapshot(viewer);
    return viewer;
  }

  dismiss(viewer: Viewer): void {
    if (this.#viewers.delete(viewer) && viewer.kind === "line") this.#lines -= 1;
  }

  /** All sockets are closed for this reason. */
  expelAll(reason: CloseName): void {
    for (const viewer of [...this.#viewers]) this.#expel(viewer, reason);
  }

  /** One message of a screen. Anything that is not of the protocol closes the socket with its reason. */
  hear(viewer: Viewer, text: string): void {
    // What an expelled screen still had on its way is not heard.
    if (!this.#viewers.has(viewer)) return;
    const now = this.#clock.now();
    viewer.heardAt = now;
    if (this.#isFlooding(viewer, now)) {
      this.#expel(viewer, "tooTalkative");
      return;
    }
    const parsed = parseClientFrame(text);
    if (parsed.kind === "invalid") {
      this.#expel(viewer, "badFrame");
      return;
    }
    this.#answer(viewer, parsed.frame);
  }

  #answer(viewer: Viewer, frame: ClientFrame): void {
    switch (frame.type) {
      case "hello":
        if (frame.version !== PROTOCOL_VERSION) {
          this.#expel(viewer, "wrongVersion");
          return;
        }
        viewer.device = frame.device;
        this.#greet(viewer, frame.epoch, frame.seq);
        return;
      case "ack":
        viewer.health = frame.health;
        viewer.ackedSeq = Math.max(viewer.ackedSeq, Math.min(frame.seq, this.#board.seq));
        if (viewer.rescuedAtSeq !== null && frame.seq >= viewer.rescuedAtSeq) viewer.rescuedAtSeq = null;
        return;
      case "resync":
        this.#promiseSnapshot(viewer);
        return;
      default:
        frame satisfies never;
        return;
    }
  }

  #greet(viewer: Viewer, epoch: string | null, seq: number | null): void {
    const board = this.#board;
    if (epoch !== null && epoch === board.epoch && seq !== null && seq <= board.seq + board.aheadMax) {
      viewer.sentSeq = seq;
      viewer.ackedSeq = board.seq;
      viewer.wantsSnapshot = false;
      // Said even where nothing was missed, so that the screen knows it is up to date.
      if (seq === board.seq) this.#postBeat(viewer);
      this.#serve();
    } else this.#promiseSnapshot(viewer);
  }

  #promiseSnapshot(viewer: Viewer): void {
    viewer.wantsSnapshot = true;
    this.#serve();
  }

  /** Serves who waits: at once where the board stands still, else with the next frame, which is never far. */
  #serve(): void {
    if (this.#board.isWaiting) this.#board.hurry();
    else this.tellAll();
  }

  #isFlooding(viewer: Viewer, now: EpochMs): boolean {
    const minute = Math.floor(now / 60_000);
    if (viewer.minute !== minute) {
      viewer.minute = minute;
      viewer.messagesThisMinute = 0;
    }
    viewer.messagesThisMinute += 1;
    return viewer.messagesThisMinute > BOUNDS.viewerMessagesPerMinute;
  }

  /** The board has a new seq: one frame for everybody. */
  publish(): void {
    this.#frames += 1;
    this.tellAll();
  }

  /**
   * Brings every greeted screen from what it was last sent to the present seq; each text is written once. Never
   * called while changes are pending: they belong to the next seq, and a frame must not be a mix of two.
   */
  tellAll(): void {
    const { seq } = this.#board;
    this.#isSomeoneBehind = false;
    for (const viewer of this.#viewers) {
      const isWaiting = viewer.wantsSnapshot || (viewer.sentSeq !== null && viewer.sentSeq < seq);
      if (!isWaiting) continue;
      if (isChoked(viewer)) this.#isSomeoneBehind = true;
      else this.#tell(viewer);
    }
  }

  #tell(viewer: Viewer): void {
    const base = viewer.wantsSnapshot ? null : viewer.sentSeq;
    const text = base === null ? null : this.#texts.delta(base, this.#board.seq, viewer.names);
    if (text === null) this.#sendSnapshot(viewer);
    else this.#send(viewer, text);
  }

  /** Those who were choked are told what they lack, as soon as they can take it. */
  catchUp(): void {
    if (this.#isSomeoneBehind) this.#serve();
  }

  /** Those who do not answer or are too far behind are looked after: with each beat, not more often. */
  lookAfterAll(): void {
    const now = this.#clock.now();
    for (const viewer of this.#viewers) this.#lookAfter(viewer, now);
  }

  #lookAfter(viewer: Viewer, now: EpochMs): void {
    // A clock that was set back must not let a screen be silent until it has caught up.
    viewer.heardAt = Math.min(viewer.heardAt, now);
    if (now - viewer.heardAt > BOUNDS.viewerSilentMs) this.#expel(viewer, "silent");
    else if (viewer.sentSeq !== null && this.#board.seq - viewer.ackedSeq > BOUNDS.viewerLagSeqMax)
      this.#rescue(viewer);
  }

  /** What was written before says something that is no longer so. */
  forget(): void {
    this.#texts.forget();
  }

  /** The board has begun anew, with another epoch: nothing that anybody holds can be gone on from. */
  restart(): void {
    this.#texts.forget();
    for (const viewer of this.#viewers) {
      if (viewer.sentSeq === null && !viewer.wantsSnapshot) continue;
      viewer.sentSeq = null;
      viewer.wantsSnapshot = true;
      viewer.ackedSeq = this.#board.seq;
      viewer.rescuedAtSeq = null;
    }
  }

  /** A beat for all who were greeted. */
  beat(): void {
    if (this.#viewers.size === 0) return;
    const text = this.#scribe.beat(this.#board.seq);
    if (text === null) return;
    for (const viewer of this.#viewers) {
      if (viewer.sentSeq !== null && !isChoked(viewer)) this.#post(viewer, text);
    }
  }

  #postBeat(viewer: Viewer): void {
    const text = this.#scribe.beat(this.#board.seq);
    if (text !== null) this.#post(viewer, text);
  }

  /** One whole board in place of the deltas that it does not keep up with; when that is not enough, the end. */
  #rescue(viewer: Viewer): void {
    if (viewer.rescuedAtSeq !== null) {
      this.#expel(viewer, "tooSlow");
      return;
    }
    viewer.rescuedAtSeq = this.#board.seq;
    this.#rescued += 1;
    this.#promiseSnapshot(viewer);
  }

  #sendSnapshot(viewer: Viewer): void {
    this.#snapshots += 1;
    viewer.wantsSnapshot = false;
    viewer.ackedSeq = this.#board.seq;
    this.#send(viewer, this.#texts.snapshot(this.#board.seq, viewer.names));
  }

  #send(viewer: Viewer, text: string): void {
    viewer.sentSeq = this.#board.seq;
    this.#post(viewer, text);
  }

  #post(viewer: Viewer, text: string): void {
    this.#sends += 1;
    viewer.socket.send(text);
  }

  #expel(viewer: Viewer, reason: CloseName): void {
    this.dismiss(viewer);
    this.#close(viewer.socket, reason);
  }

  #close(socket: ViewerSocket, reason: CloseName): void {
    this.#closed.add(reason);
    socket.close(CLOSE[reason], reason);
  }

  counts(): HubCounts {
    return {
      viewers: this.viewers,
      relayLines: this.#lines,
      frames: this.#frames,
      sends: this.#sends,
      snapshots: this.#snapshots,
      rescued: this.#rescued,
      closed: this.#closed.toRecord(),
    };
  }
}
