/** From the floor's records to the board's rows: what people see, in the names a view may show. */
import {
  AGENT_STATES,
  type AgentRecord,
  type Floor,
  type QueueRecord,
  type Routability,
  waitTrend,
} from "@callboard/core";
import {
  type Aliases,
  type BoardAgent,
  type BoardAgentDetail,
  type BoardCounts,
  type BoardQueue,
  type BoardRoutability,
  type NameStyle,
  shownName,
} from "@callboard/protocol";
import { isSameDrawing, type QueueFigures } from "./queue-figures.ts";

/** In which names a view shows people: its style, and what the site calls them where no name may be told. */
export interface NameView {
  readonly style: NameStyle;
  readonly aliases: Aliases;
}

export function projectAgent(floor: Floor, agent: AgentRecord, { style, aliases }: NameView): BoardAgent {
  const meaning = agent.statusCode === null ? undefined : floor.site.statusCodes.get(agent.statusCode);
  return {
    id: agent.id,
    name: shownName(agent.name, agent.id, style, aliases),
    team: agent.teamName,
    state: agent.state,
    rawState: agent.rawState,
    status: meaning?.label ?? agent.statusCode,
    since: agent.since,
    lastUpdated: agent.lastUpdated,
    queueId: agent.queueId,
    direction: agent.direction,
    routability: projectRoutability(agent.routability),
    trusted: agent.wrapUpTrusted,
  };
}

/** The row with what else the record holds: the call's frozen context, the gap, the last call (SPEC E4). */
export function projectAgentDetail(floor: Floor, agent: AgentRecord, names: NameView): BoardAgentDetail {
  const { callContext, callSince, gap, lastCall } = agent;
  return {
    ...projectAgent(floor, agent, names),
    call: callContext === null ? null : { since: callSince, ...callContext },
    gap,
    lastCall,
  };
}

const projectRoutability = (verdict: Routability): BoardRoutability =>
  verdict.kind === "routable" ? { kind: "routable" } : verdict;

/** Fields stand in the order in which a screen reads them, so that two copies of one board are the same as text, too. */
export function projectQueue(queue: QueueRecord, { shared, unsureWaiting, goal }: QueueFigures): BoardQueue {
  const { waitDeviationSeconds, waiting, longestWaitSince, routableAgents, ...rest } = shared;
  const { last15m, last1h, today, ...reading } = rest;
  return {
    id: queue.id,
    name: queue.name ?? queue.id,
    media: queue.media,
    ...reading,
    waitTrend: waitTrend(queue),
    waitDeviationSeconds,
    waiting,
    longestWaitSince,
    unsureWaiting,
    routableAgents,
    goalPct: goal.goalPct,
    thresholdSeconds: goal.thresholdSeconds,
    variant: goal.variant,
    last15m,
    last1h,
    today,
  };
}

/** Whether two drawings of one queue differ in nothing, or in its count of routable agents alone. */
export const isSameButForCount = (a: BoardQueue, b: BoardQueue): boolean =>
  isSameDrawing({ ...a, routableAgents: b.routableAgents }, b);

/** Agents by state, with the routable apart from the merely READY. */
export function projectCounts(floor: Floor): BoardCounts {
  const byState = AGENT_STATES.map(() => 0);
  let routable = 0;
  let readyNotRoutable = 0;
  let readyUnknown = 0;
  for (const agent of floor.agents.values()) {
    const index = AGENT_STATES.indexOf(agent.state);
    byState[index] = (byState[index] ?? 0) + 1;
    if (agent.state !== "READY") continue;
    if (agent.routability.kind === "routable") routable += 1;
    else if (agent.routability.kind === "notRoutable") readyNotRoutable += 1;
    else readyUnknown += 1;
  }
  return { byState, routable, readyNotRoutable, readyUnknown };
}
