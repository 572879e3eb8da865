import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { type FakeUpstream, status, tokenOf } from "../../test/fake-upstream.ts";
import { Timeline } from "../../test/timeline.ts";
import { agentData, agentMessage, queueMessage } from "../../test/wire.ts";

const MINUTE = 60_000;
const gapsOf = (upstream: FakeUpstream): number[] =>
  upstream.dials.slice(1).map(({ at }, index) => at - (upstream.dials[index]?.at ?? 0));

describe("a dial that is refused", () => {
  it("with 401 renews the token once, and dials again with the new one", () => {
    const t = new Timeline("a1").live();
    t.upstream.revokeTokens();
    t.upstream.dial.close(1006);
    t.pass(6_000);
    expect(t.upstream.dials.map(({ request }) => tokenOf(request))).toEqual([
      "token-1",
      "token-1",
      "token-2",
    ]);
    expect(t.upstream.count("token")).toBe(2);
    expect(t.link).toBe("open");
  });

  it("with 403 says what is forbidden, is tried slowly, and heals", () => {
    const t = new Timeline("a1");
    t.upstream.dialing = { kind: "answered", status: 403, retryAfterMs: null };
    t.start().pass(5 * MINUTE);
    expect(t.feed).toBe("misconfigured");
    expect(t.advice).toContain("realtime:read");
    expect(Math.min(...gapsOf(t.upstream))).toBeGreaterThanOrEqual(BOUNDS.misconfiguredRetryMs);
    t.upstream.dialing = "opens";
    t.upstream.keepTalking();
    t.pass(MINUTE);
    expect(t.feed).toBe("live");
  });

  it("with 403 and then cannot be reached is told as what it is now", () => {
    const t = new Timeline("a1");
    t.upstream.dialing = { kind: "answered", status: 403, retryAfterMs: null };
    t.start().pass(1_000);
    t.upstream.dialing = { kind: "network" };
    t.pass(5 * MINUTE);
    expect(t.feed).toBe("paused");
  });

  it("with 429 waits as long as Retry-After says, and says why", () => {
    const t = new Timeline("a1");
    t.upstream.dialing = { kind: "answered", status: 429, retryAfterMs: 90_000 };
    t.start().pass(90_000);
    expect(t.upstream.dials).toHaveLength(1);
    expect(t.feed).toBe("down");
    expect(t.advice).toContain("limits our connections");
    t.pass(1_000);
    expect(t.upstream.dials).toHaveLength(2);
  });

  it("with 5xx backs off, pauses for 30 s after the fifth failure, and makes one trial", () => {
    const t = new Timeline("a1");
    t.upstream.dialing = { kind: "answered", status: 503, retryAfterMs: null };
    t.start().pass(40);
    t.pass(1_000 + 2_000 + 4_000 + 8_000 + 5 * 20);
    expect(t.upstream.dials).toHaveLength(5);
    expect(t.feed).toBe("paused");
    t.pass(BOUNDS.breakerPauseMs - 200);
    expect(t.upstream.dials).toHaveLength(5);
    t.pass(400);
    expect(t.upstream.dials).toHaveLength(6);
    expect(gapsOf(t.upstream)).toEqual([1_020, 2_020, 4_020, 8_020, 30_020]);
    t.pass(BOUNDS.breakerPauseMs - 1_000);
    expect(t.upstream.dials).toHaveLength(6);
  });

  it.each([
    ["by the network", { kind: "network" } as const],
    ["by a timeout", { kind: "timeout" } as const],
    ["with another 4xx", { kind: "answered", status: 404, retryAfterMs: null } as const],
  ])("%s backs off in the same way", (_, failure) => {
    const t = new Timeline("a1");
    t.upstream.dialing = failure;
    t.start().pass(20_000);
    expect(t.upstream.dials).toHaveLength(5);
    expect(t.feed).toBe("paused");
  });
});

describe("an open stream that ends", () => {
  it("with a close and the error behind it makes one redial", () => {
    const t = new Timeline("a1").live();
    t.pass(10_000);
    const { dial } = t.upstream;
    dial.close(1000);
    dial.events.closed(1006);
    dial.events.failed({ kind: "network" });
    t.pass(5_000);
    expect(t.upstream.dials).toHaveLength(2);
    expect(t.desk.status().link.failures).toBe(0);
  });

  it("with an error in place of a close is redialled as quickly", () => {
    const t = new Timeline("a1").live();
    t.upstream.dial.events.failed({ kind: "network" });
    t.pass(3_000);
    expect(t.upstream.dials).toHaveLength(2);
    expect(t.link).toBe("open");
  });

  it("before it has opened counts as a failed dial, and does not wait for the minute", () => {
    const t = new Timeline("a1");
    t.upstream.dialing = "hangs";
    t.start().pass(50);
    t.upstream.dial.close(1006);
    t.upstream.dialing = "opens";
    t.pass(3_000);
    expect(t.upstream.dials).toHaveLength(2);
    expect(t.link).toBe("open");
  });

  it("tells the screens in the same instant", () => {
    const t = new Timeline("a1").live();
    const screen = t.screen();
    t.upstream.dial.close(1006);
    expect(screen.replica.feed?.state).toBe("down");
  });

  it("and opens again tells the screens in the same instant", () => {
    const t = new Timeline("a1").live();
    const screen = t.screen();
    t.upstream.dialing = "hangs";
    t.upstream.dial.close(1006);
    t.pass(2_000);
    t.upstream.dial.open();
    expect(screen.replica.feed?.state).toBe("catchingUp");
  });

  it("leaves no word of the old dial to be heard", () => {
    const t = new Timeline("a1").live();
    const old = t.upstream.dial;
    old.close(1006);
    t.pass(6_000);
    old.events.message(JSON.stringify(agentMessage("a1", "CALL", t.now)));
    old.events.opened();
    old.events.closed(1006);
    old.events.failed({ kind: "timeout" });
    expect(t.stateOf("a1")).toBe("READY");
    expect(t.link).toBe("open");
    expect(t.upstream.dials).toHaveLength(2);
  });

  it("in the middle of a value does not join it to the next stream's first", () => {
    const t = new Timeline("a1").live();
    const text = JSON.stringify(agentMessage("a1", "CALL", t.now));
    t.upstream.dial.text(text.slice(0, 50));
    t.upstream.dial.close(1006);
    t.pass(3_000);
    t.upstream.say(agentMessage("a1", "NOT_READY", t.now));
    expect(t.stateOf("a1")).toBe("NOT_READY");
  });
});

describe("a dial that never ends", () => {
  it("is given up, hung up and made again", () => {
    const t = new Timeline("a1");
    t.upstream.dialing = "hangs";
    t.start().pass(BOUNDS.dialGiveUpMs + 5_000);
    expect(t.upstream.dials).toHaveLength(2);
    expect(t.upstream.dials[0]?.isHungUp).toBe(true);
    t.upstream.dial.open();
    expect(t.link).toBe("open");
  });
});

describe("a stream that falls silent", () => {
  it("is stale at 15 s and redialled at 25 s, and each redial that brings nothing doubles the patience", () => {
    const t = new Timeline("a1").start().pass(100);
    t.upstream.say(queueMessage("q1", t.now));
    t.pass(BOUNDS.staleAfterMs + 1_000);
    expect(t.feed).toBe("stale");
    expect(t.upstream.dials).toHaveLength(1);
    t.pass(BOUNDS.silenceRedialMs - BOUNDS.staleAfterMs + 2_000);
    expect(t.upstream.dials).toHaveLength(2);
    expect(t.upstream.dials[0]?.isHungUp).toBe(true);
    t.pass(15 * MINUTE);
    const gaps = gapsOf(t.upstream);
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
    expect(gaps.length).toBeLessThan(8);
    expect(gaps.at(-1)).toBeGreaterThanOrEqual(BOUNDS.silenceRedialMaxMs);
  });

  it("and speaks again after a redial is patient no longer than before", () => {
    const t = new Timeline("a1").start().pass(100);
    t.pass(3 * MINUTE);
    const before = t.upstream.dials.length;
    t.upstream.say(queueMessage("q1", t.now));
    t.pass(BOUNDS.silenceRedialMs + 3_000);
    expect(t.upstream.dials.length).toBe(before + 1);
  });
});

describe("a stream that was silent and speaks again on the same socket", () => {
  it("[F8] is not called live before a round that was asked since: what it kept to itself may be lost", () => {
    const t = new Timeline("a1", "a2").live();
    t.upstream.isMute = true;
    t.upstream.truth.set("a2", agentData("a2", "CALL", t.now + 1_000));
    t.pass(BOUNDS.staleAfterMs + 2_000);
    expect(t.feed).toBe("stale");
    const rounds = t.upstream.count("agents");
    t.upstream.latencyMs.set("agents", 500);
    t.upstream.say(queueMessage("q1", t.now));
    expect(t.feed).toBe("catchingUp");
    t.pass(700);
    expect(t.upstream.count("agents")).toBe(rounds + 1);
    expect(t.stateOf("a2")).toBe("CALL");
    expect(t.feed).toBe("live");
    expect(t.upstream.dials).toHaveLength(1);
  });
});

describe("messages that are all refused", () => {
  it("from the future leave the feed stale, with the advice to look at the clocks", () => {
    const t = new Timeline("a1").start().pass(100);
    for (let seconds = 0; seconds < 20; seconds += 1) {
      t.upstream.say(queueMessage("q1", t.now + 5 * MINUTE));
      t.pass(1_000);
    }
    expect(t.feed).toBe("stale");
    expect(t.advice).toContain("clock");
    expect(t.upstream.dials).toHaveLength(1);
    expect(t.desk.status().refused).toEqual({ fromFuture: 20 });
  });

  it("as unreadable say that nothing can be understood", () => {
    const t = new Timeline("a1").start().pass(100);
    for (let seconds = 0; seconds < 20; seconds += 1) {
      t.upstream.dial.text('{"type":"something_new"}');
      t.upstream.dial.text(null);
      t.pass(1_000);
    }
    expect(t.feed).toBe("stale");
    expect(t.advice).toContain("none of them can be understood");
    expect(t.desk.status().refused).toEqual({ binaryFrame: 20, unknownType: 20 });
  });

  it("among good ones cost nothing else of their frame", () => {
    const t = new Timeline("a1", "a2").live();
    const good = (id: string): string => JSON.stringify(agentMessage(id, "CALL", t.now));
    t.upstream.dial.text(`${good("a1")}{"type":"agent_state_change"}${good("a2")}`);
    expect([t.stateOf("a1"), t.stateOf("a2")]).toEqual(["CALL", "CALL"]);
    expect(t.desk.status().refused).toEqual({ invalid: 1 });
  });
});

describe("after a reconnect", () => {
  it("the feed catches up until the first round that was asked after the open", () => {
    const t = new Timeline("a1").live();
    t.pass(MINUTE);
    t.upstream.dial.close(1006);
    t.upstream.always("agents", status(503));
    t.pass(5_000);
    t.upstream.say(queueMessage("q1", t.now));
    expect(t.feed).toBe("catchingUp");
    t.upstream.always("agents", "good");
    t.pass(BOUNDS.reconcileRetryMs + 1_000);
    expect(t.feed).toBe("live");
  });

  it("a round that was asked before the open does not count for it", () => {
    const t = new Timeline("a1").live();
    t.upstream.dialing = "hangs";
    t.upstream.dial.close(1006);
    t.pass(BOUNDS.backoffBaseMs);
    const due = t.upstream.batches.filter(({ call }) => call === "agents").length;
    // Rounds go on while nothing is heard; one of them is on its way when the stream opens.
    while (t.upstream.batches.filter(({ call }) => call === "agents").length === due) t.pass(5);
    t.pass(1);
    t.upstream.dial.open();
    t.upstream.say(queueMessage("q1", t.now));
    const asked = t.upstream.batches.filter(({ call }) => call === "agents").length;
    t.pass(19);
    expect(t.feed).toBe("catchingUp");
    t.pass(100);
    expect(t.upstream.batches.filter(({ call }) => call === "agents").length).toBe(asked + 1);
    expect(t.feed).toBe("live");
  });
});
