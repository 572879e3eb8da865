/**
 * Packs what was taken into chunks of history, and forgets what is too old. It works from the alarm, in slices, and never
 * touches what a restart still needs (SPEC D15).
 */
import { BOUNDS } from "@callboard/core";
import { snapshotOf } from "@callboard/core/alerting";
import type { Book } from "../book.ts";
import { DAY_MS, retentionIn } from "../data/retention.ts";
import type { Memory } from "../memory.ts";
import type { ChunkKind } from "../storage/history-store.ts";
import type { LogEntry } from "../storage/stream-store.ts";
import { isWhole, lineOf } from "./entries.ts";

/** A chunk that is to be packed. */
interface Bundle {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly kind: ChunkKind;
  /** The last entry of the log that is in it. */
  readonly upTo: number;
}

export class Archivist {
  readonly #book: Book;
  /** A chunk is with the packer, and until when it may take; 0 where none is. */
  #packing = 0;
  #packs = 0;
  #giveUpAt = 0;

  constructor(book: Book) {
    this.#book = book;
  }

  /** Packs the next chunk; `onPacked` is told whether there is more to do at once. */
  pack(onPacked: (hasMore: boolean) => void): void {
    const { now, ports } = this.#book;
    if (this.#packing !== 0 && now < this.#giveUpAt) return;
    this.#keyframe();
    const bundle = this.#book.read(() => ({ next: this.#bundle() }))?.next ?? null;
    if (bundle === null) {
      onPacked(false);
      return;
    }
    this.#packs += 1;
    const pack = this.#packs;
    this.#packing = pack;
    this.#giveUpAt = now + BOUNDS.deskAskMs;
    ports.packer.pack(bundle.text, (bytes) => {
      if (this.#packing !== pack) return;
      this.#packing = 0;
      onPacked(bytes !== null && this.#keep(bundle, bytes));
    });
  }

  /** The clock was set: waits keep their length. */
  shift(byMs: number): void {
    this.#giveUpAt += byMs;
  }

  /**
   * From time to time the whole floor as the engine holds it, so that a history need not begin at the very beginning; more
   * often a waypoint, for whoever only looks. A backtest has to begin well before its stretch, and passes waypoints by.
   */
  #keyframe(): void {
    const { now, stores } = this.#book;
    this.#book.commit((memory) => {
      const { stream } = memory;
      const isKeyframe = isDue(stream.keyframeAt, now, BOUNDS.historyKeyframeEveryMs);
      const isWaypoint = isDue(stream.waypointAt, now, BOUNDS.historyWaypointEveryMs);
      if (memory.needsSnapshot || !(isKeyframe || isWaypoint)) return;
      const floor = snapshotOf(memory.engine);
      if (floor === null) return;
      stream.logId += 1;
      if (isKeyframe) stream.keyframeAt = now;
      stream.waypointAt = now;
      const kind = isKeyframe ? "keyframe" : "waypoint";
      stores.stream.append({ id: stream.logId, kind, at: floor.at, text: JSON.stringify(floor) });
      stores.stream.save(stream);
    });
  }

  /** As many entries as fit one chunk. The whole floor always begins one, and a waypoint is one by itself. */
  #bundle(): Bundle | null {
    const { stream } = this.#book.stores;
    const lines: string[] = [];
    let chars = 0;
    let first: LogEntry | null = null;
    let last: LogEntry | null = null;
    for (let entry = stream.nextUnpacked(0); entry !== null; entry = stream.nextUnpacked(entry.id)) {
      const line = lineOf(entry) ?? "";
      const isFull = chars + line.length > BOUNDS.historyChunkCharsMax;
      const isLong = first !== null && entry.at - first.at >= BOUNDS.historyChunkMs;
      const isApart = first?.kind === "waypoint" || isWhole(entry);
      if (first !== null && (isFull || isLong || isApart)) break;
      lines.push(line);
      chars += line.length;
      first ??= entry;
      last = entry;
    }
    if (first === null || last === null) return null;
    const kind = first.kind === "waypoint" ? "waypoint" : isWhole(first) ? "keyframe" : "rows";
    return { text: lines.join(""), from: first.at, to: last.at, kind, upTo: last.id };
  }

  #keep({ upTo, text, ...chunk }: Bundle, bytes: Uint8Array): boolean {
    const { history, stream } = this.#book.stores;
    const kept = this.#book.commit(() => {
      if (text !== "") history.add({ ...chunk, bytes });
      stream.markPacked(upTo);
      stream.pruneLog(this.#book.now - BOUNDS.historyKeepMs);
      return stream.nextUnpacked(upTo) !== null;
    });
    return kept.kind === "committed" && kept.value;
  }

  /** Forgets a slice of what is too old. Gives whether there is more of it. */
  prune(): boolean {
    const { now } = this.#book;
    const limit = BOUNDS.pruneRowsMax;
    const pruned = this.#book.commit((memory) => {
      const { historyDays, minutesDays, alertsDays, auditDays } = retentionIn(this.#book.stores).value;
      const before = now - alertsDays * DAY_MS;
      const { alerts, history, incidents, minutes, notices, settings } = this.#book.stores;
      const counts = [
        alerts.prune(before, BOUNDS.alertHistoryRowsMax, limit),
        incidents.prune(before, limit),
        settings.pruneSilences(before, limit),
        notices.prune(before, limit),
        settings.pruneDeeds(now - auditDays * DAY_MS, limit),
        history.prune(now - historyDays * DAY_MS, CHUNKS_PER_SLICE) * (limit / CHUNKS_PER_SLICE),
        minutes.prune(now - minutesDays * DAY_MS, BOUNDS.minutesCharsMax, limit),
        this.#forgetTold(memory, limit),
      ];
      return counts.some((count) => count >= limit);
    });
    return pruned.kind === "committed" && pruned.value;
  }

  /** No cooldown is longer than a rule's longest time. */
  #forgetTold(memory: Memory, limit: number): number {
    const before = this.#book.now - BOUNDS.ruleSecondsMax * 1_000;
    const keys = this.#book.stores.incidents.pruneTold(before, limit);
    for (const key of keys) memory.told.delete(key);
    return keys.length;
  }
}

/** A chunk may be megabytes: few of them go at once. */
const CHUNKS_PER_SLICE = 50;

/** A clock that was set back must not put the next one off. */
const isDue = (last: number | null, now: number, everyMs: number): boolean =>
  last === null || now - last >= everyMs || now < last;
