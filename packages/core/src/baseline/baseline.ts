/**
 * What is usual for a queue at this hour of the week, learned from the upstream's own queue figures as they come
 * by on the stream (SPEC B). Learned hours never come from REST, from a blind stretch, or from an hour that was
 * mostly not seen. Deviations are computed where an agent's record is enriched, not here.
 */
import { BOUNDS } from "../bounds.ts";
import type { QueueStats } from "../floor.ts";
import type { EpochMs, QueueId } from "../vocabulary.ts";
import { hourOfWeek, startOfLocalHour } from "../zone/zone-clock.ts";

/** The usual figures of one queue in one hour of the week. */
export interface HourFigures {
  /** How many weeks this was learned from. */
  readonly weeks: number;
  readonly waitSeconds: number;
  /** `null` where the upstream never told it. */
  readonly serviceLevelPct: number | null;
  /** Calls in an hour (`call_volume_1h`); `null` where the upstream never told it. */
  readonly volume: number | null;
}

/**
 * With how far a week's hour usually lies from the usual: the mean distance. `null` where one week alone was seen, or where
 * the hour was learned before distances were (SPEC B8).
 */
export interface HourUsual extends HourFigures {
  readonly waitSpreadSeconds: number | null;
  readonly serviceLevelSpreadPct: number | null;
  readonly volumeSpread: number | null;
}

type HourSpread = Omit<HourUsual, keyof HourFigures>;
const NO_SPREAD: HourSpread = { waitSpreadSeconds: null, serviceLevelSpreadPct: null, volumeSpread: null };

export interface HourLearned {
  readonly queueId: QueueId;
  /** 0..167, Monday 00h of the site's zone is 0. */
  readonly hour: number;
  /** What was kept before spreads were learned has none. */
  readonly figures: HourFigures & Partial<HourSpread>;
}

/** A mean in the making: the readings times how long each stood. */
export interface RunningMean {
  weighted: number;
  ms: number;
}

/** The hour that is being lived, until it ends and is learned. */
export interface LivingHour {
  hour: number;
  startedAt: EpochMs;
  wait: RunningMean;
  serviceLevel: RunningMean;
  volume: RunningMean;
}

export interface QueueBaseline {
  /** By hour of the week. */
  readonly hours: Map<number, HourUsual>;
  living: LivingHour | null;
}

export interface BaselineBook {
  readonly queues: Map<QueueId, QueueBaseline>;
}

const UNKNOWN_HOUR: HourUsual = {
  weeks: 0,
  waitSeconds: 0,
  serviceLevelPct: null,
  volume: null,
  ...NO_SPREAD,
};
const HOUR_MS = 3_600_000;
/** How much the newest week counts against all before it (SPEC B4). */
const NEWEST_WEEK_SHARE = 0.3;

export function createBaselineBook(): BaselineBook {
  return { queues: new Map() };
}

/** The usual figures of a queue at one hour of the week, or `null` while nothing was learned. */
export function baselineOf(book: BaselineBook, queueId: QueueId, hour: number): HourUsual | null {
  return book.queues.get(queueId)?.hours.get(hour) ?? null;
}

/**
 * Takes one reading of a queue. It stands for the time since the reading before it (`previousAt`), at most a
 * minute (SPEC B2). When that closes an hour, the hour is folded into what is known, and what was learned is
 * returned so that it can be kept. A reading that is not newer than the one before it teaches nothing.
 */
export function observe(
  book: BaselineBook,
  zone: string,
  queueId: QueueId,
  stats: QueueStats,
  previousAt: EpochMs | null,
): HourLearned[] {
  if (previousAt !== null && stats.at <= previousAt) return [];
  const queue = baselineFor(book, queueId) ?? baselineInstead(book, queueId);
  if (queue === null) return [];
  const from = Math.max(previousAt ?? stats.at, stats.at - BOUNDS.readingStandsMaxMs);
  // The stretch may begin in the hour before: each hour gets its own share of it.
  const boundary = Math.max(from, startOfLocalHour(zone, stats.at));
  const learned: HourLearned[] = [];
  if (boundary > from) live(queue, queueId, zone, from, boundary, stats, learned);
  live(queue, queueId, zone, boundary, stats.at, stats, learned);
  return learned;
}

/** A queue left the floor: the hour it was living is folded in, and its usual hours stay for the day it comes back. */
export function retireBaseline(book: BaselineBook, queueId: QueueId): HourLearned[] {
  const queue = book.queues.get(queueId);
  const learned: HourLearned[] = [];
  if (queue === undefined || queue.living === null) return learned;
  fold(queue, queueId, queue.living, learned);
  queue.living = null;
  if (queue.hours.size === 0) book.queues.delete(queueId);
  return learned;
}

/** Puts back an hour that was learned and kept before. `false` when it names no hour or there is no room. */
export function restoreHour(book: BaselineBook, learned: HourLearned): boolean {
  if (!Number.isInteger(learned.hour) || learned.hour < 0 || learned.hour >= BOUNDS.baselineHoursOfWeek) {
    return false;
  }
  const queue = baselineFor(book, learned.queueId);
  queue?.hours.set(learned.hour, { ...NO_SPREAD, ...learned.figures });
  return queue !== null;
}

/** Lives `from`..`to`, which lie within one local hour, and folds the hour before if that ends it. */
function live(
  queue: QueueBaseline,
  queueId: QueueId,
  zone: string,
  from: EpochMs,
  to: EpochMs,
  stats: QueueStats,
  learned: HourLearned[],
): void {
  const hour = hourOfWeek(zone, from);
  const living = queue.living;
  if (living === null || !isSameHour(living, hour, from)) {
    if (living !== null) fold(queue, queueId, living, learned);
    queue.living = {
      hour,
      startedAt: from,
      wait: { weighted: 0, ms: 0 },
      serviceLevel: { weighted: 0, ms: 0 },
      volume: { weighted: 0, ms: 0 },
    };
  }
  if (queue.living === null) return;
  weigh(queue.living.wait, stats.waitSeconds, to - from);
  weigh(queue.living.serviceLevel, stats.serviceLevelPct, to - from);
  weigh(queue.living.volume, stats.callVolume1h, to - from);
}

/** An hour that autumn repeats is one hour of the week; the same hour a week later is another. */
function isSameHour(living: LivingHour, hour: number, at: EpochMs): boolean {
  return living.hour === hour && at - living.startedAt < 2 * HOUR_MS;
}

function weigh(mean: RunningMean, value: number | null, ms: number): void {
  if (value === null || !Number.isFinite(value)) return;
  mean.weighted += value * ms;
  mean.ms += ms;
}

function fold(queue: QueueBaseline, queueId: QueueId, living: LivingHour, learned: HourLearned[]): void {
  const waitSeconds = meanOf(living.wait);
  if (waitSeconds === null) return;
  const before = queue.hours.get(living.hour) ?? null;
  const serviceLevelPct = meanOf(living.serviceLevel);
  const volume = meanOf(living.volume);
  const held: HourUsual = before ?? UNKNOWN_HOUR;
  const wasWaitSeconds = before?.waitSeconds ?? null;
  const figures: HourUsual = {
    weeks: held.weeks + 1,
    waitSeconds: before === null ? waitSeconds : drawn(before.waitSeconds, waitSeconds),
    serviceLevelPct: drawnIfKnown(held.serviceLevelPct, serviceLevelPct),
    volume: drawnIfKnown(held.volume, volume),
    waitSpreadSeconds: spreadOf(held.waitSpreadSeconds, wasWaitSeconds, waitSeconds),
    serviceLevelSpreadPct: spreadOf(held.serviceLevelSpreadPct, held.serviceLevelPct, serviceLevelPct),
    volumeSpread: spreadOf(held.volumeSpread, held.volume, volume),
  };
  queue.hours.set(living.hour, figures);
  learned.push({ queueId, hour: living.hour, figures });
}

function meanOf(mean: RunningMean): number | null {
  return mean.ms < BOUNDS.hourSeenMinMs ? null : mean.weighted / mean.ms;
}

function drawn(before: number, value: number): number {
  return before + NEWEST_WEEK_SHARE * (value - before);
}

function drawnIfKnown(before: number | null, value: number | null): number | null {
  if (before === null || value === null) return value ?? before;
  return drawn(before, value);
}

/** How far this week's value lay from what was usual until then, drawn into the distances before it (SPEC B8). */
function spreadOf(before: number | null, usual: number | null, value: number | null): number | null {
  return drawnIfKnown(before, usual === null || value === null ? null : Math.abs(value - usual));
}

function baselineFor(book: BaselineBook, queueId: QueueId): QueueBaseline | null {
  const known = book.queues.get(queueId);
  if (known !== undefined) return known;
  if (book.queues.size >= BOUNDS.queuesMax) return null;
  const queue: QueueBaseline = { hours: new Map(), living: null };
  book.queues.set(queueId, queue);
  return queue;
}

/** In a full book a queue that lives takes the place of one that no longer does; `null` where all of them live. */
function baselineInstead(book: BaselineBook, queueId: QueueId): QueueBaseline | null {
  for (const [id, { living }] of book.queues) {
    if (living !== null) continue;
    book.queues.delete(id);
    return baselineFor(book, queueId);
  }
  return null;
}
