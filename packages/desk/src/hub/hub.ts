/**
 * Tells the screens. Changes are conflated: the first one goes out at once, then at most one frame per
 * `frameEveryMs`; each frame is encoded once per distinct view, whatever the number of screens. A screen that
 * reads slower than we write is skipped, then rescued with one fold or snapshot, then closed: it never makes the
 * desk hold its backlog.
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
import type { Clock, Timers } from "@callboard/shell";
import { Tally } from "@callboard/shell";
import type { ViewerSocket } from "../ports.ts";
import type { Changes } from "./changes.ts";
import { type Scribe, Texts } from "./texts.ts";
import { newViewer, type Viewer } from "./viewer.ts";

export interface HubCounts {
  readonly viewers: number;
  readonly frames: number;
  readonly sends: number;
  readonly snapshots: number;
  readonly rescued: number;
  readonly closed: Record<string, number>;
}

/** A screen that has not yet taken what it was sent gets nothing more until it has: what waits would be our memory. */
const isChoked = (viewer: Viewer): boolean => (viewer.socket.buffered() ?? 0) > BOUNDS.viewerBufferedMax;

export class Hub {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #changes: Changes;
  readonly #scribe: Scribe;
  readonly #texts: Texts;
  readonly #epoch: string;
  readonly #viewers = new Set<Viewer>();
  #seq = 0;
  #lastFrameAt: EpochMs = Number.NEGATIVE_INFINITY;
  /** The frame that is planned: until when its timer may take, and how to call it off. */
  #planned: { readonly at: EpochMs; readonly callOff: () => void } | null = null;
  /** A screen was skipped because it was choked. */
  #isSomeoneBehind = false;
  #lastBeatAt: EpochMs = Number.NEGATIVE_INFINITY;
  #frames = 0;
  #sends = 0;
  #snapshots = 0;
  #rescued = 0;
  readonly #closed = new Tally();

  constructor(parts: { clock: Clock; timers: Timers; changes: Changes; scribe: Scribe; epoch: string }) {
    this.#clock = parts.clock;
    this.#timers = parts.timers;
    this.#changes = parts.changes;
    this.#scribe = parts.scribe;
    this.#texts = new Texts(parts.clock, parts.scribe);
    this.#epoch = parts.epoch;
  }

  get seq(): number {
    return this.#seq;
  }

  /** Lets a screen in, or closes its socket when the tenant has its most. */
  admit(socket: ViewerSocket, names: NameStyle): Viewer | null {
    if (this.#viewers.size >= BOUNDS.viewersMax) {
      this.#close(socket, "tooManyViewers");
      return null;
    }
    const viewer = newViewer(socket, names, this.#clock.now());
    this.#viewers.add(viewer);
    return viewer;
  }

  /** A screen that was here before the desk was built anew: it holds another epoch, so it gets a snapshot. */
  readmit(socket: ViewerSocket, names: NameStyle): Viewer | null {
    const viewer = this.admit(socket, names);
    if (viewer !== null) this.#promiseSnapshot(viewer);
    return viewer;
  }

  dismiss(viewer: Viewer): void {
    this.#viewers.delete(viewer);
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
        this.#greet(viewer, frame.epoch, frame.seq);
        return;
      case "ack":
        viewer.ackedSeq = Math.max(viewer.ackedSeq, Math.min(frame.seq, this.#seq));
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
    if (epoch === this.#epoch && seq !== null && seq <= this.#seq) {
      viewer.sentSeq = seq;
      viewer.ackedSeq = this.#seq;
      viewer.wantsSnapshot = false;
      // Said even where nothing was missed, so that the screen knows it is up to date.
      if (seq === this.#seq) this.#post(viewer, this.#scribe.beat(this.#seq));
      this.#serve();
    } else this.#promiseSnapshot(viewer);
  }

  #promiseSnapshot(viewer: Viewer): void {
    viewer.wantsSnapshot = true;
    this.#serve();
  }

  /** Serves who waits: at once where the board stands still, else with the next frame, which is never far. */
  #serve(): void {
    if (this.#changes.isDirty) this.flush();
    else this.#tellAll();
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

  /** Called at the end of each turn: sends at once if the screens have rested long enough, else plans a frame. */
  flush(): void {
    if (!this.#changes.isDirty || this.#planned !== null) return;
    const now = this.#clock.now();
    // Never longer than a rest, even where the clock was set back.
    const restMs = Math.min(BOUNDS.frameEveryMs, this.#lastFrameAt + BOUNDS.frameEveryMs - now);
    if (restMs <= 0) {
      this.#publish();
      return;
    }
    const callOff = this.#timers.after(restMs, () => {
      this.#planned = null;
      if (this.#changes.isDirty) this.#publish();
    });
    this.#planned = { at: now + restMs, callOff };
  }

  /** A timer may be lost while the object lives: its frame is sent with the pulse. */
  #mendFrame(now: EpochMs): void {
    if (this.#planned === null || now - this.#planned.at <= BOUNDS.tickMs) return;
    this.#planned.callOff();
    this.#planned = null;
    this.flush();
  }

  #publish(): void {
    const base = this.#seq;
    this.#seq = base + 1;
    this.#changes.commit(this.#seq);
    this.#lastFrameAt = this.#clock.now();
    this.#frames += 1;
    this.#tellAll();
  }

  /**
   * Brings every greeted screen from what it was last sent to the present seq; each text is written once. Never
   * called while changes are pending: they belong to the next seq, and a frame must not be a mix of two.
   */
  #tellAll(): void {
    this.#isSomeoneBehind = false;
    for (const viewer of this.#viewers) {
      const isWaiting = viewer.wantsSnapshot || (viewer.sentSeq !== null && viewer.sentSeq < this.#seq);
      if (!isWaiting) continue;
      if (isChoked(viewer)) this.#isSomeoneBehind = true;
      else this.#tell(viewer);
    }
  }

  #tell(viewer: Viewer): void {
    const base = viewer.wantsSnapshot ? null : viewer.sentSeq;
    const text = base === null ? null : this.#texts.delta(base, this.#seq, viewer.names);
    if (text === null) this.#sendSnapshot(viewer);
    else this.#send(viewer, text);
  }

  /** The desk's own pulse: beats to everybody, and a look at those who are behind or do not answer. */
  pulse(): void {
    const now = this.#clock.now();
    this.#mendFrame(now);
    if (this.#isSomeoneBehind) this.#serve();
    const sinceBeatMs = now - this.#lastBeatAt;
    if (sinceBeatMs >= 0 && sinceBeatMs < BOUNDS.beatEveryMs) return;
    this.#sendBeat();
    for (const viewer of this.#viewers) this.#lookAfter(viewer, now);
  }

  #lookAfter(viewer: Viewer, now: EpochMs): void {
    // A clock that was set back must not let a screen be silent until it has caught up.
    viewer.heardAt = Math.min(viewer.heardAt, now);
    if (now - viewer.heardAt > BOUNDS.viewerSilentMs) this.#expel(viewer, "silent");
    else if (viewer.sentSeq !== null && this.#seq - viewer.ackedSeq > BOUNDS.viewerLagSeqMax)
      this.#rescue(viewer);
  }

  /** The feed's state has turned: everybody is told at once, and nobody is given a frame that says otherwise. */
  beat(): void {
    this.#texts.forget();
    this.#sendBeat();
  }

  #sendBeat(): void {
    this.#lastBeatAt = this.#clock.now();
    if (this.#viewers.size === 0) return;
    const text = this.#scribe.beat(this.#seq);
    for (const viewer of this.#viewers) {
      if (viewer.sentSeq !== null && !isChoked(viewer)) this.#post(viewer, text);
    }
  }

  /** One whole board in place of the deltas that it does not keep up with; when that is not enough, the end. */
  #rescue(viewer: Viewer): void {
    if (viewer.rescuedAtSeq !== null) {
      this.#expel(viewer, "tooSlow");
      return;
    }
    viewer.rescuedAtSeq = this.#seq;
    this.#rescued += 1;
    this.#promiseSnapshot(viewer);
  }

  #sendSnapshot(viewer: Viewer): void {
    this.#snapshots += 1;
    viewer.wantsSnapshot = false;
    viewer.ackedSeq = this.#seq;
    this.#send(viewer, this.#texts.snapshot(this.#seq, viewer.names));
  }

  #send(viewer: Viewer, text: string): void {
    viewer.sentSeq = this.#seq;
    this.#post(viewer, text);
  }

  #post(viewer: Viewer, text: string): void {
    this.#sends += 1;
    viewer.socket.send(text);
  }

  #expel(viewer: Viewer, reason: CloseName): void {
    this.#viewers.delete(viewer);
    this.#close(viewer.socket, reason);
  }

  #close(socket: ViewerSocket, reason: CloseName): void {
    this.#closed.add(reason);
    socket.close(CLOSE[reason], reason);
  }

  counts(): HubCounts {
    return {
      viewers: this.#viewers.size,
      frames: this.#frames,
      sends: this.#sends,
      snapshots: this.#snapshots,
      rescued: this.#rescued,
      closed: this.#closed.toRecord(),
    };
  }
}
