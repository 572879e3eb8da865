/** Where a batch stands in what was taken of the desk's log. Pure. */
import type { FloorBatch } from "@callboard/core/alerting";
import type { Stream } from "../storage/stream-store.ts";

export type Place =
  /** It was taken already, or belongs to a log that is no more. */
  | "duplicate"
  | "next"
  /** There is a hole before it. */
  | "early"
  /** It begins in what was taken, and ends behind it. */
  | "overlapping"
  /** Another log: the desk lost its memory, or nothing was ever taken. */
  | "elsewhere";

export function placeOf(
  { lineage, pastLineages, lastSeq }: Pick<Stream, "lineage" | "pastLineages" | "lastSeq">,
  batch: Pick<FloorBatch, "lineage" | "fromSeq" | "toSeq">,
): Place {
  if (batch.lineage !== lineage) return pastLineages.includes(batch.lineage) ? "duplicate" : "elsewhere";
  if (batch.toSeq <= lastSeq) return "duplicate";
  if (batch.fromSeq === lastSeq + 1) return "next";
  return batch.fromSeq > lastSeq ? "early" : "overlapping";
}
