/** How wide the words of what needs a look are, for planning its rows. */
import type { AttentionItem } from "../../floor/attention.ts";
import { textWidthEm } from "../../layout/text-width.ts";
import { listedOf } from "../alerts/listed.ts";
import type { Listed } from "../alerts/rows.ts";
import { lookOfItem } from "./item-words.ts";

/** What follows these waits for so many turns that its width is not planned for yet. */
const LOOKED_AT_MOST = 60;
const BETWEEN_EM = 0.8;

export function toldOf(items: readonly AttentionItem[], queueName: (id: string) => string | null): Listed {
  let ruleEm = 0;
  let lineEm = 0;
  for (const item of items.slice(0, LOOKED_AT_MOST)) {
    if (item.kind === "alert") {
      const told = listedOf([item.alert]);
      ruleEm = Math.max(ruleEm, told.ruleEm);
      lineEm = Math.max(lineEm, told.lineEm);
    } else {
      const { word, why } = lookOfItem(item, queueName);
      ruleEm = Math.max(ruleEm, textWidthEm(why));
      lineEm = Math.max(lineEm, textWidthEm(word) + BETWEEN_EM + textWidthEm(why));
    }
  }
  return { count: items.length, ruleEm, lineEm };
}
