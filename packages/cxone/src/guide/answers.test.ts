import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GUIDE_AGENT_EXAMPLE } from "../../test/guide-examples.ts";
import { readAgents, readToken, readUsers } from "./answers.ts";
import type { HttpAnswer } from "./http.ts";
import { readSkills } from "./skills-answer.ts";

const ok = (body: unknown): HttpAnswer => ({ kind: "answered", status: 200, retryAfterMs: null, body });
const status = (code: number, body: unknown = null, retryAfterMs: number | null = null): HttpAnswer => ({
  kind: "answered",
  status: code,
  retryAfterMs,
  body,
});

const READERS = [
  ["readToken", readToken],
  ["readUsers", readUsers],
  ["readSkills", (answer: HttpAnswer) => readSkills(answer, "a")],
  ["readAgents", (answer: HttpAnswer) => readAgents(answer, ["a"])],
] as const;

describe.each(READERS)("%s", (_, read) => {
  it.each<[string, HttpAnswer, object]>([
    ["401", status(401), { kind: "unauthorized" }],
    ["403", status(403), { kind: "forbidden" }],
    ["429 with a wait", status(429, null, 7_000), { kind: "rateLimited", retryAfterMs: 7_000 }],
    ["429 without", status(429), { kind: "rateLimited", retryAfterMs: null }],
    ["500", status(500), { kind: "serverError", status: 500 }],
    ["503 with a body", status(503, { error: "x" }), { kind: "serverError", status: 503 }],
    ["404", status(404), { kind: "invalid", detail: "status 404" }],
    ["a redirect", status(302), { kind: "invalid", detail: "status 302" }],
    ["no network", { kind: "failed", why: "network" }, { kind: "unreachable", why: "network" }],
    ["a time-out", { kind: "failed", why: "timeout" }, { kind: "unreachable", why: "timeout" }],
    ["a body too large", { kind: "failed", why: "tooLarge" }, { kind: "unreachable", why: "tooLarge" }],
    ["a body that is no JSON", { kind: "failed", why: "notJson" }, { kind: "unreachable", why: "notJson" }],
    ["null", ok(null), { kind: "invalid" }],
    ["a text", ok("<html>"), { kind: "invalid" }],
    ["an object of something else", ok({ hello: 1 }), { kind: "invalid" }],
  ])("names %s", (_name, answer, expected) => {
    expect(read(answer)).toMatchObject(expected);
  });

  it("never throws, whatever comes", () => {
    const row = fc.dictionary(
      fc.constantFrom("id", "user_id", "skills", "shift", "state", "name"),
      fc.jsonValue(),
    );
    const body = fc.oneof(fc.jsonValue(), fc.array(row), fc.record({ users: fc.array(row) }), row);
    fc.assert(
      fc.property(body, (value) => {
        expect(read(ok(value)).kind).toMatch(/^(ok|empty|invalid)$/);
      }),
    );
  });
});

describe("the token", () => {
  const good = {
    access_token: "abc.DEF-1",
    token_type: "Bearer",
    expires_in: 3_600,
    scope: "realtime:read users:read",
  };

  it("is read with its life and scopes, and stays a secret", () => {
    const result = readToken(ok(good));
    expect(result).toMatchObject({
      kind: "ok",
      expiresInMs: 3_600_000,
      scopes: ["realtime:read", "users:read"],
    });
    expect(JSON.stringify(result)).not.toContain("DEF");
    expect(result.kind === "ok" && result.token.reveal()).toBe("abc.DEF-1");
  });

  it.each<[string, object, object]>([
    ["no scope", { scope: undefined }, { scopes: null }],
    ["an empty scope", { scope: "" }, { scopes: [] }],
    ["a life as text", { expires_in: "60" }, { expiresInMs: 60_000 }],
    ["no life: the guide's 3600 seconds", { expires_in: undefined }, { expiresInMs: 3_600_000 }],
    ["bearer in small letters", { token_type: "bearer" }, { kind: "ok" }],
    ["no type", { token_type: undefined }, { kind: "ok" }],
  ])("is taken with %s", (_, change, expected) => {
    expect(readToken(ok({ ...good, ...change }))).toMatchObject({ kind: "ok", ...expected });
  });

  it.each<[string, object]>([
    ["no token", { access_token: undefined }],
    ["an empty token", { access_token: "" }],
    ["a token that would begin a new header", { access_token: "a\r\nX-Evil: 1" }],
    ["a token of another kind", { token_type: "mac" }],
    ["a life of 0", { expires_in: 0 }],
    ["a life that is no number", { expires_in: "long" }],
    ["a life beyond reason", { expires_in: 1e12 }],
  ])("is refused with %s", (_, change) => {
    expect(readToken(ok({ ...good, ...change }))).toMatchObject({ kind: "invalid" });
  });

  it.each([
    ["invalid_client", { kind: "unauthorized" }],
    ["unauthorized_client", { kind: "unauthorized" }],
    ["invalid_scope", { kind: "forbidden" }],
    ["invalid_request", { kind: "invalid", detail: "status 400" }],
  ])("is refused as OAuth names it: 400 %s", (error, expected) => {
    expect(readToken(status(400, { error }))).toEqual(expected);
  });

  it("a refused token's text is in no detail", () => {
    const result = readToken(ok({ ...good, access_token: "se cret" }));
    expect(JSON.stringify(result)).not.toContain("cret");
  });
});

describe("the roster", () => {
  const ada = {
    id: "1",
    first_name: "Ada",
    last_name: "Lovelace",
    team_id: "t",
    team_name: "Sales",
    active: true,
  };
  const entry = { agentId: "1", name: "Ada Lovelace", teamId: "t", teamName: "Sales" };

  it.each<[string, unknown]>([
    ["a bare array", [ada]],
    ["users", { users: [ada] }],
    ["items", { items: [ada], total: 1 }],
    ["data", { data: [ada] }],
    ["entities", { entities: [ada] }],
    ["results", { results: [ada] }],
    ["the only array there is", { total: 1, people: [ada] }],
  ])("is read from %s", (_, body) => {
    expect(readUsers(ok(body))).toEqual({
      kind: "ok",
      entries: [entry],
      refusedRows: 0,
      excessRows: 0,
      inactiveRows: 0,
    });
  });

  it.each<[string, object, object]>([
    ["user_id", { id: undefined, user_id: "1" }, {}],
    ["both ids: user_id is the one that the stream uses", { id: "x", user_id: "1" }, {}],
    ["a name", { name: "Countess" }, { name: "Countess" }],
    ["a display name", { display_name: "A. L." }, { name: "A. L." }],
    ["a blank name", { name: "  " }, {}],
    ["a first name alone", { last_name: undefined }, { name: "Ada" }],
    ["no name at all", { first_name: undefined, last_name: null }, { name: null }],
    ["no team", { team_id: undefined, team_name: null }, { teamId: null, teamName: null }],
    ["no word on being active", { active: undefined }, {}],
    ["a hostile name", { name: "<img onerror=alert(1)>" }, { name: "<img onerror=alert(1)>" }],
    ["a name of 10 kB", { name: "x".repeat(10_000) }, { name: "x".repeat(BOUNDS.nameCharsMax) }],
  ])("takes %s", (_, change, expected) => {
    expect(readUsers(ok([{ ...ada, ...change }]))).toMatchObject({ entries: [{ ...entry, ...expected }] });
  });

  it("an empty list is the missing scope, bare or wrapped", () => {
    expect(readUsers(ok([]))).toEqual({ kind: "empty" });
    expect(readUsers(ok({ users: [] }))).toEqual({ kind: "empty" });
  });

  it("rows that cannot be read are counted and left out", () => {
    const rows = [ada, null, 7, {}, { id: "x".repeat(200) }, { id: "2", name: 5 }, { ...ada, name: "twice" }];
    expect(readUsers(ok(rows))).toEqual({
      kind: "ok",
      entries: [entry],
      refusedRows: 6,
      excessRows: 0,
      inactiveRows: 0,
    });
  });

  it("inactive users are not on the floor", () => {
    const rows = [ada, { id: "2", active: false }];
    expect(readUsers(ok(rows))).toEqual({
      kind: "ok",
      entries: [entry],
      refusedRows: 0,
      excessRows: 0,
      inactiveRows: 1,
    });
  });

  it("a list of which nothing can be read is no roster", () => {
    expect(readUsers(ok([{}, {}]))).toEqual({ kind: "invalid", detail: "no row of the list could be read" });
  });

  it("holds no more agents than the floor", () => {
    const rows = Array.from({ length: BOUNDS.agentsMax + 3 }, (_, at) => ({ id: `a${at}` }));
    const result = readUsers(ok(rows));
    expect(result).toMatchObject({ kind: "ok", refusedRows: 0, excessRows: 3 });
    expect(result.kind === "ok" && result.entries.length).toBe(BOUNDS.agentsMax);
  });
});

describe("ground truth", () => {
  const row = JSON.parse(GUIDE_AGENT_EXAMPLE).data;
  const asked = [row.user_id, "b"];
  const at = Date.parse(row.last_updated);
  const read = (body: unknown) => readAgents(ok(body), asked);

  it("is the guide's own `data` object, its duration measured at last_updated", () => {
    expect(read([row])).toMatchObject({
      kind: "ok",
      refusedRows: 0,
      unaskedRows: 0,
      reports: [{ agentId: row.user_id, state: "CALL", at, lastUpdated: at, durationMs: 45_000 }],
    });
  });

  it("a row's own timestamp is when its duration was measured", () => {
    const result = read({ agents: null, items: [{ ...row, timestamp: "2024-05-15T14:33:00Z" }] });
    expect(result).toMatchObject({ reports: [{ at: at + 50_000, lastUpdated: at }] });
  });

  it("a row with a timestamp alone was last updated then", () => {
    const result = read([{ ...row, timestamp: "2024-05-15T14:33:00Z", last_updated: null }]);
    expect(result).toMatchObject({ reports: [{ at: at + 50_000, lastUpdated: at + 50_000 }] });
  });

  it("a row without any time of its own is refused, never dated by our clock", () => {
    expect(read([row, { ...row, user_id: "b", last_updated: undefined }])).toMatchObject({ refusedRows: 1 });
  });

  it("an empty list is the guide's silent array", () => {
    expect(read([])).toEqual({ kind: "empty" });
  });

  it("agents that nobody asked for are left out and counted", () => {
    expect(read([row, { ...row, user_id: "stranger" }])).toMatchObject({ unaskedRows: 1, reports: [{}] });
  });

  it("of two rows about one agent the newer counts", () => {
    const older = { ...row, state: "READY", last_updated: "2024-05-15T14:00:00Z" };
    for (const rows of [
      [row, older],
      [older, row],
    ]) {
      expect(read(rows)).toMatchObject({ reports: [{ state: "CALL" }] });
    }
  });

  it("rows that cannot be read are counted, and a list of nothing else is invalid", () => {
    expect(read([row, null, { ...row, duration_seconds: -1 }])).toMatchObject({ refusedRows: 2 });
    expect(read([null, "x"])).toEqual({ kind: "invalid", detail: "no row of the list could be read" });
  });
});
