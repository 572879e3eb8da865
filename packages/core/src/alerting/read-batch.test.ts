/** What comes over the queue is a batch, or nothing. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, identity, moved, read } from "../../test/alerting-kit.ts";
import { BOUNDS } from "../bounds.ts";
import type { FloorBatch, FloorEvent } from "./batch.ts";
import { readBatch } from "./read-batch.ts";

const events: FloorEvent[] = [
  { kind: "who", who: identity("ada", { name: "<img onerror=x>", skillIds: null }) },
  moved("1s", "__proto__", "CALL", {
    queueId: "sales",
    context: {
      queueId: "sales",
      frozenAt: at("1s"),
      statsAt: null,
      waitSeconds: 3.5,
      serviceLevelPct: null,
      baseline: { weeks: 3, waitSeconds: 20, serviceLevelPct: 80, volume: null },
      waitDeviationSeconds: -16.5,
      serviceLevelDeviationPct: null,
    },
  }),
  read("2s", "sales"),
  { kind: "gone", agentIds: ["ada"], queueIds: [] },
];
const BATCH: FloorBatch = {
  ...{
    v: 1,
    tenant: "demo",
    lineage: "log",
    fromSeq: 4,
    toSeq: 9,
    at: at("5s"),
    clock: at("2s"),
    feed: "live",
  },
  events,
};
const overTheQueue = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("a batch", () => {
  it("is read as it was written", () => {
    expect(readBatch(overTheQueue(BATCH))).toEqual(BATCH);
  });

  it("of a newer build may tell more, which is dropped", () => {
    expect(readBatch(overTheQueue({ ...BATCH, mood: "good" }))).toEqual(BATCH);
  });

  it.each<[string, object]>([
    ["another version", { v: 2 }],
    ["seqs that run backwards", { fromSeq: 10 }],
    ["a seq that is none", { fromSeq: -1 }],
    ["a feed in a state that nobody knows", { feed: "sleepy" }],
    ["an instant beyond every calendar", { at: 1e17 }],
    ["an instant as a text", { clock: "now" }],
    ["no events", { events: null }],
    ["an event that nobody knows", { events: [{ kind: "party" }] }],
    ["an agent in a state that nobody knows", { events: [{ ...moved("1s", "a", "CALL"), from: "BUSY" }] }],
    ["an id that is too long", { events: [moved("1s", "x".repeat(BOUNDS.idCharsMax + 1), "CALL")] }],
    [
      "a name that is too long",
      { events: [{ kind: "who", who: identity("a", { name: "x".repeat(10_000) }) }] },
    ],
    [
      "more events than a row has",
      { events: Array.from({ length: BOUNDS.batchEventsMax + 1 }, () => events[3]) },
    ],
  ])("is nothing with %s", (_, change) => {
    expect(readBatch(overTheQueue({ ...BATCH, ...change }))).toBeNull();
  });

  it("is nothing where a figure is no number", () => {
    const [, , reading] = events;
    expect(
      readBatch({ ...BATCH, events: [{ ...reading, row: { id: "sales", waitSeconds: Number.NaN } }] }),
    ).toBeNull();
  });

  it("never throws, whatever comes", () => {
    const thrower = new Proxy(
      {},
      {
        get: () => {
          throw new Error("no");
        },
      },
    );
    expect(readBatch(thrower)).toBeNull();
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(BATCH)), (value, key) => {
        const found = readBatch({ ...BATCH, [key]: value });
        expect(found === null || typeof found === "object").toBe(true);
      }),
    );
  });
});
