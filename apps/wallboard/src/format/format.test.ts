import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { age, duration, seconds, signedSeconds } from "./duration.ts";
import { shownName } from "./name.ts";
import { count, percent } from "./number.ts";
import { createSiteClock } from "./site-clock.ts";

describe("durations", () => {
  it.each([
    [-5_000, "0:00"],
    [7_999, "0:07"],
    [751_000, "12:31"],
    [3_599_999, "59:59"],
    [3_900_000, "1 h 05"],
    [86_400_000, "1 d 0 h"],
    [273_600_000, "3 d 4 h"],
  ])("%i ms is %s", (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it.each([
    [45, "+0:45"],
    [-70, "−1:10"],
    [0, "±0:00"],
    [0.4, "±0:00"],
    [null, "–"],
  ])("a deviation of %s s is %s", (value, text) => {
    expect(signedSeconds(value)).toBe(text);
  });

  it("an absent figure is a dash, and 0 is not absent", () => {
    expect([seconds(null), seconds(0), seconds(119.6)]).toEqual(["–", "0:00", "2:00"]);
  });

  it.each([
    [999, "0 s"],
    [59_999, "59 s"],
    [60_000, "1 min"],
    [3_599_999, "59 min"],
    [3_900_000, "1 h 05"],
  ])("an age of %i ms is %s", (ms, text) => {
    expect(age(ms)).toBe(text);
  });
});

describe("numbers", () => {
  it.each([
    [null, "–"],
    [0, "0 %"],
    [100, "100 %"],
    [78.5, "79 %"],
    [99.7, "99 %"],
    [0.2, "1 %"],
  ])("a share of %s is %s", (value, text) => {
    expect(percent(value)).toBe(text);
  });

  it("counts are grouped, and absent ones are a dash", () => {
    expect([count(2_345), count(0), count(null)]).toEqual(["2,345", "0", "–"]);
  });
});

describe("a name", () => {
  it.each([
    ["<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
    ["__proto__", "__proto__"],
    ["\u202eesrever\u202c", "esrever"],
    ["  Maria \n\t Silva ", "Maria Silva"],
    ["\u0000\u0007\u200b", "nameless"],
    ["", "nameless"],
    ["می‌خواهم", "می‌خواهم"],
  ])("%j is shown as %j", (name, shown) => {
    expect(shownName(name, "nameless")).toBe(shown);
  });

  it("of any length and content ends up short, on one line and never empty", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.constant("🙂".repeat(9_000))), (name) => {
        const shown = shownName(name, "nameless");
        expect(shown.length).toBeGreaterThan(0);
        expect(Array.from(shown).length).toBeLessThanOrEqual(120);
        expect(shown).not.toMatch(/[\p{Cc}\u202e\u2066]/u);
      }),
    );
  });
});

describe("the site's clock", () => {
  const summer = Date.UTC(2026, 6, 15, 12, 32, 10);
  const winter = Date.UTC(2026, 0, 15, 12, 32, 10);

  it.each([
    ["Europe/Berlin", summer, "14:32:10", "Wed 15 Jul", "CEST"],
    ["Europe/Berlin", winter, "13:32:10", "Thu 15 Jan", "CET"],
    ["America/New_York", summer, "08:32:10", "Wed 15 Jul", "EDT"],
    ["Asia/Kathmandu", summer, "18:17:10", "Wed 15 Jul", "GMT+5:45"],
    ["UTC", summer, "12:32:10", "Wed 15 Jul", "UTC"],
  ])("in %s is told in the site's own zone", (zone, at, time, date, name) => {
    const clock = createSiteClock(zone);
    expect([clock.time(at), clock.date(at), clock.zone(at)]).toEqual([time, date, name]);
  });

  it.each([
    ["de", "Do., 15. Jan."],
    ["fr", "jeu. 15 janv."],
    ["en", "Thu 15 Jan"],
  ])("writes the date as %s does", (language, date) => {
    expect(createSiteClock("Europe/Berlin", language).date(winter)).toBe(date);
  });

  it("of a zone nobody knows is UTC, and says so", () => {
    const clock = createSiteClock("<b>Nowhere</b>");
    expect([clock.time(summer), clock.zone(summer)]).toEqual(["12:32:10", "UTC"]);
  });
});
