/**
 * Takes the batches of the tenant's desk, in whatever order and as often as they come, and gives them to the engine each
 * once and in order. What is missing is asked for; what cannot be read is put aside (SPEC D2 to D5).
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import { type FloorBatch, type FloorSnapshot, readBatch } from "@callboard/core/alerting";
import { Tally } from "@callboard/shell";
import type { Book } from "../book.ts";
import type { Memory } from "../memory.ts";
import type { BatchVerdict } from "../views.ts";
import { Asker } from "./asker.ts";
import { give, type Input } from "./give.ts";
import { HeldBatches, type Waiter } from "./held.ts";
import { placeOf } from "./place.ts";
import { shapeOf } from "./shape-of.ts";

export class Intake {
  readonly tally = new Tally();
  readonly #book: Book;
  #startedAt: EpochMs;
  readonly #onTurnEnd: () => void;
  readonly #held = new HeldBatches();
  readonly #asker: Asker;
  /** How often what ends at a seq could not be committed. */
  readonly #failed = new Map<string, number>();
  #callOffGap: (() => void) | null = null;
  /** What was held when the desk was last asked: its answer knows of all that it has sent by then. */
  #heldWhenAsked: readonly FloorBatch[] = [];

  /** `onTurnEnd` is called at the end of turns that begin here: an answer of the desk, or patience that has run out. */
  constructor(book: Book, onTurnEnd: () => void) {
    this.#book = book;
    this.#startedAt = book.now;
    this.#onTurnEnd = onTurnEnd;
    this.#asker = new Asker(book.ports, {
      onRows: (rows) => this.#turn(() => this.#takeRows(rows)),
      onSnapshot: (snapshot) => this.#turn(() => this.#takeSnapshot(snapshot)),
      onFailed: () => this.#turn(() => this.#giveUp()),
    });
  }

  get held(): number {
    return this.#held.size;
  }

  get isAsking(): boolean {
    return this.#asker.isAsking;
  }

  /** Nothing was heard of the tenant's desk for so long that it is taken for silent. */
  isSilent(memory: Memory): boolean {
    const heardAt = Math.max(memory.stream.heardAt ?? 0, this.#startedAt);
    return this.#book.now - heardAt > BOUNDS.deskSilentMs;
  }

  /** The clock was set: waits keep their length. */
  shift(byMs: number): void {
    this.#startedAt += byMs;
    this.#asker.shift(byMs);
  }

  #turn(work: () => void): void {
    work();
    this.#onTurnEnd();
  }

  // ── Messages of the queue ────────────────────────────────────────────────────────────────────────────

  take(values: readonly unknown[], done: (verdicts: readonly BatchVerdict[]) => void): void {
    const verdicts: (BatchVerdict | null)[] = values.map(() => null);
    let open = values.length;
    const waiterOf =
      (index: number): Waiter =>
      (verdict) => {
        if (verdicts[index] !== null) return;
        verdicts[index] = verdict;
        this.tally.add(verdict);
        open -= 1;
        if (open === 0) done(verdicts.map((one) => one ?? "again"));
      };
    if (open === 0) {
      done([]);
      return;
    }
    const read = values.map((value, index) => ({ value, batch: readBatch(value), waiter: waiterOf(index) }));
    if (this.#book.open() === null) {
      for (const { waiter } of read) waiter("again");
      return;
    }
    for (const { value, waiter } of read.filter(({ batch }) => batch === null))
      this.#poison(value, "unreadable", waiter);
    const batches = read.flatMap(({ batch, waiter }) => (batch === null ? [] : [{ batch, waiter }]));
    for (const { batch, waiter } of batches.sort((a, b) => a.batch.fromSeq - b.batch.fromSeq)) {
      this.#offer(batch, waiter);
    }
    this.#drain();
  }

  /** A message of the dead-letter queue: counted, and shown. What it held is fetched from the desk's log. */
  noteLost(value: unknown): void {
    this.tally.add("lost");
    this.#poison(value, "dead letter", () => undefined);
  }

  #poison(value: unknown, why: string, waiter: Waiter): void {
    const shape = shapeOf(value, this.#book.settings.tenant);
    this.#book.commit(() => this.#book.stores.history.addPoisoned({ at: this.#book.now, why, shape }));
    waiter("poisoned");
  }

  #offer(batch: FloorBatch, waiter: Waiter): void {
    const memory = this.#book.open();
    if (memory === null) {
      waiter("again");
      return;
    }
    // Nothing crosses tenants (invariant 12).
    if (batch.tenant !== this.#book.settings.tenant) {
      this.#poison(batch, "another tenant's", waiter);
      return;
    }
    const place = placeOf(memory.stream, batch);
    if (place === "duplicate") waiter("duplicate");
    else if (place === "next" && !memory.needsSnapshot) waiter(this.#commit(batch));
    else this.#held.hold(batch, waiter);
  }

  // ── Committing ───────────────────────────────────────────────────────────────────────────────────────

  #commit(batch: FloorBatch): "committed" | "again" | "poisoned" {
    const key = `${batch.lineage} ${batch.toSeq}`;
    if (this.#give({ kind: "batch", batch })) {
      this.#failed.delete(key);
      return "committed";
    }
    const tries = (this.#failed.get(key) ?? 0) + 1;
    if (this.#failed.size >= BOUNDS.earlyBatchesMax) this.#failed.clear();
    this.#failed.set(key, tries);
    const memory = this.#book.open();
    if (tries < BOUNDS.batchTriesMax || memory === null) return "again";
    // What fails again and again would hold up all that follows: the floor is taken anew, past it.
    memory.needsSnapshot = true;
    this.#failed.delete(key);
    this.#poison(batch, "failed", () => undefined);
    return "poisoned";
  }

  #give(input: Input): boolean {
    const isGiven = give(this.#book, input);
    if (!isGiven) this.tally.add("failed");
    return isGiven;
  }

  /** Takes what is held as far as it follows, answers what was covered meanwhile, and asks for the rest. */
  #drain(): void {
    for (const batch of this.#held.list()) {
      const memory = this.#book.open();
      if (memory === null) break;
      const place = placeOf(memory.stream, batch);
      // The rows that covered it were committed: for whoever waits that is the same as its own commit.
      if (place === "duplicate") this.#held.release(batch, "committed");
      else if (place === "next" && !memory.needsSnapshot) this.#held.release(batch, this.#commit(batch));
    }
    if (this.#held.size === 0 && this.#book.open()?.needsSnapshot === false) this.#asker.relax();
    this.#mind();
  }

  // ── What is missing ──────────────────────────────────────────────────────────────────────────────────

  /** Sees to it that what is held back will be asked for: a hole after a moment's patience, all else at once. */
  #mind(): void {
    this.#callOffGap?.();
    this.#callOffGap = null;
    const memory = this.#book.open();
    const [first] = this.#held.list();
    if (memory === null) {
      this.#held.releaseAll("again");
      return;
    }
    if (this.#asker.isAsking || (first === undefined && !memory.needsSnapshot)) return;
    const isHole = first !== undefined && !memory.needsSnapshot && placeOf(memory.stream, first) === "early";
    const waitMs = Math.max(isHole ? BOUNDS.gapPatienceMs : 0, this.#asker.patienceMs);
    if (waitMs === 0) {
      this.#ask(memory);
      return;
    }
    this.#callOffGap = this.#book.ports.timers.after(waitMs, () => {
      this.#callOffGap = null;
      const now = this.#book.open();
      if (now !== null) this.#turn(() => this.#ask(now));
    });
  }

  #ask({ stream, needsSnapshot }: Memory): void {
    this.#heldWhenAsked = this.#held.list();
    const elsewhere = this.#heldWhenAsked.some((batch) => batch.lineage !== stream.lineage);
    this.tally.add("asked");
    if (needsSnapshot || elsewhere || stream.lineage === null) this.#asker.askSnapshot();
    else this.#asker.askRows(stream.lineage, stream.lastSeq);
  }

  /** From time to time: asks for a floor where there is none, and for news where none has come. */
  watch(): void {
    const memory = this.#book.open();
    if (memory === null || this.#asker.isAsking) return;
    if (memory.needsSnapshot || memory.stream.lineage === null || this.isSilent(memory)) this.#ask(memory);
  }

  #takeRows(rows: readonly FloorBatch[] | null): void {
    if (rows === null) {
      this.#asker.askSnapshot();
      return;
    }
    for (const row of rows) {
      const memory = this.#book.open();
      const batch = readBatch(row);
      const isOurs = batch?.tenant === this.#book.settings.tenant;
      const place = memory === null || batch === null || !isOurs ? null : placeOf(memory.stream, batch);
      if (place === "duplicate") continue;
      if (place !== "next" || batch === null) {
        this.#asker.askSnapshot();
        return;
      }
      const verdict = this.#commit(batch);
      if (verdict !== "committed") {
        this.#giveUp();
        return;
      }
      this.#asker.relax();
    }
    // A log that has nothing new while something is missing, or while nothing was heard for long, is not to be trusted.
    const memory = this.#book.open();
    const isEmpty = rows.length === 0;
    if (isEmpty && memory !== null && (this.#held.size > 0 || this.isSilent(memory)))
      this.#asker.askSnapshot();
    else this.#drain();
  }

  #takeSnapshot(snapshot: FloorSnapshot): void {
    const memory = this.#book.open();
    if (memory === null || !isWhole(snapshot, this.#book.settings.tenant)) {
      this.#giveUp();
      return;
    }
    const { stream, needsSnapshot } = memory;
    const isKnown = !needsSnapshot && snapshot.lineage === stream.lineage && snapshot.seq <= stream.lastSeq;
    // A desk that tells less than it told before, and nothing since, has gone back: its word is what there is.
    const isTaken = !isKnown || (this.isSilent(memory) && snapshot.seq < stream.lastSeq);
    if (isTaken && !this.#give({ kind: "snapshot", snapshot })) {
      this.#giveUp();
      return;
    }
    if (isTaken) {
      this.tally.add("snapshots");
      this.#asker.relax();
    } else this.#noteSilence(memory);
    this.#letGo(snapshot);
    this.#drain();
  }

  /** What no row and no floor of this desk will ever lead up to waits for nothing. */
  #letGo({ lineage, seq }: FloorSnapshot): void {
    for (const batch of this.#held.list()) {
      // What is of a log that the desk itself does not go on with is of the past.
      if (batch.lineage !== lineage) this.#held.release(batch, "duplicate");
      // It was sent before the desk was asked, and the desk knows of no row that far: its hole stays one.
      else if (batch.fromSeq > seq && this.#heldWhenAsked.includes(batch)) this.#held.release(batch, "again");
    }
    this.#heldWhenAsked = [];
  }

  /** The desk could not be asked: those who wait are told to come again, and the silence is told to the rules. */
  #giveUp(): void {
    this.#held.releaseAll("again");
    const memory = this.#book.open();
    if (memory !== null) this.#noteSilence(memory);
    this.#mind();
  }

  #noteSilence(memory: Memory): void {
    if (!this.isSilent(memory)) return;
    this.tally.add("silences");
    this.#give({ kind: "silence", at: this.#book.now });
  }
}

/** It comes by RPC from our own Worker, perhaps of another build. */
function isWhole(snapshot: FloorSnapshot, tenant: string): boolean {
  return snapshot.v === 1 && snapshot.tenant === tenant && Number.isSafeInteger(snapshot.seq);
}
