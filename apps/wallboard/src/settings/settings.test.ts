import { describe, expect, it } from "vitest";
import { addressesOf, settingsOf } from "./settings.ts";

describe("a screen's address", () => {
  it("without anything shows the demo tenant's short names for 6 m and 75 inches", () => {
    expect(settingsOf("")).toEqual({ tenant: "demo", names: "short", metres: 6, inches: 75 });
  });

  it("says tenant, names, distance and diagonal", () => {
    expect(settingsOf("?tenant=acme-eu&names=full&metres=0.6&inches=10")).toEqual({
      tenant: "acme-eu",
      names: "full",
      metres: 0.6,
      inches: 10,
    });
  });

  it.each([
    "?tenant=../../x",
    "?tenant=A%20B",
    "?metres=0&inches=-4",
    "?metres=NaN&inches=1e9",
    "?names=__proto__",
  ])("with nonsense in it (%s) falls back rather than failing", (search) => {
    expect(settingsOf(search)).toEqual(settingsOf(""));
  });

  it("leads to a socket of the page's own host, encrypted where the page is", () => {
    const settings = settingsOf("?tenant=acme&names=full");
    expect(addressesOf(settings, { protocol: "https:", host: "wall.example" })).toEqual({
      live: "wss://wall.example/api/tenants/acme/live?names=full",
      status: "/api/tenants/acme/status",
    });
    expect(addressesOf(settings, { protocol: "http:", host: "127.0.0.1:8787" }).live).toMatch(/^ws:/);
  });
});
