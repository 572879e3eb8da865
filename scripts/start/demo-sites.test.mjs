import { describe, expect, it } from "vitest";
import { sitesOf } from "./demo-sites.mjs";

describe("the demo's sites", () => {
  it("share the teams out, each to one of them", () => {
    const teams = ["Amber", "Birch", "Cobalt"];
    const sites = sitesOf(teams, "Europe/Berlin");
    expect(sites.flatMap((site) => site.teams)).toEqual(teams);
    expect(sites.map(({ zone }) => zone)).toEqual(["Europe/Berlin", "America/Halifax"]);
  });
});
