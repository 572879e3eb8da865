import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { deskOf } from "../desks.ts";
import { SqlLedger } from "./sql-ledger.ts";

/** A ledger of its own in real SQLite. */
const inLedger = (name: string, work: (ledger: SqlLedger) => void): Promise<void> =>
  runInDurableObject(deskOf(env, `ledger-${name}`), (_, { storage }) => work(new SqlLedger(storage)));

const rowOf = (seq: number) => ({
  ...{ fromSeq: seq, toSeq: seq, at: seq * 1_000, clock: seq * 1_000 },
  ...{ feed: "live", body: `[${seq}]` },
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
