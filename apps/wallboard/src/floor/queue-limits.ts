/**
 * From which wait on, and from how many waiting, a queue is a warning or an alarm: as an administrator has set it per
 * queue, and the guide's limits until anybody has.
 */
import type { GoalSetup, GoalsSetup } from "@callboard/boards";

export interface QueueLimits {
  /** `null`: not judged by it. */
  readonly warnWaitMs: number | null;
  readonly alarmWaitMs: number | null;
  readonly warnWaiting: number | null;
  readonly alarmWaiting: number | null;
}

/** The guide's alert is at 120 s of wait. */
export const USUAL_LIMITS: QueueLimits = {
  warnWaitMs: 120_000,
  alarmWaitMs: 300_000,
  warnWaiting: null,
  alarmWaiting: null,
};

export type LimitsOf = (queueId: string) => QueueLimits;

/** @param goals `null` while the screen has not been told */
export function limitsBy(goals: GoalsSetup | null): LimitsOf {
  if (goals === null) return () => USUAL_LIMITS;
  const all = limitsIn(goals.all);
  const own = new Map(goals.queues.map((goal) => [goal.queueId, limitsIn(goal)] as const));
  return (queueId) => own.get(queueId) ?? all;
}

const msOf = (seconds: number | null) => (seconds === null ? null : seconds * 1_000);

function limitsIn(goal: GoalSetup): QueueLimits {
  return {
    warnWaitMs: msOf(goal.warnWaitSeconds),
    alarmWaitMs: msOf(goal.alarmWaitSeconds),
    warnWaiting: goal.warnWaiting,
    alarmWaiting: goal.alarmWaiting,
  };
}
