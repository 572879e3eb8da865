/** A dead letter as a person tells it from others: what it says, of whom, and what became of it. */
import { shownName } from "../../format/name.ts";
import { count } from "../../format/number.ts";
import { t } from "../../words/words.ts";
import { wordOf } from "../alerts/code-words.ts";
import { whoOf } from "../alerts/who.ts";
import type { NoticeRow } from "../api/shapes.ts";

const NO_NAMES = { agentName: () => null, queueName: () => null };

export interface LetterWords {
  readonly kind: string;
  readonly who: string;
  /** "3 alerts"; empty where it tells of one. */
  readonly alerts: string;
  /** Its team and queue, the rule, and where it should have gone. */
  readonly about: string;
  /** When, how often it was tried, and the last error. */
  readonly fate: string;
}

/** @param when tells an instant in the site's zone */
export function letterWords(notice: NoticeRow, when: (at: number) => string): LetterWords {
  const { about, last, tries } = notice;
  const queue = about.entityKind === "queue" ? null : about.queueName;
  const places = [about.teamName, queue].map((name) => shownName(name ?? "", ""));
  const fate = [
    when(notice.at),
    tries > 1 ? t("sinks.dead.tries", { count: count(tries) }) : "",
    last === null || last.at === notice.at ? "" : t("sinks.dead.lastTry", { at: when(last.at) }),
    last?.why ?? "",
  ];
  return {
    kind: wordOf("notices", notice.kind),
    who: whoOf({ kind: about.entityKind, id: "" }, about.entityName, NO_NAMES),
    alerts: notice.alerts > 1 ? t("sinks.dead.alerts", { count: count(notice.alerts) }) : "",
    about: line([...places, notice.ruleId, t("sinks.dead.to", { sink: notice.sinkId })]),
    fate: line(fate),
  };
}

const line = (parts: readonly string[]): string => parts.filter((text) => text !== "").join(" · ");
