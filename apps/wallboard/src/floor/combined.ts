/**
 * One figure for several queues, where it can honestly be had. What each means:
 *
 * - offered, answered, abandoned, waiting: sums. A contact is in one queue's count at a time.
 * - longest wait: of whoever has waited longest in any of the queues, now.
 * - wait now: CXone's own figure of the queue where it is longest; a mean would hide the queue that matters.
 * - abandon rate: all abandoned ÷ all offered. Short abandons are not taken out (alerting.md, "Metrics").
 * - service level: each queue's share weighted by what it is a share of, which is the share over all contacts; only where
 *   all queues count by one formula, since shares by different formulas are no shares of one thing.
 * - ASA: each queue's mean wait weighted by those it answered, which is the mean over all answered.
 * - AHT: of one queue only. It is a mean of talks plus a mean of wrap-ups, and the board has neither's number.
 *
 * A figure is never made up: where a part is missing it is "–", with the reason in words.
 */
import type { FigureName, Span } from "@callboard/boards";
import type { BoardQueue, BoardWindow } from "@callboard/protocol";
import { type Sight, sightOf, spanMs, windowOf, worseSight } from "./queue-window.ts";

export type QueueFigure = Extract<
  FigureName,
  | "waiting"
  | "longestWait"
  | "waitNow"
  | "serviceLevel"
  | "offered"
  | "answered"
  | "abandoned"
  | "abandonPct"
  | "asa"
  | "aht"
>;

export type WhyNothing =
  /** There is no queue in this part of the floor. */
  | "noQueues"
  /** Nobody who is known belongs to this part of the floor: it has no naughts, it is not there. */
  | "nobodyHere"
  /** Nobody waits, so nobody has waited longest. */
  | "nobodyWaits"
  /** Nothing to divide by, or CXone has not said yet. */
  | "nothingYet"
  /** The queues count by different formulas. */
  | "differentFormulas"
  /** The board does not have the parts. */
  | "perQueueOnly";

export type Combined =
  | {
      readonly kind: "value";
      readonly value: number;
      readonly sight: Sight;
      /** How many more there may be, of whom nothing was heard since the feed was blind. */
      readonly unsure: number;
    }
  /** Grows with CXone's clock. */
  | { readonly kind: "since"; readonly since: number }
  | { readonly kind: "nothing"; readonly why: WhyNothing };

const nothing = (why: WhyNothing): Combined => ({ kind: "nothing", why });
const value = (of: number, sight: Sight = "whole", unsure = 0): Combined => ({
  kind: "value",
  value: of,
  sight,
  unsure,
});

export interface CombineInput {
  readonly figure: QueueFigure;
  readonly span: Span;
  /** How much of the site's day is over, for the window of today; `null` where it is not known. */
  readonly todayMs: number | null;
}

export function combine(queues: readonly BoardQueue[], { figure, span, todayMs }: CombineInput): Combined {
  if (queues.length === 0) return nothing("noQueues");
  const windows = queues.map((queue) => windowOf(queue, span));
  const sight = windows
    .map((window) => sightOf(window, spanMs(span, todayMs)))
    .reduce<Sight>(worseSight, "whole");
  switch (figure) {
    case "waiting":
      return value(
        sumOf(queues, ({ waiting }) => waiting),
        "whole",
        sumOf(queues, ({ unsureWaiting }) => unsureWaiting),
      );
    case "longestWait":
      return longestWait(queues);
    case "waitNow":
      return waitNow(queues);
    case "offered":
    case "answered":
    case "abandoned":
      return value(
        sumOf(windows, (window) => window[figure]),
        sight,
      );
    case "abandonPct": {
      const offered = sumOf(windows, (window) => window.offered);
      const abandoned = sumOf(windows, (window) => window.abandoned);
      return offered === 0 ? nothing("nothingYet") : value((100 * abandoned) / offered, sight);
    }
    case "asa":
      return weighted(
        windows.map(({ asaSeconds, answered }) => ({ share: asaSeconds, of: answered })),
        sight,
      );
    case "aht":
      return handleTime(windows, sight);
    case "serviceLevel":
      return serviceLevel(queues, windows, sight);
    default:
      return figure satisfies never;
  }
}

/** One formula and one time for all of them: what a service level of several queues needs to be a share of one thing. */
export function hasOneFormula(queues: readonly BoardQueue[]): boolean {
  const [first] = queues;
  return queues.every(
    ({ variant, thresholdSeconds }) =>
      variant === first?.variant && thresholdSeconds === first.thresholdSeconds,
  );
}

function serviceLevel(
  queues: readonly BoardQueue[],
  windows: readonly BoardWindow[],
  sight: Sight,
): Combined {
  const [only] = windows;
  if (windows.length === 1 && only !== undefined) {
    return only.serviceLevelPct === null ? nothing("nothingYet") : value(only.serviceLevelPct, sight);
  }
  if (!hasOneFormula(queues)) return nothing("differentFormulas");
  return weighted(
    windows.map(({ serviceLevelPct, serviceLevelOf }) => ({ share: serviceLevelPct, of: serviceLevelOf })),
    sight,
  );
}

function handleTime(windows: readonly BoardWindow[], sight: Sight): Combined {
  const known = windows.filter(({ ahtSeconds }) => ahtSeconds !== null);
  if (known.length > 1) return nothing("perQueueOnly");
  const seconds = known[0]?.ahtSeconds ?? null;
  return seconds === null ? nothing("nothingYet") : value(seconds, sight);
}

export interface Part {
  readonly share: number | null;
  /** What it is a share of; `undefined` where nobody kept it. */
  readonly of: number | undefined;
}

/** Shares put together by what each is a share of. */
function weighted(parts: readonly Part[], sight: Sight): Combined {
  let sum = 0;
  let whole = 0;
  for (const { share, of } of parts) {
    if (share === null || of === 0) continue;
    if (of === undefined) return nothing("perQueueOnly");
    sum += share * of;
    whole += of;
  }
  return whole === 0 ? nothing("nothingYet") : value(sum / whole, sight);
}

function longestWait(queues: readonly BoardQueue[]): Combined {
  let since: number | null = null;
  for (const { longestWaitSince } of queues) {
    if (longestWaitSince !== null && (since === null || longestWaitSince < since)) since = longestWaitSince;
  }
  return since === null ? nothing("nobodyWaits") : { kind: "since", since };
}

/** Where a queue's wait is not known, the longest of the others may not be the longest: it is marked as an estimate. */
function waitNow(queues: readonly BoardQueue[]): Combined {
  let longest: number | null = null;
  let isWhole = true;
  for (const { waitSeconds } of queues) {
    if (waitSeconds === null) isWhole = false;
    else longest = longest === null ? waitSeconds : Math.max(longest, waitSeconds);
  }
  return longest === null ? nothing("nothingYet") : value(longest, isWhole ? "whole" : "partly");
}

function sumOf<T>(list: readonly T[], of: (item: T) => number): number {
  let sum = 0;
  for (const item of list) sum += of(item);
  return sum;
}
