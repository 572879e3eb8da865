/** From the floor's records to the board's rows: what people see, in the names a view may show. */
import {
  AGENT_STATES,
  type AgentRecord,
  type Floor,
  type QueueRecord,
  type Routability,
  waitTrend,
} from "@callboard/core";
import type {
  BoardAgent,
  BoardAgentDetail,
  BoardCounts,
  BoardQueue,
  BoardRoutability,
  NameStyle,
} from "@callboard/protocol";
import { isSameDrawing, type QueueFigures } from "./queue-figures.ts";

const ID_CHARS_SHOWN = 8;

/** A person's name as a view shows it; an agent whom no roster names is shown by the start of the id. */
function shownName(agent: AgentRecord, style: NameStyle): string {
  if (agent.name === null) return agent.id.slice(0, ID_CHARS_SHOWN);
  return style === "full" ? agent.name : shortName(agent.name);
}

/** The given name and the initial of the last word: "Ana Ruiz Soler" → "Ana S." */
export function shortName(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== "");
  const given = words[0];
  const last = words.at(-1);
  if (given === undefined || last === undefined) return "?";
  if (words.length === 1) return given;
  const initial = [...last][0] ?? "";
  return `${given} ${initial}.`;
}

export function projectAgent(floor: Floor, agent: AgentRecord, style: NameStyle): BoardAgent {
  const meaning = agent.statusCode === null ? undefined : floor.site.statusCodes.get(agent.statusCode);
  return {
    id: agent.id,
    name: shownName(agent, style),
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
export function projectAgentDetail(floor: Floor, agent: AgentRecord, style: NameStyle): BoardAgentDetail {
  const { callContext, callSince, gap, lastCall } = agent;
  return {
    ...projectAgent(floor, agent, style),
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
