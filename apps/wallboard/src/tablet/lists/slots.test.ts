/** Rows of a long list and the slots that they are drawn in. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lendSlots, type Sight, type SlotRow } from "./slots.ts";

const idsOf = (count: number, mark = "a") => Array.from({ length: count }, (_, n) => `${mark}${n}`);
const steps = fc.array(
  fc.record({
    count: fc.integer({ min: 0, max: 120 }),
    first: fc.nat(119),
    rows: fc.integer({ min: 1, max: 20 }),
    mark: fc.constantFrom("a", "b"),
  }),
  { minLength: 1, maxLength: 12 },
);

/** Asks until all is drawn. */
function settle(held: readonly SlotRow[], ids: readonly string[], sight: Sight): readonly SlotRow[] {
  let lent = lendSlots(held, ids, sight);
  for (let frame = 0; !lent.isWhole && frame < 20; frame += 1) lent = lendSlots(lent.rows, ids, sight);
  expect(lent.isWhole).toBe(true);
  return lent.rows;
}

describe("the slots of a long list", () => {
  it("have at once what is in sight, each slot once and in the list's order, however it is scrolled and filtered", () => {
    fc.assert(
      fc.property(steps, (all) => {
        let held: readonly SlotRow[] = [];
        for (const { count, first, rows, mark } of all) {
          const ids = idsOf(count, mark);
          const sight = { first, last: Math.min(count, first + rows) - 1 };
          const lent = lendSlots(held, ids, sight);
          const shown = new Map(lent.rows.map(({ index, id }) => [index, id]));
          for (let at = sight.first; at <= sight.last; at += 1) expect(shown.get(at)).toBe(ids[at]);
          expect(new Set(lent.rows.map(({ slot }) => slot)).size).toBe(lent.rows.length);
          const places = lent.rows.map(({ index }) => index);
          expect(places).toEqual([...places].sort((a, b) => a - b));
          held = lent.rows;
        }
      }),
    );
  });

  it("have in the end nothing but the list's own rows, in sight and a few beyond", () => {
    const held = settle([], idsOf(200, "b"), { first: 150, last: 160 });
    const rows = settle(held, idsOf(200), { first: 100, last: 110 });
    expect(rows.map(({ id }) => id)).toEqual(idsOf(200).slice(92, 119));
  });

  it("are lent to what comes into sight, so that a jump makes no rows", () => {
    const held = settle([], idsOf(200), { first: 50, last: 60 });
    const jumped = settle(held, idsOf(200), { first: 62, last: 72 });
    expect(new Set(jumped.map(({ slot }) => slot))).toEqual(new Set(held.map(({ slot }) => slot)));
    const before = new Map(held.map(({ id, slot }) => [id, slot]));
    for (const { id, slot } of jumped) if (before.has(id)) expect(slot).toBe(before.get(id));
  });

  it("draw little at a time beyond what is in sight", () => {
    const held = settle([], idsOf(200), { first: 50, last: 60 });
    const { rows, isWhole } = lendSlots(held, idsOf(200), { first: 62, last: 72 });
    const before = new Set(held.map(({ id }) => id));
    expect(isWhole).toBe(false);
    expect(rows.filter(({ id }) => !before.has(id)).length).toBeLessThanOrEqual(8);
  });

  it("of an empty list are none", () => {
    expect(lendSlots([], [], { first: 0, last: -1 })).toEqual({ rows: [], isWhole: true });
  });
});
