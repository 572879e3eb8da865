/**
 * What a card says beside name and time. The state's own word stands in front where no heading above it says the same. Where
 * a box holds few cards, the words give way to a second person: first the queue, then the state's word before a status.
 */
import type { BoardAgent } from "@callboard/protocol";
import { groupOf } from "../../floor/agent-groups.ts";
import { wordsOf } from "../../floor/agent-words.ts";
import { t } from "../../words/words.ts";

/** @param heading the state under whose heading the card stands; `null` where the headings are teams */
export function cardWords(agent: BoardAgent, queueName: string | null, heading: string | null): string {
  const group = groupOf(agent);
  const words = wordsOf(agent, queueName);
  if (group === heading) return words;
  const state = t(`floor.groups.${group}`);
  return words === "" ? state : t("floor.labelled", { label: state, text: words });
}

/**
 * The same in short, for a single line. Why a ready one gets nothing, and that a state is not confirmed, is never left out:
 * the queue of a contact is, and so is a state's word before the status that says as much.
 */
export function cardWordsInShort(agent: BoardAgent, heading: string | null): string {
  const group = groupOf(agent);
  const words = wordsOf(agent, null);
  switch (group) {
    case "notReady":
    case "readyNotRoutable":
    case "readyUnknown":
      return words === "" ? cardWords(agent, null, heading) : words;
    default:
      return cardWords(agent, null, heading);
  }
}
