/**
 * An agent's stretch of time as it is drawn: bars in order, and what was not seen between them. Plain functions; nothing
 * is bridged, and a span that goes on ends where the time that is shown ends.
 */
import type { BoardAgent, TimelineSpan } from "@callboard/protocol";
import { type AgentGroup, groupOf } from "../../floor/agent-groups.ts";

export interface Bar {
  readonly from: number;
  readonly to: number;
  /** `null`: not seen. */
  readonly span: TimelineSpan | null;
  /** The present state goes on. */
  readonly isOpen: boolean;
}

/** Holes shorter than this are the second between two frames and no time that was not seen. */
const HOLE_LEAST_MS = 1_500;

export function barsOf(spans: readonly TimelineSpan[], from: number, to: number): readonly Bar[] {
  const bars: Bar[] = [];
  let reached = from;
  for (const span of spans) {
    const begin = Math.max(span.from, reached);
    const end = Math.min(span.to ?? to, to);
    if (end <= begin) continue;
    if (begin - reached >= HOLE_LEAST_MS) bars.push({ from: reached, to: begin, span: null, isOpen: false });
    bars.push({ from: begin, to: end, span, isOpen: span.to === null });
    reached = end;
  }
  if (to - reached >= HOLE_LEAST_MS) bars.push({ from: reached, to, span: null, isOpen: false });
  return bars;
}

/** What the board shows now, over what was answered a while ago: the present state is newer there. */
export function withPresent(
  spans: readonly TimelineSpan[],
  now: Pick<BoardAgent, "state" | "status" | "queueId" | "routability" | "since"> | null,
): readonly TimelineSpan[] {
  if (now === null || now.since === null) return spans;
  const { since, state, status, queueId, routability } = now;
  const before = spans
    .filter(({ from }) => from < since)
    .map((span) => (span.to === null || span.to > since ? { ...span, to: since } : span));
  return [...before, { from: since, to: null, state, status, queueId, routability: routability.kind }];
}

export function groupOfSpan({ state, routability }: Pick<TimelineSpan, "state" | "routability">): AgentGroup {
  switch (routability) {
    case "routable":
      return groupOf({ state, routability: { kind: "routable" } });
    case "notRoutable":
      return groupOf({ state, routability: { kind: "notRoutable", reason: "statusCode", detail: null } });
    case "unknown":
      return groupOf({ state, routability: { kind: "unknown", reason: "neverSeen" } });
    default:
      return routability satisfies never;
  }
}

/** How long each group took of what was seen, most first. */
export function sharesOf(
  bars: readonly Bar[],
): readonly { readonly group: AgentGroup; readonly ms: number }[] {
  const sums = new Map<AgentGroup, number>();
  for (const { span, from, to } of bars) {
    if (span === null) continue;
    const group = groupOfSpan(span);
    sums.set(group, (sums.get(group) ?? 0) + to - from);
  }
  return Array.from(sums, ([group, ms]) => ({ group, ms })).sort((a, b) => b.ms - a.ms);
}
