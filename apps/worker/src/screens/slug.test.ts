import { describe, expect, it } from "vitest";
import { freeSlug } from "./slug.ts";

describe("a screen's id", () => {
  it.each([
    ["Hall 3, übers Eck", "hall-3-ubers-eck"],
    ["  --Lobby--  ", "lobby"],
    ["__proto__", "proto"],
    ["大廳", "screen"],
    ["<img onerror=1>", "img-onerror-1"],
    ["x".repeat(80), "x".repeat(48)],
  ])("comes of its name: %j", (name, id) => expect(freeSlug(name, new Set())).toBe(id));

  it("has a number where another one has it", () => {
    expect(freeSlug("Hall", new Set(["hall", "hall-2"]))).toBe("hall-3");
  });
});
