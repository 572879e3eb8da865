import { createFloor, type FloorInput, step } from "@callboard/core";
import { START } from "@callboard/shell/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SITE } from "../test/timeline.ts";
import { FigureBook } from "./queue-figures.ts";

type Act = { readonly what: string; readonly id: string; readonly afterMs: number };

const acts = fc.array(
  fc.record({
    what: fc.constantFrom(
      "QUEUED",
      "ANSWERED",
      "ABANDONED",
      "reading",
      "blind",
      "seeing",
      "site",
      "CALL",
      "READY",
    ),
    id: fc.constantFrom("1", "2", "3"),
    afterMs: fc.oneof(fc.nat({ max: 9_000 }), fc.nat({ max: 1_200_000 })),
  }),
  { minLength: 5, maxLength: 60 },
);

function inputOf({ what, id }: Act, at: number): FloorInput {
  switch (what) {
    case "reading":
      return {
        ...{ kind: "queueStats", queueId: "q1", queueName: null, at, waitSeconds: at % 90 },
        ...{ abandonedCount: 1, availableAgents: 2, callVolume1h: 3, serviceLevelPct: 80 },
      };
    case "blind":
    case "seeing":
      return { kind: "feed", seeing: what === "seeing", at };
    case "site": {
      const queueGoal = { ...SITE.queueGoal, thresholdSeconds: 10 * Number(id) };
      return { kind: "site", site: { ...SITE, queueGoal, zone: id === "1" ? "Asia/Kathmandu" : "UTC" } };
    }
    case "CALL":
    case "READY":
      return {
        kind: "agentState",
        report: {
          ...{ agentId: id, state: what, rawState: null, statusCode: null, queueId: "q1", contactId: null },
          ...{ direction: null, at, durationMs: 0, lastUpdated: at },
        },
      };
    default:
      return {
        ...{ kind: "interaction", contactId: id, queueId: "q1", agentId: null, media: "voice" },
        ...{ phase: what as "QUEUED", direction: "INBOUND", at, queuedAt: null, offeredAt: null },
        ...{ answeredAt: null, endedAt: null },
      };
  }
}

describe("a queue's figures", () => {
  it("are the same from a book that remembers its drawings as from one that has none", () => {
    fc.assert(
      fc.property(acts, (list) => {
        const floor = createFloor(SITE);
        const book = new FigureBook(floor);
        let now = START;
        for (const act of list) {
          step(floor, inputOf(act, now), now);
          for (const queue of floor.queues.values()) {
            expect(book.of(queue)).toEqual(new FigureBook(floor).of(queue));
          }
          now += act.afterMs;
        }
      }),
    );
  });

  it("are not summed up again for a reading, and are as soon as a contact goes into them", () => {
    const floor = createFloor(SITE);
    const book = new FigureBook(floor);
    const take = (what: string, afterMs: number) => {
      step(floor, inputOf({ what, id: "1", afterMs }, START + afterMs), START + afterMs);
      const queue = floor.queues.get("q1");
      if (queue === undefined) throw new Error("no queue");
      return book.of(queue).shared;
    };
    const first = take("reading", 0);
    const second = take("reading", 1_000);
    expect(second.last1h).toBe(first.last1h);
    expect(second.statsAt).not.toBe(first.statsAt);
    take("QUEUED", 2_000);
    expect(take("ABANDONED", 3_000).last15m.abandoned).toBe(1);
    expect(take("reading", 11_000).last15m).not.toBe(second.last15m);
  });
});
