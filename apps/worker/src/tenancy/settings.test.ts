import { describe, expect, it } from "vitest";
import { type SettingsEnv, settingComplaints } from "./settings.ts";
import { originsOf, upstreamOf } from "./upstreams.ts";

const key = `1:${btoa(String.fromCharCode(...Array.from({ length: 32 }, (_, at) => (at * 37 + 11) % 256)))}`;
const REGION: SettingsEnv = {
  CALLBOARD_REGION: "eu",
  CALLBOARD_KEYS: key,
  CALLBOARD_SCREEN_KEY: "a screen key of more than thirty-two bytes",
  CALLBOARD_ACCESS_TEAM: "acme",
  CALLBOARD_ACCESS_AUDIENCE: "audience",
  CALLBOARD_OWNERS: "email:ada@example.com",
};
const LOOPBACK = { kind: "loopback", origin: "http://127.0.0.1:9100" } as const;

describe("the settings of a deployment", () => {
  it("are well where all are there", () => {
    expect(settingComplaints(REGION)).toEqual([]);
    expect(settingComplaints({ CALLBOARD_LOCAL: "true" })).toEqual([]);
  });

  it.each([
    ["CALLBOARD_KEYS", "no secret can be stored"],
    ["CALLBOARD_SCREEN_KEY", "cannot be paired"],
    ["CALLBOARD_ACCESS_TEAM", "nobody can sign in"],
    ["CALLBOARD_ACCESS_AUDIENCE", "nobody can sign in"],
    ["CALLBOARD_OWNERS", "nobody can add a tenant"],
  ] as const)("say what is missing in a region: %s", (name, sentence) => {
    expect(settingComplaints({ ...REGION, [name]: " " })).toEqual([
      expect.stringMatching(new RegExp(`${name}.*${sentence}`)),
    ]);
  });

  it("say when screens' key is too short, or one of two is", () => {
    for (const short of ["s3cret", `${REGION.CALLBOARD_SCREEN_KEY},s3cret`]) {
      const complaints = settingComplaints({ ...REGION, CALLBOARD_SCREEN_KEY: short });
      expect(complaints).toEqual([expect.stringMatching(/^CALLBOARD_SCREEN_KEY must have 32 bytes/)]);
      expect(complaints.join()).not.toContain("s3cret");
    }
  });

  it.each(["CALLBOARD_TENANTS", "CALLBOARD_LOCAL", "CALLBOARD_LOCAL_UPSTREAM"] as const)(
    "say what has no place in a region: %s",
    (name) => {
      expect(settingComplaints({ ...REGION, [name]: "s3cret" })).toEqual([
        expect.stringMatching(new RegExp(`${name}.*local development only`)),
      ]);
      expect(settingComplaints({ ...REGION, [name]: "s3cret" }).join()).not.toContain("s3cret");
    },
  );
});

describe("an upstream by its address", () => {
  it.each([
    ["in a region", { CALLBOARD_LOCAL: "true", CALLBOARD_REGION: "eu" }],
    ["in a deployment that is not local", {}],
  ])("is never spoken to %s, whoever names it", (_, env) => {
    expect(originsOf(LOOPBACK, env).kind).toBe("refused");
  });

  it("stands in for all of CXone in local development alone", () => {
    const cxone = { kind: "cxone", region: "eu", label: "acme" } as const;
    const stand = { CALLBOARD_LOCAL_UPSTREAM: LOOPBACK.origin };
    expect(upstreamOf(cxone, { ...stand, CALLBOARD_LOCAL: "true" })).toEqual(LOOPBACK);
    expect(upstreamOf(cxone, { CALLBOARD_LOCAL: "true" })).toEqual(cxone);
    expect(upstreamOf(cxone, { ...stand, CALLBOARD_LOCAL: "true", CALLBOARD_REGION: "eu" })).toEqual(cxone);
    expect(originsOf(LOOPBACK, { CALLBOARD_LOCAL: "true" }).kind).toBe("ok");
  });
});
