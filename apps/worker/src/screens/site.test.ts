import { describe, expect, it } from "vitest";
import { siteOf } from "./site.ts";

describe("the site of an address", () => {
  it.each([
    ["198.51.100.7", "198.51.100.7"],
    ["2001:db8:1:2::1", "2001:db8:1"],
    ["2001:DB8:1:ffff:1:2:3:4", "2001:db8:1"],
    ["2001:db8::1", "2001:db8:0"],
    ["2001::1", "2001:0:0"],
    ["::1", "0:0:0"],
    ["2001:db8:1::", "2001:db8:1"],
    ["::ffff:198.51.100.7", "::ffff:198.51.100.7"],
    ["local", "local"],
  ])("of %s is %s", (address, site) => {
    expect(siteOf(address)).toBe(site);
  });
});
