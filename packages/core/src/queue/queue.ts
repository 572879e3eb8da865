/** Queues as the stream tells them: newest `timestamp` wins, and every figure keeps the instant it is from (SPEC Q). */
import { type HourLearned, observe } from "../baseline/baseline.ts";
import { BOUNDS } from "../bounds.ts";
import type { Floor, QueueRecord } from "../floor.ts";
import type { InteractionInput, QueueStatsInput } from "../inputs.ts";
import { type EpochMs, MEDIA, type QueueId } from "../vocabulary.ts";
import { createWindows } from "../windows/windows.ts";

export type StatsVerdict =
  | { readonly kind: "taken"; readonly learned: readonly HourLearned[] }
  | { readonly kind: "unchanged"; readonly reason: "duplicate" | "older" };

/** The record of a queue, made when it is first heard of, `at`; `null` when the floor holds its most (SPEC Q4). */
export function queueOf(floor: Floor, queueId: QueueId, at: EpochMs): QueueRecord | null {
  const known = floor.queues.get(queueId);
  if (known !== undefined) return known;
  if (floor.queues.size >= BOUNDS.queuesMax) return null;
  const record: QueueRecord = {
    id: queueId,
    name: null,
    stats: null,
    previousStats: null,
    media: null,
    mediaAt: null,
    heardAt: at,
    windows: createWindows(),
    routableAgents: 0,
    workingAgents: 0,
  };
  floor.queues.set(queueId, record);
  return record;
}

/** Something was let in about the queue. */
export function noteHeard(queue: QueueRecord, at: EpochMs): void {
  queue.heardAt = Math.max(queue.heardAt, at);
}

/**
 * Learns from a contact what the queue is for: of the newest event, and of two of one instant the first in `MEDIA`, so
 * that the order of arrival says nothing (SPEC Q9).
 */
export function noteMedia(queue: QueueRecord, { at, media }: InteractionInput): void {
  const { media: held, mediaAt } = queue;
  if (held !== null && mediaAt !== null) {
    if (at < mediaAt) return;
    if (at === mediaAt && MEDIA.indexOf(media) >= MEDIA.indexOf(held)) return;
  }
  queue.media = media;
  queue.mediaAt = at;
}

/** Takes one reading into its queue, and lets the baseline learn from it. */
export function takeStats(floor: Floor, queue: QueueRecord, input: QueueStatsInput): StatsVerdict {
  const held = queue.stats;
  if (held !== null && input.at < held.at) return { kind: "unchanged", reason: "older" };
  if (held !== null && input.at === held.at) return { kind: "unchanged", reason: "duplicate" };
  const { at, waitSeconds, abandonedCount, availableAgents, callVolume1h, serviceLevelPct } = input;
  queue.previousStats = held;
  queue.stats = { at, waitSeconds, abandonedCount, availableAgents, callVolume1h, serviceLevelPct };
  noteHeard(queue, at);
  queue.name = input.queueName ?? queue.name;
  const learned = observe(floor.baselines, floor.site.zone, queue.id, queue.stats, held?.at ?? null);
  return { kind: "taken", learned };
}

/** Which way the wait is going: against the reading before (SPEC Q5). */
export function waitTrend(queue: QueueRecord): -1 | 0 | 1 | null {
  const now = queue.stats?.waitSeconds ?? null;
  const before = queue.previousStats?.waitSeconds ?? null;
  if (now === null || before === null) return null;
  return now > before ? 1 : now < before ? -1 : 0;
}
