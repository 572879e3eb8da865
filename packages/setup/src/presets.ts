/** What holds before anybody has set anything: the product's boards, and what the deployment's own setting says of the tenant. */
import { type GoalSetup, PRESET_BOARDS, type SetupDocuments } from "@callboard/boards";
import type { QueueGoal, Site } from "@callboard/core";

/** Nothing is judged by a wait of which nobody has said that it is long. */
const goalSetup = (goal: QueueGoal): GoalSetup => ({
  thresholdSeconds: goal.thresholdSeconds,
  shortAbandonSeconds: goal.shortAbandonSeconds,
  goalPct: goal.goalPct,
  variant: goal.variant,
  warnWaitSeconds: null,
  alarmWaitSeconds: null,
  warnWaiting: null,
  alarmWaiting: null,
});

/** `site`: the tenant as the deployment's setting has it. */
export function presetSetup(site: Site): SetupDocuments {
  return {
    general: { name: site.name, zone: site.zone, language: "en" },
    codes: [...site.statusCodes].map(([code, meaning]) => ({ code, ...meaning })),
    shifts: { templates: [], assignments: [] },
    goals: {
      all: goalSetup(site.queueGoal),
      queues: [...site.queueGoals].map(([queueId, goal]) => ({ queueId, ...goalSetup(goal) })),
    },
    privacy: { names: "short", aliases: [] },
    boards: PRESET_BOARDS,
    screens: [],
  };
}
