/** What a silence mutes, in one line: names where the board knows them, ids where it does not. */
import { shownName } from "../../format/name.ts";
import type { SilenceMatcher } from "../api/shapes.ts";
import { pageWords } from "../messages/alert-page-words.ts";

export interface BoardNames {
  agentName(id: string): string | null;
  queueName(id: string): string | null;
}

export function matcherText(matcher: SilenceMatcher, names: BoardNames): string {
  const { parts, everything } = pageWords.silences;
  const lists = [
    part(parts.rules, matcher.rules, null),
    part(parts.severities, matcher.severities, null),
    part(parts.queues, matcher.queues, names.queueName),
    part(parts.teams, matcher.teams, null),
    part(parts.agents, matcher.agents, names.agentName),
  ].filter((text) => text !== "");
  return lists.length === 0 ? everything : lists.join(" · ");
}

function part(
  label: string,
  ids: readonly string[] | undefined,
  nameOf: ((id: string) => string | null) | null,
): string {
  if (ids === undefined || ids.length === 0) return "";
  return `${label}: ${ids.map((id) => shownName(nameOf?.(id) ?? id, id)).join(", ")}`;
}
