/**
 * A minute's figures and moves in compact text, written and read side by side. Ids stand in lists and never as keys, words
 * once in each text, instants as milliseconds from the minute's beginning.
 *
 *   queues  [[id, waitSeconds, waiting, routable, offered, answered, abandoned, serviceLevelPct, serviceLevelOf, blindMs]]
 *   moves   {words, agents: [[id, before | 0, [at, standing…]…]]}; a standing is [state, since, status, queue, routability],
 *           a move of somebody who left is [at] alone
 */
import { AGENT_STATES, type AgentId, type EpochMs, type QueueId } from "@callboard/core";
import type { RowRoutability } from "@callboard/core/alerting";
import type { TrendPoint } from "@callboard/protocol";
import type { AgentMoves, MinuteQueue } from "./open-minute.ts";
import type { Move, Standing } from "./standing.ts";

const KINDS = ["routable", "notRoutable", "unknown"] as const satisfies readonly RowRoutability["kind"][];

type QueueFields = [
  ...[id: QueueId, waitSeconds: number | null, waiting: number, routable: number],
  ...[offered: number, answered: number, abandoned: number],
  ...[serviceLevelPct: number | null, serviceLevelOf: number | null, blindMs: number],
];
type StandingFields = [state: number, since: number | null, status: number, queue: number, kind: number];
type MoveFields = [at: number, ...StandingFields] | [at: number];
interface MovesText {
  readonly words: readonly string[];
  readonly agents: readonly (readonly [AgentId, StandingFields | 0, ...MoveFields[]])[];
}

// ── Queues ───────────────────────────────────────────────────────────────────────────────────────────────

export const writeQueues = (queues: readonly MinuteQueue[]): string =>
  JSON.stringify(queues.map(queueFields));

const queueFields = ({ id, waitSeconds, waiting, routableAgents, last15m }: MinuteQueue): QueueFields => {
  const { offered, answered, abandoned, serviceLevelPct, serviceLevelOf, blindMs } = last15m;
  const share = serviceLevelPct === null ? null : Math.round(serviceLevelPct * 100) / 100;
  const counted = [offered, answered, abandoned, share, serviceLevelOf ?? null, blindMs] as const;
  return [id, waitSeconds, waiting, routableAgents, ...counted];
};

/** The points at `at` of those queues that are asked for. */
export function readQueues(text: string, at: EpochMs, asked: ReadonlySet<QueueId>): Map<QueueId, TrendPoint> {
  const points = new Map<QueueId, TrendPoint>();
  for (const fields of JSON.parse(text) as readonly QueueFields[])
    if (asked.has(fields[0])) points.set(fields[0], pointOf(fields, at));
  return points;
}

function pointOf(fields: QueueFields, at: EpochMs): TrendPoint {
  const [, waitSeconds, waiting, routable, offered, answered, abandoned, serviceLevelPct, of, blindMs] =
    fields;
  const counted = { offered, answered, abandoned, blindMs };
  const share = of === null ? {} : { serviceLevelOf: of };
  return { at, waitSeconds, waiting, routable, serviceLevelPct, ...share, ...counted };
}

// ── Moves ────────────────────────────────────────────────────────────────────────────────────────────────

export function writeMoves(agents: readonly AgentMoves[], from: EpochMs): string {
  const words: string[] = [];
  const places = new Map<string, number>();
  const placeOf = (word: string | null): number => {
    if (word === null) return 0;
    const known = places.get(word);
    if (known !== undefined) return known;
    const place = words.push(word);
    places.set(word, place);
    return place;
  };
  const standing = ({ state, since, status, queueId, routability }: Standing): StandingFields => [
    ...([AGENT_STATES.indexOf(state), since === null ? null : since - from] as const),
    ...([placeOf(status), placeOf(queueId), KINDS.indexOf(routability)] as const),
  ];
  const moveFields = ({ at, to }: Move): MoveFields =>
    to === null ? [at - from] : [at - from, ...standing(to)];
  const text: MovesText = {
    words,
    agents: agents.map(({ id, before, moves }) => [
      ...([id, before === null ? 0 : standing(before)] as const),
      ...moves.map(moveFields),
    ]),
  };
  return JSON.stringify(text);
}

/** The moves of one agent; `null` where they made none. */
export function readMoves(text: string, from: EpochMs, agentId: AgentId): AgentMoves | null {
  const { words, agents } = JSON.parse(text) as MovesText;
  const found = agents.find(([id]) => id === agentId);
  if (found === undefined) return null;
  const standing = ([state, since, status, queue, kind]: StandingFields): Standing => ({
    state: AGENT_STATES[state] ?? "UNKNOWN",
    since: since === null ? null : since + from,
    status: words[status - 1] ?? null,
    queueId: words[queue - 1] ?? null,
    routability: KINDS[kind] ?? "unknown",
  });
  const move = ([at, ...fields]: MoveFields): Move => ({
    at: at + from,
    to: fields.length === 0 ? null : standing(fields),
  });
  const [id, before, ...moves] = found;
  return { id, before: before === 0 ? null : standing(before), moves: moves.map(move) };
}
