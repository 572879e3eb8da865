/**
 * The ratios people read off a window, each by its name (SPEC W6, W7). T is the threshold.
 * Nothing here rounds, and a ratio without a denominator is `null`, never 0 or 100.
 */
import type { ServiceLevelVariant } from "../vocabulary.ts";
import type { WindowFigures } from "./figures.ts";

type Judged = Pick<WindowFigures, "offered" | "answered" | "answeredWithin" | "abandonedWithin">;

/** Service level in per cent by one of the four named formulas (SPEC W6), or `null` when nothing was offered. */
export function serviceLevelPct(variant: ServiceLevelVariant, figures: Judged): number | null {
  const { offered, answered, answeredWithin, abandonedWithin } = figures;
  switch (variant) {
    case "ignoreAbandons":
      return percent(answeredWithin, offered - abandonedWithin);
    case "abandonsMissed":
      return percent(answeredWithin, offered);
    case "abandonsMet":
      return percent(answeredWithin + abandonedWithin, offered);
    case "answeredOnly":
      return percent(answeredWithin, answered);
    default:
      return variant satisfies never;
  }
}

/** Average speed of answer: mean wait of the answered, in seconds; `null` when none was answered. */
export function asaSeconds(figures: Pick<WindowFigures, "waitMs" | "answered">): number | null {
  return ratio(figures.waitMs / 1000, figures.answered);
}

/**
 * Average handle time in seconds: mean talk plus mean wrap-up, each over those whose length is known. Hold is
 * inside talk, since the upstream does not tell it apart. `null` while no talk has ended; a queue without any
 * wrap-up has the talk alone.
 */
export function ahtSeconds(
  figures: Pick<WindowFigures, "talkMs" | "talks" | "wrapMs" | "wraps">,
): number | null {
  const talk = ratio(figures.talkMs / 1000, figures.talks);
  if (talk === null) return null;
  return talk + (ratio(figures.wrapMs / 1000, figures.wraps) ?? 0);
}

/**
 * Abandoned of offered, in per cent. With `excludeShort`, those who gave up sooner than the queue's short limit
 * are left out above and below the line.
 */
export function abandonPct(
  figures: Pick<WindowFigures, "abandoned" | "offered" | "shortAbandoned">,
  options: { readonly excludeShort: boolean },
): number | null {
  const short = options.excludeShort ? figures.shortAbandoned : 0;
  return percent(figures.abandoned - short, figures.offered - short);
}

/**
 * Of how many contacts the service level of this formula is a share (the W6 denominator): with it, and with it alone, the
 * shares of several queues can be put together again without guessing.
 */
export function serviceLevelOf(variant: ServiceLevelVariant, figures: Judged): number {
  switch (variant) {
    case "ignoreAbandons":
      return figures.offered - figures.abandonedWithin;
    case "abandonsMissed":
    case "abandonsMet":
      return figures.offered;
    case "answeredOnly":
      return figures.answered;
    default:
      return variant satisfies never;
  }
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

function percent(part: number, whole: number): number | null {
  return ratio(100 * part, whole);
}
