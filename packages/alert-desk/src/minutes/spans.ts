/** From what is known of an agent at some instants to the stretches of their time, as far as anybody saw them. Pure. */
import type { EpochMs } from "@callboard/core";
import type { TimelineSpan } from "@callboard/protocol";
import type { AgentMoves, Seen } from "./open-minute.ts";
import { isSameStanding, type Move, type Standing } from "./standing.ts";

/** From `from` on they stood so, until the next mark; `null`: they were not on the floor. */
interface Mark {
  readonly from: EpochMs;
  readonly to: Standing | null;
}

export interface SpanStretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Up to where the present is seen: a span that reaches it is not over. `null` where nobody sees it, or it was not asked for. */
  readonly openAt: EpochMs | null;
}

/** Moves as they were kept, oldest first, with what stood before them where that is news. */
export function inOrder(kept: readonly AgentMoves[]): Move[] {
  const moves: Move[] = [];
  for (const { before, moves: more } of kept) {
    const last = moves.at(-1);
    const isNews = before !== null && (last === undefined || !isSameStanding(last.to, before));
    if (isNews) moves.push({ at: before.since ?? last?.at ?? Number.NEGATIVE_INFINITY, to: before });
    moves.push(...more);
  }
  return moves;
}

/** The spans of a stretch, oldest first; what was not seen of it is in none. */
export function spansOf(moves: readonly Move[], seen: readonly Seen[], stretch: SpanStretch): TimelineSpan[] {
  const marks = marksOf(moves);
  const whole = joined(seen);
  return marks.flatMap(({ from, to: standing }, place) => {
    if (standing === null) return [];
    const until = Math.min(marks[place + 1]?.from ?? Number.POSITIVE_INFINITY, stretch.to);
    return whole.flatMap((one) => spanIn(standing, Math.max(from, stretch.from), until, one, stretch));
  });
}

function spanIn(
  standing: Standing,
  from: EpochMs,
  until: EpochMs,
  [seenFrom, seenTo]: Seen,
  { openAt }: SpanStretch,
): TimelineSpan[] {
  const begin = Math.max(from, seenFrom);
  const end = Math.min(until, seenTo);
  if (begin >= end) return [];
  const { state, status, queueId, routability } = standing;
  const isOpen = openAt !== null && end >= openAt;
  return [{ from: begin, to: isOpen ? null : end, state, status, queueId, routability }];
}

/** A new state began when CXone says it did, anything else when it was told; and nothing before what it follows. */
function marksOf(moves: readonly Move[]): Mark[] {
  const marks: Mark[] = [];
  for (const { at, to } of moves) {
    const last = marks.at(-1);
    const isEntry = to !== null && !isSameEntry(last?.to ?? null, to);
    const from = isEntry ? Math.min(to.since ?? at, at) : at;
    marks.push({ from: Math.max(from, last?.from ?? Number.NEGATIVE_INFINITY), to });
  }
  return marks;
}

const isSameEntry = (before: Standing | null, to: Standing): boolean =>
  before !== null && before.state === to.state && before.since === to.since;

/** Stretches that touch are one. */
function joined(seen: readonly Seen[]): Seen[] {
  const whole: Seen[] = [];
  for (const [from, to] of seen.toSorted((a, b) => a[0] - b[0])) {
    const last = whole.at(-1);
    if (last !== undefined && from <= last[1]) whole[whole.length - 1] = [last[0], Math.max(last[1], to)];
    else whole.push([from, to]);
  }
  return whole;
}
