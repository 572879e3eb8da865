/**
 * The baselines as plain JSON for a checkpoint, and back (SPEC B6), with the hour being lived, so that a restart
 * does not cost an hour's learning. Unpacking trusts no byte and answers `null` for what it cannot read.
 */
import { BOUNDS } from "../bounds.ts";
import type { EpochMs, QueueId } from "../vocabulary.ts";
import {
  type BaselineBook,
  createBaselineBook,
  type HourFigures,
  type LivingHour,
  type QueueBaseline,
  restoreHour,
} from "./baseline.ts";

type PackedHour = readonly [
  hour: number,
  weeks: number,
  waitSeconds: number,
  serviceLevelPct: number | null,
  volume: number | null,
];

/** The three means as weighted sum and milliseconds: wait, service level, volume. */
type PackedLiving = readonly [
  hour: number,
  startedAt: EpochMs,
  wait: number,
  waitMs: number,
  serviceLevel: number,
  serviceLevelMs: number,
  volume: number,
  volumeMs: number,
];

type PackedQueue = readonly [queueId: QueueId, living: PackedLiving | null, hours: readonly PackedHour[]];

export interface PackedBaselines {
  readonly v: 1;
  readonly queues: readonly PackedQueue[];
}

export function packBaselines(book: BaselineBook): PackedBaselines {
  return { v: 1, queues: Array.from(book.queues, ([queueId, queue]) => packQueue(queueId, queue)) };
}

/** The baselines a checkpoint holds, or `null` when it is not what `packBaselines` wrote. Never throws. */
export function unpackBaselines(packed: unknown): BaselineBook | null {
  if (typeof packed !== "object" || packed === null) return null;
  const { v, queues } = packed as Partial<Record<keyof PackedBaselines, unknown>>;
  if (v !== 1 || !Array.isArray(queues) || queues.length > BOUNDS.queuesMax) return null;
  const book = createBaselineBook();
  for (const row of queues as readonly unknown[]) {
    if (!unpackQueue(book, row)) return null;
  }
  return book;
}

function packQueue(queueId: QueueId, queue: QueueBaseline): PackedQueue {
  const hours = Array.from(queue.hours, ([hour, figures]): PackedHour => {
    return [hour, figures.weeks, figures.waitSeconds, figures.serviceLevelPct, figures.volume];
  });
  return [queueId, queue.living === null ? null : packLiving(queue.living), hours];
}

function packLiving({ hour, startedAt, wait, serviceLevel, volume }: LivingHour): PackedLiving {
  return [
    hour,
    startedAt,
    wait.weighted,
    wait.ms,
    serviceLevel.weighted,
    serviceLevel.ms,
    volume.weighted,
    volume.ms,
  ];
}

function unpackQueue(book: BaselineBook, row: unknown): boolean {
  if (!Array.isArray(row)) return false;
  const [queueId, living, hours] = row as readonly unknown[];
  if (typeof queueId !== "string" || !Array.isArray(hours)) return false;
  const queue: QueueBaseline = { hours: new Map(), living: null };
  book.queues.set(queueId, queue);
  if (living !== null) {
    queue.living = unpackLiving(living);
    if (queue.living === null) return false;
  }
  return hours.every((packed: unknown) => {
    const learned = unpackHour(packed);
    return learned !== null && restoreHour(book, { queueId, ...learned });
  });
}

function unpackHour(row: unknown): { hour: number; figures: HourFigures } | null {
  if (!Array.isArray(row)) return null;
  const [hour, weeks, waitSeconds, serviceLevelPct, volume] = row as readonly unknown[];
  if (!isNumber(hour) || !isNumber(weeks) || !isNumber(waitSeconds)) return null;
  if (!isNumberOrNull(serviceLevelPct) || !isNumberOrNull(volume)) return null;
  return { hour, figures: { weeks, waitSeconds, serviceLevelPct, volume } };
}

function unpackLiving(row: unknown): LivingHour | null {
  if (!Array.isArray(row)) return null;
  const [hour, startedAt, wait, waitMs, level, levelMs, volume, volumeMs] = row as readonly unknown[];
  if (!isNumber(hour) || !isNumber(startedAt) || !isNumber(wait) || !isNumber(waitMs)) return null;
  if (!isNumber(level) || !isNumber(levelMs) || !isNumber(volume) || !isNumber(volumeMs)) return null;
  return {
    hour,
    startedAt,
    wait: { weighted: wait, ms: waitMs },
    serviceLevel: { weighted: level, ms: levelMs },
    volume: { weighted: volume, ms: volumeMs },
  };
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isNumberOrNull(value: unknown): value is number | null {
  return value === null || isNumber(value);
}
