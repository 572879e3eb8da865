/**
 * Windows as plain JSON for a checkpoint, and back (SPEC W10). Only buckets that hold something are written: a
 * quiet queue packs to almost nothing. Unpacking trusts no byte and answers `null` for what it cannot read.
 */
import { BOUNDS } from "../bounds.ts";
import { COUNT_COLUMNS, createRing, type Ring, SUM_COLUMNS } from "./ring.ts";
import { createWindows, type QueueWindows } from "./windows.ts";

/**
 * A ring as one list of numbers, bucket after bucket, oldest first: how many buckets after the one before, a
 * bit for each column that is not zero, and those columns' values.
 */
export interface PackedWindows {
  readonly v: 1;
  readonly fine: readonly number[];
  readonly day: readonly number[];
}

const COLUMNS = COUNT_COLUMNS.length + SUM_COLUMNS.length;
const ALL_COLUMNS = 2 ** COLUMNS - 1;
/** What a Uint32Array keeps without wrapping round. */
const COUNT_MAX = 2 ** 32 - 1;

export function packWindows(windows: QueueWindows): PackedWindows {
  return { v: 1, fine: packRing(windows.fine), day: packRing(windows.day) };
}

/** The windows a checkpoint holds, or `null` when it is not what `packWindows` wrote. Never throws. */
export function unpackWindows(packed: unknown): QueueWindows | null {
  if (typeof packed !== "object" || packed === null) return null;
  const { v, fine, day } = packed as Partial<Record<keyof PackedWindows, unknown>>;
  if (v !== 1) return null;
  const windows = createWindows();
  const fineRing = unpackRing(fine, BOUNDS.windowBucketMs, BOUNDS.windowFineBuckets);
  const dayRing = unpackRing(day, BOUNDS.dayBucketMs, BOUNDS.dayBuckets);
  if (fineRing === "unreadable" || dayRing === "unreadable") return null;
  windows.fine = fineRing;
  windows.day = dayRing;
  return windows;
}

function packRing(ring: Ring | null): number[] {
  if (ring === null) return [];
  const places = [...ring.held.keys()].filter((place) => heldAt(ring, place) >= 0);
  places.sort((one, other) => heldAt(ring, one) - heldAt(ring, other));
  const packed: number[] = [];
  let before = 0;
  for (const place of places) {
    const values = Array.from({ length: COLUMNS }, (_, column) => valueAt(ring, place, column));
    const mask = values.reduce((bits, value, column) => (value === 0 ? bits : bits | (1 << column)), 0);
    if (mask === 0) continue;
    packed.push(heldAt(ring, place) - before, mask, ...values.filter((value) => value !== 0));
    before = heldAt(ring, place);
  }
  return packed;
}

function unpackRing(packed: unknown, bucketMs: number, size: number): Ring | null | "unreadable" {
  if (!Array.isArray(packed) || packed.length > size * (COLUMNS + 2)) return "unreadable";
  if (packed.length === 0) return null;
  const ring = createRing(bucketMs, size);
  const numbers: readonly unknown[] = packed;
  let bucket = 0;
  for (let index = 0; index < numbers.length; ) {
    const ahead = wholeNumber(numbers[index++], 2 ** 31 - 1 - bucket);
    const mask = wholeNumber(numbers[index++], ALL_COLUMNS);
    if (ahead === null || mask === null) return "unreadable";
    bucket += ahead;
    const place = bucket % size;
    ring.held[place] = bucket;
    for (let column = 0; column < COLUMNS; column++) {
      if ((mask & (1 << column)) === 0) continue;
      if (!putValue(ring, place, column, numbers[index++])) return "unreadable";
    }
  }
  return ring;
}

function putValue(ring: Ring, place: number, column: number, value: unknown): boolean {
  if (column < COUNT_COLUMNS.length) {
    const count = wholeNumber(value, COUNT_MAX);
    ring.counts[place * COUNT_COLUMNS.length + column] = count ?? 0;
    return count !== null;
  }
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) return false;
  ring.sums[place * SUM_COLUMNS.length + column - COUNT_COLUMNS.length] = value;
  return true;
}

function valueAt(ring: Ring, place: number, column: number): number {
  if (column < COUNT_COLUMNS.length) return ring.counts[place * COUNT_COLUMNS.length + column] ?? 0;
  return ring.sums[place * SUM_COLUMNS.length + column - COUNT_COLUMNS.length] ?? 0;
}

function heldAt(ring: Ring, place: number): number {
  return ring.held[place] ?? -1;
}

function wholeNumber(value: unknown, max: number): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= max ? value : null;
}
