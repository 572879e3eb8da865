/** A dead letter as a person tells it from others: what it says, of whom, and what became of it. */
import { shownName } from "../../format/name.ts";
import { count } from "../../format/number.ts";
import { whoOf } from "../alerts/who.ts";
import type { NoticeRow } from "../api/shapes.ts";
import { pageWords, wordOf } from "../messages/alert-page-words.ts";
import { setupWords } from "../messages/setup-words.ts";

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
  const words = setupWords.dead;
  const queue = about.entityKind === "queue" ? null : about.queueName;
  const places = [about.teamName, queue].map((name) => shownName(name ?? "", ""));
  const fate = [
    when(notice.at),
    tries > 1 ? words.tries(count(tries)) : "",
    last === null || last.at === notice.at ? "" : words.lastTry(when(last.at)),
    last?.why ?? "",
  ];
  return {
    kind: wordOf(pageWords.notices, notice.kind),
    who: whoOf({ kind: about.entityKind, id: "" }, about.entityName, NO_NAMES),
    alerts: notice.alerts > 1 ? words.alerts(count(notice.alerts)) : "",
    about: line([...places, notice.ruleId, words.to(notice.sinkId)]),
    fate: line(fate),
  };
}

const line = (parts: readonly string[]): string => parts.filter((text) => text !== "").join(" · ");
