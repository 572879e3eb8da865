/**
 * A queue's figures at one instant, as boards and rules are both given them: drawn in one place, so that a wall and an
 * alert can never tell two different numbers of one moment. Reads only.
 */
import {
  abandonPct,
  ahtSeconds,
  asaSeconds,
  baselineOf,
  blindMs,
  deviation,
  type EpochMs,
  type Floor,
  figures,
  goalOf,
  type HourFigures,
  hourOfWeek,
  type QueueGoal,
  type QueueRecord,
  serviceLevelPct,
  type WindowKind,
  waitingContacts,
} from "@callboard/core";
import type { BoardWindow } from "@callboard/protocol";

/** What a board's row and a rule's row have in common. The first block is one reading of CXone's. */
interface SharedFigures {
  readonly statsAt: EpochMs | null;
  readonly waitSeconds: number | null;
  readonly abandonedCount: number | null;
  readonly availableAgents: number | null;
  readonly callVolume1h: number | null;
  readonly serviceLevelPct: number | null;
  readonly waitDeviationSeconds: number | null;
  readonly waiting: number;
  readonly longestWaitSince: EpochMs | null;
  readonly routableAgents: number;
  readonly last15m: BoardWindow;
  readonly last1h: BoardWindow;
  readonly today: BoardWindow;
}

export interface QueueFigures {
  readonly shared: SharedFigures;
  readonly unsureWaiting: number;
  readonly goal: QueueGoal;
  /** The usual of the reading's hour of the week; `null` where none was learned. */
  readonly usual: HourFigures | null;
}

export function queueFigures(floor: Floor, queue: QueueRecord): QueueFigures {
  const { stats } = queue;
  const goal = goalOf(floor.site, queue.id);
  const usual = baselineOf(floor.baselines, queue.id, hourOfWeek(floor.site.zone, stats?.at ?? floor.clock));
  const waiting = waitingContacts(floor.contacts, queue.id, floor.clock);
  const shared = {
    statsAt: stats?.at ?? null,
    waitSeconds: stats?.waitSeconds ?? null,
    abandonedCount: stats?.abandonedCount ?? null,
    availableAgents: stats?.availableAgents ?? null,
    callVolume1h: stats?.callVolume1h ?? null,
    serviceLevelPct: stats?.serviceLevelPct ?? null,
    waitDeviationSeconds: deviation(stats?.waitSeconds ?? null, usual?.waitSeconds ?? null),
    waiting: waiting.count,
    longestWaitSince: waiting.longestWaitSince,
    routableAgents: queue.routableAgents,
    last15m: windowOf(floor, queue, goal, "last15m"),
    last1h: windowOf(floor, queue, goal, "last1h"),
    today: windowOf(floor, queue, goal, "today"),
  };
  return { shared, unsureWaiting: waiting.unsureWaiting, goal, usual };
}

function windowOf(floor: Floor, queue: QueueRecord, goal: QueueGoal, kind: WindowKind): BoardWindow {
  const sums = figures(queue.windows, { kind }, floor.clock, floor.site.zone);
  return {
    offered: sums.offered,
    answered: sums.answered,
    abandoned: sums.abandoned,
    serviceLevelPct: serviceLevelPct(goal.variant, sums),
    asaSeconds: asaSeconds(sums),
    ahtSeconds: ahtSeconds(sums),
    abandonPct: abandonPct(sums, { excludeShort: false }),
    blindMs: blindMs(floor.blind, sums.fromMs, floor.clock),
  };
}

interface Windowed {
  readonly last15m: BoardWindow;
  readonly last1h: BoardWindow;
  readonly today: BoardWindow;
}

/** Whether two drawings of one queue tell the same, windows included; all other fields are compared as they are. */
export function isSameDrawing<T extends Windowed>(a: T, b: T): boolean {
  const { last15m: a15m, last1h: a1h, today: aToday, ...restOfA } = a;
  const { last15m: b15m, last1h: b1h, today: bToday, ...restOfB } = b;
  return (
    isSameFields<object>(restOfA, restOfB) &&
    isSameFields(a15m, b15m) &&
    isSameFields(a1h, b1h) &&
    isSameFields(aToday, bToday)
  );
}

const isSameFields = <T extends object>(a: T, b: T): boolean =>
  (Object.keys(a) as (keyof T)[]).every((field) => a[field] === b[field]);
