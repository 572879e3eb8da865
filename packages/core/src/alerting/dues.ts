/**
 * When each agent and queue must be looked at again although nothing came: a binary heap in which every entity knows its own
 * place. It so holds each of them once at most and needs no bound but theirs. Equal instants come in the order of their
 * keys, so that the same events always give the same passages in the same order.
 */
import type { EpochMs } from "../vocabulary.ts";
import { NEVER } from "./question.ts";

export interface Due {
  readonly key: string;
  /** `NEVER` while it is not in the heap. */
  due: EpochMs;
  /** Its place in the heap; -1 while it is in none. */
  slot: number;
}

export type DueHeap<One extends Due> = One[];

/** The earliest; `undefined` where nothing is due. */
export const earliest = <One extends Due>(heap: DueHeap<One>): One | undefined => heap[0];

/** Sets when `one` is due; `NEVER` takes it out. */
export function setDue<One extends Due>(heap: DueHeap<One>, one: One, due: EpochMs): void {
  if (due === one.due) return;
  one.due = due;
  if (due === NEVER) {
    if (one.slot !== -1) takeOut(heap, one);
    return;
  }
  if (one.slot === -1) {
    one.slot = heap.length;
    heap.push(one);
  }
  settle(heap, one);
}

function takeOut<One extends Due>(heap: DueHeap<One>, one: One): void {
  const last = heap.pop();
  if (last !== undefined && last !== one) {
    place(heap, last, one.slot);
    settle(heap, last);
  }
  one.slot = -1;
}

function settle<One extends Due>(heap: DueHeap<One>, one: One): void {
  rise(heap, one);
  sink(heap, one);
}

function rise<One extends Due>(heap: DueHeap<One>, one: One): void {
  while (one.slot > 0) {
    const above = heap[(one.slot - 1) >> 1];
    if (above === undefined || !isBefore(one, above)) return;
    swap(heap, one, above);
  }
}

function sink<One extends Due>(heap: DueHeap<One>, one: One): void {
  for (;;) {
    const left = heap[2 * one.slot + 1];
    const right = heap[2 * one.slot + 2];
    if (left === undefined) return;
    const below = right !== undefined && isBefore(right, left) ? right : left;
    if (!isBefore(below, one)) return;
    swap(heap, one, below);
  }
}

function swap<One extends Due>(heap: DueHeap<One>, one: One, other: One): void {
  const { slot } = one;
  place(heap, one, other.slot);
  place(heap, other, slot);
}

function place<One extends Due>(heap: DueHeap<One>, one: One, slot: number): void {
  heap[slot] = one;
  one.slot = slot;
}

const isBefore = (one: Due, other: Due): boolean =>
  one.due !== other.due ? one.due < other.due : one.key < other.key;
