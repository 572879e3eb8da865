/** How wide the words of alerts are, for planning their rows. */
import type { BoardAlert } from "@callboard/protocol";
import { careText } from "../../floor/alert-words.ts";
import { textWidthEm } from "../../layout/text-width.ts";
import { alertWords } from "../../messages/alerts.ts";
import type { Listed } from "./rows.ts";

/** What follows these waits for so many turns that its width is not planned for yet. */
const LOOKED_AT_MOST = 60;
/** What parts the words of a line, and the sign of who has seen it. */
const BETWEEN_EM = 0.8;
const CARE_EM = 2;

export function listedOf(alerts: readonly BoardAlert[]): Listed {
  let ruleEm = 0;
  let lineEm = 0;
  for (const alert of alerts.slice(0, LOOKED_AT_MOST)) {
    const care = careText(alert);
    const careEm = care === "" ? 0 : textWidthEm(care) + CARE_EM;
    const ownEm = textWidthEm(alert.ruleName);
    const severityEm = textWidthEm(alertWords.severities[alert.severity]);
    ruleEm = Math.max(ruleEm, ownEm);
    lineEm = Math.max(lineEm, severityEm + BETWEEN_EM + ownEm + careEm);
  }
  return { count: alerts.length, ruleEm, lineEm };
}
