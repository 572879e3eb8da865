/**
 * The join of agent and queue: when an agent enters CALL the queue's figures of that instant are frozen on the
 * record (guide, section 3; SPEC E). Both sides come from the one stream, so nothing is joined across times.
 */
import { baselineOf } from "../baseline/baseline.ts";
import type { Floor, QueueContext } from "../floor.ts";
import type { EpochMs, QueueId } from "../vocabulary.ts";
import { hourOfWeek } from "../zone/zone-clock.ts";

/** The queue's context as it stands now; `null` for a call without a queue (most outbound ones). */
export function freezeContext(floor: Floor, queueId: QueueId | null, at: EpochMs): QueueContext | null {
  if (queueId === null) return null;
  const stats = floor.queues.get(queueId)?.stats ?? null;
  const baseline = baselineOf(floor.baselines, queueId, hourOfWeek(floor.site.zone, at));
  return {
    queueId,
    frozenAt: at,
    statsAt: stats?.at ?? null,
    waitSeconds: stats?.waitSeconds ?? null,
    serviceLevelPct: stats?.serviceLevelPct ?? null,
    baseline,
    waitDeviationSeconds: deviation(stats?.waitSeconds ?? null, baseline?.waitSeconds ?? null),
  };
}

/** How far a figure is from its usual; absent where either is. */
export function deviation(value: number | null, usual: number | null): number | null {
  return value === null || usual === null ? null : value - usual;
}
