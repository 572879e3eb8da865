/**
 * The world's only source of chance: a small seeded generator (sfc32) with the few distributions that a
 * contact centre needs. It must never fall back on the machine's own randomness.
 */

/** A stream of reproducible chance. The same seed gives the same draws in the same order, everywhere. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** A whole number in [0, count); `count` must be at least 1. */
  index(count: number): number;
  /** True with the given probability. A probability of 0 or 1 is certain, and still costs one draw. */
  chance(probability: number): boolean;
  /** One element; throws on an empty list, which is a broken invariant of the caller. */
  pick<T>(list: readonly T[]): T;
  /** One element of `[value, weight]` pairs. */
  weighted<T>(list: readonly (readonly [T, number])[]): T;
  /** Exponential with the given mean. */
  exponential(mean: number): number;
  /** Normal by Box and Muller. */
  normal(mean: number, deviation: number): number;
  /** Log-normal by its median and the deviation of its logarithm. */
  logNormal(median: number, sigma: number): number;
  /** A version-4-shaped identifier. */
  uuid(): string;
  /** An independent stream; drawing from it does not disturb this one. */
  fork(): Random;
}

function sfc32(seed: number): () => number {
  let a = 0x9e3779b9 | 0;
  let b = (seed ^ 0x243f6a88) | 0;
  let c = (Math.floor(seed / 0x100000000) ^ 0xb7e15162) | 0;
  let counter = 1;
  const draw = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 0x100000000;
  };
  // Seeds that differ in one bit start alike; a few rounds spread the difference.
  for (let round = 0; round < 15; round++) draw();
  return draw;
}

function uuidFrom(next: () => number): string {
  const hex = (digits: number): string =>
    Math.floor(next() * 16 ** digits)
      .toString(16)
      .padStart(digits, "0");
  const variant = (8 + Math.floor(next() * 4)).toString(16);
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(6)}${hex(6)}`;
}

/** A seeded stream of chance. `seed` is any finite number; its integer part is used. */
export function createRandom(seed: number): Random {
  const next = sfc32(Math.trunc(seed));
  const normal = (mean: number, deviation: number): number =>
    mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const index = (count: number): number => Math.floor(next() * count);
  return {
    next,
    normal,
    index,
    between: (low, high) => low + (high - low) * next(),
    chance: (probability) => next() < probability,
    pick(list) {
      const value = list[index(list.length)];
      if (value === undefined) throw new Error("pick from an empty list");
      return value;
    },
    weighted(list) {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of list) {
        left -= weight;
        if (left < 0) return value;
      }
      const last = list.at(-1);
      if (last === undefined) throw new Error("weighted pick from an empty list");
      return last[0];
    },
    exponential: (mean) => -mean * Math.log(1 - next()),
    logNormal: (median, sigma) => median * Math.exp(normal(0, sigma)),
    uuid: () => uuidFrom(next),
    fork: () => createRandom(Math.floor(next() * 2 ** 52)),
  };
}
