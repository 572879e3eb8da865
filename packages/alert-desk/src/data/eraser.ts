/**
 * Does the deletions that were asked for, slice by slice from the alarm: each slice is one transaction that notes how far it is, so a
 * restart goes on where the last one ended. Chunks of history are unpacked and packed between two turns, one at a time.
 */
import { BOUNDS } from "@callboard/core";
import type { Book } from "../book.ts";
import type { Slice } from "../storage/erasure-store.ts";
import type { ChunkHead } from "../storage/history-store.ts";
import { ERASURE_STAGES, type ErasureRecord, forgetNow } from "./erasures.ts";
import { type Somebody, scrubHistory } from "./scrub.ts";

export class Eraser {
  readonly #book: Book;
  /** Chunks that are still to be looked at in this turn; 0 where none is with the packer. */
  #left = 0;
  #giveUpAt = 0;

  constructor(book: Book) {
    this.#book = book;
  }

  /** The clock was set: waits keep their length. */
  shift(byMs: number): void {
    this.#giveUpAt += byMs;
  }

  /** One slice. "waits": what was logged last has to be packed first. */
  step(): "idle" | "works" | "waits" {
    if (this.#left > 0 && this.#book.now < this.#giveUpAt) return "works";
    this.#left = 0;
    const record = this.#book.read(() => ({ next: this.#next() }))?.next ?? null;
    if (record === null) return "idle";
    if (record.stage === "history") return this.#chunks(record.id) ? "works" : "waits";
    this.#slice(record.id);
    return "works";
  }

  #next(): ErasureRecord | null {
    return this.#book.stores.erasures.all().findLast(({ who }) => who !== null) ?? null;
  }

  /** Changes one record, in a transaction with what `work` does. */
  #change(id: string, work: (record: ErasureRecord, who: Somebody) => void): boolean {
    const { erasures } = this.#book.stores;
    const changed = this.#book.commit(() => {
      const all = erasures.all();
      const record = all.find((one) => one.id === id);
      if (record === undefined || record.who === null) return;
      work(record, somebodyOf(record, record.who));
      erasures.save(all);
    });
    return changed.kind === "committed";
  }

  // ── Rows ─────────────────────────────────────────────────────────────────────────────────────────────

  #slice(id: string): void {
    this.#change(id, (record, who) => {
      const { stage } = record;
      if (stage === "history") return;
      const { cursor, changed } = this.#rows(stage, record, who);
      record.changed[stage] += changed;
      record.progress.done = Math.min(
        record.progress.total,
        record.progress.done + BOUNDS.erasureRowsPerTurn,
      );
      if (cursor !== null) record.cursor = cursor;
      else this.#nextStage(record);
    });
  }

  #rows(stage: Exclude<ErasureRecord["stage"], "history">, { cursor }: ErasureRecord, who: Somebody): Slice {
    const { alerts, erasures } = this.#book.stores;
    const limit = BOUNDS.erasureRowsPerTurn;
    switch (stage) {
      case "alerts":
        if (cursor === 0) this.#silences(who);
        return erasures.alerts(alerts, who, cursor, limit);
      case "notices":
        return erasures.notices(who, cursor, limit);
      case "minutes":
        return erasures.minutes(who, cursor, limit);
      default:
        return stage satisfies never;
    }
  }

  #silences(who: Somebody): void {
    const { stores, now } = this.#book;
    stores.erasures.silences(who);
    const memory = this.#book.open();
    if (memory === null) return;
    memory.silences.clear();
    for (const silence of stores.settings.silences(now)) memory.silences.set(silence.id, silence);
  }

  #nextStage(record: ErasureRecord): void {
    record.stage = ERASURE_STAGES[ERASURE_STAGES.indexOf(record.stage) + 1] ?? "history";
    record.cursor = 0;
  }

  // ── History ──────────────────────────────────────────────────────────────────────────────────────────

  /** `false`: what was logged before it began is not in a chunk yet. */
  #chunks(id: string): boolean {
    const { stream } = this.#book.stores;
    const isPacked = this.#book.read(() => {
      const record = this.#book.stores.erasures.all().find((one) => one.id === id);
      const oldest = stream.nextUnpacked(0)?.id ?? Number.POSITIVE_INFINITY;
      return record !== undefined && oldest > record.upToLog;
    });
    if (isPacked !== true) return false;
    this.#left = BOUNDS.erasureChunksPerTurn;
    this.#chunk(id);
    return true;
  }

  #chunk(id: string): void {
    const next = this.#book.read(() => {
      const record = this.#book.stores.erasures.all().find((one) => one.id === id);
      if (record === undefined || record.who === null) return null;
      const { history } = this.#book.stores;
      const [head] = history.heads(record.cursor + 1, 1, { withWaypoints: true });
      const bytes = head === undefined ? null : history.bytesOf(head);
      return { head: head ?? null, bytes, who: somebodyOf(record, record.who) };
    });
    if (next === null) this.#left = 0;
    else if (next.head === null || next.bytes === null) this.#finish(id);
    else this.#look(id, next.head, next.bytes, next.who);
  }

  #look(id: string, head: ChunkHead, bytes: Uint8Array, who: Somebody): void {
    this.#giveUpAt = this.#book.now + BOUNDS.deskAskMs;
    const { packer } = this.#book.ports;
    packer.unpack(bytes, (text) => {
      // What cannot be read holds nothing that anybody reads either: it goes.
      if (text === null) return this.#went(id, head, "gone");
      const left = scrubHistory(text, who);
      if (left === null) return this.#went(id, head, null);
      packer.pack(left, (packed) => {
        if (packed !== null) this.#went(id, head, packed);
        else this.#left = 0;
      });
    });
  }

  /** `packed`: what takes the chunk's place; `null`: it stays as it is. */
  #went(id: string, head: ChunkHead, packed: Uint8Array | "gone" | null): void {
    const { history } = this.#book.stores;
    const isDone = this.#change(id, (record) => {
      if (packed === "gone") history.remove(head.id);
      else if (packed !== null) history.replace(head.id, packed);
      if (packed !== null) record.changed.history += 1;
      record.cursor = Math.max(record.cursor, head.id);
      record.progress.done = Math.min(record.progress.total, record.progress.done + 1);
    });
    this.#left = isDone ? this.#left - 1 : 0;
    if (this.#left > 0) this.#chunk(id);
  }

  /** Nothing of them is left but what came since: whom it was about is forgotten as well. */
  #finish(id: string): void {
    this.#left = 0;
    this.#book.commit((memory) => {
      const { erasures, settings } = this.#book.stores;
      const all = erasures.all();
      const record = all.find((one) => one.id === id);
      if (record === undefined || record.who === null) return;
      // The checkpoint lets the log go that is packed.
      forgetNow(this.#book, memory, record.who.agentId);
      record.who = null;
      record.endedAt = this.#book.now;
      record.progress.done = record.progress.total;
      erasures.save(all);
      const { by } = record;
      settings.noteDeed({ at: this.#book.now, by, what: "deletion done", subject: id, body: null });
    });
  }
}

const somebodyOf = (
  { id }: ErasureRecord,
  { agentId, names }: NonNullable<ErasureRecord["who"]>,
): Somebody => ({
  ...{ agentId, names, standIn: `deleted.${id}` },
});
