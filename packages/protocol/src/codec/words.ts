/**
 * The texts that repeat within one frame (teams, status labels, queue ids), each sent once and named by number.
 * 0 stands for "none". The table belongs to its frame alone, so a lost frame can never shift another's meaning.
 */
import { count, fail } from "./reader.ts";

export interface WordWriter {
  readonly list: readonly string[];
  /** 0 for `null`, else the word's place from 1. */
  of(word: string | null): number;
}

export function createWordWriter(): WordWriter {
  const list: string[] = [];
  const places = new Map<string, number>();
  return {
    list,
    of(word) {
      if (word === null) return 0;
      const known = places.get(word);
      if (known !== undefined) return known;
      const place = list.push(word);
      places.set(word, place);
      return place;
    },
  };
}

/** Reads a word by its place; an absent or zero place is `null`. */
export function wordOf(words: readonly string[], value: unknown): string | null {
  if (value === undefined || value === 0) return null;
  const word = words[count(value, "word") - 1];
  return word === undefined ? fail("word") : word;
}
