/** Why an alert ended, in words. A reason that this build does not know is shown by its own name. */
import type { PassageReason } from "@callboard/core/alerting";
import { inertName } from "./clean.ts";

const ENDS: Readonly<Record<PassageReason, string>> = {
  conditionMet: "the condition holds",
  heldLongEnough: "it held for as long as the rule asks",
  heldThroughBlind: "it held through a time in which nothing was seen",
  conditionEnded: "the condition ended",
  cleared: "the condition ended",
  conditionMetAgain: "the condition holds again",
  stayedClear: "the condition ended and stayed so",
  corrected: "corrected: what CXone told late shows that it never held for as long as the rule asks",
  entityGone: "no longer on the floor",
  outOfScope: "no longer what the rule is about",
  outsideHours: "outside the hours of the rule",
  ruleChanged: "the rule was changed",
  ruleDisabled: "the rule was switched off",
  ruleRemoved: "the rule was removed",
};
const WORDS = new Map<string, string>(Object.entries(ENDS));

/** The reason of an alert's last passage as people read it. */
export function reasonWords(reason: string): string {
  return WORDS.get(reason) ?? inertName(reason, 40);
}

/** The alert should never have been: people must not read this end as "it was repaired". */
export function isWithdrawn(reason: string): boolean {
  return reason === "corrected";
}
