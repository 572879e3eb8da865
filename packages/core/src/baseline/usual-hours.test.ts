import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BOUNDS } from "../bounds.ts";
import { hourOfWeek } from "../zone/zone-clock.ts";
import { createBaselineBook, restoreHour } from "./baseline.ts";
import { usualBetween } from "./usual-hours.ts";

const at = (iso: string): number => Date.parse(iso);
const HOUR = 3_600_000;

/** A queue of which every hour of the week but one is known; the wait is the hour's own number. */
function bookWithout(missing: number) {
  const book = createBaselineBook();
  for (let hour = 0; hour < BOUNDS.baselineHoursOfWeek; hour += 1) {
    const figures = { weeks: 2, waitSeconds: hour, serviceLevelPct: null, volume: null };
    if (hour !== missing) restoreHour(book, { queueId: "q1", hour, figures });
  }
  return book;
}

describe("the usual over a stretch", () => {
  test("[B9] is told by whole hours of the site's clock, and hours of which nothing is known are left out", () => {
    const book = bookWithout(11);
    const spans = usualBetween(book, "UTC", "q1", at("2024-05-13T09:20:00Z"), at("2024-05-13T12:10:00Z"));
    expect(spans.map(({ from, to, waitSeconds }) => [(to - from) / HOUR, waitSeconds])).toEqual([
      [1, 9],
      [1, 10],
      [1, 12],
    ]);
    expect(spans[0]?.from).toBe(at("2024-05-13T09:00:00Z"));
    expect(usualBetween(book, "UTC", "q2", at("2024-05-13T09:20:00Z"), at("2024-05-13T12:10:00Z"))).toEqual(
      [],
    );
  });

  test("[B9] begins at :30 of UTC where the site's hours do", () => {
    const [span] = usualBetween(
      bookWithout(-1),
      "Asia/Kolkata",
      "q1",
      at("2024-05-13T03:40:00Z"),
      at("2024-05-13T04:00:00Z"),
    );
    expect(span).toMatchObject({ from: at("2024-05-13T03:30:00Z"), waitSeconds: 9 });
  });

  test("[B9] leaves no hole and no overlap over any clock change, and is bounded", () => {
    const zone = fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata");
    const from = fc.integer({ min: at("2024-01-01T00:00:00Z"), max: at("2024-12-31T00:00:00Z") });
    const book = bookWithout(-1);
    fc.assert(
      fc.property(zone, from, fc.nat({ max: 300 * HOUR }), (where, start, ms) => {
        const spans = usualBetween(book, where, "q1", start, start + ms + 1);
        expect(spans.length).toBeLessThanOrEqual(BOUNDS.usualHoursMax);
        expect(spans[0]?.from ?? 0).toBeLessThanOrEqual(start);
        if (spans.length < BOUNDS.usualHoursMax) expect(spans.at(-1)?.to ?? 0).toBeGreaterThan(start + ms);
        for (const [n, span] of spans.entries()) {
          expect(span.waitSeconds).toBe(hourOfWeek(where, span.from));
          const next = spans[n + 1];
          if (next !== undefined) expect(next.from).toBe(span.to);
        }
      }),
    );
  });
});
