/** The heap of dues, against a list that is sorted. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Due, earliest, setDue } from "./dues.ts";
import { NEVER } from "./question.ts";

it("[N21] gives the earliest first, of equal instants the lesser key, whatever was set before", () => {
  const step = fc.record({ which: fc.nat(9), due: fc.oneof(fc.nat(5), fc.constant(NEVER)) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const all = Array.from(
        { length: 10 },
        (_, index): Due => ({ key: `a.${index}`, due: NEVER, slot: -1 }),
      );
      const heap: Due[] = [];
      for (const { which, due } of steps) {
        const one = all[which];
        if (one !== undefined) setDue(heap, one, due);
      }
      const expected = all
        .filter(({ due }) => due !== NEVER)
        .sort((a, b) => a.due - b.due || (a.key < b.key ? -1 : 1))
        .map(({ key }) => key);
      const found: string[] = [];
      for (let one = earliest(heap); one !== undefined; one = earliest(heap)) {
        found.push(one.key);
        setDue(heap, one, NEVER);
      }
      expect(found).toEqual(expected);
      expect(all.every(({ slot }) => slot === -1)).toBe(true);
    }),
  );
});
