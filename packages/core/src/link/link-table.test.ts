import { describe, expect, it } from "vitest";
import { BOUNDS } from "../bounds.ts";
import type { LinkEvent, LinkState } from "./link.ts";
import { linkStep } from "./link-step.ts";

/** Every kind of state against every kind of event: what SPEC's table of the link says, row by row. */

const NOW = 1_800_000_000_000;
const YOUNG = NOW - 1;
const OLD = NOW - BOUNDS.linkProvenMs;

const STATES = {
  idle: { kind: "idle" },
  "waiting, due": { kind: "waiting", sinceMs: YOUNG, untilMs: NOW, attempt: 2, why: "network" },
  "waiting, early": { kind: "waiting", sinceMs: YOUNG, untilMs: NOW + 1, attempt: 2, why: "network" },
  "waiting after 401": { kind: "waiting", sinceMs: YOUNG, untilMs: NOW, attempt: 0, why: "refused401" },
  dialing: { kind: "dialing", sinceMs: YOUNG, attempt: 0, tokenRenewed: false },
  "dialing with a new token": { kind: "dialing", sinceMs: YOUNG, attempt: 0, tokenRenewed: true },
  "dialing after 4 failures": { kind: "dialing", sinceMs: YOUNG, attempt: 4, tokenRenewed: false },
  "dialing on trial": { kind: "dialing", sinceMs: YOUNG, attempt: 5, tokenRenewed: false },
  "open, young": { kind: "open", sinceMs: YOUNG, proven: false, attempt: 2 },
  "open, old": { kind: "open", sinceMs: OLD, proven: false, attempt: 2 },
  "open, proven": { kind: "open", sinceMs: OLD, proven: true, attempt: 0 },
  "open on trial": { kind: "open", sinceMs: YOUNG, proven: false, attempt: 5 },
  "paused, due": { kind: "paused", sinceMs: YOUNG, untilMs: NOW, failures: 5, why: "server5xx" },
  "paused, early": { kind: "paused", sinceMs: YOUNG, untilMs: NOW + 1, failures: 5, why: "server5xx" },
} satisfies Record<string, LinkState>;
type StateName = keyof typeof STATES;

const failed = (why: Extract<LinkEvent, { kind: "failed" }>["why"], retryAfterMs: number | null = null) =>
  ({ kind: "failed", why, retryAfterMs }) satisfies LinkEvent;

const EVENTS = {
  start: { kind: "start" },
  due: { kind: "due" },
  opened: { kind: "opened" },
  message: { kind: "message" },
  "closed 1000": { kind: "closed", code: 1000 },
  "closed 1006": { kind: "closed", code: 1006 },
  network: failed("network"),
  timeout: failed("timeout"),
  "401": failed("refused401"),
  "403": failed("refused403"),
  "429": failed("rateLimited", 60_000),
  "5xx": failed("server5xx"),
  "4xx": failed("other4xx"),
  silent: { kind: "silent" },
  stop: { kind: "stop" },
} satisfies Record<string, LinkEvent>;
type EventName = keyof typeof EVENTS;

/** "state(failures) action +wait in ms", with both chances at 0. What a row does not name changes nothing. */
const TABLE: Record<StateName, Partial<Record<EventName, string>>> = {
  idle: { start: "dialing(0) dial" },
  "waiting, due": { due: "dialing(2) dial" },
  "waiting, early": { due: "same wait +1" },
  "waiting after 401": { due: "dialing(0, new token) dial" },
  dialing: {
    opened: "open(0) none",
    network: "waiting(1) wait +1000",
    timeout: "waiting(1) wait +1000",
    "401": "waiting(0) renewToken +1000",
    "403": "waiting(1) misconfigured +30000",
    "429": "waiting(1) wait +60000",
    "5xx": "waiting(1) wait +1000",
    "4xx": "waiting(1) wait +1000",
  },
  "dialing with a new token": {
    opened: "open(0) none",
    network: "waiting(1) wait +1000",
    timeout: "waiting(1) wait +1000",
    "401": "waiting(1) renewToken +1000",
    "403": "waiting(1) misconfigured +30000",
    "429": "waiting(1) wait +60000",
    "5xx": "waiting(1) wait +1000",
    "4xx": "waiting(1) wait +1000",
  },
  "dialing after 4 failures": {
    opened: "open(4) none",
    network: "paused(5) wait +30000",
    timeout: "paused(5) wait +30000",
    "401": "waiting(4) renewToken +8000",
    "403": "waiting(5) misconfigured +30000",
    "429": "paused(5) wait +60000",
    "5xx": "paused(5) wait +30000",
    "4xx": "paused(5) wait +30000",
  },
  "dialing on trial": {
    opened: "open(5) none",
    network: "paused(6) wait +30000",
    timeout: "paused(6) wait +30000",
    "401": "paused(5) renewToken +30000",
    "403": "waiting(6) misconfigured +30000",
    "429": "paused(6) wait +60000",
    "5xx": "paused(6) wait +30000",
    "4xx": "paused(6) wait +30000",
  },
  "open, young": {
    "closed 1000": "waiting(3) wait +4000",
    "closed 1006": "waiting(3) wait +4000",
    silent: "waiting(3) wait +4000",
  },
  "open, old": {
    message: "open(0, proven) none",
    "closed 1000": "waiting(3) wait +4000",
    "closed 1006": "waiting(3) wait +4000",
    silent: "waiting(3) wait +4000",
  },
  "open, proven": {
    "closed 1000": "waiting(0) wait +1000",
    "closed 1006": "waiting(0) wait +1000",
    silent: "waiting(0) wait +1000",
  },
  "open on trial": {
    "closed 1000": "paused(6) wait +30000",
    "closed 1006": "paused(6) wait +30000",
    silent: "paused(6) wait +30000",
  },
  "paused, due": { due: "dialing(5) dial" },
  "paused, early": { due: "same wait +1" },
};

function stateText(state: LinkState): string {
  switch (state.kind) {
    case "idle":
      return "idle";
    case "waiting":
      return `waiting(${state.attempt})`;
    case "paused":
      return `paused(${state.failures})`;
    case "dialing":
      return `dialing(${state.attempt}${state.tokenRenewed ? ", new token" : ""})`;
    case "open":
      return `open(${state.attempt}${state.proven ? ", proven" : ""})`;
  }
}

/** The step in the table's words; "same" is the same object, not an equal one. */
function stepText(before: LinkState, event: LinkEvent): string {
  const { state, action } = linkStep(before, event, NOW, { jitter: 0, spread: 0 });
  if ("untilMs" in action && "untilMs" in state) expect(state.untilMs).toBe(action.untilMs);
  const wait = "untilMs" in action ? ` +${action.untilMs - NOW}` : "";
  return `${state === before ? "same" : stateText(state)} ${action.kind}${wait}`;
}

const names = <K extends string>(record: Record<K, unknown>) => Object.keys(record) as K[];

const CELLS = names(STATES).flatMap((state) =>
  names(EVENTS).map((event) => {
    const expected = event === "stop" ? "idle none" : (TABLE[state][event] ?? "same none");
    return { state, event, expected };
  }),
);

describe("[L3] [L5] [L6] [L7] [L8] [L9] [L10] [L11] [L12] [L13] [L14] the link's table", () => {
  it.each(CELLS)("$state × $event → $expected", ({ state, event, expected }) => {
    expect(stepText(STATES[state], EVENTS[event])).toBe(expected);
  });
});
