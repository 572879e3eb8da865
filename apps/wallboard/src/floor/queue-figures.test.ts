import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AT, queue, quietWindow } from "../../test/pieces.ts";
import { type Combined, combine, type QueueFigure } from "./combined.ts";
import { mediaMix } from "./media-mix.ts";
import { limitsBy } from "./queue-limits.ts";
import { inOrder } from "./queue-order.ts";
import { severityOf, USUAL_YARDSTICK } from "./queue-severity.ts";

const HOUR = 3_600_000;
const busy = (change: object) => ({ ...quietWindow, ...change });
const said = (figure: QueueFigure, queues: Parameters<typeof combine>[0]): Combined =>
  combine(queues, { figure, span: "last1h", todayMs: null });

describe("a figure of several queues", () => {
  const a = queue({
    id: "a",
    waiting: 2,
    unsureWaiting: 1,
    waitSeconds: 40,
    longestWaitSince: AT - 90_000,
    last1h: busy({
      offered: 100,
      answered: 90,
      abandoned: 10,
      serviceLevelPct: 70,
      serviceLevelOf: 100,
      asaSeconds: 10,
    }),
  });
  const b = queue({
    id: "b",
    waiting: 3,
    waitSeconds: 130,
    longestWaitSince: AT - 20_000,
    last1h: busy({
      offered: 20,
      answered: 10,
      abandoned: 10,
      serviceLevelPct: 20,
      serviceLevelOf: 10,
      asaSeconds: 60,
    }),
  });

  it.each([
    ["waiting", 5],
    ["offered", 120],
    ["answered", 100],
    ["abandoned", 20],
    ["abandonPct", 100 / 6],
    ["serviceLevel", (70 * 100 + 20 * 10) / 110],
    ["asa", (10 * 90 + 60 * 10) / 100],
    ["waitNow", 130],
  ] as const)("is put together from their parts: %s is %s", (figure, value) => {
    expect(said(figure, [a, b])).toMatchObject({
      kind: "value",
      value: expect.closeTo(value, 9),
      sight: "whole",
    });
  });

  it("the longest wait is the longest of all, and grows by itself", () => {
    expect(said("longestWait", [b, a])).toEqual({ kind: "since", since: AT - 90_000 });
  });

  it("says how many more may wait", () => {
    expect(said("waiting", [a, b])).toMatchObject({ value: 5, unsure: 1 });
  });

  const empty = queue({ id: "e", waitSeconds: null, last1h: quietWindow });
  it.each([
    ["waiting", [], "noQueues"],
    ["longestWait", [empty], "nobodyWaits"],
    ["waitNow", [empty], "nothingYet"],
    ["abandonPct", [empty, empty], "nothingYet"],
    ["serviceLevel", [empty, empty], "nothingYet"],
    ["serviceLevel", [a, queue({ ...b, variant: "answeredOnly" })], "differentFormulas"],
    ["serviceLevel", [a, queue({ ...b, thresholdSeconds: 30 })], "differentFormulas"],
    ["serviceLevel", [a, queue({ id: "c" })], "perQueueOnly"],
    ["aht", [a, b].map((one) => ({ ...one, last1h: busy({ ahtSeconds: 300 }) })), "perQueueOnly"],
  ] as const)("is – and says why rather than being made up: %s of %#", (figure, queues, why) => {
    expect(said(figure, queues)).toEqual({ kind: "nothing", why });
  });

  it("of one queue is that queue's own, whatever its formula's parts", () => {
    const alone = queue({ id: "a", last1h: busy({ serviceLevelPct: 77.7, ahtSeconds: 310 }) });
    expect(said("serviceLevel", [alone])).toMatchObject({ value: 77.7 });
    expect(said("aht", [alone])).toMatchObject({ value: 310 });
  });

  it("is marked where a part of it was not seen", () => {
    const blind = (blindMs: number) => queue({ ...b, id: "x", last1h: { ...b.last1h, blindMs } });
    expect(said("offered", [a, blind(1)])).toMatchObject({ sight: "partly" });
    expect(said("offered", [a, blind(HOUR / 2 + 1)])).toMatchObject({ sight: "hardly" });
    expect(said("waitNow", [a, empty])).toMatchObject({ value: 40, sight: "partly" });
  });

  it("is never outside of what its parts are", () => {
    const part = fc.record({
      share: fc.double({ min: 0, max: 100, noNaN: true }),
      of: fc.integer({ min: 1, max: 9_999 }),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 100 }), (parts) => {
        const queues = parts.map(({ share, of }, n) =>
          queue({ id: `q${n}`, last1h: busy({ offered: of, serviceLevelPct: share, serviceLevelOf: of }) }),
        );
        const found = said("serviceLevel", queues);
        const shares = parts.map(({ share }) => share);
        if (found.kind !== "value") throw new Error("nothing was found");
        expect(found.value).toBeGreaterThanOrEqual(Math.min(...shares) - 1e-9);
        expect(found.value).toBeLessThanOrEqual(Math.max(...shares) + 1e-9);
      }),
    );
  });
});

describe("limits per queue", () => {
  const goal = {
    thresholdSeconds: 20,
    shortAbandonSeconds: 20,
    goalPct: 80,
    variant: "ignoreAbandons" as const,
  };
  const limitsOf = limitsBy({
    all: { ...goal, warnWaitSeconds: null, alarmWaitSeconds: null, warnWaiting: null, alarmWaiting: null },
    queues: [
      { queueId: "vip", ...goal, warnWaitSeconds: 10, alarmWaitSeconds: 30, warnWaiting: 2, alarmWaiting: 4 },
      {
        queueId: "__proto__",
        ...goal,
        warnWaitSeconds: 1,
        alarmWaitSeconds: 2,
        warnWaiting: 1,
        alarmWaiting: 1,
      },
    ],
  });
  const yardstick = { ...USUAL_YARDSTICK, limitsOf };

  it.each([
    [{ id: "vip", waitSeconds: 9 }, "fine"],
    [{ id: "vip", waitSeconds: 10 }, "longWait"],
    [{ id: "vip", waitSeconds: 30 }, "veryLongWait"],
    [{ id: "vip", waiting: 2 }, "tooMany"],
    [{ id: "vip", waiting: 4 }, "farTooMany"],
    [{ id: "__proto__", waitSeconds: 2 }, "veryLongWait"],
    [{ id: "other", waitSeconds: 900, waiting: 99 }, "fine"],
  ])("are what %j is judged by: %s", (change, word) => {
    expect(severityOf(queue(change), AT, AT, yardstick).word).toBe(word);
  });

  it("are the guide's until an administrator's are known", () => {
    expect(
      severityOf(queue({ id: "any", waitSeconds: 120 }), AT, AT, { ...yardstick, limitsOf: limitsBy(null) })
        .word,
    ).toBe("longWait");
  });
});

describe("queues in a widget", () => {
  const input = { floorNow: AT, clock: AT, yardstick: USUAL_YARDSTICK };
  const queues = [
    queue({ id: "1", name: "Ärger", waiting: 1 }),
    queue({ id: "2", name: "Zoll", waiting: 9 }),
    queue({ id: "3", name: "Abo", waiting: 1, waitSeconds: 60 }),
  ];
  const ids = (order: "need" | "name" | "waiting") =>
    inOrder(queues, { ...input, order }).map(({ id }) => id);

  it("stand by name as people sort it, or by those who wait", () => {
    expect(ids("name")).toEqual(["3", "1", "2"]);
    expect(ids("waiting")).toEqual(["2", "3", "1"]);
  });

  it("stand by need as everywhere", () => {
    expect(ids("need")).toEqual(["3", "2", "1"]);
  });
});

describe("the media mix", () => {
  it("sums by medium, and keeps apart what nobody knows", () => {
    const lines = mediaMix(
      [
        queue({ id: "1", media: "chat", waiting: 2, today: busy({ answered: 5, abandoned: 1 }) }),
        queue({ id: "2", media: "voice", waiting: 1, today: busy({ answered: 50, blindMs: 1 }) }),
        queue({ id: "3", media: null, waiting: 4 }),
        queue({ id: "4", media: "chat", unsureWaiting: 3, today: busy({ answered: 7 }) }),
      ],
      "today",
      8 * HOUR,
    );
    expect(lines).toEqual([
      { media: "voice", queues: 1, waiting: 1, unsure: 0, answered: 50, abandoned: 0, sight: "partly" },
      { media: "chat", queues: 2, waiting: 2, unsure: 3, answered: 12, abandoned: 1, sight: "whole" },
      { media: "unknown", queues: 1, waiting: 4, unsure: 0, answered: 0, abandoned: 0, sight: "whole" },
    ]);
  });
});
