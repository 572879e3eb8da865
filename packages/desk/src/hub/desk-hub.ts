/**
 * The desk's own board as its screens are told of it. Changes are conflated: the first one goes out at once, then at
 * most one frame per `frameEveryMs`. It dates what changed (seq) and beats; who is told what is the hub's business.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { NameStyle } from "@callboard/protocol";
import type { Clock, Timers } from "@callboard/shell";
import type { ViewerSocket } from "../ports.ts";
import type { Changes } from "./changes.ts";
import { Hub, type HubCounts } from "./hub.ts";
import { Latency, type LatencyFacts } from "./latency.ts";
import type { Scribe } from "./texts.ts";
import type { Viewer, ViewerKind } from "./viewer.ts";

export interface DeskHubParts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly changes: Changes;
  readonly scribe: Scribe;
  readonly epoch: string;
}

export class DeskHub {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #changes: Changes;
  readonly #hub: Hub;
  readonly #latency = new Latency();
  #seq = 0;
  #lastFrameAt: EpochMs = Number.NEGATIVE_INFINITY;
  #lastBeatAt: EpochMs = Number.NEGATIVE_INFINITY;
  /** The frame that is planned: until when its timer may take, and how to call it off. */
  #planned: { readonly at: EpochMs; readonly callOff: () => void } | null = null;

  constructor({ clock, timers, changes, scribe, epoch }: DeskHubParts) {
    this.#clock = clock;
    this.#timers = timers;
    this.#changes = changes;
    const seqNow = (): number => this.#seq;
    const board = {
      ...{ epoch, aheadMax: 0 },
      get seq() {
        return seqNow();
      },
      get isWaiting() {
        return changes.isDirty;
      },
      hurry: () => this.flush(),
    };
    this.#hub = new Hub({ clock, scribe, board, viewersMax: BOUNDS.viewersPerObjectMax });
  }

  get seq(): number {
    return this.#seq;
  }

  // ── Screens and relays: the hub's ────────────────────────────────────────────────────────────────────

  admit(socket: ViewerSocket, names: NameStyle, kind?: ViewerKind): Viewer | null {
    return this.#hub.admit(socket, names, kind);
  }

  readmit(socket: ViewerSocket, names: NameStyle, kind?: ViewerKind): Viewer | null {
    return this.#hub.readmit(socket, names, kind);
  }

  dismiss(viewer: Viewer): void {
    this.#hub.dismiss(viewer);
  }

  hear(viewer: Viewer, text: string): void {
    this.#hub.hear(viewer, text);
  }

  counts(): HubCounts {
    return this.#hub.counts();
  }

  latency(): LatencyFacts {
    return this.#latency.facts();
  }

  // ── Frames and beats ─────────────────────────────────────────────────────────────────────────────────

  /** Called at the end of each turn: sends at once if the screens have rested long enough, else plans a frame. */
  flush(): void {
    if (!this.#changes.isDirty || this.#planned !== null) return;
    const now = this.#clock.now();
    this.#latency.begin(now);
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
    this.#seq += 1;
    this.#changes.commit(this.#seq);
    this.#lastFrameAt = this.#clock.now();
    this.#hub.publish();
    this.#latency.end(this.#lastFrameAt);
  }

  /** The desk's own pulse: beats to everybody, and a look at those who are behind or do not answer. */
  pulse(): void {
    const now = this.#clock.now();
    this.#mendFrame(now);
    this.#hub.catchUp();
    const sinceBeatMs = now - this.#lastBeatAt;
    if (sinceBeatMs >= 0 && sinceBeatMs < BOUNDS.beatEveryMs) return;
    this.#sendBeat();
    this.#hub.lookAfterAll();
  }

  /** The feed's state has turned: everybody is told at once, and nobody is given a frame that says otherwise. */
  beat(): void {
    this.#hub.forget();
    this.#sendBeat();
  }

  #sendBeat(): void {
    this.#lastBeatAt = this.#clock.now();
    this.#hub.beat();
  }
}
