/** What a silence mutes, in one line: names where the board knows them, ids where it does not. */
import { shownName } from "../../format/name.ts";
import { t } from "../../words/words.ts";
import type { SilenceMatcher } from "../api/shapes.ts";

export interface BoardNames {
  agentName(id: string): string | null;
  queueName(id: string): string | null;
}

export function matcherText(matcher: SilenceMatcher, names: BoardNames): string {
  const lists = [
    part(t("setup.titles.rules"), matcher.rules, null),
    part(t("setup.silences.severities"), matcher.severities, null),
    part(t("setup.filter.queues"), matcher.queues, names.queueName),
    part(t("setup.filter.teams"), matcher.teams, null),
    part(t("setup.silences.agents"), matcher.agents, names.agentName),
  ].filter((text) => text !== "");
  return lists.length === 0 ? t("setup.silences.everything") : lists.join(" · ");
}

function part(
  label: string,
  ids: readonly string[] | undefined,
  nameOf: ((id: string) => string | null) | null,
): string {
  if (ids === undefined || ids.length === 0) return "";
  return t("floor.labelled", { label, text: ids.map((id) => shownName(nameOf?.(id) ?? id, id)).join(", ") });
}
