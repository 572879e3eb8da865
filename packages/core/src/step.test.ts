import { describe, expect, it } from "vitest";
import {
  AGENT,
  agentIn,
  floorOf,
  HOUR,
  hear,
  interaction,
  MINUTE,
  pictureOf,
  QUEUE,
  queueIn,
  report,
  SECOND,
  site,
  stats,
  T0,
  told,
  truth,
} from "../test/floor-kit.ts";
import { BOUNDS } from "./bounds.ts";
import { waitingContacts } from "./contact/waiting.ts";
import { DEFAULT_QUEUE_GOAL } from "./site.ts";
import { step } from "./step.ts";
import { figures } from "./windows/figures.ts";

describe("the event clock", () => {
  it("[S2] is the newest instant of what was let in, of whatever kind", () => {
    const floor = floorOf();
    expect(floor.clock).toBe(0);
    const inputs = [
      [told("READY"), T0],
      [stats({ at: T0 + 2 * SECOND }), T0 + 2 * SECOND],
      [interaction({ at: T0 + SECOND }), T0 + 2 * SECOND],
      [interaction({ phase: "OFFERED", at: T0 + 4 * SECOND }), T0 + 4 * SECOND],
    ] as const;
    for (const [input, expected] of inputs) {
      step(floor, input, T0 + MINUTE);
      expect(floor.clock).toBe(expected);
    }
  });

  it("[S2] is not moved by what is refused or changes nothing", () => {
    const floor = floorOf();
    hear(floor, told("READY"));
    const now = T0 + MINUTE;
    step(floor, told("CALL", { at: now, lastUpdated: T0 - SECOND }), now);
    step(floor, told("CALL", { at: now, lastUpdated: T0 }), now);
    for (const at of [now + HOUR, T0 - BOUNDS.lateEventMs - 1]) step(floor, interaction({ at }), now);
    step(floor, stats({ at: now + HOUR }), now);
    expect(floor.clock).toBe(T0);
  });

  it("[S2] is not moved by REST, by our own clock, or by settings", () => {
    const floor = floorOf();
    hear(floor, told("READY"));
    const now = T0 + HOUR;
    step(floor, truth([report("CALL", { lastUpdated: now })]), now);
    step(floor, { kind: "time" }, now);
    step(floor, { kind: "site", site: site() }, now);
    step(floor, { kind: "feed", seeing: false, at: now }, now);
    expect(floor.clock).toBe(T0);
  });

  it("[S5] an event from the future poisons nothing: what comes after it is let in", () => {
    const floor = floorOf();
    const future = T0 + 24 * HOUR;
    for (const input of [told("CALL", { at: future }), stats({ at: future }), interaction({ at: future })]) {
      expect(step(floor, input, T0)).toMatchObject({ verdict: "refused", reason: "fromFuture" });
    }
    expect(pictureOf(floor)).toEqual(pictureOf(floorOf()));
    expect(step(floor, told("READY"), T0).verdict).toBe("applied");
  });
});

describe("local time", () => {
  it("[S8] has no say in any record: over the change of the clocks two zones hold the same", () => {
    const pictures = ["Europe/Berlin", "Pacific/Chatham"].map((zone) => {
      const floor = floorOf({ zone });
      // Berlin's clocks go back at 01:00 UTC.
      const night = Date.UTC(2024, 9, 27, 0, 50);
      const call = { queueId: QUEUE, contactId: "call_1" } as const;
      for (const at of [night, night + 20 * MINUTE]) step(floor, stats({ at }), at);
      step(floor, interaction({ at: night }), night);
      step(floor, interaction({ phase: "ANSWERED", at: night + 15 * MINUTE }), night + 15 * MINUTE);
      hear(
        floor,
        told("READY", { at: night }),
        told("CALL", { ...call, at: night + 15 * MINUTE }),
        told("AFTER_CALL_WORK", { ...call, at: night + 25 * MINUTE, durationMs: MINUTE }),
      );
      expect(agentIn(floor).lastCall?.talkMs).toBe(9 * MINUTE);
      floor.baselines.queues.clear();
      return pictureOf(floor);
    });
    expect(pictures[0]).toEqual(pictures[1]);
  });
});

describe("what is refused or unchanged", () => {
  it("[S4] answers with a named reason and with nothing to draw", () => {
    const outcome = step(floorOf(), stats({ at: T0 + HOUR }), T0);
    expect(outcome).toEqual({
      verdict: "refused",
      reason: "fromFuture",
      agents: [],
      removedAgents: [],
      queues: [],
      removedQueues: [],
      facts: [],
      reconciled: null,
      learned: [],
    });
  });
});

describe("what a queue's readings teach", () => {
  it("[B1] is handed out when the hour ends, to be kept", () => {
    const floor = floorOf();
    const hour = Math.floor(T0 / HOUR) * HOUR;
    const learned = Array.from({ length: 62 }, (_, minute) => {
      const at = hour + minute * MINUTE;
      return step(floor, stats({ at, waitSeconds: 60 }), at).learned;
    }).flat();
    expect(learned).toMatchObject([{ queueId: QUEUE, figures: { weeks: 1, waitSeconds: 60 } }]);
  });
});

describe("when the desk begins or ceases to see", () => {
  const feed = (seeing: boolean, at: number) => ({ kind: "feed", seeing, at }) as const;

  it("[S6] the blind time is kept, and every queue is drawn anew", () => {
    const floor = floorOf();
    step(floor, stats(), T0);
    const blind = step(floor, feed(false, T0), T0 + 15 * SECOND);
    expect(blind).toMatchObject({ verdict: "applied", reason: "feedChanged", queues: [QUEUE] });
    expect(floor.blind).toEqual([{ from: T0, to: null }]);
    step(floor, feed(true, T0 + MINUTE), T0 + MINUTE);
    expect(floor.blind).toEqual([{ from: T0, to: T0 + MINUTE }]);
  });

  it("[S6] said again it changes nothing; it never ends before it began", () => {
    const floor = floorOf();
    expect(step(floor, feed(true, T0), T0).reason).toBe("nothingDue");
    step(floor, feed(false, T0), T0);
    expect(step(floor, feed(false, T0 + SECOND), T0)).toMatchObject({ reason: "nothingDue" });
    step(floor, feed(true, T0 - HOUR), T0);
    expect(floor.blind).toEqual([{ from: T0, to: T0 }]);
  });

  it("[S6] only the newest stretches are kept", () => {
    const floor = floorOf();
    for (let count = 0; count <= BOUNDS.blindIntervalsMax; count += 1) {
      step(floor, feed(false, T0 + count * MINUTE), T0);
      step(floor, feed(true, T0 + count * MINUTE + SECOND), T0);
    }
    expect(floor.blind).toHaveLength(BOUNDS.blindIntervalsMax);
    expect(floor.blind[0]?.from).toBe(T0 + MINUTE);
  });

  it("[K7] whoever was waiting is unsure from then on", () => {
    const floor = floorOf();
    step(floor, interaction(), T0);
    step(floor, feed(false, T0), T0);
    expect(waitingContacts(floor.contacts, QUEUE, floor.clock)).toMatchObject({ count: 0, unsureWaiting: 1 });
  });
});

describe("time alone", () => {
  it("[K6] forgets the contacts that are over, though no contact is heard of any more", () => {
    const floor = floorOf();
    step(floor, interaction({ phase: "ABANDONED" }), T0);
    step(floor, stats({ at: T0 + 4 * HOUR }), T0 + 4 * HOUR);
    expect(floor.contacts.contacts.size).toBe(1);
    step(floor, { kind: "time" }, T0 + 4 * HOUR);
    expect(floor.contacts.contacts.size).toBe(0);
  });
});

describe("a site that changes its settings", () => {
  it("[W9] counts the remembered contacts by the new goals", () => {
    const floor = floorOf();
    step(floor, interaction({ at: T0 }), T0);
    step(floor, interaction({ phase: "ANSWERED", at: T0 + 30 * SECOND }), T0 + 30 * SECOND);
    const within = () =>
      figures(queueIn(floor).windows, { kind: "last15m" }, floor.clock, "UTC").answeredWithin;
    expect(within()).toBe(0);
    const queueGoal = { ...DEFAULT_QUEUE_GOAL, thresholdSeconds: 45 };
    const outcome = step(floor, { kind: "site", site: site({ queueGoal }) }, T0 + MINUTE);
    expect(outcome).toMatchObject({ verdict: "applied", reason: "siteChanged", queues: [QUEUE] });
    expect(within()).toBe(1);
  });

  it("[R4] judges everybody again", () => {
    const floor = floorOf();
    hear(floor, told("NOT_READY", { statusCode: "L" }));
    const statusCodes = new Map([["L", { label: "Lunch", takesContacts: false }]]);
    expect(step(floor, { kind: "site", site: site({ statusCodes }) }, T0).agents).toEqual([AGENT]);
    expect(agentIn(floor).routability).toMatchObject({ reason: "notReady", detail: "Lunch" });
  });
});
