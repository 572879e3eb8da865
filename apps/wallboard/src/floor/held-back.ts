/** Why ready agents get no contacts, or may not, most frequent reason first: the words beside the counts. */
import type { BoardAgent, NotRoutableReason, RoutabilityUnknownReason } from "@callboard/protocol";

export interface Reason<Word> {
  readonly reason: Word;
  readonly count: number;
}

export interface HeldBack {
  /** Ready, and known to get nothing. */
  readonly notRoutable: readonly Reason<NotRoutableReason>[];
  /** Ready, and nobody can say whether contacts reach them. */
  readonly unsure: readonly Reason<RoutabilityUnknownReason>[];
}

export function heldBackReasons(agents: Iterable<BoardAgent>): HeldBack {
  const notRoutable = new Map<NotRoutableReason, number>();
  const unsure = new Map<RoutabilityUnknownReason, number>();
  for (const { state, routability } of agents) {
    if (state !== "READY" || routability.kind === "routable") continue;
    if (routability.kind === "unknown") increase(unsure, routability.reason);
    else increase(notRoutable, routability.reason);
  }
  return { notRoutable: leadingFirst(notRoutable), unsure: leadingFirst(unsure) };
}

function increase<Word>(counts: Map<Word, number>, word: Word): void {
  counts.set(word, (counts.get(word) ?? 0) + 1);
}

function leadingFirst<Word>(counts: ReadonlyMap<Word, number>): Reason<Word>[] {
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}
