/**
 * A stretch of the floor's past as the frames of a live board, so that a screen plays it with the replica that it has: a
 * snapshot of the first moment, then one delta a second in which something changed (SPEC D18). It is pure, and knows
 * nothing of how history is stored. What nobody saw it shows as unseen, and never bridges.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import {
  type BoardAlerting,
  type BoardCounts,
  type BoardFeed,
  encodeDelta,
  encodeSnapshot,
  type ReplayPage,
} from "@callboard/protocol";
import type { HistoryEntry } from "../history/entries.ts";
import { alertsAt, type PastAlert } from "./past-alerts.ts";
import { PastFloor } from "./past-floor.ts";
import { type PastNames, pastCounts } from "./past-rows.ts";
import { PastScreen } from "./past-screen.ts";

export interface ReplayOrder {
  /** By CXone's clock, `from` before `to`. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly names: PastNames;
  /** All that fired within the stretch, and how many more did that are not listed. */
  readonly alerts: readonly PastAlert[];
  readonly moreAlerts: number;
  /** Names this replay: numbers of agents are its own. */
  readonly epoch: string;
  readonly build: string;
}

type Frame = ReplayPage["frames"][number];

const SECOND_MS = 1_000;

export class Replay {
  readonly #order: ReplayOrder;
  readonly #floor = new PastFloor();
  readonly #screen: PastScreen;
  readonly #frames: Frame[] = [];
  #chars = 0;
  #seq = 1;
  #isOver = false;
  /** Up to where all is told; `null` while that is as far as history went. */
  #reached: EpochMs | null = null;
  /** Whether something was taken that no frame has told yet. */
  #isPending = false;

  constructor(order: ReplayOrder) {
    this.#order = order;
    this.#screen = new PastScreen(order.names);
  }

  /** The next entry of history, oldest first, from the whole floor on. Gives whether more is wanted. */
  take(entry: HistoryEntry): boolean {
    if (this.#isOver || this.#floor.isKnown(entry)) return !this.#isOver;
    const moment = this.#floor.momentOf(entry);
    if (moment > this.#order.from && this.#floor.site !== null) this.#show(moment);
    if (this.#isOver) return false;
    if (moment > this.#order.to) {
      this.#end();
      this.#reached ??= this.#order.to;
      return false;
    }
    const before = this.#floor.feed;
    this.#floor.take(entry);
    const hasNews = !("events" in entry) || entry.events.length > 0 || entry.feed !== before;
    const isBeat = this.#floor.at - (this.#frames.at(-1)?.at ?? 0) >= BOUNDS.beatEveryMs;
    this.#isPending ||= hasNews || isBeat;
    return true;
  }

  /** What was asked for, as far as history went; without `kept`, which only the store knows. */
  page(): Omit<ReplayPage, "kept"> {
    if (!this.#isOver) this.#end();
    const { from, to } = this.#order;
    const reached = this.#reached ?? Math.min(Math.max(this.#floor.at, from), to);
    return { from, to: reached, frames: this.#frames };
  }

  /** Tells all up to the moment before the next one, if that is in another second. */
  #show(next: EpochMs): void {
    const { at, feed } = this.#floor;
    if (this.#frames.length === 0) this.#begin();
    else if (Math.floor(next / SECOND_MS) > Math.floor(at / SECOND_MS)) this.#tell();
    // Rows say every few seconds that the floor is seen: where they have not, nobody knows what it was like.
    const staleAt = at + BOUNDS.staleAfterMs;
    if (feed !== "live" || next <= staleAt || staleAt > this.#order.to || this.#isOver) return;
    this.#floor.goStale(staleAt);
    this.#isPending = true;
    this.#tell();
  }

  #end(): void {
    if (this.#floor.site !== null && this.#frames.length === 0) this.#begin();
    else this.#tell();
    this.#isOver = true;
  }

  #begin(): void {
    const { site } = this.#floor;
    if (site === null) return;
    const { epoch, build } = this.#order;
    const alerts = this.#alerts();
    this.#floor.takeTouched();
    this.#isPending = false;
    const rows = this.#screen.whole(this.#floor, alerts);
    const head = { type: "snapshot", build, epoch, seq: this.#seq, setupRevision: 0, site } as const;
    this.#add(encodeSnapshot({ ...head, ...this.#sight(), ...rows }, this.#screen.refOf));
  }

  #tell(): void {
    if (!this.#isPending || this.#frames.length === 0) return;
    this.#isPending = false;
    const { onlyCounts, ...rows } = this.#screen.changes(this.#floor, this.#alerts());
    const seqs = { base: this.#seq, seq: this.#seq + 1 };
    const head = { type: "delta", epoch: this.#order.epoch, ...seqs } as const;
    const text = encodeDelta({ ...head, ...this.#sight(), ...rows }, this.#screen.refOf, onlyCounts);
    // A page has its bound, and always goes on by one frame at least.
    if (this.#frames.length > 1 && this.#chars + text.length > BOUNDS.replayPageCharsMax) {
      this.#isOver = true;
      this.#reached = this.#frames.at(-1)?.at ?? null;
      return;
    }
    this.#seq += 1;
    this.#add(text);
  }

  #add(text: string): void {
    this.#chars += text.length;
    this.#frames.push({ at: this.#floor.at, text });
  }

  #alerts() {
    return alertsAt(this.#order.alerts, this.#floor.at).slice(0, BOUNDS.alertsShownMax);
  }

  #sight(): {
    readonly at: EpochMs;
    readonly feed: BoardFeed;
    readonly alerting: BoardAlerting;
    readonly counts: BoardCounts;
  } {
    const { at, clock, feed, feedSince: since, agents } = this.#floor;
    const known = clock === 0 ? null : clock;
    const state = feed === "live" ? "watching" : "frozen";
    return {
      at,
      feed: { state: feed, since, asOf: known, clock: known, reconciledAt: null, advice: "" },
      alerting: { state, since, more: this.#order.moreAlerts },
      counts: pastCounts(agents.values()),
    };
  }
}
