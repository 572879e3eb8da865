/**
 * The join of agent and queue: when an agent enters CALL the queue's figures of that instant are frozen on the
 * record (guide, section 3; SPEC E). Both sides come from the one stream, so nothing is joined across times.
 */
import { baselineOf, type HourFigures } from "../baseline/baseline.ts";
import type { Floor, QueueContext, QueueStats } from "../floor.ts";
import type { EpochMs, QueueId } from "../vocabulary.ts";
import { hourOfWeek } from "../zone/zone-clock.ts";

/**
 * The queue's context as it stood at `at`, when the call began; `null` for a call without a queue (most outbound
 * ones). Events overtake each other, so the newest reading may be from after the call began: then it is not the
 * call's, and the one before it is, or none (SPEC E2).
 */
export function freezeContext(floor: Floor, queueId: QueueId | null, at: EpochMs): QueueContext | null {
  if (queueId === null) return null;
  const stats = readingAt(floor, queueId, at);
  const baseline = usualAt(floor, queueId, at);
  return {
    queueId,
    frozenAt: at,
    statsAt: stats?.at ?? null,
    waitSeconds: stats?.waitSeconds ?? null,
    serviceLevelPct: stats?.serviceLevelPct ?? null,
    baseline,
    waitDeviationSeconds: deviation(stats?.waitSeconds ?? null, baseline?.waitSeconds ?? null),
    serviceLevelDeviationPct: deviation(stats?.serviceLevelPct ?? null, baseline?.serviceLevelPct ?? null),
  };
}

/** What was usual, without how far it spreads: a call's record is kept and sent often, and nobody judges a call by that. */
function usualAt(floor: Floor, queueId: QueueId, at: EpochMs): HourFigures | null {
  const usual = baselineOf(floor.baselines, queueId, hourOfWeek(floor.site.zone, at));
  if (usual === null) return null;
  const { weeks, waitSeconds, serviceLevelPct, volume } = usual;
  return { weeks, waitSeconds, serviceLevelPct, volume };
}

function readingAt(floor: Floor, queueId: QueueId, at: EpochMs): QueueStats | null {
  const queue = floor.queues.get(queueId);
  if (queue === undefined) return null;
  return [queue.stats, queue.previousStats].find((reading) => reading !== null && reading.at <= at) ?? null;
}

/** How far a figure is from its usual; absent where either is. */
export function deviation(value: number | null, usual: number | null): number | null {
  return value === null || usual === null ? null : value - usual;
}
