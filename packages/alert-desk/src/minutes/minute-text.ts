/**
 * A minute's figures and moves in compact text, written and read side by side. Ids stand in lists and never as keys, words
 * once in each text, instants as milliseconds from the minute's beginning.
 *
 *   queues  [[id, waitSeconds, waiting, routable, offered, answered, abandoned, serviceLevelPct, serviceLevelOf, blindMs]]
 *   moves   a line of words, then a line for each agent: [id, before | 0, [at, standing…]…]; a standing is
 *           [state, since, status, queue, routability], a move of somebody who left is [at] alone
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
type AgentFields = readonly [AgentId, StandingFields | 0, ...MoveFields[]];

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

/** Moves of one minute are stored in so many parts by agent, so that one agent's are found without reading all of them. */
const BUCKETS = 16;
/** A minute with little in it is one part. */
const WHOLE = BUCKETS;
const WHOLE_AGENTS_MAX = 32;
export const ALL_BUCKETS: readonly number[] = Array.from({ length: BUCKETS + 1 }, (_, place) => place);

/** Where an agent's moves may stand. */
export const bucketsOf = (id: AgentId): readonly [number, number] => [bucketOf(id), WHOLE];

function bucketOf(id: AgentId): number {
  let hash = 0;
  for (let place = 0; place < id.length; place += 1) hash = (hash * 31 + id.charCodeAt(place)) | 0;
  return (hash >>> 0) % BUCKETS;
}

/** The texts of a minute's moves, by bucket. */
export function writeMoves(agents: readonly AgentMoves[], from: EpochMs): Map<number, string> {
  const byBucket = new Map<number, AgentMoves[]>();
  for (const agent of agents) {
    const bucket = agents.length <= WHOLE_AGENTS_MAX ? WHOLE : bucketOf(agent.id);
    const others = byBucket.get(bucket);
    if (others === undefined) byBucket.set(bucket, [agent]);
    else others.push(agent);
  }
  return new Map(Array.from(byBucket, ([bucket, some]) => [bucket, movesText(some, from)]));
}

function movesText(agents: readonly AgentMoves[], from: EpochMs): string {
  const words = new Map<string, number>();
  const placeOf = (word: string | null): number => {
    if (word === null) return 0;
    const place = words.get(word) ?? words.size + 1;
    words.set(word, place);
    return place;
  };
  const standing = ({ state, since, status, queueId, routability }: Standing): StandingFields => [
    ...([AGENT_STATES.indexOf(state), since === null ? null : since - from] as const),
    ...([placeOf(status), placeOf(queueId), KINDS.indexOf(routability)] as const),
  ];
  const moveFields = ({ at, to }: Move): MoveFields =>
    to === null ? [at - from] : [at - from, ...standing(to)];
  const lines = agents.map(({ id, before, moves }): string => {
    const fields: AgentFields = [id, before === null ? 0 : standing(before), ...moves.map(moveFields)];
    return JSON.stringify(fields);
  });
  return [JSON.stringify([...words.keys()]), ...lines].join("\n");
}

/** How an agent's line begins: no text within JSON holds a line's end, so nothing else does. */
export const lineStart = (id: AgentId): string => `\n[${JSON.stringify(id)},`;

/** The moves of one agent; `null` where they made none. */
export function readMoves(text: string, from: EpochMs, agentId: AgentId): AgentMoves | null {
  const start = text.indexOf(lineStart(agentId));
  if (start < 0) return null;
  const end = text.indexOf("\n", start + 1);
  const words = JSON.parse(text.slice(0, text.indexOf("\n"))) as readonly string[];
  const fields = JSON.parse(text.slice(start, end < 0 ? text.length : end)) as AgentFields;
  const standing = ([state, since, status, queue, kind]: StandingFields): Standing => ({
    state: AGENT_STATES[state] ?? "UNKNOWN",
    since: since === null ? null : since + from,
    status: words[status - 1] ?? null,
    queueId: words[queue - 1] ?? null,
    routability: KINDS[kind] ?? "unknown",
  });
  const move = ([at, ...rest]: MoveFields): Move => ({
    at: at + from,
    to: rest.length === 0 ? null : standing(rest),
  });
  const [id, before, ...moves] = fields;
  return { id, before: before === 0 ? null : standing(before), moves: moves.map(move) };
}
