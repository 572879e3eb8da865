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
import { isLogEntry } from "./recorder.ts";

export interface Recovered {
  readonly floor: Floor;
  readonly seq: number;
  /** When the recovered floor was last written to; `null` when there was nothing to recover. */
  readonly at: EpochMs | null;
  /** Inputs of the log that were taken. */
  readonly replayed: number;
  /** Rows of the log, or the checkpoint, of which something could not be read. */
  readonly unreadable: number;
}

/** Reads the ledger back into a floor. Never throws on what it finds there. */
export function recover(ledger: Ledger, site: Site): Recovered {
  const checkpoint = ledger.loadCheckpoint();
  const packed = checkpoint === null ? null : readCheckpoint(checkpoint.parts, site);
  const floor = packed ?? createFloor(site);
  for (const learned of ledger.loadBaselines()) restoreHour(floor.baselines, learned);
  // A checkpoint that cannot be read covers nothing: what the log still holds is better than an empty floor.
  const covered = packed === null ? 0 : (checkpoint?.seq ?? 0);
  let at = checkpoint?.at ?? null;
  let seq = checkpoint?.seq ?? 0;
  let replayed = 0;
  let unreadable = checkpoint !== null && packed === null ? 1 : 0;
  for (const row of ledger.logAfter(covered)) {
    const replay = replayRow(floor, row.body, covered);
    replayed += replay.taken;
    if (!replay.isWhole) unreadable += 1;
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

/**
 * Rows are our own writing, but perhaps another build's, or damaged. An entry that this build cannot take is left
 * out: a desk that threw on it would throw at each start, for ever.
 */
function replayRow(floor: Floor, body: string, covered: number): { taken: number; isWhole: boolean } {
  const entries = readRow(body);
  let taken = 0;
  let isWhole = entries !== null;
  for (const entry of entries ?? []) {
    if (!isLogEntry(entry)) {
      isWhole = false;
      continue;
    }
    const [seq, now, input] = entry;
    if (seq <= covered) continue;
    try {
      step(floor, input, now);
      taken += 1;
    } catch {
      isWhole = false;
    }
  }
  return { taken, isWhole };
}

function readRow(body: string): unknown[] | null {
  try {
    const entries: unknown = JSON.parse(body);
    return Array.isArray(entries) ? entries : null;
  } catch {
    return null;
  }
}
