import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { floorOf, interaction, MINUTE, report, SECOND, stats, T0, truth } from "../test/floor-kit.ts";
import { BOUNDS } from "./bounds.ts";
import type { Floor } from "./floor.ts";
import type { AgentReport } from "./inputs.ts";
import { step } from "./step.ts";
import type { AgentState, EpochMs } from "./vocabulary.ts";

/** One stay of an agent in one state, as it truly was. */
interface Stay {
  readonly state: AgentState;
  readonly statusCode: string | null;
  readonly queueId: string | null;
  readonly contactId: string | null;
  readonly since: EpochMs;
  readonly until: EpochMs;
}

interface History {
  readonly agentId: string;
  readonly stays: readonly Stay[];
  /** What the upstream says of it, in order: each stay when it begins, some of them again. */
  readonly tellings: readonly AgentReport[];
}

/** Where an agent may go from each state; to wrap-up only from a call, since this is the truth. */
const NEXT: Record<AgentState, readonly AgentState[]> = {
  READY: ["CALL", "NOT_READY", "SIGNED_OUT", "UNKNOWN"],
  NOT_READY: ["READY", "NOT_READY", "CALL", "SIGNED_OUT"],
  CALL: ["AFTER_CALL_WORK", "WRAP_UP", "READY", "NOT_READY"],
  AFTER_CALL_WORK: ["WRAP_UP", "READY", "NOT_READY", "CALL"],
  WRAP_UP: ["READY", "NOT_READY", "SIGNED_OUT"],
  SIGNED_OUT: ["READY", "NOT_READY"],
  UNKNOWN: ["READY", "UNKNOWN"],
};

/** Much is short here: what the jitter allows is what could be mistaken. */
const lengthMs = fc.oneof(
  fc.constantFrom(1, 400, 999, BOUNDS.sinceJitterMs, BOUNDS.sinceJitterMs + 1),
  fc.integer({ min: 1, max: 20 * MINUTE }),
);

const stayShape = fc.record({
  turn: fc.nat(3),
  code: fc.constantFrom(null, "A", "B"),
  lengthMs,
  /** When within the stay it is told again, as shares of it. */
  again: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 2 }),
  isWholeSeconds: fc.boolean(),
});

function historyOf(
  agentId: string,
  shapes: readonly (typeof stayShape extends fc.Arbitrary<infer S> ? S : never)[],
): History {
  const stays: Stay[] = [];
  const tellings: AgentReport[] = [];
  let since = T0;
  for (const [index, { turn, code, lengthMs: stayMs, again, isWholeSeconds }] of shapes.entries()) {
    const before = stays.at(-1);
    const choices = NEXT[before?.state ?? "SIGNED_OUT"];
    const state = choices[turn % choices.length] ?? "READY";
    const isWrapping = state === "AFTER_CALL_WORK" || state === "WRAP_UP";
    const contactId = isWrapping
      ? (before?.contactId ?? null)
      : state === "CALL"
        ? `${agentId}-${index}`
        : null;
    const stay: Stay = {
      state,
      // Two stays in one state differ in something, or they were one.
      statusCode: before?.state === state ? `${code}-${index}` : code,
      queueId: contactId === null ? null : "sales",
      contactId,
      since,
      until: since + stayMs,
    };
    stays.push(stay);
    const seenAts = new Set([0, ...again.map((share) => Math.floor(share * (stayMs - 1)))]);
    for (const seenMs of [...seenAts].sort((one, other) => one - other)) {
      const durationMs = isWholeSeconds ? Math.floor(seenMs / SECOND) * SECOND : seenMs;
      tellings.push(reportOf(agentId, stay, since + seenMs, durationMs));
    }
    since = stay.until;
  }
  return { agentId, stays, tellings };
}

function reportOf(agentId: string, stay: Stay, lastUpdated: EpochMs, durationMs: number): AgentReport {
  const { state, statusCode, queueId, contactId } = stay;
  const rawState = state === "UNKNOWN" ? `RAW ${statusCode}` : null;
  return report(state, { agentId, rawState, statusCode, queueId, contactId, lastUpdated, durationMs });
}

/** The last stay as ground truth tells it: to the millisecond, with the last_updated of the last telling. */
function truthOf({ agentId, stays, tellings }: History): AgentReport {
  const stay = stays.at(-1);
  const last = tellings.at(-1);
  if (stay === undefined || last === undefined) throw new Error("a history without a stay");
  return reportOf(agentId, stay, last.lastUpdated, last.lastUpdated - stay.since);
}

const histories = fc
  .array(fc.array(stayShape, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 })
  .map((each) => each.map((shapes, index) => historyOf(`agent-${index}`, shapes)));

/** What reached the floor, by place in a history: any order, any repetition, any loss, and bad rounds between. */
const deliveries = fc.array(
  fc.record({
    agent: fc.nat(2),
    place: fc.nat(40),
    by: fc.constantFrom("stream", "stream", "stream", "stream", "staleRound", "holeyRound"),
  }),
  { maxLength: 60, size: "max" },
);

type Delivery = typeof deliveries extends fc.Arbitrary<(infer D)[]> ? D : never;

const NOW = T0 + 300 * MINUTE;
const wrap = <T>(list: readonly T[], place: number): T | undefined => list[place % list.length];

function deliver(floor: Floor, all: readonly History[], { agent, place, by }: Delivery): void {
  const history = wrap(all, agent);
  const told = history === undefined ? undefined : wrap(history.tellings, place);
  if (told === undefined) return;
  if (by === "stream") step(floor, { kind: "agentState", report: told }, NOW);
  if (by === "staleRound") step(floor, truth([told]), NOW);
  // Everybody was asked for, and one only is answered for.
  if (by === "holeyRound")
    step(
      floor,
      truth(
        [told],
        all.map(({ agentId }) => agentId),
      ),
      NOW,
    );
}

describe("a truthful history, told in any order, with any repetition and any loss", () => {
  it("[A3] [C2] then reconciled once is the truth for every agent", () => {
    let gaps = 0;
    fc.assert(
      fc.property(histories, deliveries, (all, delivered) => {
        const floor = floorOf();
        for (const delivery of delivered) deliver(floor, all, delivery);
        for (const { gap } of floor.agents.values()) if (gap !== null) gaps += 1;
        step(floor, truth(all.map(truthOf)), NOW);
        for (const history of all) {
          const { state, rawState, statusCode, queueId, contactId, lastUpdated } = truthOf(history);
          expect(floor.agents.get(history.agentId)).toMatchObject({
            state,
            rawState,
            statusCode,
            queueId,
            contactId,
            lastUpdated,
            since: history.stays.at(-1)?.since,
            wrapUpTrusted: true,
            missedRounds: 0,
          });
        }
      }),
      { numRuns: 500 },
    );
    expect(gaps).toBeGreaterThan(0);
  });

  it("[A3] without a loss needs no reconciliation to be the truth, to within the jitter", () => {
    fc.assert(
      fc.property(histories, fc.array(fc.nat(200), { maxLength: 60 }), (all, places) => {
        const floor = floorOf();
        const tellings = all.flatMap((history) => history.tellings);
        // Told in order, with stragglers and repetitions between.
        for (const [index, told] of tellings.entries()) {
          const early = tellings.slice(0, index + 1);
          for (const one of [told, wrap(early, places[index] ?? 0) ?? told]) {
            step(floor, { kind: "agentState", report: one }, NOW);
          }
        }
        for (const history of all) {
          const stay = history.stays.at(-1);
          const agent = floor.agents.get(history.agentId);
          expect(agent).toMatchObject({
            state: stay?.state,
            statusCode: stay?.statusCode,
            queueId: stay?.queueId,
            contactId: stay?.contactId,
            gap: null,
          });
          expect(Math.abs((agent?.since ?? 0) - (stay?.since ?? 0))).toBeLessThanOrEqual(
            BOUNDS.sinceJitterMs,
          );
        }
      }),
    );
  });

  it("[A11] a call's length, where one is told, is its length", () => {
    let told = 0;
    fc.assert(
      fc.property(histories, deliveries, (all, delivered) => {
        const floor = floorOf();
        for (const delivery of delivered) {
          deliver(floor, all, delivery);
          for (const { lastCall } of floor.agents.values()) {
            if (lastCall === null || lastCall.talkMs === null) continue;
            told += 1;
            const stay = all
              .flatMap(({ stays }) => stays)
              .find(({ state, contactId }) => state === "CALL" && contactId === lastCall.contactId);
            const trueMs = stay === undefined ? Number.NaN : stay.until - stay.since;
            // The length of a wrap-up under its first word may be hidden in it, and whole seconds wander.
            const hiddenMs = firstWrapUpMs(all, lastCall.contactId);
            expect(lastCall.talkMs).toBeGreaterThanOrEqual(trueMs - BOUNDS.sinceJitterMs);
            expect(lastCall.talkMs).toBeLessThanOrEqual(trueMs + hiddenMs + BOUNDS.sinceJitterMs);
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(told).toBeGreaterThan(0);
  });

  it("[A7] a wrap-up that may raise an alarm never looks longer than it is", () => {
    let trusted = 0;
    fc.assert(
      fc.property(histories, deliveries, (all, delivered) => {
        const floor = floorOf();
        for (const delivery of delivered) {
          deliver(floor, all, delivery);
          for (const { wrapUpSince, wrapUpTrusted, contactId } of floor.agents.values()) {
            if (wrapUpSince === null || !wrapUpTrusted) continue;
            trusted += 1;
            const call = all.flatMap(({ stays }) => stays).find((stay) => stay.contactId === contactId);
            expect(wrapUpSince).toBeGreaterThanOrEqual(call?.until ?? Number.NaN);
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(trusted).toBeGreaterThan(0);
  });
});

/** How long a contact's wrap-up lasted under its first word, where a second one followed. */
function firstWrapUpMs(all: readonly History[], contactId: string | null): number {
  const own = all.flatMap(({ stays }) => stays).filter((stay) => stay.contactId === contactId);
  const wrapUps = own.filter(({ state }) => state !== "CALL");
  return wrapUps.slice(0, -1).reduce((sum, { since, until }) => sum + until - since, 0);
}

describe("the queues' side of the same stream", () => {
  it("[C6] the queues are the same whatever rounds of truth come between", () => {
    const events = fc.array(fc.nat(50), { maxLength: 20 });
    fc.assert(
      fc.property(events, histories, (seconds, all) => {
        const [quiet, asked] = [floorOf(), floorOf()];
        for (const [index, second] of seconds.entries()) {
          const at = T0 + second * SECOND;
          for (const floor of [quiet, asked]) {
            step(floor, stats({ at, waitSeconds: index }), NOW);
            step(floor, interaction({ at, contactId: `call_${index}` }), NOW);
          }
          step(asked, truth(all.map(truthOf)), NOW);
        }
        expect([asked.clock, ...statsOf(asked)]).toEqual([quiet.clock, ...statsOf(quiet)]);
        expect(asked.contacts).toEqual(quiet.contacts);
      }),
    );
  });
});

const statsOf = (floor: Floor) =>
  Array.from(floor.queues.values(), ({ id, stats: held, previousStats }) => ({ id, held, previousStats }));
