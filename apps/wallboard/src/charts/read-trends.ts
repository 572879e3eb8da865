/**
 * The desk's answer about how queues went, read by hand: walls carry no validation library. What is not as agreed is left
 * out, never guessed; an answer that is none at all is `null`.
 */
import type { QueueTrend, TrendPoint, Trends, UsualHour } from "@callboard/protocol";

const QUEUES_MOST = 200;
const POINTS_MOST = 1_500;
const USUAL_MOST = 60;

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields | null =>
  typeof value === "object" && value !== null ? (value as Fields) : null;
const numberOf = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;
const listOf = (value: unknown, most: number): readonly unknown[] =>
  Array.isArray(value) ? value.slice(0, most) : [];

export function readTrends(value: unknown): Trends | null {
  const fields = fieldsOf(value);
  const at = numberOf(fields?.at);
  if (fields === null || at === null || !Array.isArray(fields.trends)) return null;
  return { at, trends: listOf(fields.trends, QUEUES_MOST).map(readTrend).filter(isThere) };
}

const isThere = <T>(value: T | null): value is T => value !== null;

function readTrend(value: unknown): QueueTrend | null {
  const fields = fieldsOf(value);
  const from = numberOf(fields?.from);
  const to = numberOf(fields?.to);
  const stepMs = numberOf(fields?.stepMs);
  const queueId = fields?.queueId;
  if (fields === null || from === null || to === null || stepMs === null || typeof queueId !== "string") {
    return null;
  }
  return {
    queueId,
    from,
    to,
    stepMs,
    points: listOf(fields.points, POINTS_MOST).map(readPoint).filter(isThere),
    usual: listOf(fields.usual, USUAL_MOST).map(readHour).filter(isThere),
  };
}

function readPoint(value: unknown): TrendPoint | null {
  const fields = fieldsOf(value);
  const at = numberOf(fields?.at);
  if (fields === null || at === null) return null;
  const serviceLevelOf = numberOf(fields.serviceLevelOf);
  return {
    at,
    waitSeconds: numberOf(fields.waitSeconds),
    waiting: numberOf(fields.waiting),
    routable: numberOf(fields.routable),
    serviceLevelPct: numberOf(fields.serviceLevelPct),
    ...(serviceLevelOf === null ? {} : { serviceLevelOf }),
    offered: numberOf(fields.offered) ?? 0,
    answered: numberOf(fields.answered) ?? 0,
    abandoned: numberOf(fields.abandoned) ?? 0,
    blindMs: numberOf(fields.blindMs) ?? 0,
  };
}

function readHour(value: unknown): UsualHour | null {
  const fields = fieldsOf(value);
  const from = numberOf(fields?.from);
  const to = numberOf(fields?.to);
  const weeks = numberOf(fields?.weeks);
  const waitSeconds = numberOf(fields?.waitSeconds);
  if (fields === null || from === null || to === null || weeks === null || waitSeconds === null) return null;
  return {
    from,
    to,
    weeks,
    waitSeconds,
    waitSpreadSeconds: numberOf(fields.waitSpreadSeconds),
    serviceLevelPct: numberOf(fields.serviceLevelPct),
    serviceLevelSpreadPct: numberOf(fields.serviceLevelSpreadPct),
    volume: numberOf(fields.volume),
    volumeSpread: numberOf(fields.volumeSpread),
  };
}
