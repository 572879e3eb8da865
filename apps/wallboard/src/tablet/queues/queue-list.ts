/** Which queues a list shows and in which order. Plain functions over the board; the order is total. */
import type { BoardQueue, EpochMs } from "@callboard/protocol";
import { compareText } from "../../floor/agent-groups.ts";
import { orderQueues, type SeverityLevel, severityOf } from "../../floor/queue-severity.ts";
import { folded } from "../../format/fold.ts";

export const QUEUE_SORTS = [
  "need",
  "name",
  "waiting",
  "longest",
  "wait",
  "serviceLevel",
  "routable",
] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

/** `troubled`: whatever is critical or a warning. */
export const QUEUE_KINDS = ["", "troubled", "waiting"] as const;
export type QueueKind = (typeof QUEUE_KINDS)[number];

export interface QueueQuestion {
  readonly text: string;
  readonly kind: QueueKind;
  readonly sort: QueueSort;
}

export interface FloorTime {
  readonly floorNow: EpochMs;
  readonly clock: EpochMs | null;
}

const TROUBLED: readonly SeverityLevel[] = ["critical", "warning"];

export interface QueuesFound {
  readonly ids: readonly string[];
  /** How many there are of each kind, of those whose names have the letters. */
  readonly counts: ReadonlyMap<QueueKind, number>;
}

/**
 * Every queue is looked at once, for the list and for the counts beside it.
 * @param compare by the rules of the reader's language
 */
export function findQueues(
  queues: Iterable<BoardQueue>,
  { text, kind, sort }: QueueQuestion,
  time: FloorTime,
  compare: (a: string, b: string) => number,
): QueuesFound {
  const wanted = folded(text.trim());
  const counts = new Map<QueueKind, number>();
  const meant: BoardQueue[] = [];
  for (const queue of queues) {
    if (wanted !== "" && !folded(`${queue.name}\n${queue.id}`).includes(wanted)) continue;
    for (const one of kindsOf(queue, time)) {
      counts.set(one, (counts.get(one) ?? 0) + 1);
      if (one === kind) meant.push(queue);
    }
  }
  if (sort === "need") {
    return { ids: orderQueues(meant, time.floorNow, time.clock).map(({ id }) => id), counts };
  }
  const by = orderBy(sort, compare);
  meant.sort((a, b) => by(a, b) || compare(a.name, b.name) || compareText(a.id, b.id));
  return { ids: meant.map(({ id }) => id), counts };
}

function kindsOf(queue: BoardQueue, { floorNow, clock }: FloorTime): readonly QueueKind[] {
  const kinds: QueueKind[] = [""];
  if (TROUBLED.includes(severityOf(queue, floorNow, clock).level)) kinds.push("troubled");
  if (queue.waiting > 0) kinds.push("waiting");
  return kinds;
}

type Order = (a: BoardQueue, b: BoardQueue) => number;

/** The worst first; a queue of which the figure is not known stands last whichever way it goes. */
function orderBy(sort: Exclude<QueueSort, "need">, compare: (a: string, b: string) => number): Order {
  const most = (of: (queue: BoardQueue) => number | null): Order => {
    return (a, b) => (of(b) ?? -Infinity) - (of(a) ?? -Infinity) || 0;
  };
  const least = (of: (queue: BoardQueue) => number | null): Order => {
    return (a, b) => (of(a) ?? Infinity) - (of(b) ?? Infinity) || 0;
  };
  switch (sort) {
    case "name":
      return (a, b) => compare(a.name, b.name);
    case "waiting":
      return most((queue) => queue.waiting);
    case "longest":
      return least((queue) => queue.longestWaitSince);
    case "wait":
      return most((queue) => queue.waitSeconds);
    case "serviceLevel":
      return least((queue) => queue.last1h.serviceLevelPct);
    case "routable":
      return least((queue) => queue.routableAgents);
    default:
      return sort satisfies never;
  }
}
