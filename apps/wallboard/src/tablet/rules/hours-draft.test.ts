/** Opening hours as they are edited and told. */
import { describe, expect, it } from "vitest";
import { calendarIn, draftOf, nextKey, spanText, withDay } from "./hours-draft.ts";

const CALENDAR = {
  zone: "Europe/Madrid",
  open: [
    { days: [1, 2, 3], from: "08:00", to: "20:00" },
    { days: [5, 6], from: "22:00", to: "06:00" },
  ],
  holidays: ["2026-12-25", "2027-01-01"],
};

describe("opening hours", () => {
  it("are sent back as they came where nobody has typed", () => {
    expect(calendarIn(draftOf(CALENDAR))).toEqual(CALENDAR);
  });

  it("are sent with unfinished hours, for the server to complain of, and without empty dates", () => {
    const draft = draftOf(CALENDAR);
    draft.zone = " Europe/Lisbon ";
    draft.spans.push({ key: nextKey(draft.spans), days: [], from: "", to: "" });
    draft.holidays.push({ key: nextKey(draft.holidays), date: "" });
    expect(calendarIn(draft)).toEqual({
      ...CALENDAR,
      zone: "Europe/Lisbon",
      open: [...CALENDAR.open, { days: [], from: "", to: "" }],
    });
  });

  it("have rows that are told apart while others are removed", () => {
    expect(nextKey([])).toBe(0);
    expect(nextKey([{ key: 4 }, { key: 2 }])).toBe(5);
  });

  it("have days that are put in and taken out in the week's order", () => {
    expect(withDay([1, 5], 3)).toEqual([1, 3, 5]);
    expect(withDay([1, 3, 5], 3)).toEqual([1, 5]);
  });

  it.each([
    [[1, 2, 3, 4, 5], "Mon–Fri 08:00–18:00"],
    [[6, 7], "Sat, Sun 08:00–18:00"],
    [[1, 3, 4, 5, 7], "Mon, Wed–Fri, Sun 08:00–18:00"],
    [[2], "Tue 08:00–18:00"],
  ])("on days %j read “%s”", (days, text) => {
    expect(spanText({ days, from: "08:00", to: "18:00" })).toBe(text);
  });
});
