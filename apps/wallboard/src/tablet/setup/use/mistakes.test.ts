/** Which field a sentence of the server's is about. */
import { describe, expect, it } from "vitest";
import { mistakeAt, mistakesIn, pathIn } from "./mistakes.ts";

describe("the place that a complaint names", () => {
  it.each([
    [
      "Page 1 (`Floor`), widget 3 (`queues`): `wide` must be a whole number from 1 to 12.",
      "pages.0.widgets.2.wide",
    ],
    ["Page 2 (`A, b: c`): `seconds` is missing.", "pages.1.seconds"],
    ["Code 2 (`LUNCH`): `label` must not be empty.", "1.label"],
    ["Template 1 (`early`), break 2 (`lunch`): `start` must be a time of day.", "templates.0.breaks.1.start"],
    ["`all`: `goalPct` must be a number from 0 to 100.", "all.goalPct"],
    ["`name` must not be empty.", "name"],
    ["`open.0.from` must be a time of day.", "open.0.from"],
    ["Span 1: `to` must be a time of day.", "schedule.0.to"],
    ["Two widgets have the id `queues`; leave one of them out, or change it.", ""],
    ["This could not be read.", ""],
    ["`", ""],
    ["", ""],
  ])("%s", (sentence, path) => {
    expect(pathIn(sentence)).toBe(path);
  });

  it("is told beside the field, or beside what the field is a part of", () => {
    const complaints = ["Page 1 (`x`), widget 1 (`y`): `wide` is missing.", "Something else."];
    const mistakes = mistakesIn({ title: "", detail: "", complaints });
    expect(mistakeAt(mistakes, "pages.0.widgets.0.wide")).toBe(complaints[0]);
    expect(mistakeAt(mistakes, "pages.0.widgets.0")).toBe(complaints[0]);
    expect(mistakeAt(mistakes, "pages.0.widgets.01")).toBeNull();
    expect(mistakeAt(mistakes, "")).toBeNull();
  });
});
