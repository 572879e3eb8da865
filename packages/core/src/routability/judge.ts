/**
 * Judges whether an agent could be given a contact at one instant. READY alone is never "available": the status
 * code's meaning, the shift with its breaks and the skills against the queues all have a say (guide, section 2,
 * "The Trap"; SPEC R). What is certainly a hindrance is told before what is merely unknown.
 */
import type { AgentRecord, Floor } from "../floor.ts";
import type {
  AgentState,
  EpochMs,
  NotRoutableReason,
  QueueId,
  RoutabilityUnknownReason,
} from "../vocabulary.ts";
import type { RoutingProfile, ShiftKnowledge, Skill } from "./profile.ts";
import type { Routability } from "./routability.ts";
import { shiftAt } from "./shift-clock.ts";
import { shiftOf } from "./shift-of.ts";

const not = (reason: NotRoutableReason, detail: string | null = null): Routability => ({
  kind: "notRoutable",
  reason,
  detail,
});
const unknown = (reason: RoutabilityUnknownReason): Routability => ({ kind: "unknown", reason });

/** The verdict on one agent at `now`, with its reason. */
export function judge(floor: Floor, agent: AgentRecord, now: EpochMs): Routability {
  const meaning = agent.statusCode === null ? undefined : floor.site.statusCodes.get(agent.statusCode);
  const byState = judgeState(agent, meaning?.label ?? agent.statusCode);
  if (byState !== null) return byState;
  if (meaning?.takesContacts === false) return not("statusCode", meaning.label);
  const shift = judgeShift(shiftOf(floor.site, agent).knowledge, now);
  if (shift !== "inside" && shift !== "unknown") return shift;
  if (agent.profile === null) return unknown("profileUnknown");
  const skills = judgeSkills(floor, agent.profile);
  // Only what the skills allow is left in doubt by an unknown shift; what they forbid is certain.
  return skills.kind === "routable" && shift === "unknown" ? unknown("shiftUnknown") : skills;
}

function judgeState(agent: AgentRecord, status: string | null): Routability | null {
  const state: AgentState = agent.state;
  switch (state) {
    case "READY":
      return null;
    case "SIGNED_OUT":
      return not("signedOut");
    case "CALL":
      return not("onContact");
    case "AFTER_CALL_WORK":
    case "WRAP_UP":
      return not("wrappingUp");
    case "NOT_READY":
      return not("notReady", status);
    case "UNKNOWN":
      if (agent.since === null) return unknown("neverSeen");
      return unknown(agent.rawState === null ? "missingUpstream" : "stateUnknown");
    default:
      return state satisfies never;
  }
}

function judgeShift(shift: ShiftKnowledge, now: EpochMs): Routability | "inside" | "unknown" {
  if (shift.kind === "unknown") return "unknown";
  if (shift.kind === "none") return "inside";
  const { template } = shift;
  const position = shiftAt(template, now);
  switch (position.kind) {
    case "outside":
      return not("outsideShift", template.name);
    case "break":
      return not("onBreak", position.name);
    case "unknownZone":
      return "unknown";
    case "inside":
      return "inside";
    default:
      return position satisfies never;
  }
}

function judgeSkills(floor: Floor, profile: RoutingProfile): Routability {
  const usable = profile.skills.filter((skill) => skill.active && skill.level > 0);
  if (usable.length === 0) return not("noSkill");
  const queueIds = reachableQueues(floor, usable);
  if (queueIds.length > 0) return { kind: "routable", queueIds };
  if (usable.some((skill) => skill.queueIds === null)) return unknown("skillQueuesUnknown");
  return floor.queues.size === 0 ? unknown("noQueuesYet") : not("noQueueForSkills");
}

function reachableQueues(floor: Floor, skills: readonly Skill[]): QueueId[] {
  const reachable = new Set<QueueId>();
  for (const skill of skills) {
    for (const queueId of skill.queueIds ?? []) if (floor.queues.has(queueId)) reachable.add(queueId);
  }
  return [...reachable];
}
