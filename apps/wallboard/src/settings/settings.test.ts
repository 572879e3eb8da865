import { describe, expect, it } from "vitest";
import { addressesOf, settingsOf, setupAddressesOf, wallViewOf } from "./settings.ts";

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

  it("leads to the socket of its own origin and tenant", () => {
    const settings = settingsOf("?tenant=acme&names=full");
    expect(addressesOf(settings, { protocol: "https:", host: "wall.example" })).toEqual({
      live: "wss://wall.example/api/tenants/acme/live?names=full",
      status: "/api/tenants/acme/status",
      wall: null,
    });
    expect(addressesOf(settingsOf(""), { protocol: "http:", host: "127.0.0.1:8787" }).live).toBe(
      "ws://127.0.0.1:8787/api/tenants/demo/live?names=short",
    );
  });

  it.each([
    ["?board=people", "live?board=people", "wall?board=people"],
    ["?board=people&names=full", "live?board=people&names=full", "wall?board=people"],
    ["?screen=a%26b&board=people", "live?screen=a%26b", "wall?screen=a%26b"],
  ])("names the board or screen to the desk, which knows its names: %s", (search, live, wall) => {
    const found = addressesOf(settingsOf(search), { protocol: "https:", host: "wall.example" });
    expect(found.live).toBe(`wss://wall.example/api/tenants/demo/${live}`);
    expect(found.wall).toBe(`/api/tenants/demo/${wall}`);
  });

  it("is the default board's where none is named, but in the editor's frame", () => {
    expect(wallViewOf(settingsOf("?names=full"), false)).toMatchObject({ board: "floor", names: "full" });
    expect(wallViewOf(settingsOf("?screen=hall"), false)).toMatchObject({ board: null, screen: "hall" });
    expect(wallViewOf(settingsOf("?preview=1"), true)).toMatchObject({ board: null, screen: null });
  });

  it("leads to its own setup: by the screen where one is named, else by the board", () => {
    expect(setupAddressesOf(settingsOf("?screen=a%26b&board=x"), "floor").wall).toBe(
      "/api/tenants/demo/wall?screen=a%26b",
    );
    expect(setupAddressesOf(settingsOf("?board=x"), "floor").wall).toBe("/api/tenants/demo/wall?board=x");
    expect(setupAddressesOf(settingsOf(""), "floor").wall).toBe("/api/tenants/demo/wall?board=floor");
  });
});
