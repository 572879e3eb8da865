/**
 * Whether a queue keeps its goal, and on whose figure that is said. A desk that has just begun has seen one contact of an
 * hour in which there were a hundred; a verdict on that one would be a false alarm, so CXone's figure is asked instead.
 */
import type { BoardQueue, BoardWindow } from "@callboard/protocol";

export type GoalWord = "met" | "below" | "farBelow";

export interface GoalVerdict {
  readonly word: GoalWord;
  /** `ours`: our last hour by the queue's own formula; `cxone`: CXone's figure, while we have seen too little. */
  readonly by: "ours" | "cxone";
}

/** `tooEarly`: too little was seen, and CXone says nothing; `none`: there is nothing to judge, as nothing happened. */
export type GoalJudgement = GoalVerdict | "tooEarly" | "none";

const HOUR_MS = 3_600_000;
/** More of the window unseen than this share, and its figure is no ground for a verdict. */
const BLIND_SHARE_MOST = 0.5;
const FAR_BELOW_POINTS = 10;

type Judged = Pick<BoardQueue, "goalPct" | "serviceLevelPct"> & {
  readonly last1h: Pick<BoardWindow, "serviceLevelPct" | "blindMs">;
};

/** Judges the last hour against the queue's goal. */
export function judgeGoal({ goalPct, serviceLevelPct, last1h }: Judged): GoalJudgement {
  if (last1h.blindMs <= HOUR_MS * BLIND_SHARE_MOST) {
    return last1h.serviceLevelPct === null
      ? "none"
      : { word: against(goalPct, last1h.serviceLevelPct), by: "ours" };
  }
  if (serviceLevelPct !== null) return { word: against(goalPct, serviceLevelPct), by: "cxone" };
  return "tooEarly";
}

function against(goalPct: number, pct: number): GoalWord {
  if (pct >= goalPct) return "met";
  return pct < goalPct - FAR_BELOW_POINTS ? "farBelow" : "below";
}
