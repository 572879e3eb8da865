/** One line of stored history: what a backtest is given again. Silences of ours are not history: batches tell the feed. */
import type { FloorBatch, FloorSnapshot } from "@callboard/core/alerting";
import type { LogEntry } from "../storage/stream-store.ts";

export type HistoryEntry = FloorSnapshot | FloorBatch;

/** An entry of the log as a line of JSON, or `null` where it is no history. Its text is not parsed again. */
export function lineOf({ kind, text }: LogEntry): string | null {
  switch (kind) {
    case "batch":
    case "snapshot":
    case "keyframe":
    case "waypoint":
      return `${text}\n`;
    case "silence":
      return null;
    default:
      return kind satisfies never;
  }
}

/** The whole floor stands in it, so that a history can begin there. */
export const isWhole = ({ kind }: LogEntry): boolean =>
  kind === "snapshot" || kind === "keyframe" || kind === "waypoint";
