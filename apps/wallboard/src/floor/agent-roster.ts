/**
 * People as a list in groups: by state, those who could be working and are not first; or by team, each with its neediest
 * first. Groups of a team are its name as the roster gives it, "" for none: hostile text, and never a key of an object.
 */
import type { AgentGrouping } from "@callboard/boards";
import type { BoardAgent } from "@callboard/protocol";
import { AGENT_GROUPS, type AgentGroup, compareText, groupOf } from "./agent-groups.ts";

export interface RosterEntry {
  readonly agent: BoardAgent;
  /** A state's group, or a team's name. */
  readonly group: string;
}

/** Everybody to be listed, group by group. The order is total, so that two equal people never swap places. */
export function rosterOf(
  agents: Iterable<BoardAgent>,
  by: AgentGrouping,
  showsSignedOut: boolean,
): RosterEntry[] {
  const ranked: (RosterEntry & { readonly rank: number })[] = [];
  for (const agent of agents) {
    const state = groupOf(agent);
    if (state === "signedOut" && !showsSignedOut) continue;
    ranked.push({
      agent,
      group: by === "state" ? state : (agent.team ?? ""),
      rank: AGENT_GROUPS.indexOf(state),
    });
  }
  const byGroup = by === "state" ? () => 0 : byTeam;
  ranked.sort((a, b) => byGroup(a.group, b.group) || a.rank - b.rank || byNeed(a.agent, b.agent));
  return ranked;
}

/** By name; those without a team come last. */
function byTeam(a: string, b: string): number {
  if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
  return compareText(a, b);
}

function byNeed(a: BoardAgent, b: BoardAgent): number {
  const byTime = (a.since ?? Number.MAX_SAFE_INTEGER) - (b.since ?? Number.MAX_SAFE_INTEGER);
  return byTime || compareText(a.name, b.name) || compareText(a.id, b.id);
}

export interface GroupCount {
  /** Without the signed-out, unless the group is theirs. */
  readonly present: number;
  readonly routable: number;
  readonly byState: ReadonlyMap<AgentGroup, number>;
}

/** How many are in each group, listed or not. Groups by state or by team's name, as in `rosterOf`. */
export function rosterCounts(
  agents: Iterable<BoardAgent>,
  by: AgentGrouping,
): ReadonlyMap<string, GroupCount> {
  const counts = new Map<string, { present: number; routable: number; byState: Map<AgentGroup, number> }>();
  for (const agent of agents) {
    const state = groupOf(agent);
    const group = by === "state" ? state : (agent.team ?? "");
    let count = counts.get(group);
    if (count === undefined) {
      count = { present: 0, routable: 0, byState: new Map() };
      counts.set(group, count);
    }
    if (state !== "signedOut" || by === "state") count.present += 1;
    if (state === "routable") count.routable += 1;
    count.byState.set(state, (count.byState.get(state) ?? 0) + 1);
  }
  return counts;
}
