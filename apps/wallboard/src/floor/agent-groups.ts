/**
 * Who stands where on the wall: the groups of agents, and within them those who have been in their state longest
 * first. Routable is told apart from merely READY (SPEC R): a supervisor looks for the difference.
 */
import type { BoardAgent } from "@callboard/protocol";

/** In the order in which a supervisor looks: first those who could be working and are not. */
export const AGENT_GROUPS = [
  "notReady",
  "readyNotRoutable",
  "wrapUp",
  "readyUnknown",
  "unknown",
  "onContact",
  "routable",
  "signedOut",
] as const;
export type AgentGroup = (typeof AGENT_GROUPS)[number];

export function groupOf(agent: Pick<BoardAgent, "state" | "routability">): AgentGroup {
  switch (agent.state) {
    case "NOT_READY":
      return "notReady";
    case "CALL":
      return "onContact";
    case "AFTER_CALL_WORK":
    case "WRAP_UP":
      return "wrapUp";
    case "SIGNED_OUT":
      return "signedOut";
    case "UNKNOWN":
      return "unknown";
    case "READY":
      return readyGroup(agent.routability.kind);
    default:
      return agent.state satisfies never;
  }
}

function readyGroup(kind: BoardAgent["routability"]["kind"]): AgentGroup {
  switch (kind) {
    case "routable":
      return "routable";
    case "notRoutable":
      return "readyNotRoutable";
    case "unknown":
      return "readyUnknown";
    default:
      return kind satisfies never;
  }
}

/** Time in state after which a wall points at an agent: the guide's 15 minutes, and 3 minutes of wrap-up. */
const LONG_MS: Partial<Record<AgentGroup, number>> = {
  notReady: 15 * 60_000,
  readyNotRoutable: 15 * 60_000,
  wrapUp: 3 * 60_000,
};

export function longAfterMs(group: AgentGroup): number | null {
  return LONG_MS[group] ?? null;
}

/**
 * Those on the floor, neediest first. Signed-out agents are counted elsewhere and not listed: their time says nothing.
 * The order is total (name, then id), so that two equal agents never swap places.
 */
export function orderAgents(agents: Iterable<BoardAgent>): BoardAgent[] {
  const present: { agent: BoardAgent; rank: number }[] = [];
  for (const agent of agents) {
    const group = groupOf(agent);
    if (group !== "signedOut") present.push({ agent, rank: AGENT_GROUPS.indexOf(group) });
  }
  present.sort((a, b) => a.rank - b.rank || byNeed(a.agent, b.agent));
  return present.map(({ agent }) => agent);
}

function byNeed(a: BoardAgent, b: BoardAgent): number {
  const byTime = (a.since ?? Number.MAX_SAFE_INTEGER) - (b.since ?? Number.MAX_SAFE_INTEGER);
  return byTime || compareText(a.name, b.name) || compareText(a.id, b.id);
}

/** By code unit: the same on every engine, and a thousand times cheaper than a collator. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
