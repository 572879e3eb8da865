import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { MemoryLedger } from "../../test/memory-ledger.ts";
import { SITE } from "../../test/timeline.ts";
import type { LogRow } from "../ports.ts";
import { ToldLog } from "./told-log.ts";

const rowOf = (fromSeq: number, toSeq: number, more: Partial<LogRow> = {}): LogRow => ({
  ...{ fromSeq, toSeq, at: 1_000, clock: 900, feed: "live", body: "[]", events: "[]" },
  ...more,
});

function logOf(...rows: readonly LogRow[]) {
  const ledger = new MemoryLedger();
  ledger.rows.push(...rows);
  return { ledger, log: new ToldLog({ ledger, tenant: "demo", site: () => SITE }) };
}

const spans = (batches: readonly { fromSeq: number; toSeq: number }[] | null) =>
  batches?.map(({ fromSeq, toSeq }) => [fromSeq, toSeq]) ?? null;

describe("the rows after a seq", () => {
  it("are those that follow on it, as batches", () => {
    const gone = [{ kind: "gone", agentIds: ["a1"], queueIds: [] }];
    const { log } = logOf(rowOf(1, 3), rowOf(4, 4, { events: JSON.stringify(gone) }), rowOf(5, 9));
    expect(spans(log.rowsAfter(3))).toEqual([
      [4, 4],
      [5, 9],
    ]);
    expect(log.rowsAfter(3)?.[0]).toEqual({
      ...{ v: 1, tenant: "demo", lineage: "lineage-1", fromSeq: 4, toSeq: 4, at: 1_000, clock: 900 },
      ...{ feed: "live", site: { name: SITE.name, zone: SITE.zone }, events: gone },
    });
  });

  it.each([
    ["the log begins later", 0, [rowOf(2, 3)]],
    ["there is none", 3, [rowOf(1, 3)]],
    ["the next one is missing", 3, [rowOf(1, 3), rowOf(5, 6)]],
    ["the next one is of a build that knew of no events", 3, [rowOf(4, 5, { events: "" })]],
    ["the next one holds no list", 3, [rowOf(4, 5, { events: "{}" })]],
    ["the next one is damaged", 3, [rowOf(4, 5, { events: "[{" })]],
    ["the next one is of a feed state that nobody knows", 3, [rowOf(4, 5, { feed: "dreaming" })]],
  ])("are none where %s: only a snapshot will do", (_case, seq, rows) => {
    expect(logOf(...rows).log.rowsAfter(seq)).toBeNull();
  });

  it("end before a hole, which the next question finds", () => {
    const { log } = logOf(rowOf(1, 2), rowOf(3, 4), rowOf(6, 7));
    expect(spans(log.rowsAfter(0))).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(log.rowsAfter(4)).toBeNull();
  });

  it("are as many as one answer may hold, by count", () => {
    const rows = Array.from({ length: BOUNDS.rowsPerAnswerMax + 5 }, (_, n) => rowOf(n + 1, n + 1));
    const { log } = logOf(...rows);
    expect(log.rowsAfter(0)).toHaveLength(BOUNDS.rowsPerAnswerMax);
    expect(spans(log.rowsAfter(BOUNDS.rowsPerAnswerMax))?.[0]?.[0]).toBe(BOUNDS.rowsPerAnswerMax + 1);
  });

  it("are as many as one answer may hold, by bytes, and never fewer than one", () => {
    const events = JSON.stringify(["漢".repeat(BOUNDS.rowsPerAnswerBytesMax / 6)]);
    const { log } = logOf(rowOf(1, 1, { events }), rowOf(2, 2, { events }), rowOf(3, 3, { events }));
    expect(log.rowsAfter(0)).toHaveLength(1);
    const whole = JSON.stringify(["x".repeat(BOUNDS.rowsPerAnswerBytesMax + 1)]);
    expect(logOf(rowOf(1, 1, { events: whole })).log.rowsAfter(0)).toHaveLength(1);
  });

  it("are none while storage cannot be read", () => {
    const { ledger, log } = logOf(rowOf(1, 1));
    ledger.toldAfter = () => {
      throw new Error("storage failed");
    };
    expect([log.rowsAfter(0), log.rowFrom(1)]).toEqual([null, null]);
  });
});

describe("one row", () => {
  it("is found by its first seq, and by no other", () => {
    const { log } = logOf(rowOf(1, 3), rowOf(4, 6));
    expect(log.rowFrom(4)).toMatchObject({ fromSeq: 4, toSeq: 6 });
    expect([log.rowFrom(2), log.rowFrom(5), log.rowFrom(7)]).toEqual([null, null, null]);
  });
});
