/**
 * Whether a queue keeps its goal, and on whose figure that is said. A desk that has just begun has seen one contact of an
 * hour in which there were a hundred; a verdict on that one would be a false alarm, so CXone's figure is asked instead.
 */
import type { Span } from "@callboard/boards";
import type { BoardQueue } from "@callboard/protocol";
import { sightOf, spanMs, windowOf } from "./queue-window.ts";

export type GoalWord = "met" | "below" | "farBelow";

export interface GoalVerdict {
  readonly word: GoalWord;
  /** `ours`: our window by the queue's own formula; `cxone`: CXone's figure, while we have seen too little. */
  readonly by: "ours" | "cxone";
}

/** `tooEarly`: too little was seen, and CXone says nothing; `none`: there is nothing to judge, as nothing happened. */
export type GoalJudgement = GoalVerdict | "tooEarly" | "none";

const FAR_BELOW_POINTS = 10;

/** Which window is judged: the last hour, unless a widget is about another one. */
export interface JudgedWindow {
  readonly span: Span;
  /** How much of the site's day is over, for the window of today; `null` where it is not known. */
  readonly todayMs: number | null;
}

export const LAST_HOUR: JudgedWindow = { span: "last1h", todayMs: null };

/** Judges a window against the queue's goal. */
export function judgeGoal(queue: BoardQueue, { span, todayMs }: JudgedWindow = LAST_HOUR): GoalJudgement {
  const { goalPct, serviceLevelPct: byCxone } = queue;
  const window = windowOf(queue, span);
  if (sightOf(window, spanMs(span, todayMs)) !== "hardly") {
    const { serviceLevelPct } = window;
    return serviceLevelPct === null ? "none" : { word: against(goalPct, serviceLevelPct), by: "ours" };
  }
  return byCxone === null ? "tooEarly" : { word: against(goalPct, byCxone), by: "cxone" };
}

/** Which side of its goal a share is on; far below is ten points and more. */
export function against(goalPct: number, pct: number): GoalWord {
  if (pct >= goalPct) return "met";
  return pct < goalPct - FAR_BELOW_POINTS ? "farBelow" : "below";
}
