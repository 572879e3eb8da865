/**
 * The floor's records as rules see them, and whether what was last told of them still holds. Most events move one agent
 * and nothing else, so the comparison comes first and a row is drawn only where something differs. Reads only.
 */
import {
  type AgentRecord,
  deviation,
  type Floor,
  type QueueRecord,
  type Routability,
  type RoutingProfile,
} from "@callboard/core";
import type { AgentIdentity, AgentRow, QueueRow, RowRoutability } from "@callboard/core/alerting";
import type { QueueFigures } from "../queue-figures.ts";

/** An agent as last told, and the profile of which the skills were read. */
export interface ToldAgent {
  readonly profile: RoutingProfile | null;
  readonly who: AgentIdentity;
  readonly row: AgentRow;
}

export function identityOf(agent: AgentRecord): AgentIdentity {
  const { id, name, teamId, teamName, profile } = agent;
  return { id, name, teamId, teamName, skillIds: profile === null ? null : activeSkillsOf(profile) };
}

const activeSkillsOf = ({ skills }: RoutingProfile): string[] =>
  skills.filter(({ active }) => active).map(({ id }) => id);

/** Whether the agent is still who they were told to be. A profile that was read anew may say what the old one said. */
export function isSameIdentity({ who, profile }: ToldAgent, agent: AgentRecord): boolean {
  const isSamePerson =
    who.name === agent.name && who.teamId === agent.teamId && who.teamName === agent.teamName;
  return isSamePerson && (profile === agent.profile || isSameSkills(who.skillIds, agent.profile));
}

function isSameSkills(told: readonly string[] | null, profile: RoutingProfile | null): boolean {
  if (told === null || profile === null) return told === null && profile === null;
  const skillIds = activeSkillsOf(profile);
  return skillIds.length === told.length && skillIds.every((id, place) => id === told[place]);
}

export function agentRowOf(floor: Floor, agent: AgentRecord): AgentRow {
  return {
    id: agent.id,
    state: agent.state,
    rawState: agent.rawState,
    statusCode: agent.statusCode,
    status: labelOf(floor, agent),
    since: agent.since,
    callSince: agent.callSince,
    wrapUpSince: trustedWrapUpOf(agent),
    queueId: agent.queueId,
    direction: agent.direction,
    routability: routabilityOf(agent.routability),
    context: agent.callContext,
  };
}

/** Whether the row that was told still tells of the agent all that rules can see. */
export function isSameRow(row: AgentRow, floor: Floor, agent: AgentRecord): boolean {
  return (
    row.state === agent.state &&
    row.since === agent.since &&
    row.statusCode === agent.statusCode &&
    row.rawState === agent.rawState &&
    row.callSince === agent.callSince &&
    row.wrapUpSince === trustedWrapUpOf(agent) &&
    row.queueId === agent.queueId &&
    row.direction === agent.direction &&
    row.context === agent.callContext &&
    row.status === labelOf(floor, agent) &&
    isSameVerdict(row.routability, agent.routability)
  );
}

/** Where the wrap-up began in a gap that nothing has confirmed no alarm may stand on it (SPEC A7). */
const trustedWrapUpOf = ({ wrapUpSince, wrapUpTrusted }: AgentRecord): number | null =>
  wrapUpTrusted ? wrapUpSince : null;

const labelOf = ({ site }: Floor, { statusCode }: AgentRecord): string | null =>
  statusCode === null ? null : (site.statusCodes.get(statusCode)?.label ?? null);

const reasonOf = (verdict: Routability): RowRoutability["reason"] =>
  verdict.kind === "routable" ? null : verdict.reason;

const detailOf = (verdict: Routability): string | null =>
  verdict.kind === "notRoutable" ? verdict.detail : null;

const routabilityOf = (verdict: Routability): RowRoutability => ({
  kind: verdict.kind,
  reason: reasonOf(verdict),
  detail: detailOf(verdict),
});

const isSameVerdict = (told: RowRoutability, verdict: Routability): boolean =>
  told.kind === verdict.kind && told.reason === reasonOf(verdict) && told.detail === detailOf(verdict);

export function queueRowOf(queue: QueueRecord, figures: QueueFigures): QueueRow {
  const { shared, unsureWaiting, goal, usual } = figures;
  const { serviceLevelPct } = shared;
  return {
    id: queue.id,
    name: queue.name,
    media: queue.media,
    ...shared,
    unsureWaiting,
    workingAgents: queue.workingAgents,
    usualWeeks: usual?.weeks ?? 0,
    serviceLevelDeviationPct: deviation(serviceLevelPct, usual?.serviceLevelPct ?? null),
    goal,
  };
}
