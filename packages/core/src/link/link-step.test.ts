import { describe, expect, it } from "vitest";
import { BOUNDS } from "../bounds.ts";
import { IDLE_LINK, type LinkAction, type LinkEvent, type LinkState } from "./link.ts";
import { linkStep } from "./link-step.ts";

const START = 1_800_000_000_000;
const CALM = { jitter: 0, spread: 0 };

/** A link on a clock of its own: each call is one event, and answers with what the desk is told to do. */
function createTimeline(chances = CALM) {
  let state: LinkState = IDLE_LINK;
  let now = START;
  const send = (event: LinkEvent): LinkAction => {
    const step = linkStep(state, event, now, chances);
    state = step.state;
    return step.action;
  };
  return {
    send,
    state: () => state,
    pass: (ms: number) => {
      now += ms;
    },
    setBack: (ms: number) => {
      now -= ms;
    },
    /** Waits until the link dials again, and says how long that took. */
    redial: (): number => {
      const from = now;
      if (state.kind === "waiting" || state.kind === "paused") now = state.untilMs;
      expect(send({ kind: "due" })).toEqual({ kind: "dial" });
      return now - from;
    },
    fail: (
      why: Extract<LinkEvent, { kind: "failed" }>["why"],
      retryAfterMs: number | null = null,
    ): LinkAction => send({ kind: "failed", why, retryAfterMs }),
    prove: () => {
      send({ kind: "opened" });
      now += BOUNDS.linkProvenMs;
      send({ kind: "message" });
    },
  };
}

describe("backoff and breaker", () => {
  it("[L3] waits longer after each failure in a row, and dials at once only when it is started", () => {
    const link = createTimeline();
    expect(link.send({ kind: "start" })).toEqual({ kind: "dial" });
    const waits = [1, 2, 3, 4].map(() => {
      link.fail("network");
      return link.redial();
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
  });

  it("[L4] the fifth failure in a row opens the breaker for 30 s and its spread", () => {
    const link = createTimeline({ jitter: 0.5, spread: 0.5 });
    link.send({ kind: "start" });
    for (let count = 1; count < BOUNDS.breakerFailures; count += 1) {
      link.fail("server5xx");
      link.redial();
    }
    link.fail("server5xx");
    expect(link.state()).toMatchObject({ kind: "paused", failures: 5, why: "server5xx" });
    expect(link.redial()).toBe(33_750);
  });

  it("[L5] after the pause one trial dial is made: its failure pauses again, a proven link closes the breaker", () => {
    const link = createTimeline();
    link.send({ kind: "start" });
    for (let count = 1; count <= 4; count += 1) {
      link.fail("timeout");
      link.redial();
    }
    link.fail("timeout");
    link.redial();
    link.fail("timeout");
    expect(link.state()).toMatchObject({ kind: "paused", failures: 6 });
    expect(link.redial()).toBe(BOUNDS.breakerPauseMs);
    link.prove();
    expect(link.state()).toMatchObject({ kind: "open", proven: true, attempt: 0 });
    link.send({ kind: "closed", code: 1006 });
    expect(link.redial()).toBe(BOUNDS.backoffBaseMs);
  });
});

describe("refusals, each with its own outcome", () => {
  it("[L6] a 401 renews the token once and is no failure; the next 401 in a row is one", () => {
    const link = createTimeline();
    link.send({ kind: "start" });
    expect(link.fail("refused401")).toEqual({ kind: "renewToken", untilMs: START + 1_000 });
    expect(link.state()).toMatchObject({ kind: "waiting", attempt: 0 });
    link.redial();
    link.fail("refused401");
    expect(link.state()).toMatchObject({ kind: "waiting", attempt: 1 });
    link.redial();
    link.fail("refused401");
    expect(link.state()).toMatchObject({ kind: "waiting", attempt: 2 });
  });

  it("[L6] another failure between two 401s makes the second a first one again", () => {
    const link = createTimeline();
    link.send({ kind: "start" });
    link.fail("refused401");
    link.redial();
    link.fail("network");
    link.redial();
    link.fail("refused401");
    expect(link.state()).toMatchObject({ kind: "waiting", attempt: 1, why: "refused401" });
  });

  it("[L6] refused tokens alone open the breaker too", () => {
    const link = createTimeline();
    link.send({ kind: "start" });
    for (let count = 0; count < 5; count += 1) {
      link.fail("refused401");
      link.redial();
    }
    expect(link.fail("refused401").kind).toBe("renewToken");
    expect(link.state()).toMatchObject({ kind: "paused", failures: 5, why: "refused401" });
  });

  it("[L7] a 403 is told to people and tried again slowly, however often it comes", () => {
    const link = createTimeline();
    link.send({ kind: "start" });
    for (let count = 1; count <= 8; count += 1) {
      expect(link.fail("refused403").kind).toBe("misconfigured");
      expect(link.redial()).toBe(BOUNDS.misconfiguredRetryMs);
    }
  });

  it.each([
    ["no Retry-After: the backoff alone", null, 1_000],
    ["a shorter Retry-After than the backoff", 10, 1_000],
    ["a longer Retry-After", 90_000, 90_000],
    ["a Retry-After beyond the cap", 86_400_000, BOUNDS.retryAfterMaxMs],
    ["a negative Retry-After", -5_000, 1_000],
    ["a Retry-After that is no number", Number.NaN, 1_000],
    ["an endless Retry-After", Number.POSITIVE_INFINITY, BOUNDS.retryAfterMaxMs],
  ])("[L8] 429 with %s", (_, retryAfterMs, waitMs) => {
    const link = createTimeline();
    link.send({ kind: "start" });
    link.fail("rateLimited", retryAfterMs);
    expect(link.redial()).toBe(waitMs);
  });

  it("[L8] 429 counts for the breaker, and of the pause and Retry-After the longer wins", () => {
    const waitAfterFive = (retryAfterMs: number): number => {
      const link = createTimeline();
      link.send({ kind: "start" });
      for (let count = 1; count <= 4; count += 1) {
        link.fail("rateLimited", 0);
        link.redial();
      }
      link.fail("rateLimited", retryAfterMs);
      expect(link.state().kind).toBe("paused");
      return link.redial();
    };
    expect(waitAfterFive(5_000)).toBe(BOUNDS.breakerPauseMs);
    expect(waitAfterFive(120_000)).toBe(120_000);
  });
});

describe("an open link", () => {
  it("[L10] is proven by a message once it has been up for long enough, and not by being up alone", () => {
    const link = createTimeline();
    link.send({ kind: "start" });
    link.fail("network");
    link.redial();
    link.send({ kind: "opened" });
    link.pass(BOUNDS.linkProvenMs - 1);
    link.send({ kind: "message" });
    expect(link.state()).toMatchObject({ proven: false, attempt: 1 });
    link.pass(1);
    expect(link.state()).toMatchObject({ proven: false, attempt: 1 });
    link.send({ kind: "message" });
    expect(link.state()).toMatchObject({ proven: true, attempt: 0 });
  });

  it("[L11] a flapping upstream that accepts and drops runs into the breaker", () => {
    const link = createTimeline();
    link.send({ kind: "start" });
    for (let count = 1; count <= 4; count += 1) {
      link.send({ kind: "opened" });
      link.send({ kind: "message" });
      link.send({ kind: "closed", code: 1005 });
      link.redial();
    }
    link.send({ kind: "opened" });
    link.send({ kind: "closed", code: 1005 });
    expect(link.state()).toMatchObject({ kind: "paused", failures: 5 });
  });

  it("[L12] silence ends a link as a close does", () => {
    const link = createTimeline();
    link.send({ kind: "start" });
    link.prove();
    expect(link.send({ kind: "silent" }).kind).toBe("wait");
    expect(link.state()).toMatchObject({ kind: "waiting", attempt: 0, why: "silent" });
  });

  it("[L13] a close and the error that workerd fires behind it make one redial", () => {
    const link = createTimeline();
    link.send({ kind: "start" });
    link.prove();
    link.send({ kind: "closed", code: 1000 });
    const waiting = link.state();
    expect(link.send({ kind: "closed", code: 1006 })).toEqual({ kind: "none" });
    expect(link.state()).toBe(waiting);
  });
});

describe("a clock that is set back", () => {
  it("[L14] does not stretch a wait: it begins anew and never ends early", () => {
    const link = createTimeline();
    link.send({ kind: "start" });
    link.fail("network");
    link.setBack(3_600_000);
    expect(link.send({ kind: "due" })).toEqual({ kind: "wait", untilMs: START - 3_600_000 + 1_000 });
    expect(link.redial()).toBe(1_000);
  });

  it("[L14] does not keep a good link unproven", () => {
    const link = createTimeline();
    link.send({ kind: "start" });
    link.send({ kind: "opened" });
    link.setBack(3_600_000);
    link.send({ kind: "message" });
    link.pass(BOUNDS.linkProvenMs);
    link.send({ kind: "message" });
    expect(link.state()).toMatchObject({ proven: true });
  });
});
