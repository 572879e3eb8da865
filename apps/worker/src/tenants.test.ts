import { describe, expect, it } from "vitest";
import { readTenants } from "./tenants.ts";

const DEMO = {
  tenant: "demo",
  name: "Demo centre",
  zone: "Europe/Berlin",
  upstream: { kind: "cxone", region: "eu", label: "acme" },
  clientId: "id",
  clientSecret: "s3cret",
};

const LOCAL = { CALLBOARD_LOCAL: "true" };
const read = (rows: unknown) => readTenants({ CALLBOARD_TENANTS: JSON.stringify(rows), ...LOCAL });

describe("the setting of local tenants", () => {
  it("is read with the usual goals where none are given", () => {
    const { tenants, complaints } = read([DEMO]);
    expect(complaints).toEqual([]);
    expect(tenants.get("demo")?.site.queueGoal).toMatchObject({ thresholdSeconds: 20, goalPct: 80 });
  });

  it.each([
    ["a zone", { zone: "Berlin" }, "IANA zone"],
    ["an id", { tenant: "Demo!" }, "lower-case letters"],
    ["a region", { upstream: { kind: "cxone", region: "mars", label: "acme" } }, "upstream.region"],
    [
      "a label",
      { upstream: { kind: "cxone", region: "eu", label: "acme.evil.example/" } },
      "not a usable address",
    ],
  ])("says what is wrong with %s, and never the secret", (_what, change, complaint) => {
    const { tenants, complaints } = read([{ ...DEMO, ...change }]);
    expect(tenants.size).toBe(0);
    expect(complaints[0]).toContain(complaint);
    expect(complaints[0]).not.toContain("s3cret");
  });

  it("loses no good tenant for a bad one", () => {
    const { tenants, complaints } = read([
      { ...DEMO, zone: "?" },
      { ...DEMO, tenant: "other" },
    ]);
    expect([...tenants.keys()]).toEqual(["other"]);
    expect(complaints).toHaveLength(1);
  });

  it("may name an upstream by its address", () => {
    const row = { ...DEMO, upstream: { kind: "loopback", origin: "http://127.0.0.1:9100" } };
    expect(read([row]).tenants.get("demo")?.upstream).toEqual(row.upstream);
  });

  it.each([
    ["a region", { CALLBOARD_LOCAL: "true", CALLBOARD_REGION: "eu" }],
    ["no word that it is local", {}],
    ["another word", { CALLBOARD_LOCAL: "yes" }],
  ])("is not read by a deployment with %s, whatever it holds", (_, env) => {
    const rows = [DEMO, { ...DEMO, upstream: { kind: "loopback", origin: "http://127.0.0.1:9100" } }];
    const { tenants, complaints } = readTenants({ CALLBOARD_TENANTS: JSON.stringify(rows), ...env });
    expect(tenants.size).toBe(0);
    expect(complaints).toEqual([expect.stringContaining("for local development only")]);
  });

  it("names a setting that is not JSON", () => {
    expect(readTenants({ CALLBOARD_TENANTS: "{", ...LOCAL }).complaints).toEqual([
      "CALLBOARD_TENANTS is not a JSON array of tenants.",
    ]);
  });
});
