/**
 * Asks the desk how queues went, once a minute for every chart of the page together: a few queues a question, one question
 * at a time, on the screen's one clock, at a moment of its own so that a room of screens does not ask at once. After an
 * error it asks again soon, then more seldom; what was last heard stays, with its age. It must never ask while nobody looks.
 */
import type { TrendStretch } from "@callboard/boards";
import type { QueueTrend } from "@callboard/protocol";
import { readTrends } from "./read-trends.ts";

/** An answer of so many queues is read by a television in one go without a jerk. */
const QUEUES_A_QUESTION = 25;
/** All queues that one chart is ever about. */
export const TREND_QUEUES_MOST = 100;
/** So many are kept of what no chart shows at the moment. */
const KEPT_MOST = TREND_QUEUES_MOST;
const AGAIN_AFTER_MS = 60_000;
const SPREAD_MS = 10_000;
const RETRY_FIRST_MS = 5_000;
const RETRY_MOST_MS = 60_000;

export interface KnownTrend {
  readonly trend: QueueTrend;
  /** When the desk said so, by its own clock. */
  readonly at: number;
}

export interface TrendPorts {
  /** The answer's JSON; throws where there is none. */
  ask(question: { readonly stretch: TrendStretch; readonly queueIds: readonly string[] }): Promise<unknown>;
  /** 0..1 */
  chance(): number;
  /** Whether anybody can see the page. */
  isSeen(): boolean;
  /** Something new was heard. */
  onNews(): void;
}

export interface TrendSource {
  /** Wants these queues until the answer is called. */
  want(stretch: TrendStretch, queueIds: readonly string[]): () => void;
  of(stretch: TrendStretch, queueId: string): KnownTrend | null;
  /** Whether the last question failed. */
  hasFailed(): boolean;
  /** To be called each second, with the server's clock. */
  tick(serverNow: number): void;
}

interface Entry {
  readonly stretch: TrendStretch;
  readonly queueId: string;
  users: number;
  dueAt: number;
  known: KnownTrend | null;
}

export function createTrendSource(ports: TrendPorts): TrendSource {
  const entries = new Map<string, Entry>();
  const offsetMs = ports.chance() * SPREAD_MS;
  let isAsking = false;
  let waitUntil = 0;
  let failures = 0;

  const keyOf = (stretch: TrendStretch, queueId: string) => `${stretch} ${queueId}`;

  function want(stretch: TrendStretch, queueIds: readonly string[]): () => void {
    const keys = queueIds.slice(0, TREND_QUEUES_MOST).map((queueId) => {
      const key = keyOf(stretch, queueId);
      const entry = entries.get(key) ?? { stretch, queueId, users: 0, dueAt: 0, known: null };
      entry.users += 1;
      entries.set(key, entry);
      return key;
    });
    let isWanted = true;
    return () => {
      if (!isWanted) return;
      isWanted = false;
      for (const key of keys) {
        const entry = entries.get(key);
        if (entry === undefined) continue;
        entry.users -= 1;
        // The last one let go is the last one forgotten.
        entries.delete(key);
        entries.set(key, entry);
      }
      forgetMost();
    };
  }

  /** A chart that comes back with its page's turn shows what it showed, with its age, and no gap until the next answer. */
  function forgetMost(): void {
    const unused = Array.from(entries).filter(([, { users }]) => users === 0);
    for (const [key] of unused.slice(0, Math.max(0, unused.length - KEPT_MOST))) entries.delete(key);
  }

  function nextQuestion(serverNow: number): readonly Entry[] {
    const due = Array.from(entries.values()).filter(({ users, dueAt }) => users > 0 && dueAt <= serverNow);
    const stretch = due[0]?.stretch;
    return due.filter((entry) => entry.stretch === stretch).slice(0, QUEUES_A_QUESTION);
  }

  async function ask(asked: readonly Entry[], stretch: TrendStretch, serverNow: number): Promise<void> {
    isAsking = true;
    try {
      const answer = readTrends(await ports.ask({ stretch, queueIds: asked.map(({ queueId }) => queueId) }));
      if (answer === null) throw new Error("the answer is not one about trends");
      for (const trend of answer.trends) {
        const entry = entries.get(keyOf(stretch, trend.queueId));
        if (entry !== undefined) entry.known = { trend, at: answer.at };
      }
      const minute = Math.floor(serverNow / AGAIN_AFTER_MS) + 1;
      for (const entry of asked) entry.dueAt = minute * AGAIN_AFTER_MS + offsetMs;
      failures = 0;
    } catch {
      failures += 1;
      const pauseMs = Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** Math.min(failures - 1, 5));
      waitUntil = serverNow + pauseMs * (0.5 + ports.chance() / 2);
    } finally {
      isAsking = false;
      ports.onNews();
    }
  }

  return {
    want,
    of: (stretch, queueId) => entries.get(keyOf(stretch, queueId))?.known ?? null,
    hasFailed: () => failures > 0,
    tick(serverNow) {
      if (isAsking || serverNow < waitUntil || !ports.isSeen()) return;
      const asked = nextQuestion(serverNow);
      const stretch = asked[0]?.stretch;
      if (stretch !== undefined) void ask(asked, stretch, serverNow);
    },
  };
}
