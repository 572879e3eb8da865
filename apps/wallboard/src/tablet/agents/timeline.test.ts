/** An agent's hours as bars: in order, within what is shown, and never a bar over what was not seen. */
import type { TimelineSpan } from "@callboard/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { barsOf, groupOfSpan, sharesOf, withPresent } from "./timeline.ts";

const span = (from: number, to: number | null, state: TimelineSpan["state"] = "READY"): TimelineSpan => ({
  from,
  to,
  state,
  status: null,
  queueId: null,
  routability: "routable",
});

describe("an agent's hours", () => {
  it("are whole from beginning to end: seen, or not seen", () => {
    const lengths = fc.array(
      fc.record({ hole: fc.nat(50_000), long: fc.integer({ min: 2_000, max: 90_000 }) }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(
        lengths,
        fc.nat(100_000),
        fc.integer({ min: 10_000, max: 2_000_000 }),
        (list, from, long) => {
          let at = 0;
          const spans = list.map(({ hole, long: ms }) => {
            const made = span(at + hole, at + hole + ms);
            at = made.to ?? at;
            return made;
          });
          const bars = barsOf(spans, from, from + long);
          for (const [place, bar] of bars.entries()) {
            expect(bar.to).toBeGreaterThan(bar.from);
            expect(bar.from - (bars[place - 1]?.to ?? from)).toBeLessThan(1_500);
          }
          expect(from + long - (bars.at(-1)?.to ?? from + long)).toBeLessThan(1_500);
          const seen = bars
            .filter((bar) => bar.span !== null)
            .reduce((sum, bar) => sum + bar.to - bar.from, 0);
          const told = spans.reduce(
            (sum, one) => sum + Math.max(0, Math.min(one.to ?? 0, from + long) - Math.max(one.from, from)),
            0,
          );
          expect(seen).toBe(told);
        },
      ),
    );
  });

  it("end with the present state, which goes on", () => {
    expect(
      barsOf([span(0, 100_000), span(100_000, null, "CALL")], 0, 150_000).map(({ to, isOpen }) => [
        to,
        isOpen,
      ]),
    ).toEqual([
      [100_000, false],
      [150_000, true],
    ]);
  });

  it("end with what the board shows now, where that is newer than what was answered", () => {
    const now = {
      state: "CALL" as const,
      status: null,
      queueId: "q",
      routability: { kind: "routable" as const },
    };
    const answered = [span(0, 50_000), span(50_000, null), span(90_000, 95_000, "CALL")];
    const told = withPresent(answered, { ...now, since: 80_000 });
    expect(told.map(({ from, to, state }) => [from, to, state])).toEqual([
      [0, 50_000, "READY"],
      [50_000, 80_000, "READY"],
      [80_000, null, "CALL"],
    ]);
    expect(withPresent(answered, null)).toBe(answered);
    expect(withPresent(answered, { ...now, since: null })).toBe(answered);
  });

  it("are nothing but unseen where nothing is known", () => {
    expect(barsOf([], 0, 60_000)).toEqual([{ from: 0, to: 60_000, span: null, isOpen: false }]);
  });

  it("are summed up by group, most first, and ready is told apart from routable", () => {
    const ready = { ...span(0, 10_000), routability: "notRoutable" as const };
    expect(groupOfSpan(ready)).toBe("readyNotRoutable");
    expect(sharesOf(barsOf([ready, span(10_000, 40_000)], 0, 40_000))).toEqual([
      { group: "routable", ms: 30_000 },
      { group: "readyNotRoutable", ms: 10_000 },
    ]);
  });
});
