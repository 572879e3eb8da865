/** What a card says beside name and time. The state's own word stands in front where no heading above it says the same. */
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
  return words === "" ? state : `${state}: ${words}`;
}
