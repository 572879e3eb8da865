import { describe, expect, it } from "vitest";
import { settingsOf } from "./settings.ts";

const NOTHING = {
  tenant: "demo",
  screen: null,
  board: null,
  names: null,
  metres: null,
  inches: null,
  theme: null,
  language: null,
};

describe("the screen's address", () => {
  it("is enough without anything in it", () => {
    expect(settingsOf("")).toEqual(NOTHING);
  });

  it("says whose board, which one, which names, what viewing distance, which theme and language", () => {
    const search =
      "?tenant=acme-eu&board=queues&names=full&metres=0.6&inches=10&theme=night&language=de&screen=lobby";
    expect(settingsOf(search)).toEqual({
      tenant: "acme-eu",
      screen: "lobby",
      board: "queues",
      names: "full",
      metres: 0.6,
      inches: 10,
      theme: "night",
      language: "de",
    });
  });

  it.each([
    "?tenant=../../admin",
    "?tenant=UPPER%20case",
    "?metres=-1&inches=0",
    "?metres=abc&inches=1e9",
    "?names=secret",
    "?theme=<b>&language=xx",
    `?board=${"x".repeat(200)}&screen=`,
    "?__proto__=1",
  ])("%s is survived", (search) => {
    expect(settingsOf(search)).toEqual(NOTHING);
  });
});
