/** A shift as pieces of a drawn week. */
import { expect, it } from "vitest";
import { piecesOf } from "./week.ts";

it("is one piece a day, with its breaks on top", () => {
  const breaks = [{ name: "Lunch", start: "12:00", end: "12:30" }];
  expect(piecesOf({ days: [1], start: "08:00", end: "16:30", breaks })).toEqual([
    { day: 1, fromMinute: 480, toMinute: 990, isBreak: false },
    { day: 1, fromMinute: 720, toMinute: 750, isBreak: true },
  ]);
});

it("crosses midnight into the next day, from Sunday into Monday, and takes its breaks along", () => {
  const breaks = [{ name: "Late", start: "02:00", end: "02:15" }];
  expect(piecesOf({ days: [7], start: "22:00", end: "06:00", breaks })).toEqual([
    { day: 7, fromMinute: 1_320, toMinute: 1_440, isBreak: false },
    { day: 1, fromMinute: 0, toMinute: 360, isBreak: false },
    { day: 1, fromMinute: 120, toMinute: 135, isBreak: true },
  ]);
});

it("is nothing while a time is not one", () => {
  expect(piecesOf({ days: [1, 2], start: "8", end: "16:30", breaks: [] })).toEqual([]);
});
