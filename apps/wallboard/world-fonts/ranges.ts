/** Sets of letters as CSS writes them in `unicode-range`: read, made smaller, written again. */

type Range = readonly [first: number, last: number];

const PATTERN = /^U\+([0-9a-f]{1,6})(?:-([0-9a-f]{1,6}))?$/i;

/** @throws on what is not a list of `U+…` and `U+…-…`: a package that writes otherwise must fail the build */
export function readRanges(text: string): Range[] {
  return text.split(",").map((part) => {
    const [, first, last] = PATTERN.exec(part.trim()) ?? [];
    if (first === undefined) throw new Error(`not a range of letters: ${part}`);
    return [Number.parseInt(first, 16), Number.parseInt(last ?? first, 16)];
  });
}

/** The letters of `text` that nobody has taken yet, which are taken herewith; empty when all of them are. */
export function takeFrom(text: string, taken: Set<number>): string {
  const fresh: number[] = [];
  for (const [first, last] of readRanges(text)) {
    for (let letter = first; letter <= last; letter += 1) {
      if (taken.has(letter)) continue;
      taken.add(letter);
      fresh.push(letter);
    }
  }
  return writeRanges(fresh.sort((a, b) => a - b));
}

function writeRanges(letters: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const letter of letters) {
    const open = ranges.at(-1);
    if (open !== undefined && letter === open[1] + 1) open[1] = letter;
    else ranges.push([letter, letter]);
  }
  return ranges.map(([first, last]) => `U+${hex(first)}${last > first ? `-${hex(last)}` : ""}`).join();
}

const hex = (letter: number) => letter.toString(16);
