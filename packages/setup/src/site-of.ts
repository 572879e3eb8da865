/** What the tenant's desk judges by, from what people have set. Pure. */
import type { GoalSetup, SetupDocuments, ShiftsSetup } from "@callboard/boards";
import type { QueueGoal, ShiftTemplate, Site, SiteShifts } from "@callboard/core";

/** Unique ids and all else is as the readers of `@callboard/boards/read` leave it. */
export function siteOf({ general, codes, goals, shifts }: SetupDocuments): Site {
  return {
    name: general.name,
    zone: general.zone,
    statusCodes: new Map(codes.map(({ code, label, takesContacts }) => [code, { label, takesContacts }])),
    queueGoal: goalOf(goals.all),
    queueGoals: new Map(goals.queues.map((goal) => [goal.queueId, goalOf(goal)])),
    shifts: shiftsOf(shifts),
  };
}

const goalOf = ({ thresholdSeconds, shortAbandonSeconds, goalPct, variant }: GoalSetup): QueueGoal => ({
  ...{ thresholdSeconds, shortAbandonSeconds, goalPct, variant },
});

function shiftsOf({ templates, assignments }: ShiftsSetup): SiteShifts {
  const of = (kind: "agent" | "team") =>
    new Map(assignments.filter((one) => one.kind === kind).map(({ who, template }) => [who, template]));
  return {
    templates: new Map(templates.map((template) => [template.id, templateOf(template)])),
    byAgent: of("agent"),
    byTeam: of("team"),
  };
}

const templateOf = ({ id, name, zone, days, ...times }: ShiftsSetup["templates"][number]): ShiftTemplate => ({
  ...{ id, name, zone, days },
  startMinute: minuteOf(times.start),
  endMinute: minuteOf(times.end),
  breaks: times.breaks.map((pause) => ({
    name: pause.name,
    startMinute: minuteOf(pause.start),
    endMinute: minuteOf(pause.end),
  })),
});

function minuteOf(text: string): number {
  const [hours = "0", minutes = "0"] = text.split(":");
  return Number(hours) * 60 + Number(minutes);
}
