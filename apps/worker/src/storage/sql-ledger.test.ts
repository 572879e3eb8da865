import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { BOUNDS } from "@callboard/core";
import { NewerSchema } from "@callboard/shell";
import { describe, expect, it } from "vitest";
import { deskOf } from "../desks.ts";
import { vouched } from "../gate/whose.ts";
import { migrate } from "./migrations.ts";
import { SqlLedger } from "./sql-ledger.ts";

/** A ledger of its own in real SQLite. */
const inLedger = (name: string, work: (ledger: SqlLedger) => unknown): Promise<unknown> =>
  runInDurableObject(deskOf(env, vouched(`ledger-${name}`, "registry")), (_, { storage }) =>
    work(new SqlLedger(storage)),
  );

const rowOf = (seq: number) => ({
  ...{ fromSeq: seq, toSeq: seq, at: seq * 1_000, clock: seq * 1_000 },
  ...{ feed: "live", body: `[${seq}]`, events: `[{"kind":"gone","n":${seq}}]` },
});

describe("the log in SQLite", () => {
  it("is read row by row, oldest first, from the seq that is wanted", () =>
    inLedger("rows", (ledger) => {
      for (let seq = 1; seq <= 5; seq += 1) ledger.appendLog(rowOf(seq));
      const taken: number[] = [];
      for (const row of ledger.logAfter(2)) {
        taken.push(row.toSeq);
        expect(row).toEqual(rowOf(row.toSeq));
      }
      expect(taken).toEqual([3, 4, 5]);
      expect(Array.isArray(ledger.logAfter(0))).toBe(false);
      ledger.pruneLog(5_000, 5);
      expect([...ledger.logAfter(0)].map(({ toSeq }) => toSeq)).toEqual([5]);
    }));

  it("takes the longest row in any script", () =>
    inLedger("long", (ledger) => {
      const body = "漢".repeat(BOUNDS.logCharsPerRow + 2);
      ledger.appendLog({ ...rowOf(1), body });
      const [row] = ledger.logAfter(0);
      expect(row?.body === body).toBe(true);
    }));
});

describe("a checkpoint in SQLite", () => {
  it("comes back whole, in any script", () =>
    inLedger("parts", (ledger) => {
      const parts = [
        "漢".repeat(BOUNDS.checkpointCharsPerRow),
        "😀".repeat(BOUNDS.checkpointCharsPerRow / 2),
      ];
      ledger.saveCheckpoint({ seq: 7, at: 1_000, parts });
      expect(ledger.loadCheckpoint()?.parts.join("") === parts.join("")).toBe(true);
    }));
});

describe("a ledger of an earlier build", () => {
  it("keeps its rows, which carry no events for the rules, and gets a name", () =>
    runInDurableObject(deskOf(env, vouched("ledger-earlier", "registry")), (_, { storage }) => {
      migrate(storage, 1);
      storage.sql.exec(
        "INSERT INTO log (from_seq, to_seq, at, clock, feed, body) VALUES (1, 3, 1000, 900, 'live', '[1]')",
      );
      const ledger = new SqlLedger(storage);
      expect([...ledger.logAfter(0)]).toEqual([
        { fromSeq: 1, toSeq: 3, at: 1_000, clock: 900, feed: "live", body: "[1]", events: "" },
      ]);
      ledger.appendLog(rowOf(4));
      expect(ledger.toldAfter(0, 10).map(({ toSeq, events }) => [toSeq, events])).toEqual([
        [3, ""],
        [4, rowOf(4).events],
      ]);
      expect(ledger.toldAfter(3, 10)[0]).not.toHaveProperty("body");
      expect(ledger.toldAfter(0, 1)).toHaveLength(1);
    }));

  it("keeps its rows in their order when they come to be found by their last seq alone", () =>
    runInDurableObject(deskOf(env, vouched("ledger-indexed", "registry")), (_, { storage }) => {
      migrate(storage, 2);
      for (const [from, to] of [
        [1, 3],
        [4, 9],
      ])
        storage.sql.exec(
          "INSERT INTO log (from_seq, to_seq, at, clock, feed, body, events) VALUES (?, ?, 1000, 900, 'live', '[]', '[]')",
          ...[from, to],
        );
      const ledger = new SqlLedger(storage);
      ledger.appendLog(rowOf(12));
      expect([...ledger.logAfter(0)].map(({ fromSeq, toSeq }) => [fromSeq, toSeq])).toEqual([
        [1, 3],
        [4, 9],
        [rowOf(12).fromSeq, 12],
      ]);
      expect(ledger.toldAfter(3, 10).map(({ toSeq }) => toSeq)).toEqual([9, 12]);
    }));

  it("has one name for as long as it lasts, and another ledger another", async () => {
    const names: string[] = [];
    await inLedger("named", (ledger) => names.push(ledger.lineage(), ledger.lineage()));
    await inLedger("named", (ledger) => names.push(ledger.lineage()));
    expect(new Set(names).size).toBe(1);
    await inLedger("named-otherwise", (ledger) => names.push(ledger.lineage()));
    expect(new Set(names).size).toBe(2);
  });
});

describe("a ledger of a newer build", () => {
  it("is left alone, after a rollback, and keeps its rows for the build that can read it", () =>
    runInDurableObject(deskOf(env, vouched("ledger-newer", "registry")), (_, { storage }) => {
      new SqlLedger(storage).appendLog(rowOf(1));
      storage.sql.exec("UPDATE version SET number = number + 1");
      expect(() => new SqlLedger(storage)).toThrow(NewerSchema);
      storage.sql.exec("UPDATE version SET number = number - 1");
      expect([...new SqlLedger(storage).logAfter(0)]).toEqual([rowOf(1)]);
    }));
});
