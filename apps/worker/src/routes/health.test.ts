import { describe, expect, it } from "vitest";
import { readTenants } from "../tenants.ts";
import { isWell } from "./health.ts";

const DEMO = {
  tenant: "demo",
  name: "Demo centre",
  zone: "Europe/Berlin",
  upstream: { kind: "cxone", region: "eu", label: "acme" },
  clientId: "id",
  clientSecret: "s3cret",
};
const bookOf = (rows: unknown) => readTenants({ CALLBOARD_TENANTS: JSON.stringify(rows) });

describe("a deployment", () => {
  it("is well where every tenant can be served and messages are read by compiled contracts", () => {
    expect(isWell(bookOf([DEMO]), [])).toBe(true);
  });

  it.each([
    ["no tenant", [], []],
    ["a tenant that cannot be read", [DEMO, {}], []],
    ["contracts on the slow path", [DEMO], ["agentStateChange"]],
  ])("needs attention with %s", (_, rows, interpreted) => {
    expect(isWell(bookOf(rows), interpreted)).toBe(false);
  });
});
