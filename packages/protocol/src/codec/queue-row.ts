/**
 * A queue in compact form, written and read side by side. A window in which nothing happened is a single 0, which is
 * most windows of most queues at night. Where nothing moved but the count of routable agents, which each agent's
 * change does to several queues at once, a delta has that alone:
 *
 *   count     [queue, routableAgents]     `queue` is the id's place among the frame's words
 */
import { MEDIA, type QueueId, SERVICE_LEVEL_VARIANTS } from "@callboard/core";
import type { BoardQueue, BoardWindow } from "../board.ts";
import { ago, count, fail, figure, figureOrNull, type Row, row, text, timeAgo, wordAt } from "./reader.ts";
import { type WordWriter, wordOf } from "./words.ts";

const COUNT_FIELDS = 2;
const EMPTY_WINDOW: BoardWindow = {
  offered: 0,
  answered: 0,
  abandoned: 0,
  serviceLevelPct: null,
  serviceLevelOf: 0,
  asaSeconds: null,
  ahtSeconds: null,
  abandonPct: null,
  blindMs: 0,
};

const EMPTY_FIELDS = [0, 0, 0, null, null, null, null, 0, 0];

export function writeQueue(queue: BoardQueue, at: number): Row {
  return [
    queue.id,
    queue.name,
    ago(at, queue.statsAt),
    queue.waitSeconds,
    queue.abandonedCount,
    queue.availableAgents,
    queue.callVolume1h,
    queue.serviceLevelPct,
    queue.waitTrend,
    queue.waitDeviationSeconds,
    queue.waiting,
    ago(at, queue.longestWaitSince),
    queue.unsureWaiting,
    queue.routableAgents,
    queue.goalPct,
    queue.thresholdSeconds,
    SERVICE_LEVEL_VARIANTS.indexOf(queue.variant),
    writeWindow(queue.last15m),
    writeWindow(queue.last1h),
    writeWindow(queue.today),
    queue.media === null ? null : MEDIA.indexOf(queue.media),
  ];
}

export const writeQueueCount = ({ id, routableAgents }: BoardQueue, words: WordWriter): Row => [
  words.of(id),
  routableAgents,
];

/** A queue of a delta: whole, or as `heldOf` it is held and with another count. */
export function readQueueOrCount(
  value: unknown,
  at: number,
  words: readonly string[],
  heldOf: (id: QueueId) => BoardQueue | undefined,
): BoardQueue {
  const fields = row(value, "queue");
  if (fields.length !== COUNT_FIELDS) return readQueue(fields, at);
  const held = heldOf(wordOf(words, fields[0]) ?? fail("queue id")) ?? fail("unknown queue");
  return { ...held, routableAgents: figure(fields[1], "routable") };
}

export function readQueue(value: unknown, at: number): BoardQueue {
  const fields = row(value, "queue");
  return {
    id: text(fields[0], "queue id"),
    name: text(fields[1], "queue name"),
    media: fields[20] === null ? null : wordAt(MEDIA, fields[20], "media"),
    statsAt: timeAgo(at, fields[2], "statsAt"),
    waitSeconds: figureOrNull(fields[3], "wait"),
    abandonedCount: figureOrNull(fields[4], "abandoned"),
    availableAgents: figureOrNull(fields[5], "available"),
    callVolume1h: figureOrNull(fields[6], "volume"),
    serviceLevelPct: figureOrNull(fields[7], "service level"),
    waitTrend: readTrend(fields[8]),
    waitDeviationSeconds: figureOrNull(fields[9], "deviation"),
    waiting: figure(fields[10], "waiting"),
    longestWaitSince: timeAgo(at, fields[11], "longest wait"),
    unsureWaiting: figure(fields[12], "unsure"),
    routableAgents: figure(fields[13], "routable"),
    goalPct: figure(fields[14], "goal"),
    thresholdSeconds: figure(fields[15], "threshold"),
    variant: wordAt(SERVICE_LEVEL_VARIANTS, fields[16], "variant"),
    last15m: readWindow(fields[17]),
    last1h: readWindow(fields[18]),
    today: readWindow(fields[19]),
  };
}

function writeWindow(window: BoardWindow): Row | 0 {
  const fields = [
    window.offered,
    window.answered,
    window.abandoned,
    window.serviceLevelPct,
    window.asaSeconds,
    window.ahtSeconds,
    window.abandonPct,
    window.blindMs,
    window.serviceLevelOf ?? null,
  ];
  return fields.every((field, place) => field === EMPTY_FIELDS[place]) ? 0 : fields;
}

function readWindow(value: unknown): BoardWindow {
  if (value === 0) return EMPTY_WINDOW;
  const fields = row(value, "window");
  const shareOf = figureOrNull(fields[8] ?? null, "service level's whole");
  return {
    offered: count(fields[0], "offered"),
    answered: count(fields[1], "answered"),
    abandoned: count(fields[2], "abandoned"),
    serviceLevelPct: figureOrNull(fields[3], "window service level"),
    asaSeconds: figureOrNull(fields[4], "asa"),
    ahtSeconds: figureOrNull(fields[5], "aht"),
    abandonPct: figureOrNull(fields[6], "abandon rate"),
    blindMs: figure(fields[7], "blind"),
    ...(shareOf === null ? {} : { serviceLevelOf: shareOf }),
  };
}

function readTrend(value: unknown): -1 | 0 | 1 | null {
  return value === null || value === -1 || value === 0 || value === 1 ? value : fail("trend");
}
