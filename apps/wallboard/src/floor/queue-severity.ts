/**
 * How badly a queue needs somebody, and in which word to say so; the order of the queues follows from it. A queue whose
 * figures are old is never called fine: it says how far behind it is.
 */
import type { BoardQueue, EpochMs } from "@callboard/protocol";
import { compareText } from "./agent-groups.ts";
import { type GoalJudgement, type JudgedWindow, judgeGoal, LAST_HOUR } from "./goal-verdict.ts";
import { type LimitsOf, type QueueLimits, USUAL_LIMITS } from "./queue-limits.ts";
import { windowOf } from "./queue-window.ts";

export type SeverityWord =
  | "nobodyRoutable"
  | "farBelowGoal"
  | "veryLongWait"
  | "farTooMany"
  | "belowGoal"
  | "longWait"
  | "tooMany"
  | "old"
  | "tooEarly"
  | "noFigures"
  | "fine";

export type SeverityLevel = "critical" | "warning" | "old" | "none" | "fine";

export interface Severity {
  readonly level: SeverityLevel;
  readonly word: SeverityWord;
  /** How far a queue's own figures are behind the event clock; `null` where they are in time, or absent. */
  readonly behindMs: number | null;
  /** True where the word is about the goal, and CXone's figure was judged because we have not seen enough. */
  readonly isByCxone: boolean;
}

/** Figures further behind the event clock than this are old, though the feed as a whole may be live. */
export const FIGURES_OLD_MS = 30_000;

const LEVELS: readonly SeverityLevel[] = ["critical", "warning", "old", "none", "fine"];
const LEVEL_OF: Record<SeverityWord, SeverityLevel> = {
  nobodyRoutable: "critical",
  farBelowGoal: "critical",
  veryLongWait: "critical",
  farTooMany: "critical",
  belowGoal: "warning",
  longWait: "warning",
  tooMany: "warning",
  old: "old",
  tooEarly: "none",
  noFigures: "none",
  fine: "fine",
};

/** By what a queue is judged; the guide's limits and the last hour where nothing else is said. */
export interface Yardstick {
  readonly limitsOf: LimitsOf;
  readonly window: JudgedWindow;
}

export const USUAL_YARDSTICK: Yardstick = { limitsOf: () => USUAL_LIMITS, window: LAST_HOUR };

/**
 * @param floorNow CXone's clock now, for the contact that has waited longest
 * @param clock the feed's event clock, against which the figures' own time is held
 */
export function severityOf(
  queue: BoardQueue,
  floorNow: EpochMs,
  clock: EpochMs | null,
  { limitsOf, window }: Yardstick = USUAL_YARDSTICK,
): Severity {
  const behindMs = behind(queue, clock);
  const goal = judgeGoal(queue, window);
  const hasFigures = queue.statsAt !== null || windowOf(queue, window.span).serviceLevelPct !== null;
  const unhurried = hasFigures ? (goal === "tooEarly" ? "tooEarly" : "fine") : "noFigures";
  const word =
    behindMs === null
      ? (needOf(queue, goal, waitOf(queue, floorNow), limitsOf(queue.id)) ?? unhurried)
      : "old";
  const isByCxone = typeof goal === "object" && goal.by === "cxone" && GOAL_WORDS.has(word);
  return { level: LEVEL_OF[word], word, behindMs, isByCxone };
}

const GOAL_WORDS: ReadonlySet<SeverityWord> = new Set(["farBelowGoal", "belowGoal", "fine"]);

/** Why the queue needs somebody, the worst reason first; `null` where it does not. */
function needOf(
  queue: BoardQueue,
  goal: GoalJudgement,
  waitMs: number,
  limits: QueueLimits,
): SeverityWord | null {
  const against = typeof goal === "object" ? goal.word : null;
  // From the first second on: whoever waits where nobody can answer is not helped by an hour that went well.
  if (queue.waiting > 0 && queue.routableAgents === 0) return "nobodyRoutable";
  if (against === "farBelow") return "farBelowGoal";
  if (isOver(waitMs, limits.alarmWaitMs)) return "veryLongWait";
  if (isOver(queue.waiting, limits.alarmWaiting)) return "farTooMany";
  if (against === "below") return "belowGoal";
  if (isOver(waitMs, limits.warnWaitMs)) return "longWait";
  if (isOver(queue.waiting, limits.warnWaiting)) return "tooMany";
  return null;
}

const isOver = (value: number, limit: number | null) => limit !== null && value >= limit;

function behind(queue: BoardQueue, clock: EpochMs | null): number | null {
  if (queue.statsAt === null || clock === null) return null;
  const ms = clock - queue.statsAt;
  return ms > FIGURES_OLD_MS ? ms : null;
}

export function waitOf(queue: BoardQueue, floorNow: EpochMs): number {
  const longestMs = queue.longestWaitSince === null ? 0 : floorNow - queue.longestWaitSince;
  return Math.max(longestMs, (queue.waitSeconds ?? 0) * 1_000);
}

/** Worst first; among equals the longest wait; the name and the id make the order total. */
export function orderQueues(
  queues: Iterable<BoardQueue>,
  floorNow: EpochMs,
  clock: EpochMs | null,
  yardstick: Yardstick = USUAL_YARDSTICK,
): BoardQueue[] {
  const ranked = Array.from(queues, (queue) => ({
    queue,
    rank: LEVELS.indexOf(severityOf(queue, floorNow, clock, yardstick).level),
    waitMs: waitOf(queue, floorNow),
  }));
  ranked.sort(
    (a, b) =>
      a.rank - b.rank ||
      b.waitMs - a.waitMs ||
      compareText(a.queue.name, b.queue.name) ||
      compareText(a.queue.id, b.queue.id),
  );
  return ranked.map(({ queue }) => queue);
}
