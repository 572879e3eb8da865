/**
 * How badly a queue needs somebody, and in which word to say so; the order of the queues follows from it. A queue whose
 * figures are old is never called fine: it says how far behind it is.
 */
import type { BoardQueue, EpochMs } from "@callboard/protocol";
import { compareText } from "./agent-groups.ts";
import { type GoalJudgement, judgeGoal } from "./goal-verdict.ts";

export type SeverityWord =
  | "nobodyRoutable"
  | "farBelowGoal"
  | "veryLongWait"
  | "belowGoal"
  | "longWait"
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
const FIGURES_OLD_MS = 30_000;
/** The guide's alert is at 120 s of wait. */
export const LONG_WAIT_MS = 120_000;
const VERY_LONG_WAIT_MS = 300_000;

const LEVELS: readonly SeverityLevel[] = ["critical", "warning", "old", "none", "fine"];
const LEVEL_OF: Record<SeverityWord, SeverityLevel> = {
  nobodyRoutable: "critical",
  farBelowGoal: "critical",
  veryLongWait: "critical",
  belowGoal: "warning",
  longWait: "warning",
  old: "old",
  tooEarly: "none",
  noFigures: "none",
  fine: "fine",
};

/**
 * @param floorNow CXone's clock now, for the contact that has waited longest
 * @param clock the feed's event clock, against which the figures' own time is held
 */
export function severityOf(queue: BoardQueue, floorNow: EpochMs, clock: EpochMs | null): Severity {
  const behindMs = behind(queue, clock);
  const goal = judgeGoal(queue);
  const word = behindMs === null ? wordOf(queue, goal, floorNow) : "old";
  const isByCxone = typeof goal === "object" && goal.by === "cxone" && GOAL_WORDS.has(word);
  return { level: LEVEL_OF[word], word, behindMs, isByCxone };
}

const GOAL_WORDS: ReadonlySet<SeverityWord> = new Set(["farBelowGoal", "belowGoal", "fine"]);

function wordOf(queue: BoardQueue, goal: GoalJudgement, floorNow: EpochMs): SeverityWord {
  const waitMs = waitOf(queue, floorNow);
  const against = typeof goal === "object" ? goal.word : null;
  if (queue.waiting > 0 && queue.routableAgents === 0 && waitMs > queue.thresholdSeconds * 1_000) {
    return "nobodyRoutable";
  }
  if (against === "farBelow") return "farBelowGoal";
  if (waitMs >= VERY_LONG_WAIT_MS) return "veryLongWait";
  if (against === "below") return "belowGoal";
  if (waitMs >= LONG_WAIT_MS) return "longWait";
  if (queue.last1h.serviceLevelPct === null && queue.statsAt === null) return "noFigures";
  return goal === "tooEarly" ? "tooEarly" : "fine";
}

function behind(queue: BoardQueue, clock: EpochMs | null): number | null {
  if (queue.statsAt === null || clock === null) return null;
  const ms = clock - queue.statsAt;
  return ms > FIGURES_OLD_MS ? ms : null;
}

function waitOf(queue: BoardQueue, floorNow: EpochMs): number {
  const longestMs = queue.longestWaitSince === null ? 0 : floorNow - queue.longestWaitSince;
  return Math.max(longestMs, (queue.waitSeconds ?? 0) * 1_000);
}

/** Worst first; among equals the longest wait; the name and the id make the order total. */
export function orderQueues(
  queues: Iterable<BoardQueue>,
  floorNow: EpochMs,
  clock: EpochMs | null,
): BoardQueue[] {
  const ranked = [...queues].map((queue) => ({
    queue,
    rank: LEVELS.indexOf(severityOf(queue, floorNow, clock).level),
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
