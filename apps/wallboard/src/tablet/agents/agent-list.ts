/** Which agents a list shows and in which order. Plain functions over the board; the order is total, so nobody swaps places. */
import type { BoardAgent } from "@callboard/protocol";
import { AGENT_GROUPS, type AgentGroup, compareText, groupOf } from "../../floor/agent-groups.ts";
import { folded } from "../../format/fold.ts";

export const AGENT_SORTS = ["need", "name", "team", "state", "since"] as const;
export type AgentSort = (typeof AGENT_SORTS)[number];

export interface AgentQuestion {
  readonly text: string;
  /** Empty: any. */
  readonly team: string;
  readonly queueId: string;
  /** Empty: everybody who is signed in. */
  readonly group: AgentGroup | "";
  readonly sort: AgentSort;
}

type Compare = (a: string, b: string) => number;

/** @param compare by the rules of the reader's language */
export function listAgents(
  agents: Iterable<BoardAgent>,
  question: AgentQuestion,
  compare: Compare,
): readonly string[] {
  const wanted = folded(question.text.trim());
  const rows: { agent: BoardAgent; rank: number }[] = [];
  for (const agent of agents) {
    const group = groupOf(agent);
    if (question.group === "" ? group === "signedOut" : group !== question.group) continue;
    if (question.team !== "" && agent.team !== question.team) continue;
    if (question.queueId !== "" && agent.queueId !== question.queueId) continue;
    if (wanted !== "" && !isMeant(agent, wanted)) continue;
    rows.push({ agent, rank: AGENT_GROUPS.indexOf(group) });
  }
  const by = orderBy(question.sort, compare);
  rows.sort((a, b) => by(a, b) || compareText(a.agent.id, b.agent.id));
  return rows.map(({ agent }) => agent.id);
}

type Row = { readonly agent: BoardAgent; readonly rank: number };

function orderBy(sort: AgentSort, compare: Compare): (a: Row, b: Row) => number {
  const name = (a: Row, b: Row) => compare(a.agent.name, b.agent.name);
  // Who has been in a state longest comes first; those of whom it is not known, last.
  const since = (a: Row, b: Row) => (a.agent.since ?? Infinity) - (b.agent.since ?? Infinity) || 0;
  switch (sort) {
    case "need":
      return (a, b) => a.rank - b.rank || since(a, b) || name(a, b);
    case "name":
      return name;
    case "team":
      return (a, b) => compareKnown(a.agent.team, b.agent.team, compare) || name(a, b);
    case "state":
      return (a, b) => a.rank - b.rank || name(a, b);
    case "since":
      return (a, b) => since(a, b) || name(a, b);
    default:
      return sort satisfies never;
  }
}

function compareKnown(a: string | null, b: string | null, compare: Compare): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return compare(a, b);
}

function isMeant({ id, name, team, status }: BoardAgent, wanted: string): boolean {
  return [name, team, status, id].some((text) => text !== null && folded(text).includes(wanted));
}

/** How many there are in each group, of those whom the other parts of the question mean. */
export function countGroups(
  agents: Iterable<BoardAgent>,
  question: AgentQuestion,
): ReadonlyMap<AgentGroup, number> {
  const counts = new Map<AgentGroup, number>();
  const wanted = folded(question.text.trim());
  for (const agent of agents) {
    if (question.team !== "" && agent.team !== question.team) continue;
    if (question.queueId !== "" && agent.queueId !== question.queueId) continue;
    if (wanted !== "" && !isMeant(agent, wanted)) continue;
    const group = groupOf(agent);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return counts;
}
