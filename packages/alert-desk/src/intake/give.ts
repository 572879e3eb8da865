/**
 * Gives the engine one thing, and commits all that follows from it in one transaction: its place in the desk's log, the
 * passages, the alerts, the incidents and the notices (SPEC D1).
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import {
  type FloorBatch,
  type FloorSnapshot,
  isFrozen,
  type Passage,
  takeBatch,
  takeSilence,
  takeSnapshot,
} from "@callboard/core/alerting";
import type { Book } from "../book.ts";
import { takeBackTold } from "../incidents/set-back.ts";
import { tellIncidents } from "../incidents/tell.ts";
import type { Memory } from "../memory.ts";
import type { Minute } from "../minutes/open-minute.ts";
import { endOrphans, recordPassages } from "../record/passages.ts";
import type { Stream } from "../storage/stream-store.ts";

export type Input =
  | { readonly kind: "batch"; readonly batch: FloorBatch }
  | { readonly kind: "snapshot"; readonly snapshot: FloorSnapshot }
  /** Nothing was heard of the tenant's desk up to `at`, by our own clock. */
  | { readonly kind: "silence"; readonly at: EpochMs };

/** Whether it was committed. Where it was not, nothing of it has happened. */
export function give(book: Book, input: Input): boolean {
  return book.commit((memory) => giveInside(book, memory, input)).kind === "committed";
}

function giveInside(book: Book, memory: Memory, input: Input): void {
  const { stream, engine } = memory;
  const wasFrozen = isFrozen(engine);
  for (const minute of minutesOf(memory, input)) book.stores.minutes.add(minute);
  const { passages, at, told } = passagesOf(memory, input);
  const isSetBack = input.kind !== "silence" && stream.at !== null && at < stream.at - BOUNDS.tickMs;
  if (isSetBack) takeBackTold(book, memory, at);
  follow(stream, input, book.now);
  stream.logId += 1;
  book.stores.stream.append({ id: stream.logId, kind: input.kind, at, text: JSON.stringify(told) });
  recordPassages(book, memory, passages, at);
  endOrphans(book, memory);
  tellIncidents(book, memory, at);
  book.stores.stream.save(stream);
  if (isFrozen(engine) !== wasFrozen) book.isBoardStale = true;
}

function passagesOf(
  memory: Memory,
  input: Input,
): { readonly passages: readonly Passage[]; readonly at: EpochMs; readonly told: unknown } {
  switch (input.kind) {
    case "batch": {
      const { batch } = input;
      return { passages: takeBatch(memory.engine, batch), at: batch.at, told: batch };
    }
    case "snapshot": {
      const { snapshot } = input;
      memory.needsSnapshot = false;
      return { passages: takeSnapshot(memory.engine, snapshot), at: snapshot.at, told: snapshot };
    }
    case "silence":
      return { passages: takeSilence(memory.engine, input.at), at: input.at, told: input.at };
    default:
      return input satisfies never;
  }
}

/** The minutes of the floor that are over by it: seen on the floor as it stands before the engine takes it. */
function minutesOf({ engine, minute }: Memory, input: Input): readonly Minute[] {
  switch (input.kind) {
    case "batch":
      return minute.takeBatch(engine, input.batch);
    case "snapshot":
      return minute.takeSnapshot(engine, input.snapshot);
    case "silence":
      return [];
    default:
      return input satisfies never;
  }
}

function follow(stream: Stream, input: Input, now: EpochMs): void {
  if (input.kind === "silence") return;
  const { lineage, clock, at, feed } = input.kind === "batch" ? input.batch : input.snapshot;
  if (stream.lineage !== null && stream.lineage !== lineage) {
    stream.pastLineages = [...stream.pastLineages, stream.lineage].slice(-BOUNDS.pastLineagesMax);
  }
  stream.lineage = lineage;
  stream.lastSeq = input.kind === "batch" ? input.batch.toSeq : input.snapshot.seq;
  stream.clock = clock;
  stream.at = at;
  stream.feed = feed;
  stream.heardAt = now;
  if (input.kind !== "snapshot") return;
  stream.keyframeAt = now;
  stream.waypointAt = now;
}
