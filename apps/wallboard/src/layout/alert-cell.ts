/**
 * What fits on an alert's second line: first what people have done about it, then the figures, then the last comment. The
 * figures never cut the rule's name, which is told nowhere else.
 */
import { textWidthEm } from "./text-width.ts";

export interface CellInput {
  readonly widthEm: number;
  readonly who: string;
  readonly severity: string;
  readonly rule: string;
  readonly care: string;
  readonly compared: string;
  readonly comment: string;
}

/** What is not told is empty. Nothing of it is ever cut but names and the comment, with an ellipsis. */
export interface CellLine {
  /** The rule's name stands beside whom it is about where it is whole there, else beside the severity. */
  readonly isRuleFirst: boolean;
  readonly care: string;
  readonly compared: string;
  readonly comment: string;
}

/** Border, padding and the icon; on the first line also the time. */
const FIXED_EM = 2.6;
const TIME_EM = 4.4;
/** Names are set this much larger. */
const WHO_SIZE = 1.15;
const BETWEEN_EM = 0.8;
const CARE_ICON_EM = 1.2;
/** A rule's name may be cut, but not to less than this. */
const RULE_LEAST_EM = 5;
/** A comment of fewer words than this is not worth its place. */
const COMMENT_LEAST_EM = 5;

export function planCell(input: CellInput): CellLine {
  const insideEm = input.widthEm - FIXED_EM;
  const ruleEm = textWidthEm(input.rule);
  const isRuleFirst =
    textWidthEm(input.who) * WHO_SIZE + BETWEEN_EM + ruleEm <= insideEm - TIME_EM - BETWEEN_EM;
  const hasRule = !isRuleFirst && ruleEm > 0;
  const keptEm = hasRule ? Math.min(ruleEm, RULE_LEAST_EM) + BETWEEN_EM : 0;
  let roomEm = insideEm - textWidthEm(input.severity) - BETWEEN_EM - keptEm;
  const take = (text: string, moreEm: number): string => {
    const needed = text === "" ? 0 : textWidthEm(text) + moreEm;
    if (needed > roomEm) return "";
    roomEm -= needed;
    return text;
  };
  const care = take(input.care, BETWEEN_EM + CARE_ICON_EM);
  roomEm -= hasRule ? ruleEm + BETWEEN_EM - keptEm : 0;
  const compared = take(input.compared, BETWEEN_EM);
  const leftEm = roomEm - BETWEEN_EM;
  const least = Math.min(textWidthEm(input.comment), COMMENT_LEAST_EM);
  const comment = input.comment !== "" && leftEm >= least ? input.comment : "";
  return { isRuleFirst, care, compared, comment };
}
