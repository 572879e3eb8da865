/**
 * A ring of time buckets with a fixed set of sums in each: the storage under a queue's windows. It never reads a
 * clock, and a bucket that was overtaken by a newer one never comes back.
 *
 * Counts and milliseconds are kept in two typed arrays: an hour of one queue is 22 kB, so that hundreds of
 * queues fit beside everything else the desk holds.
 */
import type { EpochMs } from "../vocabulary.ts";

export const COUNT_COLUMNS = [
  "arrived",
  "answered",
  "abandoned",
  "answeredWithin",
  "abandonedWithin",
  "shortAbandoned",
  "unmeasured",
  "talks",
  "wraps",
] as const;
/** Sums of milliseconds; they outgrow 32 bits when mails wait for days. */
export const SUM_COLUMNS = ["waitMs", "talkMs", "wrapMs"] as const;

export type WindowColumn = (typeof COUNT_COLUMNS)[number] | (typeof SUM_COLUMNS)[number];
export type WindowSums = Record<WindowColumn, number>;
/** What one thing that happened adds to a bucket. */
export type Contribution = Readonly<Partial<WindowSums>>;

const COUNTS = COUNT_COLUMNS.length;
const SUMS = SUM_COLUMNS.length;
/** Bucket numbers are kept in 32 bits: far enough for ten-second buckets until the year 2650. */
const BUCKET_MAX = 2 ** 31 - 1;

export interface Ring {
  readonly bucketMs: number;
  readonly size: number;
  /** Which bucket (instant ÷ bucketMs) each place holds; -1 while it holds none. */
  readonly held: Int32Array;
  readonly counts: Uint32Array;
  readonly sums: Float64Array;
}

export function createRing(bucketMs: number, size: number): Ring {
  return {
    bucketMs,
    size,
    held: new Int32Array(size).fill(-1),
    counts: new Uint32Array(size * COUNTS),
    sums: new Float64Array(size * SUMS),
  };
}

/** The number of the bucket that holds `at`. */
export function bucketAt(ring: { readonly bucketMs: number }, at: EpochMs): number {
  return Math.floor(at / ring.bucketMs);
}

/** Adds (`sign` 1) or takes back (-1). An instant that a newer bucket has overtaken changes nothing. */
export function addToRing(ring: Ring, at: EpochMs, contribution: Contribution, sign: 1 | -1): void {
  const bucket = bucketAt(ring, at);
  if (!(bucket >= 0 && bucket <= BUCKET_MAX)) return;
  const place = bucket % ring.size;
  const held = ring.held[place] ?? -1;
  if (held > bucket) return;
  if (held < bucket) {
    clearPlace(ring, place);
    ring.held[place] = bucket;
  }
  addToPlace(ring, place, contribution, sign);
}

function addToPlace(ring: Ring, place: number, contribution: Contribution, sign: 1 | -1): void {
  for (let column = 0; column < COUNTS; column++) {
    const index = place * COUNTS + column;
    ring.counts[index] = after(ring.counts[index], contribution[countColumn(column)], sign);
  }
  for (let column = 0; column < SUMS; column++) {
    const index = place * SUMS + column;
    ring.sums[index] = after(ring.sums[index], contribution[sumColumn(column)], sign);
  }
}

/** Never below zero: a checkpoint may have been written between a contact's change and its window's. */
function after(before: number | undefined, change: number | undefined, sign: 1 | -1): number {
  return Math.max(0, (before ?? 0) + sign * (change ?? 0));
}

function clearPlace(ring: Ring, place: number): void {
  ring.counts.fill(0, place * COUNTS, (place + 1) * COUNTS);
  ring.sums.fill(0, place * SUMS, (place + 1) * SUMS);
}

/** Sums of nothing. */
export function emptySums(): WindowSums {
  return namedSums(new Float64Array(COUNTS + SUMS));
}

/** The sums of the buckets `first`..`last` (both included), of which the ring may have forgotten some. */
export function sumRing(ring: Ring, first: number, last: number): WindowSums {
  // Added up by column number and named once: this runs for each queue of each frame.
  const totals = new Float64Array(COUNTS + SUMS);
  for (let bucket = Math.max(first, last - ring.size + 1, 0); bucket <= last; bucket++) {
    const place = bucket % ring.size;
    if (ring.held[place] === bucket) addPlaceTo(ring, place, totals);
  }
  return namedSums(totals);
}

function addPlaceTo(ring: Ring, place: number, totals: Float64Array): void {
  for (let column = 0; column < COUNTS; column++) {
    totals[column] = (totals[column] ?? 0) + (ring.counts[place * COUNTS + column] ?? 0);
  }
  for (let column = 0; column < SUMS; column++) {
    totals[COUNTS + column] = (totals[COUNTS + column] ?? 0) + (ring.sums[place * SUMS + column] ?? 0);
  }
}

function namedSums(totals: Float64Array): WindowSums {
  const total = (column: number): number => totals[column] ?? 0;
  return {
    arrived: total(0),
    answered: total(1),
    abandoned: total(2),
    answeredWithin: total(3),
    abandonedWithin: total(4),
    shortAbandoned: total(5),
    unmeasured: total(6),
    talks: total(7),
    wraps: total(8),
    waitMs: total(COUNTS),
    talkMs: total(COUNTS + 1),
    wrapMs: total(COUNTS + 2),
  };
}

function countColumn(column: number): WindowColumn {
  return COUNT_COLUMNS[column] ?? "arrived";
}

function sumColumn(column: number): WindowColumn {
  return SUM_COLUMNS[column] ?? "waitMs";
}
