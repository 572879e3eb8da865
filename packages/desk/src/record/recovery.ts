/**
 * Brings the floor back after a restart at any point: the last checkpoint, then the log after it through the same
 * `step`. What cannot be read is left out and counted; a floor that comes back is old until the stream speaks.
 */
import {
  createFloor,
  type EpochMs,
  type Floor,
  restoreHour,
  type Site,
  step,
  unpackFloor,
} from "@callboard/core";
import type { Ledger } from "../ports.ts";
import type { LogEntry } from "./recorder.ts";

export interface Recovered {
  readonly floor: Floor;
  readonly seq: number;
  /** When the recovered floor was last written to; `null` when there was nothing to recover. */
  readonly at: EpochMs | null;
  readonly replayed: number;
  readonly unreadable: number;
}

/** Reads the ledger back into a floor. Never throws on what it finds there. */
export function recover(ledger: Ledger, site: Site): Recovered {
  const checkpoint = ledger.loadCheckpoint();
  const floor = (checkpoint === null ? null : readCheckpoint(checkpoint.parts, site)) ?? createFloor(site);
  for (const learned of ledger.loadBaselines()) restoreHour(floor.baselines, learned);
  let seq = checkpoint?.seq ?? 0;
  let at = checkpoint?.at ?? null;
  let replayed = 0;
  let unreadable = 0;
  for (const row of ledger.logAfter(seq)) {
    const entries = readRow(row.body);
    if (entries === null) unreadable += 1;
    for (const [entrySeq, now, input] of entries ?? []) {
      if (entrySeq <= seq) continue;
      step(floor, input, now);
      replayed += 1;
    }
    seq = Math.max(seq, row.toSeq);
    at = Math.max(at ?? 0, row.at);
  }
  return { floor, seq, at, replayed, unreadable };
}

function readCheckpoint(parts: readonly string[], site: Site): Floor | null {
  try {
    return unpackFloor(JSON.parse(parts.join("")), site);
  } catch {
    return null;
  }
}

/** Rows are our own writing and were let in by `step` before; only a damaged one does not parse. */
function readRow(body: string): LogEntry[] | null {
  try {
    const entries: unknown = JSON.parse(body);
    return Array.isArray(entries) ? entries : null;
  } catch {
    return null;
  }
}
