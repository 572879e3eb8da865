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

export interface AgentsFound {
  readonly ids: readonly string[];
  /** How many there are in each group, of those whom the other parts of the question mean. */
  readonly counts: ReadonlyMap<AgentGroup, number>;
}

/**
 * Everybody is looked at once, for the list and for the counts beside it.
 * @param compare by the rules of the reader's language
 */
export function findAgents(
  agents: Iterable<BoardAgent>,
  question: AgentQuestion,
  compare: Compare,
): AgentsFound {
  const wanted = folded(question.text.trim());
  const counts = new Map<AgentGroup, number>();
  const rows: Row[] = [];
  for (const agent of agents) {
    if (question.team !== "" && agent.team !== question.team) continue;
    if (question.queueId !== "" && agent.queueId !== question.queueId) continue;
    if (wanted !== "" && !isMeant(agent, wanted)) continue;
    const group = groupOf(agent);
    counts.set(group, (counts.get(group) ?? 0) + 1);
    const isListed = question.group === "" ? group !== "signedOut" : group === question.group;
    if (isListed) rows.push({ agent, rank: AGENT_GROUPS.indexOf(group) });
  }
  const by = orderBy(question.sort, compare);
  rows.sort((a, b) => by(a, b) || compareText(a.agent.id, b.agent.id));
  return { ids: rows.map(({ agent }) => agent.id), counts };
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

/** An agent's text as it is looked for; made once for as long as nothing about the agent changes. */
const texts = new WeakMap<BoardAgent, string>();

function isMeant(agent: BoardAgent, wanted: string): boolean {
  const known = texts.get(agent);
  if (known !== undefined) return known.includes(wanted);
  const { name, team, status, id } = agent;
  const text = folded([name, team ?? "", status ?? "", id].join("\n"));
  texts.set(agent, text);
  return text.includes(wanted);
}
