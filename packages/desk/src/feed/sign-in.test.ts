import { BOUNDS } from "@callboard/core";
import { START } from "@callboard/shell/testing";
import { describe, expect, it } from "vitest";
import { status, tokenOf } from "../../test/fake-upstream.ts";
import { Timeline } from "../../test/timeline.ts";
import { agentData } from "../../test/wire.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;

describe("the token", () => {
  it("is asked for with Basic credentials and proven at /users before anything is dialled", () => {
    const t = new Timeline("a1").start().pass(50);
    const [token, users] = t.upstream.asked;
    expect(token?.request.headers.authorization).toBe("Basic aWQ6c2VjcmV0");
    expect(users?.call).toBe("users");
    expect(users === undefined ? "" : tokenOf(users.request)).toBe("token-1");
    expect(t.upstream.dials.map(({ request }) => tokenOf(request))).toEqual(["token-1"]);
  });

  it("is renewed 60 s before it ends, proven again, and the stream is left alone (invariant 11)", () => {
    const t = new Timeline("a1").live();
    t.pass(HOUR - 6_000 - MINUTE - 1);
    expect(t.upstream.count("token")).toBe(1);
    t.pass(MINUTE);
    expect(t.upstream.at("token").map((at) => at - START)).toEqual([0, HOUR - MINUTE]);
    expect(t.upstream.dials).toHaveLength(1);
    expect(t.feed).toBe("live");
  });

  it("of a short life is renewed without ever being used beyond its end", () => {
    const t = new Timeline("a1");
    t.upstream.tokenLifeSeconds = 30;
    t.live().pass(10 * MINUTE);
    expect(t.feed).toBe("live");
    expect(t.upstream.dials).toHaveLength(1);
    expect(t.desk.status().reconciliation.rounds).toBeGreaterThan(9);
    expect(t.upstream.count("token")).toBeLessThan((10 * MINUTE) / BOUNDS.tokenRenewMinMs + 2);
  });

  it("is asked for once, whoever asks while it is on its way", () => {
    const t = new Timeline("a1").live();
    t.upstream.revokeTokens();
    t.upstream.always("agents", status(401));
    t.upstream.dial.close(1006);
    t.pass(1_000);
    t.upstream.always("agents", "good");
    t.pass(2 * MINUTE);
    const asks = t.upstream.at("token");
    const gaps = asks.slice(1).map((at, index) => at - (asks[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(20);
    expect(t.feed).toBe("live");
  });

  it("is kept in memory only: neither ledger nor journal nor status ever holds it", () => {
    const t = new Timeline("a1").live().pass(2 * MINUTE);
    const written = JSON.stringify([t.ledger.rows, t.ledger.checkpoint, t.notes, t.desk.status()]);
    expect(written).not.toContain("token-1");
    expect(written).not.toContain("secret");
  });
});

describe("a registration that cannot work", () => {
  it("without users:read is misconfigured with advice, and never a board of zero agents", () => {
    const t = new Timeline("a1");
    t.upstream.always("users", status(200, []));
    t.start().pass(5 * MINUTE);
    expect(t.feed).toBe("misconfigured");
    expect(t.advice).toContain("users:read");
    expect(t.upstream.dials).toHaveLength(0);
    expect(t.upstream.count("token")).toBeLessThanOrEqual(11);
  });

  it("heals by itself, with a new token: scopes are bound to a token when it is issued", () => {
    const t = new Timeline("a1");
    t.upstream.always("users", ({ headers }) =>
      headers.authorization === "Bearer token-1"
        ? status(200, [])
        : status(200, [{ user_id: "a1", name: "Ana" }]),
    );
    t.start().pass(BOUNDS.misconfiguredRetryMs - 1_000);
    expect(t.feed).toBe("misconfigured");
    t.upstream.keepTalking();
    t.pass(20_000);
    expect(t.feed).toBe("live");
    expect(t.advice).toBe("");
  });

  it("that loses users:read while it is live keeps its agents and says so, until it has it back", () => {
    const t = new Timeline("a1", "a2").live();
    t.upstream.always("users", status(200, []));
    t.pass(HOUR);
    expect(t.feed).toBe("misconfigured");
    expect(t.desk.board("full").agents).toHaveLength(2);
    t.upstream.always("users", "good");
    t.pass(MINUTE + 5_000);
    expect(t.feed).toBe("live");
    expect(t.upstream.dials).toHaveLength(1);
  });

  it("[F8] that has its scopes back behind a silence is not live before a round that was asked since", () => {
    const t = new Timeline("a1", "a2").live();
    t.upstream.always("users", status(200, []));
    t.pass(HOUR);
    expect(t.feed).toBe("misconfigured");
    t.upstream.isMute = true;
    t.pass(BOUNDS.staleAfterMs + 2_000);
    t.upstream.truth.set("a2", agentData("a2", "CALL", t.now));
    t.upstream.isMute = false;
    t.upstream.latencyMs.set("agents", 500);
    t.upstream.always("users", "good");
    for (let steps = 0; steps < 600 && t.feed !== "live"; steps += 1) t.pass(100);
    expect(t.feed).toBe("live");
    expect(t.stateOf("a2")).toBe("CALL");
  });

  it("that has its scopes back asks for the truth at once, since rounds fell due meanwhile", () => {
    const t = new Timeline("a1", "a2").live();
    t.upstream.always("users", status(200, []));
    t.pass(HOUR);
    t.upstream.always("users", "good");
    for (let seconds = 0; seconds < 40 && t.feed !== "live"; seconds += 1) t.pass(1_000);
    t.pass(1_000);
    const { at, reconciliation } = t.desk.status();
    expect(t.feed).toBe("live");
    expect(at - (reconciliation.at ?? 0)).toBeLessThan(3_000);
  });

  it("that is refused the users says so too", () => {
    const t = new Timeline("a1");
    t.upstream.always("users", status(403));
    t.start().pass(MINUTE);
    expect(t.feed).toBe("misconfigured");
    expect(t.advice).toContain("refused /api/v2/users");
  });

  it("that is refused its scopes at the token says that, and not that the stream is forbidden", () => {
    const t = new Timeline("a1");
    t.upstream.always("token", status(400, { error: "invalid_scope" }));
    t.start().pass(MINUTE);
    expect(t.feed).toBe("misconfigured");
    expect(t.advice).toContain("scopes");
    expect(t.upstream.dials).toHaveLength(0);
    t.upstream.always("token", "good");
    t.upstream.keepTalking();
    t.pass(MINUTE);
    expect(t.feed).toBe("live");
  });

  it("with wrong credentials is refused, is tried ever more slowly, and heals", () => {
    const t = new Timeline("a1");
    t.upstream.always("token", status(401));
    t.start().pass(10 * MINUTE);
    expect(t.feed).toBe("refused");
    expect(t.advice).toContain("credentials");
    expect(t.upstream.count("token")).toBeLessThan(30);
    t.upstream.always("token", "good");
    t.upstream.keepTalking();
    t.pass(MINUTE);
    expect(t.feed).toBe("live");
  });
});

describe("a sign-in that fails", () => {
  it("while the stream is open is tried again until it works, and the board stays live", () => {
    const t = new Timeline("a1").live();
    t.upstream.always("token", status(503));
    t.pass(HOUR);
    expect(t.feed).toBe("live");
    const tries = t.upstream.count("token");
    expect(tries).toBeGreaterThan(2);
    expect(tries).toBeLessThan(10);
    t.upstream.always("token", "good");
    t.pass(MINUTE);
    expect(t.desk.status().token.isHeld).toBe(true);
  });

  it("during an outage around its end is made up for as soon as the stream is back", () => {
    const t = new Timeline("a1");
    t.upstream.tokenLifeSeconds = 40 * 60;
    t.live().pass(39 * MINUTE - 6_000 - 2_000);
    // The outage begins just before the renewal is due, and ends while the old token still holds.
    t.upstream.dialing = { kind: "answered", status: 503, retryAfterMs: null };
    t.upstream.always("token", status(503));
    t.upstream.dial.close(1006);
    t.pass(10_000);
    t.upstream.dialing = "opens";
    t.upstream.always("token", "good");
    const roundsBefore = t.desk.status().reconciliation.rounds;
    t.pass(4 * MINUTE);
    expect(t.desk.status().token.isHeld).toBe(true);
    expect(t.desk.status().reconciliation.rounds).toBeGreaterThanOrEqual(roundsBefore + 4);
  });

  it("by a 401 of /users is a token gone bad, not wrong credentials", () => {
    const t = new Timeline("a1").live();
    const screen = t.screen();
    t.upstream.once("users", status(401));
    t.pass(BOUNDS.rosterEveryMs + 10_000);
    expect(new Set(screen.frames.map(({ feed }) => feed.advice))).toEqual(new Set([""]));
    expect(t.feed).toBe("live");
    expect(t.upstream.count("token")).toBe(2);
  });

  it("by an error of /users proves the same token again, and asks for no other", () => {
    const t = new Timeline("a1");
    t.upstream.once("users", status(503), status(429, null, 3_000), status(500));
    t.upstream.keepTalking();
    t.start().pass(MINUTE);
    expect(t.feed).toBe("live");
    expect(t.upstream.count("token")).toBe(1);
    expect(t.upstream.count("users")).toBe(4);
  });

  it("leaves no caller waiting for ever: an answer that never comes counts as a timeout", () => {
    const t = new Timeline("a1");
    t.upstream.once("token", "lost");
    t.upstream.keepTalking();
    t.start().pass(3 * MINUTE);
    expect(t.feed).toBe("live");
  });

  it("does not use a token again that was dropped while it was being proven", () => {
    const t = new Timeline("a1").live();
    t.upstream.latencyMs.set("users", 5_000);
    t.pass(BOUNDS.rosterEveryMs - 6_000 + 50);
    expect(t.upstream.count("users")).toBe(2);
    // The roster is on its way with token-1 when the stream drops and its redial is refused with 401.
    t.upstream.dialing = { kind: "answered", status: 401, retryAfterMs: null };
    t.upstream.dial.close(1006);
    t.pass(BOUNDS.backoffBaseMs + 100);
    t.upstream.dialing = "opens";
    t.pass(20_000);
    expect(t.upstream.dials.map(({ request }) => tokenOf(request))).toEqual([
      "token-1",
      "token-1",
      "token-2",
    ]);
    expect(t.link).toBe("open");
  });
});

describe("Retry-After at sign-in", () => {
  it("is honoured by whoever wants a token: the dial, the renewal and the roster", () => {
    const t = new Timeline("a1").live();
    t.pass(BOUNDS.rosterEveryMs - MINUTE);
    t.upstream.revokeTokens();
    t.upstream.once("token", status(429, null, 5 * MINUTE));
    t.upstream.dial.close(1006);
    t.pass(5 * MINUTE);
    expect(t.upstream.count("token")).toBe(2);
    t.pass(MINUTE);
    expect(t.upstream.count("token")).toBe(3);
    expect(t.feed).toBe("live");
  });

  it("is not honoured beyond its bound", () => {
    const t = new Timeline("a1");
    t.upstream.once("token", status(429, null, 24 * HOUR));
    t.upstream.keepTalking();
    t.start().pass(BOUNDS.retryAfterMaxMs);
    expect(t.upstream.count("token")).toBe(1);
    t.pass(MINUTE);
    expect(t.feed).toBe("live");
  });

  it("is honoured while the stream is open", () => {
    const t = new Timeline("a1").live();
    t.upstream.once("token", status(429, null, 45_000));
    t.pass(HOUR);
    expect(t.upstream.count("token")).toBe(3);
    const [, refused = 0, next = 0] = t.upstream.at("token");
    expect(next - refused).toBeGreaterThanOrEqual(45_000);
    expect(t.feed).toBe("live");
  });
});

describe("a roster's rows", () => {
  it("that cannot be used are counted by why", () => {
    const t = new Timeline("a1");
    const rows = [{ user_id: "a1", name: "A" }, { user_id: "a1" }, { name: "nobody" }];
    t.upstream.once("users", status(200, [...rows, { user_id: "a2", active: false }]));
    t.live();
    expect(t.desk.status().refused).toEqual({ inactiveUser: 1, rosterRow: 2 });
    expect(t.desk.status().floor.agents).toBe(1);
  });

  it("of more people than a floor has room for are counted", () => {
    const t = new Timeline();
    t.upstream.once(
      "users",
      status(
        200,
        Array.from({ length: BOUNDS.agentsMax + 3 }, (_, n) => ({ user_id: `a${n}` })),
      ),
    );
    t.start().pass(30);
    t.pass(20);
    expect(t.desk.status().refused).toEqual({ rosterTooLong: 3 });
  });
});

describe("a token whose answer names its scopes", () => {
  const granting = (scope: string) =>
    status(200, { access_token: "token-x", token_type: "Bearer", expires_in: 3_600, scope });

  it.each([
    ["an empty list", status(200, [])],
    ["a refusal", status(403)],
  ])("without users:read says so when /users answers with %s", (_, users) => {
    const t = new Timeline("a1");
    t.upstream.always("token", granting("realtime:read analytics:read"));
    t.upstream.always("users", users);
    t.start().pass(1_000);
    expect(t.feed).toBe("misconfigured");
    expect(t.advice).toContain("users:read is missing");
    expect(t.advice).toContain("issued the token without it");
  });

  it("with users:read does not", () => {
    const t = new Timeline("a1");
    t.upstream.always("token", granting("realtime:read users:read"));
    t.upstream.always("users", status(200, []));
    t.start().pass(1_000);
    expect(t.advice).toContain("users:read is missing");
    expect(t.advice).not.toContain("issued the token without it");
  });
});
