/**
 * A queue's figures at one instant, as boards and rules are both given them: drawn in one place, so that a wall and an
 * alert can never tell two different numbers of one moment. Reads only, but for what it remembers of its own drawings.
 */
import {
  abandonPct,
  ahtSeconds,
  asaSeconds,
  BOUNDS,
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
  serviceLevelOf,
  serviceLevelPct,
  type WindowKind,
  waitingContacts,
} from "@callboard/core";
import type { QueueRow } from "@callboard/core/alerting";
import type { BoardQueue, BoardWindow } from "@callboard/protocol";

type Windows = Pick<BoardQueue, WindowKind>;

/** What a board's row and a rule's row have in common, by the same names. */
type SharedFigures = Pick<
  BoardQueue,
  Exclude<keyof BoardQueue & keyof QueueRow, "id" | "name" | "media" | "unsureWaiting">
>;

export interface QueueFigures {
  readonly shared: SharedFigures;
  readonly unsureWaiting: number;
  readonly goal: QueueGoal;
  /** The usual of the reading's hour of the week; `null` where none was learned. */
  readonly usual: HourFigures | null;
}

/** Sums of windows, and what they hold for: while all of it stands, they do. */
interface DrawnWindows {
  readonly windows: Windows;
  readonly basis: {
    readonly additions: number;
    /** The bucket of the event clock with which the windows end. */
    readonly bucket: number;
    readonly goal: QueueGoal;
    readonly zone: string;
    /** When blindness last ended; `null` while it lasts. */
    readonly blindTo: EpochMs | null;
  };
}

/**
 * Draws queues. Summing up a queue's windows is most of the work, and most drawings are of a reading or of a count that
 * moved, so the sums are kept until something goes into them or the event clock enters another of their buckets.
 */
export class FigureBook {
  readonly #floor: Floor;
  /** By the queue's record: what left the floor is forgotten with it. */
  readonly #drawn = new WeakMap<QueueRecord, DrawnWindows>();

  constructor(floor: Floor) {
    this.#floor = floor;
  }

  of(queue: QueueRecord): QueueFigures {
    const floor = this.#floor;
    const { stats } = queue;
    const at = stats?.at ?? floor.clock;
    const goal = goalOf(floor.site, queue.id);
    const usual = baselineOf(floor.baselines, queue.id, hourOfWeek(floor.site.zone, at));
    const waiting = waitingContacts(floor.contacts, queue.id, floor.clock);
    const { last15m, last1h, today } = this.#windowsOf(queue, goal);
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
      last15m,
      last1h,
      today,
    };
    return { shared, unsureWaiting: waiting.unsureWaiting, goal, usual };
  }

  #windowsOf(queue: QueueRecord, goal: QueueGoal): Windows {
    const { clock, blind, site } = this.#floor;
    const last = blind.at(-1);
    const basis = {
      additions: queue.windows.additions,
      bucket: Math.floor(clock / BOUNDS.windowBucketMs),
      goal,
      zone: site.zone,
      blindTo: last === undefined ? 0 : last.to,
    };
    const drawn = this.#drawn.get(queue);
    if (drawn !== undefined && isSameFields(drawn.basis, basis)) return drawn.windows;
    const windows = {
      last15m: windowOf(this.#floor, queue, goal, "last15m"),
      last1h: windowOf(this.#floor, queue, goal, "last1h"),
      today: windowOf(this.#floor, queue, goal, "today"),
    };
    // While nothing is seen the unseen part of each window grows with every instant.
    if (basis.blindTo !== null && basis.blindTo <= clock) this.#drawn.set(queue, { basis, windows });
    return windows;
  }
}

function windowOf(floor: Floor, queue: QueueRecord, goal: QueueGoal, kind: WindowKind): BoardWindow {
  const sums = figures(queue.windows, { kind }, floor.clock, floor.site.zone);
  return {
    offered: sums.offered,
    answered: sums.answered,
    abandoned: sums.abandoned,
    serviceLevelPct: serviceLevelPct(goal.variant, sums),
    serviceLevelOf: serviceLevelOf(goal.variant, sums),
    asaSeconds: asaSeconds(sums),
    ahtSeconds: ahtSeconds(sums),
    abandonPct: abandonPct(sums, { excludeShort: false }),
    blindMs: blindMs(floor.blind, sums.fromMs, floor.clock),
  };
}

/** Whether two drawings of one queue tell the same, windows included; all other fields are compared as they are. */
export function isSameDrawing<T extends Windows>(a: T, b: T): boolean {
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
  a === b || (Object.keys(a) as (keyof T)[]).every((field) => a[field] === b[field]);
