import { BOUNDS, createFloor, step } from "@callboard/core";
import { Secret } from "@callboard/cxone";
import { ManualTime, START } from "@callboard/shell/testing";
import { describe, expect, it } from "vitest";
import { idsOf, status } from "../../test/fake-upstream.ts";
import { SITE, Timeline } from "../../test/timeline.ts";
import { agentData, agentMessage } from "../../test/wire.ts";
import { Reconciler } from "./reconciler.ts";

const MINUTE = 60_000;
const NOBODY_KNOWN = { name: null, teamId: null, teamName: null };
const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `a${index}`);
const roundsAt = (t: Timeline): number[] =>
  t.upstream.batches.filter(({ call }) => call === "agents").map(({ at }) => at);

describe("a round of ground truth", () => {
  it("is asked at once when the stream opens, and then once a minute with the first gap spread", () => {
    const t = new Timeline("a1");
    t.chance = 0.5;
    t.live().pass(5 * MINUTE);
    const [first = 0, second = 0, ...later] = roundsAt(t);
    expect(first - START).toBe(60);
    expect(second - first - 20).toBe(10_000 + 25_000);
    const gaps = later.map((at, index) => at - ([second, ...later][index] ?? 0));
    expect(new Set(gaps)).toEqual(new Set([MINUTE]));
  });

  it("asks in chunks that fit a URL, all of them in one batch", () => {
    const t = new Timeline(...many(250)).live();
    const batch = t.upstream.batches.find(({ call }) => call === "agents");
    expect(batch?.size).toBe(3);
    expect(t.desk.status().reconciliation.report).toMatchObject({ asked: 250, answered: 250 });
  });

  it("of more chunks than one round may ask for goes on where the last one ended, and says who was left out", () => {
    const long = (n: number): string => `${"x".repeat(BOUNDS.idCharsMax - 6)}${String(n).padStart(6, "0")}`;
    const ids = Array.from({ length: 13_000 }, (_, n) => long(n));
    const floor = createFloor(SITE);
    step(floor, { kind: "roster", entries: ids.map((agentId) => ({ ...NOBODY_KNOWN, agentId })) }, START);
    const rounds: (readonly string[])[] = [];
    const time = new ManualTime();
    const reconciler = new Reconciler({
      ...{ clock: time.clock, floor, signIn: { token: () => new Secret("t") } },
      rest: {
        send(requests, done) {
          rounds.push(requests.flatMap(idsOf));
          done(
            requests.map((request) =>
              status(
                200,
                idsOf(request).map((id) => agentData(id, "READY", START)),
              ),
            ),
          );
        },
      },
      ...{ onLeftOut: () => {}, onResult: () => {} },
      onInput: (input) => step(floor, input, START),
    });
    reconciler.run();
    const left = reconciler.facts().leftOut;
    expect(left).toBe(ids.length - (rounds[0]?.length ?? 0));
    expect(left).toBeGreaterThan(0);
    reconciler.run();
    expect(rounds[1]?.[0]).toBe(ids[rounds[0]?.length ?? 0]);
    expect(new Set(rounds.flat()).size).toBe(ids.length);
  });

  it("repairs what the stream did not tell", () => {
    const t = new Timeline("a1").live();
    t.upstream.truth.set("a1", agentData("a1", "CALL", t.now));
    t.pass(MINUTE);
    expect(t.stateOf("a1")).toBe("CALL");
    expect(t.desk.status().reconciliation.report).toMatchObject({ repaired: 1 });
  });

  it("leaves the agents of a chunk that failed out of it, neither missing nor signed out", () => {
    const t = new Timeline(...many(150)).live();
    t.upstream.always("agents", (request) =>
      idsOf(request).includes("a120")
        ? status(500)
        : status(
            200,
            idsOf(request).flatMap((id) => t.upstream.truth.get(id) ?? []),
          ),
    );
    t.upstream.truth.delete("a3");
    t.pass(5 * MINUTE);
    expect(t.stateOf("a120")).toBe("READY");
    expect(t.stateOf("a3")).toBe("SIGNED_OUT");
    expect(t.feed).toBe("live");
  });

  it("does not take an agent for missing whose row could not be read", () => {
    const t = new Timeline("a1", "a2", "a3").live();
    t.upstream.always("agents", (request) =>
      status(
        200,
        idsOf(request).flatMap((id) =>
          id === "a2" ? { user_id: "a2", state: 7 } : (t.upstream.truth.get(id) ?? []),
        ),
      ),
    );
    t.upstream.truth.delete("a3");
    t.pass(5 * MINUTE);
    expect(t.stateOf("a2")).toBe("READY");
    expect(t.desk.status().refused.restRow).toBeGreaterThan(0);
  });

  it("does not bring back an agent who left the roster while it was on its way", () => {
    const t = new Timeline("a1", "a2");
    t.chance = 0.9;
    t.live();
    t.upstream.users.delete("a2");
    t.upstream.latencyMs.set("agents", 14_000);
    t.pass(2 * BOUNDS.rosterEveryMs - 10_000);
    expect(t.desk.status().reconciliation.isRunning).toBe(true);
    t.upstream.truth.set("a2", agentData("a2", "CALL", t.now));
    t.pass(10_000 - 6_000 + 30);
    expect(t.desk.status().reconciliation.isRunning).toBe(true);
    expect(t.desk.floor.agents.has("a2")).toBe(false);
    t.pass(20_000);
    expect([...t.desk.floor.agents.keys()]).toEqual(["a1"]);
  });
});

describe("an empty answer", () => {
  it("never wipes the board: the feed goes blind with advice, /users is probed, and rows heal it", () => {
    const t = new Timeline("a1", "a2").live();
    t.upstream.always("agents", status(200, []));
    const probes = t.upstream.count("users");
    t.pass(MINUTE + 1_000);
    expect(t.feed).toBe("misconfigured");
    expect(t.advice).toContain("empty list");
    expect(t.upstream.count("users")).toBeGreaterThan(probes);
    expect([t.stateOf("a1"), t.stateOf("a2")]).toEqual(["READY", "READY"]);
    t.pass(20 * MINUTE);
    expect(t.desk.board("full").counts.byState[0]).toBe(2);
    t.upstream.always("agents", "good");
    t.pass(MINUTE);
    expect(t.feed).toBe("live");
  });
});

describe("[C5] an empty answer at night", () => {
  it("about people who have all signed out says nothing new, and the feed stays live", () => {
    const t = new Timeline("a1", "a2").live();
    t.upstream.say(agentMessage("a1", "SIGNED_OUT", t.now), agentMessage("a2", "SIGNED_OUT", t.now));
    t.upstream.always("agents", status(200, []));
    const before = t.desk.status().reconciliation.at ?? 0;
    t.pass(10 * MINUTE);
    expect(t.feed).toBe("live");
    expect(t.desk.status().reconciliation.at).toBeGreaterThan(before);
    expect(t.desk.status().reconciliation.report).toMatchObject({ asked: 2, answered: 0, signedOut: 0 });
    t.upstream.dial.close(1006);
    t.pass(MINUTE);
    expect(t.feed).toBe("live");
    expect([t.stateOf("a1"), t.stateOf("a2")]).toEqual(["SIGNED_OUT", "SIGNED_OUT"]);
  });

  it("is the silent array as soon as somebody works", () => {
    const t = new Timeline("a1", "a2").live();
    t.upstream.say(agentMessage("a1", "SIGNED_OUT", t.now));
    t.upstream.always("agents", status(200, []));
    t.pass(MINUTE + 1_000);
    expect(t.feed).toBe("misconfigured");
    expect(t.stateOf("a2")).toBe("READY");
  });
});

describe("a round that fails", () => {
  it.each([
    ["5xx", status(503)],
    ["403", status(403)],
    ["no list", status(200, { message: "hello" })],
    ["a time-out", { kind: "failed", why: "timeout" } as const],
    ["the network", { kind: "failed", why: "network" } as const],
    ["an answer that never comes", "lost" as const],
  ])("by %s loses nothing and is tried again", (_, answer) => {
    const t = new Timeline("a1").live();
    t.upstream.always("agents", answer);
    t.pass(5 * MINUTE);
    t.upstream.say(agentMessage("a1", "CALL", t.now));
    expect(t.stateOf("a1")).toBe("CALL");
    expect(t.feed).toBe("live");
    t.upstream.always("agents", "good");
    const before = t.desk.status().reconciliation.at ?? 0;
    t.pass(2 * MINUTE);
    expect(t.desk.status().reconciliation.at).toBeGreaterThan(before);
  });

  it("by 429 is not asked again before Retry-After, not even after a reconnect", () => {
    const t = new Timeline("a1").live();
    t.upstream.once("agents", status(429, null, 3 * MINUTE));
    t.pass(MINUTE);
    const refusedAt = roundsAt(t).at(-1) ?? 0;
    t.upstream.dial.close(1006);
    t.pass(2 * MINUTE);
    expect(roundsAt(t).at(-1)).toBe(refusedAt);
    expect(t.feed).toBe("catchingUp");
    t.pass(MINUTE + 5_000);
    expect(roundsAt(t).length).toBeGreaterThan(2);
    expect(t.feed).toBe("live");
  });

  it("again and again is asked ever more rarely, down to once a minute", () => {
    const t = new Timeline(...many(150));
    // One chunk of two can never be answered: the stream is not to pay for it with a round every few seconds.
    t.upstream.always("agents", (request) =>
      idsOf(request).includes("a120") ? status(400) : status(200, [agentData("a1", "READY", t.now)]),
    );
    t.live().pass(10 * MINUTE);
    const gaps = roundsAt(t).map((at, index, all) => at - (all[index - 1] ?? 0));
    expect(gaps.slice(1, 4).map((gap) => Math.round(gap / 1_000))).toEqual([10, 20, 40]);
    expect(Math.min(...gaps.slice(4))).toBeGreaterThanOrEqual(MINUTE);
    t.upstream.always("agents", "good");
    t.pass(MINUTE + 1_000);
    expect(t.feed).toBe("live");
  });

  it("by several 429s waits for the longest of them", () => {
    const t = new Timeline(...many(250)).live();
    t.upstream.once("agents", status(429, null, 4 * MINUTE), status(401), status(429, null, 1_000));
    t.pass(MINUTE);
    const refusedAt = roundsAt(t).at(-1) ?? 0;
    t.pass(3 * MINUTE);
    expect(roundsAt(t).at(-1)).toBe(refusedAt);
  });

  it("by 401 gets a new token and is asked again at once", () => {
    const t = new Timeline("a1").live();
    t.upstream.revokeTokens();
    t.pass(MINUTE);
    expect(t.upstream.count("token")).toBe(2);
    expect(t.feed).toBe("live");
    expect(t.upstream.dials).toHaveLength(1);
  });

  it("by 401 whatever the token is no storm: a token now and then, and the board stays", () => {
    const t = new Timeline("a1").live();
    t.upstream.always("agents", status(401));
    t.pass(10 * MINUTE);
    expect(t.upstream.count("token")).toBe(2);
    expect(t.upstream.count("agents")).toBeLessThanOrEqual(13);
    expect(t.advice).toContain("refuses the question for agents' states");
    t.upstream.always("agents", "good");
    t.pass(MINUTE);
    expect(t.feed).toBe("live");
  });
});

describe("all of REST failing for an hour", () => {
  it("loses nothing that the stream tells", () => {
    const t = new Timeline("a1", "a2").live();
    for (const call of ["token", "users", "skills", "agents"] as const) t.upstream.always(call, status(500));
    for (let minute = 0; minute < 90; minute += 1) {
      t.upstream.say(agentMessage("a1", minute % 2 === 0 ? "CALL" : "READY", t.now));
      t.pass(MINUTE);
    }
    t.upstream.say(agentMessage("a2", "NOT_READY", t.now));
    expect([t.stateOf("a1"), t.stateOf("a2")]).toEqual(["READY", "NOT_READY"]);
    expect(t.feed).toBe("live");
    for (const call of ["token", "users", "skills", "agents"] as const) t.upstream.always(call, "good");
    t.upstream.truth.set("a1", agentData("a1", "CALL", t.now + 1_000));
    t.pass(2 * MINUTE);
    expect(t.stateOf("a1")).toBe("CALL");
    expect(t.desk.status().token.isHeld).toBe(true);
  });
});
