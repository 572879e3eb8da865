import { type HttpAnswer, Secret, type SkillsResult, type UsersResult } from "@callboard/cxone";
import { describe, expect, it } from "vitest";
import type { Finding } from "./finding.ts";
import {
  type HostProbe,
  hostFinding,
  scopesFinding,
  skillsFinding,
  tokenFinding,
  usersFinding,
} from "./rest-findings.ts";
import { clockFinding, firstEventFinding, streamFinding } from "./stream-findings.ts";

/** "bad: what was found | what to do", so that a table shows whole sentences. */
const said = ({ verdict, found, advice }: Finding): string =>
  `${verdict}: ${found}${advice === null ? "" : ` | ${advice}`}`;

const answered = (status: number): HttpAnswer => ({
  ...{ kind: "answered", status, retryAfterMs: null, body: null },
});
const unreachable = (why: "network" | "timeout"): HttpAnswer => ({ kind: "failed", why });
const probe = (of: "login" | "api", answer: HttpAnswer): HostProbe => ({
  ...{ of, answer, host: of === "login" ? "login.nicecxone.com" : "acme.nicecxone.com" },
});
const LOGIN = probe("login", answered(405));

describe("the step of the hosts", () => {
  it.each<[string, readonly HostProbe[], string]>([
    [
      "both answer",
      [LOGIN, probe("api", answered(401))],
      "good: login.nicecxone.com and acme.nicecxone.com answer.",
    ],
    ["one stands in for both", [probe("api", answered(401))], "good: acme.nicecxone.com answers."],
    [
      "the label is wrong",
      [LOGIN, probe("api", unreachable("network"))],
      "bad: No answer from acme.nicecxone.com. | Check the tenant label: it is the first part of the address at which you open CXone. Without https:// and without .nicecxone.com.",
    ],
    [
      "the label has no address at Cloudflare",
      [LOGIN, probe("api", answered(530))],
      "bad: No answer from acme.nicecxone.com. | Check the tenant label: it is the first part of the address at which you open CXone. Without https:// and without .nicecxone.com.",
    ],
    [
      "the sign-in host is down",
      [probe("login", unreachable("timeout")), probe("api", answered(401))],
      "bad: No answer from login.nicecxone.com. | The sign-in host is the same for all tenants: check again in a minute, and look at CXone's status page.",
    ],
    [
      "something else answers",
      [LOGIN, probe("api", answered(404))],
      "unsure: acme.nicecxone.com answers, but not as the API does. | Check the tenant label. If the next steps are good, all is well.",
    ],
    ["a web page answers", [LOGIN, probe("api", { kind: "failed", why: "notJson" })], "unsure: acme"],
    ["it sends elsewhere", [LOGIN, probe("api", answered(302))], "unsure: acme"],
    ["it fails, but it is there", [LOGIN, probe("api", answered(503))], "good: login"],
  ])("where %s", (_what, probes, sentence) => {
    expect(said(hostFinding(probes))).toContain(sentence);
  });
});

describe("the step of the token", () => {
  const ok = { kind: "ok", token: new Secret("t0ken"), expiresInMs: 3_600_000, scopes: null } as const;

  it.each([
    ["is given", ok, 200, "good: Signed in. It holds for 60 minutes."],
    ["is given slowly", ok, 8_200, "unsure: Signed in, but it took 8.2 s."],
    [
      "is refused with 401",
      { kind: "unauthorized" },
      90,
      "bad: The client id or the client secret is wrong. | Copy",
    ],
    ["has no such scopes", { kind: "forbidden" }, 90, "bad: The application may not have the scopes"],
    [
      "has to wait",
      { kind: "rateLimited", retryAfterMs: 30_000 },
      90,
      "bad: The sign-in was refused: too many requests (429). | Wait 30 s and check again.",
    ],
    [
      "has to wait, for how long is not said",
      { kind: "rateLimited", retryAfterMs: null },
      90,
      "| Wait some minutes",
    ],
    [
      "meets a fault",
      { kind: "serverError", status: 503 },
      90,
      "bad: The sign-in failed on CXone's side (503).",
    ],
    [
      "is never answered",
      { kind: "unreachable", why: "timeout" },
      15_000,
      "bad: The sign-in got no answer within 15 s.",
    ],
    ["breaks off", { kind: "unreachable", why: "network" }, 90, "bad: The sign-in broke off"],
    [
      "is no JSON",
      { kind: "unreachable", why: "notJson" },
      90,
      "bad: The sign-in was answered with something",
    ],
    [
      "is endless",
      { kind: "unreachable", why: "tooLarge" },
      90,
      "bad: The sign-in was answered with more than 16 MB.",
    ],
    [
      "is of another form",
      { kind: "invalid", detail: "<b>hostile</b>" },
      90,
      "bad: The sign-in was answered in a way",
    ],
  ] as const)("that %s", (_what, result, tookMs, sentence) => {
    const words = said(tokenFinding(result, tookMs));
    expect(words).toContain(sentence);
    expect(words).not.toContain("t0ken");
    expect(words).not.toContain("hostile");
  });
});

describe("the step of the scopes", () => {
  it.each([
    [
      ["realtime:read", "users:read", "analytics:read"],
      "good: realtime:read, users:read, analytics:read were granted.",
    ],
    [
      ["realtime:read", "users:read"],
      "unsure: realtime:read and users:read were granted, analytics:read was not.",
    ],
    [
      ["realtime:read"],
      "bad: users:read was not granted. | Add users:read to the application in the CXone Developer Portal",
    ],
    [[], "bad: realtime:read and users:read were not granted."],
    [null, "unsure: The sign-in did not say which scopes were granted"],
  ])("%j", (scopes, sentence) => {
    expect(said(scopesFinding(scopes))).toContain(sentence);
  });
});

const people = (count: number, more: Partial<Extract<UsersResult, { kind: "ok" }>> = {}): UsersResult => ({
  kind: "ok",
  entries: Array.from({ length: count }, (_, n) => ({
    ...{ agentId: `a${n}`, name: null, teamId: null, teamName: null },
  })),
  ...{ refusedRows: 0, excessRows: 0, inactiveRows: 0, ...more },
});

describe("the step of the people", () => {
  it.each<[string, UsersResult, string]>([
    ["there are some", people(1_204, { inactiveRows: 3 }), "good: 1,204 people, and 3 inactive."],
    ["there is one", people(1), "good: 1 person."],
    [
      "the list is empty, as the guide warns",
      { kind: "empty" },
      "bad: users:read is missing: the list of people is empty",
    ],
    ["it is refused", { kind: "forbidden" }, "bad: The list of people is refused (403). | Add users:read"],
    [
      "the token is not taken",
      { kind: "unauthorized" },
      "bad: The token that was just given is not taken here (401). | Check the tenant label",
    ],
    ["rows cannot be read", people(5, { refusedRows: 1 }), "unsure: 5 people. 1 row could not be read"],
    [
      "there are too many",
      people(5, { excessRows: 12 }),
      "unsure: 5 people. 12 more have no room on a board. | A board holds 25,000 people.",
    ],
    [
      "nobody is active",
      people(0, { inactiveRows: 7 }),
      "unsure: 0 people, and 7 inactive. | Nobody is active",
    ],
    [
      "it fails",
      { kind: "serverError", status: 500 },
      "bad: The list of people failed on CXone's side (500).",
    ],
  ])("where %s", (_what, result, sentence) => {
    expect(said(usersFinding(result))).toContain(sentence);
  });
});

describe("the step of the skills", () => {
  const skill = (level: number, active: boolean) => ({ id: "s", name: "S", level, active, queueIds: null });
  const skills = [skill(3, true), skill(0, true), skill(3, false)];
  const none = { kind: "none" } as const;
  it.each<[string, SkillsResult, string]>([
    [
      "they are read",
      { kind: "ok", profile: { skills, shift: none }, refusedRows: 0 },
      "good: One person has 3 skills, 1 of them active, and no shift template.",
    ],
    [
      "shifts are not told",
      { kind: "ok", profile: { skills: [], shift: { kind: "unknown" } }, refusedRows: 0 },
      "unsure: One person has 0 skills, 0 of them active. The answer says nothing of shifts.",
    ],
    [
      "parts cannot be read",
      { kind: "ok", profile: { skills, shift: none }, refusedRows: 2 },
      "unsure: One person has 3 skills, 1 of them active; 2 parts could not be read.",
    ],
    ["they are refused", { kind: "forbidden" }, "bad: One person's skills are refused (403)."],
    [
      "they are not found",
      { kind: "invalid", detail: "status 404" },
      "bad: The question for skills was answered in a way",
    ],
  ])("where %s", (_what, result, sentence) => {
    expect(said(skillsFinding(result))).toContain(sentence);
  });
});

describe("the step of the stream", () => {
  it.each([
    [{ kind: "opened" }, "good: The stream opened."],
    [{ kind: "answered", status: 401 }, "bad: The stream does not take the token (401)."],
    [{ kind: "answered", status: 403 }, "bad: The stream is refused (403). | Add realtime:read"],
    [{ kind: "answered", status: 404 }, "bad: There is no stream at this tenant (404)."],
    [{ kind: "answered", status: 429 }, "bad: The stream is refused: too many connections (429)."],
    [{ kind: "answered", status: 502 }, "bad: The stream failed on CXone's side (502)."],
    [{ kind: "answered", status: 200 }, "bad: The stream was answered with 200 instead of being opened."],
    [{ kind: "timeout" }, "bad: The stream did not open within 10 s."],
    [{ kind: "network" }, "bad: The connection for the stream broke off."],
  ] as const)("%j", (handshake, sentence) => {
    expect(said(streamFinding(handshake))).toContain(sentence);
  });
});

describe("the step of the first event", () => {
  const quiet = { waitedMs: 15_000, read: 0, refused: 0, closed: null };
  it.each([
    [{ ...quiet, waitedMs: 400, read: 1 }, "good: The first event came after 0.4 s."],
    [quiet, "unsure: No event within 15 s. | On a quiet floor that is normal."],
    [{ ...quiet, refused: 40 }, "bad: Events come, and none of them could be read."],
    [
      { ...quiet, waitedMs: 300, closed: { code: 1008 } },
      "bad: The stream was closed (1008) before an event came.",
    ],
    [{ ...quiet, waitedMs: 300, closed: { code: null } }, "bad: The stream was closed before an event came."],
  ])("%j", (heard, sentence) => {
    expect(said(firstEventFinding(heard))).toContain(sentence);
  });
});

describe("the step of the clocks", () => {
  it.each([
    [800, -200, "good: The clocks agree."],
    [null, -900, "good: The clocks agree."],
    [8_000, null, "unsure: CXone's clock is 8.0 s ahead of ours."],
    [-9_000, -9_500, "unsure: CXone's clock is 9.0 s behind ours."],
    [
      0,
      120_000,
      "bad: CXone's clock is 120 s ahead of ours. | Events that are dated more than 30 s ahead are refused.",
    ],
    [-60_000, -61_000, "bad: CXone's clock is 60 s behind ours."],
    [200, -300_000, "bad: Events are dated 300 s back, though CXone's own clock is right."],
    [null, null, "unsure: Nothing told CXone's time."],
  ])("answers %j, events %j", (answersMs, eventsMs, sentence) => {
    expect(said(clockFinding({ answersMs, eventsMs }))).toContain(sentence);
  });
});

describe("every finding", () => {
  it("that is bad says what to do, in sentences", () => {
    const refusals = [401, 403, 404, 429, 500, 418].map((status) =>
      streamFinding({ kind: "answered", status }),
    );
    for (const { verdict, found, advice } of refusals) {
      expect(verdict).toBe("bad");
      expect(found).toMatch(/^[A-Z].*\.$/);
      expect(advice).toMatch(/^[A-Z].*\.$/);
    }
  });
});
