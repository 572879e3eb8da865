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

const read = (rows: unknown, local?: string) =>
  readTenants({
    CALLBOARD_TENANTS: JSON.stringify(rows),
    ...(local === undefined ? {} : { CALLBOARD_LOCAL: local }),
  });

describe("the tenants' setting", () => {
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

  it("allows an upstream by address in local development only", () => {
    const row = { ...DEMO, upstream: { kind: "loopback", origin: "http://127.0.0.1:9100" } };
    expect(read([row]).complaints[0]).toContain("local development only");
    expect(read([row], "true").complaints).toEqual([]);
  });

  it("keeps a tenant of another region out of this deployment", () => {
    const settings = { CALLBOARD_TENANTS: JSON.stringify([DEMO]) };
    expect(readTenants({ ...settings, CALLBOARD_REGION: "us" }).complaints).toEqual([
      'CALLBOARD_TENANTS[0]: the tenant is in CXone\'s region "eu" and this deployment serves "us"; add it to the deployment of its own region.',
    ]);
    for (const here of ["eu", ""]) {
      expect(readTenants({ ...settings, CALLBOARD_REGION: here }).tenants.size).toBe(1);
    }
  });

  it("names a setting that is not JSON", () => {
    expect(readTenants({ CALLBOARD_TENANTS: "{" }).complaints).toEqual([
      "CALLBOARD_TENANTS is not a JSON array of tenants.",
    ]);
  });
});
