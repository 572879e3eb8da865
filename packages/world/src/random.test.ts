import { expect, test } from "vitest";
import { createRandom } from "./random.ts";

const draws = (seed: number): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: 20 }, () => random.next());
};

test("the same seed gives the same draws, another seed gives others", () => {
  expect(draws(7)).toEqual(draws(7));
  expect(draws(7)).not.toEqual(draws(8));
  expect(draws(2 ** 40)).not.toEqual(draws(0));
});

test("a fork is reproducible and does not disturb its parent afterwards", () => {
  const one = createRandom(3);
  const other = createRandom(3);
  const fork = one.fork();
  expect(fork.next()).toBe(other.fork().next());
  fork.next();
  expect(one.next()).toBe(other.next());
});

test("the distributions have the means and medians they are asked for", () => {
  const random = createRandom(11);
  const sample = (draw: () => number): number[] => Array.from({ length: 20_000 }, draw).sort((a, b) => a - b);
  const mean = (list: number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
  expect(mean(sample(() => random.exponential(40)))).toBeCloseTo(40, -1);
  expect(mean(sample(() => random.normal(-5, 2)))).toBeCloseTo(-5, 0);
  const logNormal = sample(() => random.logNormal(100, 0.7));
  expect(Math.abs((logNormal[10_000] ?? 0) - 100)).toBeLessThan(4);
  const picks = sample(() =>
    random.weighted([
      [1, 1],
      [2, 3],
    ] as const),
  );
  expect(mean(picks)).toBeCloseTo(1.75, 1);
});

test("identifiers have the shape of a version-4 UUID and do not repeat", () => {
  const random = createRandom(1);
  const ids = Array.from({ length: 2_000 }, () => random.uuid());
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
