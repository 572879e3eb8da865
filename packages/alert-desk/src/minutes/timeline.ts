/** An agent's time, from the moves that minutes keep and from how they stand now. What was not seen is a hole. */
import { type AgentId, BOUNDS, type EpochMs } from "@callboard/core";
import { agentRowOf } from "@callboard/core/alerting";
import type { AgentTimeline } from "@callboard/protocol";
import { done, type Reply, refused } from "@callboard/shell";
import type { Book } from "../book.ts";
import type { Memory } from "../memory.ts";
import { timelineQuery } from "../people/asked.ts";
import { noStorage, readEdge } from "../people/edge.ts";
import type { AgentMoves } from "./open-minute.ts";
import { inOrder, spansOf } from "./spans.ts";
import { type Move, standingOf } from "./standing.ts";

const HOUR_MS = 3_600_000;
/** Without `from`: about a shift. */
const SHIFT_MS = 12 * HOUR_MS;

interface Stretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** `{agentId, from?, to?}`: the last twelve hours where nothing else is asked for. */
export function timeline(book: Book, value: unknown): Reply<AgentTimeline> {
  const read = readEdge("question for a timeline", timelineQuery, value);
  if (read.kind === "refused") return read;
  const memory = book.open();
  if (memory === null) return noStorage;
  const now = Math.max(book.now, memory.stream.clock);
  const { agentId, to = now, from = to - SHIFT_MS } = read.value;
  const wrong = complaintOf({ from, to }, now);
  if (wrong !== null) return refused(400, "This is no stretch of a timeline", wrong);
  const stretch = { from, to: Math.min(to, now) };
  const spans = book.read(() => spansIn(book, memory, agentId, stretch));
  return spans === null ? noStorage : done({ ...stretch, spans });
}

function complaintOf({ from, to }: Stretch, now: EpochMs): string | null {
  const hours = BOUNDS.timelineMaxMs / HOUR_MS;
  if (from >= now) return "`from` is in the future: only what has happened can be shown.";
  if (from >= to) return "`from` must be before `to`.";
  if (to - from > BOUNDS.timelineMaxMs) return `It is too long: ask for ${hours} hours at most.`;
  return null;
}

function spansIn({ stores: { minutes } }: Book, memory: Memory, agentId: AgentId, stretch: Stretch) {
  const { from, to } = stretch;
  const open = memory.minute.look();
  const ofOpen = open.agents.filter(({ id }) => id === agentId);
  const kept = [...minutes.moves(agentId, from, to), ...(open.from <= to ? ofOpen : [])];
  const moves = inOrder(kept);
  const known = moves.length > 0 ? moves : standingAfter({ minutes, memory, agentId, ofOpen }, stretch);
  const isPresent = to >= open.to && memory.stream.feed === "live";
  const seen = [...minutes.seen(from, to), ...open.seen];
  const spans = spansOf(known, seen, { from, to, openAt: isPresent ? open.to : null });
  return spans.slice(-BOUNDS.timelineSpansMax);
}

interface After {
  readonly minutes: Book["stores"]["minutes"];
  readonly memory: Memory;
  readonly agentId: AgentId;
  readonly ofOpen: readonly AgentMoves[];
}

/** Nobody moved in the stretch: how they stood then is what stood before their next move, or stands now. */
function standingAfter({ minutes, memory, agentId, ofOpen }: After, { to }: Stretch): Move[] {
  const until = to + BOUNDS.timelineLookAheadMs;
  const next = minutes.movesAfter(agentId, to, until) ?? ofOpen[0] ?? null;
  if (next !== null) return next.before === null ? [] : [moveTo(next.before)];
  const row = agentRowOf(memory.engine, agentId);
  if (row === null) return [];
  // Beyond what was looked through they may have come and gone; but not where the present state is older than that.
  const isSure = memory.stream.clock <= until || (row.since !== null && row.since <= to);
  return isSure ? [moveTo(standingOf(row))] : [];
}

const moveTo = (to: NonNullable<Move["to"]>): Move => ({ at: to.since ?? Number.NEGATIVE_INFINITY, to });
