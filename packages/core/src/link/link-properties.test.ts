import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BOUNDS } from "../bounds.ts";
import { guideDelayMs } from "./backoff.ts";
import { IDLE_LINK, LINK_FAILURES, type LinkEvent, type LinkState } from "./link.ts";
import { linkStep } from "./link-step.ts";

interface Happening {
  readonly event: LinkEvent;
  readonly afterMs: number;
  readonly chances: { readonly jitter: number; readonly spread: number };
}

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const retryAfterMs = fc.option(fc.integer({ min: -1_000, max: 10_000_000 }));

const due: LinkEvent = { kind: "due" };
const closed: LinkEvent = { kind: "closed", code: 1006 };

const failure: fc.Arbitrary<LinkEvent> = fc.record({
  kind: fc.constant("failed" as const),
  why: fc.constantFrom(...LINK_FAILURES),
  retryAfterMs,
});

/** Events at any time, most of them out of place. */
const noise: fc.Arbitrary<LinkEvent> = fc.oneof(
  fc.constantFrom<LinkEvent>({ kind: "start" }, { kind: "opened" }, { kind: "message" }, { kind: "silent" }),
  fc.constant(due),
  fc.constant(closed),
  failure,
);

const chances = fc.record({ jitter: chance, spread: chance });
const shortMs = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40_000 }));
const soon = (what: fc.Arbitrary<LinkEvent>): fc.Arbitrary<Happening> =>
  fc.record({ event: what, afterMs: shortMs, chances });
/** Longer than any wait can be, so that the next dial is certain to come. */
const late = fc.record({ event: fc.constant(due), afterMs: fc.constant(20 * 60_000), chances });

/** A dial and its end, what happens out of place, a `due` that may be early, and one that is not. */
const round: fc.Arbitrary<Happening[]> = fc
  .tuple(
    fc.oneof(
      { weight: 6, arbitrary: fc.tuple(soon(failure)) },
      { weight: 2, arbitrary: fc.tuple(soon(fc.constant({ kind: "opened" })), soon(fc.constant(closed))) },
      {
        weight: 1,
        arbitrary: fc.tuple(
          soon(fc.constant({ kind: "opened" })),
          soon(fc.constant({ kind: "message" })),
          soon(fc.constantFrom<LinkEvent>(closed, { kind: "silent" })),
        ),
      },
    ),
    fc.array(soon(noise), { maxLength: 3 }),
    soon(fc.constant(due)),
    late,
  )
  .map(([life, between, early, last]) => [...life, ...between, early, last]);

const happenings = fc.array(round, { minLength: 6, maxLength: 25 }).map((rounds) => rounds.flat());

interface Seen {
  readonly now: number;
  readonly before: LinkState;
  readonly after: LinkState;
  readonly dialed: boolean;
}

/** Plays the happenings on one link and keeps each step. */
function play(list: readonly Happening[]): Seen[] {
  let state: LinkState = IDLE_LINK;
  let now = 1_800_000_000_000;
  return [
    { event: { kind: "start" }, afterMs: 0, chances: { jitter: 0, spread: 0 } } as Happening,
    ...list,
  ].map(({ event: what, afterMs, chances }) => {
    now += afterMs;
    const before = state;
    const step = linkStep(before, what, now, chances);
    state = step.state;
    return { now, before, after: state, dialed: step.action.kind === "dial" };
  });
}

const isLive = (state: LinkState): boolean => state.kind === "dialing" || state.kind === "open";

describe("whatever happens to a link", () => {
  it("[L13] it never dials while a dial or an open link lives (invariant 11)", () => {
    fc.assert(
      fc.property(happenings, (list) => {
        for (const { before, after, dialed } of play(list)) {
          expect(dialed && isLive(before)).toBe(false);
          expect(dialed).toBe(after.kind === "dialing" && before.kind !== "dialing");
        }
      }),
    );
  });

  it("[L3] between an end and the next dial lies at least the guide's backoff for the failures so far", () => {
    let compared = 0;
    fc.assert(
      fc.property(happenings, (list) => {
        let endedAt: number | null = null;
        for (const { now, before, after, dialed } of play(list)) {
          if (isLive(before) && !isLive(after)) endedAt = now;
          if (!dialed || endedAt === null || after.kind !== "dialing") continue;
          compared += 1;
          expect(now - endedAt).toBeGreaterThanOrEqual(guideDelayMs(Math.max(0, after.attempt - 1), 0));
        }
      }),
    );
    expect(compared).toBeGreaterThan(100);
  });

  it("[L4] after five failures in a row no dial comes within 30 s", () => {
    let compared = 0;
    fc.assert(
      fc.property(happenings, (list) => {
        let endedAt = 0;
        for (const { now, before, after, dialed } of play(list)) {
          if (isLive(before) && !isLive(after)) endedAt = now;
          if (!dialed || after.kind !== "dialing" || after.attempt < BOUNDS.breakerFailures) continue;
          compared += 1;
          expect(now - endedAt).toBeGreaterThanOrEqual(BOUNDS.breakerPauseMs);
        }
      }),
    );
    expect(compared).toBeGreaterThan(10);
  });

  it("[L4] failures are forgiven by nothing but a proven link", () => {
    const failuresOf = (state: LinkState): number =>
      state.kind === "idle" ? 0 : state.kind === "paused" ? state.failures : state.attempt;
    fc.assert(
      fc.property(happenings, (list) => {
        for (const { before, after } of play(list)) {
          if (failuresOf(after) < failuresOf(before))
            expect(after).toMatchObject({ kind: "open", proven: true });
        }
      }),
    );
  });

  it("[L8] no wait is longer than the longest Retry-After and its spread", () => {
    fc.assert(
      fc.property(happenings, (list) => {
        for (const { after } of play(list)) {
          if (after.kind !== "waiting" && after.kind !== "paused") continue;
          const longestMs = BOUNDS.retryAfterMaxMs * (1 + BOUNDS.spreadShare);
          expect(after.untilMs - after.sinceMs).toBeLessThanOrEqual(longestMs);
        }
      }),
    );
  });

  it("[L16] a stop is final, and a start afterwards is a fresh link", () => {
    fc.assert(
      fc.property(happenings, (list) => {
        const last = play(list).at(-1)?.after ?? IDLE_LINK;
        const stopped = linkStep(last, { kind: "stop" }, 0, { jitter: 0, spread: 0 });
        expect(stopped).toEqual({ state: IDLE_LINK, action: { kind: "none" } });
      }),
    );
  });
});
