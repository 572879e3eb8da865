/** Draws queues: what they are called, which media they have and how their contacts behave. Runs once. */

import type { Queue, QueueManners } from "./floor.ts";
import { hostileOr, LANGUAGES, TOPICS } from "./names.ts";
import type { Random } from "./random.ts";
import { emptyBook } from "./stats.ts";
import type { Media } from "./types.ts";

const SECOND_MS = 1_000;

/** Ranges of medians in seconds (talk, patience, wrap-up), and what "in time" means there. */
const MANNERS: Readonly<
  Record<
    Media,
    {
      talk: readonly [number, number];
      patience: number;
      wrap: readonly [number, number];
      thresholdMs: number;
    }
  >
> = {
  voice: { talk: [130, 320], patience: 125, wrap: [18, 50], thresholdMs: 20 * SECOND_MS },
  chat: { talk: [240, 480], patience: 170, wrap: [12, 35], thresholdMs: 45 * SECOND_MS },
  digital: { talk: [150, 300], patience: 600, wrap: [10, 25], thresholdMs: 120 * SECOND_MS },
  email: { talk: [200, 400], patience: 1_800, wrap: [8, 20], thresholdMs: 600 * SECOND_MS },
};

const MEDIA: readonly (readonly [Media, number])[] = [
  ["voice", 72],
  ["chat", 14],
  ["digital", 7],
  ["email", 7],
];

/** The queue of an index; the same draws give the same queue. */
export function buildQueue(random: Random, index: number, isHostile: boolean): Queue {
  const topic = TOPICS[index % TOPICS.length] ?? "Queue";
  const lap = Math.floor(index / TOPICS.length);
  const language = LANGUAGES[lap % LANGUAGES.length] ?? "";
  const number = Math.floor(lap / LANGUAGES.length);
  // The first queue is a phone queue, so that the smallest world has calls.
  const media = index === 0 ? "voice" : random.weighted(MEDIA);
  const { talk, patience, wrap, thresholdMs } = MANNERS[media];
  const suffix = media === "voice" ? "" : ` ${media}`;
  const name = `${topic} ${language}${number === 0 ? "" : ` ${number + 1}`}${suffix}`;
  const manners: QueueManners = {
    talkMedianMs: random.between(...talk) * SECOND_MS,
    talkSigma: random.between(0.45, 0.75),
    patienceMedianMs: patience * random.between(0.7, 1.4) * SECOND_MS,
    wrapMedianMs: random.between(...wrap) * SECOND_MS,
    ringMedianMs: random.between(2.5, 5) * SECOND_MS,
    wrapShare: random.between(0.75, 0.97),
  };
  return {
    id: random.uuid(),
    name: hostileOr(random, isHostile, name),
    media,
    thresholdMs,
    waiting: [],
    contacts: [],
    manners,
    arrivalsPerMs: [],
    staff: [],
    surgeFactor: 1,
    surgeEndsMs: 0,
    arrivalPlan: 0,
    book: emptyBook(),
  };
}
