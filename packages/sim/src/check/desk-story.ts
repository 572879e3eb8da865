/**
 * What became of the tenant's desk, as the checks of alerts must know it: since when its feed has been what it is, which
 * rows its log holds, and from when to when something that it heard never reached the alert desk.
 */
import { BOUNDS } from "@callboard/core";
import type { Desk, LogRow } from "@callboard/desk";
import { SIM } from "../bounds.ts";
import type { Scheduler } from "../scheduler.ts";

interface Row {
  readonly toSeq: number;
  readonly atMs: number;
  readonly isLive: boolean;
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A row is closed a second after what is in it, and some time may pass in its turn. */
const ROW_MS = 2_500;

export class DeskStory {
  readonly #scheduler: Scheduler;
  readonly #rows: Row[] = [];
  readonly #lost: Span[] = [];
  readonly #turns: { readonly atMs: number; readonly isLive: boolean }[] = [];
  #isLive = false;
  #turnedAtMs: number;
  #truthAskedAtMs = Number.NEGATIVE_INFINITY;
  #heardAtMs: number | null = null;
  #unseenAtMs: number;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
    this.#turnedAtMs = scheduler.nowMs;
    this.#unseenAtMs = scheduler.nowMs;
  }

  onTurn(desk: Desk | null): void {
    const isLive = desk?.boardFeed().state === "live";
    const { nowMs } = this.#scheduler;
    if (desk === null) this.lose(nowMs - ROW_MS);
    if (isLive === this.#isLive) return;
    this.#isLive = isLive;
    this.#turnedAtMs = nowMs;
    this.#turns.push({ atMs: nowMs, isLive });
  }

  onTruthAsked(): void {
    this.#truthAskedAtMs = this.#scheduler.nowMs;
  }

  /** Something of the stream was let in. Behind a silence nobody knows what it kept to itself. */
  onHeard(): void {
    const { nowMs } = this.#scheduler;
    const silentMs = this.#heardAtMs === null ? 0 : nowMs - this.#heardAtMs;
    if (silentMs > BOUNDS.staleAfterMs + SIM.labelSlackMs) this.#unseenAtMs = nowMs;
    this.#heardAtMs = nowMs;
  }

  onStreamOpened(): void {
    this.#heardAtMs = null;
    this.#unseenAtMs = this.#scheduler.nowMs;
  }

  /** Whether ground truth was asked for since something may last have been missed. */
  get isReconciled(): boolean {
    return this.#truthAskedAtMs >= this.#unseenAtMs;
  }

  onRow({ toSeq, feed }: LogRow): void {
    this.#rows.push({ toSeq, atMs: this.#scheduler.nowMs, isLive: feed === "live" });
  }

  /** What was heard from then until now may never reach the alert desk. */
  lose(fromMs: number): void {
    this.#lost.push({ fromMs, toMs: this.#scheduler.nowMs });
  }

  /** The alert desk, which had come to `seq`, went on with a whole floor instead of the rows behind it. */
  onSkip(seq: number): void {
    const last = this.#rows.findLast(({ toSeq }) => toSeq <= seq);
    this.lose((last?.atMs ?? Number.NEGATIVE_INFINITY) - ROW_MS);
  }

  isLost(heardAtMs: number): boolean {
    return this.#lost.some(({ fromMs, toMs }) => fromMs <= heardAtMs && heardAtMs <= toMs);
  }

  get isLive(): boolean {
    return this.#isLive;
  }

  /** For how long the feed has been live; 0 while it is not. */
  get liveMs(): number {
    return this.#isLive ? this.#scheduler.nowMs - this.#turnedAtMs : 0;
  }

  get blindMs(): number {
    return this.#isLive ? 0 : this.#scheduler.nowMs - this.#turnedAtMs;
  }

  /** When the feed became live, each time. */
  get thaws(): readonly { readonly blindAtMs: number; readonly liveAtMs: number }[] {
    return this.#turns.flatMap(({ atMs, isLive }, place) => {
      const before = this.#turns[place - 1];
      return isLive ? [{ blindAtMs: before?.atMs ?? Number.NEGATIVE_INFINITY, liveAtMs: atMs }] : [];
    });
  }

  /** Whether the alert desk looked at the whole floor about then: a feed became live, or a snapshot came. */
  hasThawNear(atMs: number): boolean {
    const isNear = (momentMs: number): boolean =>
      momentMs >= atMs - SIM.firstRowMs && momentMs <= atMs + SIM.thawLateMs;
    return (
      this.#turns.some((turn) => turn.isLive && isNear(turn.atMs)) ||
      this.#lost.some(({ toMs }) => isNear(toMs))
    );
  }

  /** The row that ends at `seq`, and whether any after `fromSeq` up to it is live. */
  isBlindBetween(fromSeq: number, toSeq: number): boolean {
    for (let place = this.#rows.length - 1; place >= 0; place -= 1) {
      const row = this.#rows[place];
      if (row === undefined || row.toSeq < fromSeq) return true;
      if (row.toSeq <= toSeq && row.isLive) return false;
    }
    return true;
  }

  /** Whether the newest row tells of a feed that is not live. */
  get isRowBlind(): boolean {
    return this.#rows.at(-1)?.isLive === false;
  }
}
