import type { ScreenView } from "@callboard/api/client";
import { describe, expect, it } from "vitest";
import { namesakeOf } from "./namesake.ts";

const screen = (number: number, name: string, isOnline = false): ScreenView => ({
  ...{ id: `s${number}`, name, number, isOnline, board: "floor" },
  ...{ paired: null, lastSeenAt: null, device: null, isCurrentBuild: null, health: null },
});
const SCREENS = [
  screen(1, "Hall", true),
  screen(2, "hall"),
  screen(3, "Café"),
  screen(4, "Bar", true),
  screen(5, ""),
];

describe("the screen that has a name already", () => {
  it.each([
    ["Hall", 2],
    ["  HALL ", 2],
    ["Cafe\u0301", 3],
    ["bar", 4],
    ["Lobby", null],
    ["Hal", null],
    ["", null],
    ["   ", null],
  ])("of %j is number %s", (name, number) => {
    expect(namesakeOf(name, SCREENS)?.number ?? null).toBe(number);
  });
});
