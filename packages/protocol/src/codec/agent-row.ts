/**
 * An agent in compact form, written and read side by side so that the two cannot drift apart.
 *
 *   identity  [ref, id, name, team]
 *   row       [ref, state, since, lastUpdated, routability, flags?, queue?, status?, detail?, rawState?]
 *
 * `since` is milliseconds before the frame's `at`, `lastUpdated` milliseconds after `since` (after `at` where since is
 * absent), `routability` 0 for routable, +n for the n-th reason against it, −n for the n-th reason not to know; trailing
 * zeros are cut.
 */
import { AGENT_STATES, DIRECTIONS, NOT_ROUTABLE_REASONS, ROUTABILITY_UNKNOWN_REASONS } from "@callboard/core";
import type { BoardAgent, BoardRoutability } from "../board.ts";
import { ago, count, fail, figure, figureOrNull, type Row, row, text, timeAgo, wordAt } from "./reader.ts";
import { type WordWriter, wordOf } from "./words.ts";

/** What stays the same while an agent is on the floor, and is therefore sent once. */
export interface AgentIdentity {
  readonly id: string;
  readonly name: string;
  readonly team: string | null;
}

const DIRECTION_MASK = 3;
const UNTRUSTED = 4;
const FIXED_FIELDS = 5;

export function writeIdentity(agent: AgentIdentity, ref: number, words: WordWriter): Row {
  return [ref, agent.id, agent.name, words.of(agent.team)];
}

export function readIdentity(value: unknown, words: readonly string[]): [number, AgentIdentity] {
  const [ref, id, name, team] = row(value, "identity");
  return [
    count(ref, "ref"),
    { id: text(id, "agent id"), name: text(name, "agent name"), team: wordOf(words, team) },
  ];
}

export function writeAgent(agent: BoardAgent, ref: number, at: number, words: WordWriter): Row {
  const fields: (number | null)[] = [
    ref,
    AGENT_STATES.indexOf(agent.state),
    ago(at, agent.since),
    agent.lastUpdated === null ? null : agent.lastUpdated - (agent.since ?? at),
    writeRoutability(agent.routability),
    (agent.direction === null ? 0 : DIRECTIONS.indexOf(agent.direction) + 1) +
      (agent.trusted ? 0 : UNTRUSTED),
    words.of(agent.queueId),
    words.of(agent.status),
    words.of(agent.routability.kind === "notRoutable" ? agent.routability.detail : null),
    words.of(agent.rawState),
  ];
  while (fields.length > FIXED_FIELDS && fields[fields.length - 1] === 0) fields.pop();
  return fields;
}

export function readAgent(
  fields: Row,
  identity: AgentIdentity,
  at: number,
  words: readonly string[],
): BoardAgent {
  const since = timeAgo(at, fields[2], "since");
  const updated = figureOrNull(fields[3], "lastUpdated");
  const flags = fields[5] === undefined ? 0 : count(fields[5], "flags");
  const direction = flags & DIRECTION_MASK;
  return {
    id: identity.id,
    name: identity.name,
    team: identity.team,
    state: wordAt(AGENT_STATES, fields[1], "state"),
    rawState: wordOf(words, fields[9]),
    status: wordOf(words, fields[7]),
    since,
    lastUpdated: updated === null ? null : (since ?? at) + updated,
    queueId: wordOf(words, fields[6]),
    direction: direction === 0 ? null : wordAt(DIRECTIONS, direction - 1, "direction"),
    routability: readRoutability(fields[4], wordOf(words, fields[8])),
    trusted: (flags & UNTRUSTED) === 0,
  };
}

function writeRoutability(routability: BoardRoutability): number {
  switch (routability.kind) {
    case "routable":
      return 0;
    case "notRoutable":
      return NOT_ROUTABLE_REASONS.indexOf(routability.reason) + 1;
    case "unknown":
      return -(ROUTABILITY_UNKNOWN_REASONS.indexOf(routability.reason) + 1);
    default:
      return routability satisfies never;
  }
}

function readRoutability(value: unknown, detail: string | null): BoardRoutability {
  const code = figure(value, "routability");
  if (!Number.isInteger(code)) return fail("routability");
  if (code === 0) return { kind: "routable" };
  return code > 0
    ? { kind: "notRoutable", reason: wordAt(NOT_ROUTABLE_REASONS, code - 1, "reason"), detail }
    : { kind: "unknown", reason: wordAt(ROUTABILITY_UNKNOWN_REASONS, -code - 1, "reason") };
}
