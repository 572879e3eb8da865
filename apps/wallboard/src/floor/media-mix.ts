/**
 * What waits and what was handled, by medium. A queue's medium is what the board says it is; queues of which nobody knows
 * it are a line of their own and never slipped under another.
 */
import type { Span } from "@callboard/boards";
import { type BoardQueue, MEDIA, type Media } from "@callboard/protocol";
import { type Sight, sightOf, spanMs, windowOf, worseSight } from "./queue-window.ts";

export interface MediaLine {
  readonly media: Media | "unknown";
  readonly queues: number;
  readonly waiting: number;
  readonly unsure: number;
  /** Answered over the window: that is what the board counts, and it says so. */
  readonly answered: number;
  readonly abandoned: number;
  readonly sight: Sight;
}

/** One line for each medium that has a queue, in the order of `MEDIA`, what is not known last. */
export function mediaMix(
  queues: Iterable<BoardQueue>,
  span: Span,
  todayMs: number | null,
): readonly MediaLine[] {
  const lines = new Map<Media | "unknown", MediaLine>();
  const length = spanMs(span, todayMs);
  for (const queue of queues) {
    const media = queue.media ?? "unknown";
    const window = windowOf(queue, span);
    const line = lines.get(media);
    lines.set(media, {
      media,
      queues: (line?.queues ?? 0) + 1,
      waiting: (line?.waiting ?? 0) + queue.waiting,
      unsure: (line?.unsure ?? 0) + queue.unsureWaiting,
      answered: (line?.answered ?? 0) + window.answered,
      abandoned: (line?.abandoned ?? 0) + window.abandoned,
      sight: worseSight(line?.sight ?? "whole", sightOf(window, length)),
    });
  }
  return [...MEDIA, "unknown" as const].map((media) => lines.get(media)).filter((line) => line !== undefined);
}
