/**
 * Invariant 3 against somebody who sees the whole truth: an agent who is not ready now and then, a stream that is late but not
 * later than is waited for, others whose events move the clock, and a feed that goes blind in between.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { ALWAYS, agentRow, moved, rule, T0 } from "../../test/alerting-kit.ts";
import { BOUNDS } from "../bounds.ts";
import type { FeedState } from "../vocabulary.ts";
import type { FloorEvent } from "./batch.ts";
import { createEngine, takeBatch, takeSnapshot } from "./engine.ts";

const THRESHOLD_MS = 20_000;
const IDLE = rule({
  id: "idle",
  scope: { of: "agents" },
  when: {
    all: [
      { field: "state", is: "NOT_READY" },
      { field: "stateSeconds", above: THRESHOLD_MS / 1_000 },
    ],
  },
});

/** From 0 on not ready and ready by turns. */
interface Stay {
  readonly state: "READY" | "NOT_READY";
  readonly fromMs: number;
  readonly toMs: number;
  readonly heardMs: number;
}

interface Blindness {
  readonly fromMs: number;
  readonly lastsMs: number;
}

const lengths = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 60_000 }),
    fc.constantFrom(20_000, 20_001, 20_002, 20_900, 21_001, 21_002),
  ),
  { minLength: 1, maxLength: 20 },
);
const delays = fc.array(fc.nat(900), { minLength: 1, maxLength: 20 });
const ticks = fc.array(fc.integer({ min: 100, max: 9_000 }), { minLength: 1, maxLength: 10 });
const blindness = fc.option(
  fc.record({ fromMs: fc.nat(300_000), lastsMs: fc.integer({ min: 1, max: 120_000 }) }),
);

function staysOf(lengthsMs: readonly number[], delaysMs: readonly number[]): Stay[] {
  let fromMs = 0;
  let heardMs = 0;
  return lengthsMs.map((lengthMs, index) => {
    // One agent's own events do not overtake each other: core has put them in order.
    heardMs = Math.max(heardMs, fromMs + (delaysMs[index % delaysMs.length] ?? 0));
    const stay = {
      state: index % 2 === 0 ? "NOT_READY" : "READY",
      fromMs,
      toMs: fromMs + lengthMs,
      heardMs,
    } as const;
    fromMs += lengthMs;
    return stay;
  });
}

interface Message {
  readonly heardMs: number;
  readonly event: FloorEvent & { kind: "agent" };
}

function messagesOf(stays: readonly Stay[], ticksMs: readonly number[], endMs: number): Message[] {
  const messages = stays.map(({ state, fromMs, heardMs }) => ({
    heardMs,
    event: moved(`${fromMs}ms`, "ada", state),
  }));
  for (let index = 0, atMs = 0; atMs < endMs; index += 1) {
    atMs += ticksMs[index % ticksMs.length] ?? endMs;
    messages.push({ heardMs: atMs, event: moved(`${atMs}ms`, "bo", "CALL") });
  }
  return messages.sort((a, b) => a.heardMs - b.heardMs);
}

/** What the engine made of it: when each alert's condition was met, and whether any was taken back. */
function judged(
  stays: readonly Stay[],
  messages: readonly Message[],
  blind: Blindness | null,
  endMs: number,
) {
  const engine = createEngine({ rules: [IDLE], calendar: ALWAYS });
  const passages = takeSnapshot(engine, {
    ...{ v: 1, tenant: "demo", lineage: "log", seq: 0, at: T0, clock: T0, feed: "live" },
    ...{ zone: "UTC", siteName: "Demo", who: [], agents: [], queues: [] },
  });
  let seq = 0;
  const tell = (ms: number, clockMs: number, feed: FeedState, events: readonly FloorEvent[]) => {
    seq += 1;
    const told = { fromSeq: seq, toSeq: seq, at: T0 + ms, clock: T0 + clockMs, feed, events };
    passages.push(...takeBatch(engine, { v: 1, tenant: "demo", lineage: "log", ...told }));
  };
  const blindTo = blind === null ? 0 : blind.fromMs + blind.lastsMs;
  const before = blind === null ? messages : messages.filter(({ heardMs }) => heardMs < blind.fromMs);
  for (const { heardMs, event } of before) tell(heardMs, 0, "live", [event]);
  if (blind !== null) {
    tell(blind.fromMs, 0, "down", []);
    const now = stays.findLast(({ fromMs }) => fromMs <= blindTo);
    const row = agentRow("ada", now?.state ?? "READY", { since: T0 + (now?.fromMs ?? 0) });
    tell(blindTo, 0, "catchingUp", [
      { kind: "agent", at: T0 + blindTo, from: "UNKNOWN", row, isRepaired: true },
    ]);
    tell(blindTo, blindTo, "live", []);
    for (const { heardMs, event } of messages) if (heardMs >= blindTo) tell(heardMs, 0, "live", [event]);
  }
  tell(endMs, endMs, "live", []);
  return {
    fires: passages.filter(({ to }) => to === "firing").map(({ activeSince }) => activeSince - T0),
    reasons: passages.map(({ reason }) => reason),
  };
}

it("[N5] [N11] inv 3: each stay beyond the bound that somebody could see fires exactly once, and nothing else does", () => {
  let exercised = 0;
  fc.assert(
    fc.property(lengths, delays, ticks, blindness, (lengthsMs, delaysMs, ticksMs, blind) => {
      const stays = staysOf(lengthsMs, delaysMs);
      const lastMs = stays.at(-1)?.toMs ?? 0;
      const endMs = Math.max(lastMs, blind === null ? 0 : blind.fromMs + blind.lastsMs) + 100_000;
      const messages = messagesOf(stays, ticksMs, lastMs);
      const { fires, reasons } = judged(stays, messages, blind, endMs);

      const clockWhenBlind = Math.max(
        0,
        ...messages
          .filter(({ heardMs }) => blind !== null && heardMs < blind.fromMs)
          .map(({ event }) => event.at - T0),
      );
      const isHidden = (turnMs: number, toMs: number, index: number): boolean => {
        if (blind === null || toMs > blind.fromMs + blind.lastsMs) return false;
        const isEndHeard = (stays[index + 1]?.heardMs ?? endMs) < blind.fromMs;
        return !isEndHeard && turnMs + BOUNDS.lateEventGraceMs > clockWhenBlind;
      };
      const long = stays
        .map((stay, index) => ({
          turnMs: stay.fromMs + THRESHOLD_MS + 1,
          toMs: index === stays.length - 1 ? endMs : stay.toMs,
          index,
          state: stay.state,
        }))
        .filter(({ state, turnMs, toMs }) => state === "NOT_READY" && turnMs < toMs);
      const wanted = long.filter(({ turnMs, toMs, index }) => !isHidden(turnMs, toMs, index));
      expect(fires).toEqual(wanted.map(({ turnMs }) => turnMs));
      expect(reasons).not.toContain("corrected");
      exercised += wanted.length;
    }),
    { numRuns: 500 },
  );
  expect(exercised).toBeGreaterThan(100);
});
