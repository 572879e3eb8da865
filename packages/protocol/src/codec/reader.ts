/**
 * Small checked readers for the compact form. They throw `Malformed`, which `decode.ts` alone catches and turns into
 * a value: a frame is several thousand fields deep, and a result type at each would cost a television more than the
 * frame itself.
 */

/** Says which field could not be read. Never leaves the codec. */
export class Malformed extends Error {}

export type Row = readonly unknown[];

export function fail(what: string): never {
  throw new Malformed(what);
}

export function row(value: unknown, what: string): Row {
  return Array.isArray(value) ? value : fail(what);
}

export function text(value: unknown, what: string): string {
  return typeof value === "string" ? value : fail(what);
}

export function figure(value: unknown, what: string): number {
  return typeof value === "number" && Number.isFinite(value) ? value : fail(what);
}

export function figureOrNull(value: unknown, what: string): number | null {
  return value === null ? null : figure(value, what);
}

/** A whole number from 0 up: refs, counts, sequence numbers, indices. */
export function count(value: unknown, what: string): number {
  const number = figure(value, what);
  return Number.isInteger(number) && number >= 0 ? number : fail(what);
}

/** The word at an index of one of the vocabulary's lists. */
export function wordAt<T>(list: readonly T[], value: unknown, what: string): T {
  const word = list[count(value, what)];
  return word === undefined ? fail(what) : word;
}

/** Times travel as milliseconds before the frame's own `at`: short numbers, and still exact. */
export const ago = (at: number, time: number | null): number | null => (time === null ? null : at - time);

export function timeAgo(at: number, value: unknown, what: string): number | null {
  return value === null ? null : at - figure(value, what);
}
