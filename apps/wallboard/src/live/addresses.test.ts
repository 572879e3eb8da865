import { describe, expect, it } from "vitest";
import { settingsOf } from "../settings/settings.ts";
import { addressesOf, setupAddressesOf, trendsAddress, wallViewOf } from "./addresses.ts";

const here = (pathname: string) => ({ protocol: "https:", host: "wall.example", pathname });
const WALL = here("/");
const TELEVISION = here("/screen");

describe("a person's page", () => {
  it("asks for the socket of its own origin and tenant", () => {
    expect(addressesOf(settingsOf("?tenant=acme&names=full"), WALL)).toEqual({
      live: "wss://wall.example/api/tenants/acme/live?names=full",
      status: "/api/tenants/acme/status",
      wall: null,
    });
    const local = { protocol: "http:", host: "127.0.0.1:8787", pathname: "/" };
    expect(addressesOf(settingsOf(""), local).live).toBe(
      "ws://127.0.0.1:8787/api/tenants/demo/live?names=short",
    );
  });

  it.each([
    ["?board=people", "live?board=people", "wall?board=people"],
    ["?board=people&names=full", "live?board=people&names=full", "wall?board=people"],
    ["?screen=a%26b&board=people", "live?screen=a%26b", "wall?screen=a%26b"],
  ])("names the board or screen to the desk, which knows its names: %s", (search, live, wall) => {
    const found = addressesOf(settingsOf(search), WALL);
    expect(found.live).toBe(`wss://wall.example/api/tenants/demo/${live}`);
    expect(found.wall).toBe(`/api/tenants/demo/${wall}`);
  });

  it("is of the default board where none is named, but in the editor's frame", () => {
    expect(wallViewOf(settingsOf("?names=full"), false)).toMatchObject({ board: "floor", names: "full" });
    expect(wallViewOf(settingsOf("?screen=hall"), false)).toMatchObject({ board: null, screen: "hall" });
    expect(wallViewOf(settingsOf("?preview=1"), true)).toMatchObject({ board: null, screen: null });
  });

  it("asks for its own setup: by the screen where one is named, else by the board", () => {
    const wallAt = (search: string) => setupAddressesOf(settingsOf(search), WALL).wall;
    expect(wallAt("?screen=a%26b&board=x")).toBe("/api/tenants/demo/wall?screen=a%26b");
    expect(wallAt("?board=x")).toBe("/api/tenants/demo/wall?board=x");
    expect(wallAt("")).toBe("/api/tenants/demo/wall?board=floor");
  });

  it("asks for trends under its tenant", () => {
    expect(trendsAddress("acme", "queue=q", WALL)).toBe("/api/tenants/acme/trends?queue=q");
  });
});

describe("a paired television", () => {
  it.each(["", "?tenant=acme&screen=hall", "?board=people&names=full"])(
    "asks under /api/tv alone, and names no tenant, screen, board or style of names: %s",
    (search) => {
      const settings = settingsOf(search);
      expect(addressesOf(settings, TELEVISION)).toEqual({
        live: "wss://wall.example/api/tv/live",
        status: "/api/tv/session",
        wall: null,
      });
      expect(setupAddressesOf(settings, TELEVISION)).toEqual({
        wall: "/api/tv/wall",
        directory: "/api/tv/directory",
      });
      expect(trendsAddress("acme", "queue=q", TELEVISION)).toBe("/api/tv/trends?queue=q");
    },
  );
});
