import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  floorOf,
  HOUR,
  interaction,
  pictureOf,
  QUEUE,
  queueIn,
  SECOND,
  stats,
  T0,
  told,
} from "../../test/floor-kit.ts";
import { BOUNDS } from "../bounds.ts";
import { step } from "../step.ts";
import { MEDIA } from "../vocabulary.ts";
import { waitTrend } from "./queue.ts";

/** The guide's `queue_stats_update`, section 3, as `cxone` reads it. */
const GUIDE_STATS = stats({ at: Date.UTC(2024, 4, 15, 14, 32, 12) });

describe("the guide's own event", () => {
  it("[Q1] is held figure for figure, with the instant it is from", () => {
    const floor = floorOf();
    const outcome = step(floor, GUIDE_STATS, T0 + 3 * SECOND);
    expect(outcome).toMatchObject({ verdict: "applied", reason: "newStats", queues: [QUEUE], facts: [] });
    expect(queueIn(floor).stats).toEqual({
      at: T0 + 2 * SECOND,
      waitSeconds: 120,
      abandonedCount: 3,
      availableAgents: 4,
      callVolume1h: 145,
      serviceLevelPct: 78.5,
    });
  });
});

describe("newest timestamp wins", () => {
  it.each([
    ["duplicate", 0],
    ["older", -1],
  ])("[Q1] a reading that is a %s says so and changes nothing", (reason, byMs) => {
    const floor = floorOf();
    step(floor, GUIDE_STATS, T0);
    const before = pictureOf(floor);
    const again = stats({ at: GUIDE_STATS.at + byMs, waitSeconds: 1, queueName: "Other" });
    expect(step(floor, again, T0)).toMatchObject({ verdict: "unchanged", reason, queues: [] });
    expect(pictureOf(floor)).toEqual(before);
  });

  it("[Q2] a figure that the newest reading does not tell is absent, never the old one", () => {
    const floor = floorOf();
    step(floor, GUIDE_STATS, T0);
    step(floor, stats({ at: T0 + 5 * SECOND, serviceLevelPct: null }), T0 + 5 * SECOND);
    expect(queueIn(floor).stats).toMatchObject({ serviceLevelPct: null, waitSeconds: 120 });
  });

  it("[Q2] a name once told stays", () => {
    const floor = floorOf();
    step(floor, stats({ queueName: "Sales" }), T0);
    step(floor, stats({ at: T0 + SECOND }), T0 + SECOND);
    expect(queueIn(floor).name).toBe("Sales");
  });

  it("[Q3] a reading from the future is refused and leaves no queue behind", () => {
    const floor = floorOf();
    const outcome = step(floor, stats({ at: T0 + BOUNDS.futureToleranceMs + 1 }), T0);
    expect(outcome).toMatchObject({ verdict: "refused", reason: "fromFuture" });
    expect(floor).toMatchObject({ clock: 0, queues: new Map() });
  });
});

describe("the most a floor holds", () => {
  const full = () => {
    const floor = floorOf();
    for (let count = 0; count < BOUNDS.queuesMax; count += 1) {
      step(floor, stats({ queueId: `queue-${count}` }), T0);
    }
    return floor;
  };

  it.each([stats({ queueId: "one more" }), interaction({ queueId: "one more" })])(
    "[Q4] one queue more is refused: $kind",
    (input) => {
      const floor = full();
      expect(step(floor, input, T0)).toMatchObject({ verdict: "refused", reason: "tooManyQueues" });
      expect(floor.queues.size).toBe(BOUNDS.queuesMax);
      const known = stats({ queueId: "queue-3", at: T0 + SECOND });
      expect(step(floor, known, T0 + SECOND).verdict).toBe("applied");
    },
  );
});

describe("the trend of the wait", () => {
  it.each([
    [100, 120, 1],
    [120, 100, -1],
    [120, 120, 0],
    [null, 120, null],
    [120, null, null],
  ])("[Q5] from %s to %s is %s", (before, now, expected) => {
    const floor = floorOf();
    step(floor, stats({ waitSeconds: before }), T0);
    expect(waitTrend(queueIn(floor))).toBeNull();
    step(floor, stats({ at: T0 + 5 * SECOND, waitSeconds: now }), T0 + 5 * SECOND);
    expect(waitTrend(queueIn(floor))).toBe(expected);
  });
});

describe("queues that are made by the way", () => {
  it("[Q4] a contact makes its queue known", () => {
    const floor = floorOf();
    expect(step(floor, interaction(), T0)).toMatchObject({ verdict: "applied", queues: [QUEUE] });
    expect(queueIn(floor).stats).toBeNull();
  });

  it("[Q4] and names it even where the contact has moved on from it", () => {
    const floor = floorOf();
    step(floor, interaction({ queueId: "second" }), T0);
    const earlier = interaction({ queueId: "first", at: T0 - SECOND });
    expect(step(floor, earlier, T0).queues).toContain("first");
  });

  it("[Q4] an agent's event does not: it is no word about a queue", () => {
    const floor = floorOf();
    step(floor, told("CALL", { queueId: QUEUE }), T0);
    expect(floor.queues.size).toBe(0);
  });

  it("[Q4] a contact event that is too late to be let in leaves no queue behind", () => {
    const floor = floorOf();
    step(floor, stats({ queueId: "other" }), T0);
    const late = interaction({ at: T0 - BOUNDS.lateEventMs - 1 });
    expect(step(floor, late, T0)).toMatchObject({ verdict: "refused", reason: "tooLate" });
    expect([...floor.queues.keys()]).toEqual(["other"]);
  });

  it("[Q4] a contact event that adds nothing leaves no queue behind", () => {
    const floor = floorOf();
    step(floor, interaction({ queueId: "second" }), T0);
    expect(step(floor, interaction({ queueId: "first" }), T0).reason).toBe("duplicate");
    expect([...floor.queues.keys()]).toEqual(["second"]);
  });
});

describe("what a queue is for", () => {
  it("[Q9] is not known from readings, and is learned from the newest contact event", () => {
    const floor = floorOf();
    step(floor, stats(), T0);
    expect(queueIn(floor).media).toBeNull();
    step(floor, interaction({ media: "chat" }), T0);
    expect(queueIn(floor).media).toBe("chat");
    step(floor, interaction({ contactId: "call_2", at: T0 + SECOND, media: "email" }), T0 + SECOND);
    expect(queueIn(floor).media).toBe("email");
  });

  it("[Q9] is the same in whatever order the events come", () => {
    const event = fc.record({ media: fc.constantFrom(...MEDIA), second: fc.nat({ max: 3 }) });
    fc.assert(
      fc.property(
        fc.array(event, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        (events, keys) => {
          const inputs = events.map(({ media, second }, n) =>
            interaction({ contactId: `call_${n}`, media, at: T0 + second * SECOND, queuedAt: T0 }),
          );
          const learned = (list: typeof inputs) => {
            const floor = floorOf();
            for (const input of list) step(floor, input, T0 + 10 * SECOND);
            return queueIn(floor).media;
          };
          const shuffled = inputs
            .map((input) => ({ input, key: keys.next().value }))
            .sort((a, b) => a.key - b.key)
            .map(({ input }) => input);
          expect(learned(shuffled)).toBe(learned(inputs));
        },
      ),
    );
  });

  it("[Q9] is not learned from what is not let in", () => {
    const floor = floorOf();
    step(floor, interaction({ media: "chat" }), T0);
    const late = interaction({ contactId: "call_2", at: T0 + 3 * HOUR, media: "voice" });
    expect(step(floor, late, T0)).toMatchObject({ verdict: "refused" });
    expect(queueIn(floor).media).toBe("chat");
  });
});
