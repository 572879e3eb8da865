/**
 * Takes one person out of what is stored: out of rows of the floor without a trace, out of alerts of record by a stand-in, so that
 * what was counted stays counted. It is pure, and touches nothing in which the id does not stand.
 */
import type { FloorBatch, FloorEvent, FloorSnapshot } from "@callboard/core/alerting";

export interface Somebody {
  readonly agentId: string;
  /** What they are called in what is stored. */
  readonly names: readonly string[];
  /** What stands in the place of the id; no id of any upstream. */
  readonly standIn: string;
}

const NOBODY = "deleted person";

/** The id as it stands within JSON. */
export const needleOf = ({ agentId }: Pick<Somebody, "agentId">): string => JSON.stringify(agentId);

/** Lines of history without them; `null` where they are in none. */
export function scrubHistory(text: string, who: Somebody): string | null {
  const needle = needleOf(who);
  if (!text.includes(needle)) return null;
  return text
    .split("\n")
    .map((line) => (line.includes(needle) ? JSON.stringify(scrubEntry(JSON.parse(line), who.agentId)) : line))
    .join("\n");
}

function scrubEntry(entry: FloorBatch | FloorSnapshot, agentId: string): FloorBatch | FloorSnapshot {
  if ("events" in entry)
    return { ...entry, events: entry.events.flatMap((event) => scrubEvent(event, agentId)) };
  return {
    ...entry,
    who: entry.who.filter(({ id }) => id !== agentId),
    agents: entry.agents.filter(({ id }) => id !== agentId),
  };
}

function scrubEvent(event: FloorEvent, agentId: string): FloorEvent[] {
  switch (event.kind) {
    case "who":
      return event.who.id === agentId ? [] : [event];
    case "agent":
      return event.row.id === agentId ? [] : [event];
    case "gone":
      return [{ ...event, agentIds: event.agentIds.filter((id) => id !== agentId) }];
    case "queue":
      return [event];
    default:
      return event satisfies never;
  }
}

/** A minute's moves without their line; `null` where nothing but the line of words is left. */
export function scrubMoves(moves: string, { agentId }: Pick<Somebody, "agentId">): string | null {
  const start = `[${JSON.stringify(agentId)},`;
  const [words = "[]", ...lines] = moves.split("\n");
  const left = lines.filter((line) => !line.startsWith(start));
  return left.length === 0 ? null : [words, ...left].join("\n");
}

/** A stored value about them, in which nothing says any more about whom. */
export function scrubValue<Value>(value: Value, who: Somebody): Value {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    typeof part === "string" ? scrubText(part, who) : part,
  ) as Value;
}

export function scrubText(text: string, { agentId, names, standIn }: Somebody): string {
  if (text === agentId) return standIn;
  const tail = `.a.${agentId}`;
  // Ids of alerts end with whom they are about.
  const isAbout = text.endsWith(tail);
  const rest = isAbout ? `${text.slice(0, -tail.length)}.a.${standIn}` : text;
  return names.reduce(withoutName, rest);
}

/** The text before a name ends in a letter or a digit, or the text behind it begins with one. */
const ENDS_IN_WORD = /[\p{L}\p{N}]$/u;
const BEGINS_WITH_WORD = /^[\p{L}\p{N}]/u;

/** As a word of its own: whoever is called An is not taken out of "Answer". A name is never made a pattern: it comes from outside. */
function withoutName(text: string, name: string): string {
  if (name === "") return text;
  let said = "";
  let rest = text;
  for (let at = rest.indexOf(name); at >= 0; at = rest.indexOf(name)) {
    const [before, after] = [said + rest.slice(0, at), rest.slice(at + name.length)];
    const isWhole = !ENDS_IN_WORD.test(before) && !BEGINS_WITH_WORD.test(after);
    said = before + (isWhole ? NOBODY : name);
    rest = after;
  }
  return said + rest;
}
