import { describe, expect, test } from "vitest";
import { addToRing, COUNT_COLUMNS, createRing, emptySums, SUM_COLUMNS, sumRing } from "./ring.ts";

describe("a ring's columns", () => {
  test.each([...COUNT_COLUMNS, ...SUM_COLUMNS])(
    "[W1] what goes into %s comes out of it and of no other",
    (column) => {
      const ring = createRing(10_000, 4);
      addToRing(ring, 25_000, { [column]: 3 }, 1);
      addToRing(ring, 35_000, { [column]: 2 }, 1);
      addToRing(ring, 35_000, { [column]: 1 }, -1);
      expect(sumRing(ring, 0, 3)).toEqual({ ...emptySums(), [column]: 4 });
      expect(sumRing(ring, 3, 3)).toEqual({ ...emptySums(), [column]: 1 });
    },
  );

  test("[W1] never counts below zero, whatever is taken back", () => {
    const ring = createRing(10_000, 4);
    addToRing(ring, 5_000, { arrived: 1, waitMs: 5 }, -1);
    addToRing(ring, 5_000, { arrived: 1, waitMs: 7 }, 1);
    expect(sumRing(ring, 0, 0)).toEqual({ ...emptySums(), arrived: 1, waitMs: 7 });
  });
});
