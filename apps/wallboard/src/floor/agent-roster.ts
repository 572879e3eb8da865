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
  const places = by === "state" ? new Map<string, number>() : placesOf(ranked);
  const placeOf = ({ group }: RosterEntry) => places.get(group) ?? 0;
  ranked.sort((a, b) => placeOf(a) - placeOf(b) || a.rank - b.rank || byNeed(a.agent, b.agent));
  return ranked;
}

/** Teams as people put them: "Team 2" before "Team 10"; those without a team come last. */
export function orderTeams(teams: Iterable<string>): string[] {
  return Array.from(teams).sort((a, b) => {
    if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
    return collator.compare(a, b) || compareText(a, b);
  });
}

/** One for all screens of a room, whatever their languages. Only for teams, of which there are few: it is slow. */
const collator = new Intl.Collator("en", { numeric: true });

function placesOf(entries: readonly RosterEntry[]): ReadonlyMap<string, number> {
  const teams = orderTeams(new Set(entries.map(({ group }) => group)));
  return new Map(teams.map((team, place) => [team, place] as const));
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
