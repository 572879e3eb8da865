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

/** @param compare by the rules of the reader's language */
export function listQueues(
  queues: Iterable<BoardQueue>,
  { text, kind, sort }: QueueQuestion,
  time: FloorTime,
  compare: (a: string, b: string) => number,
): readonly string[] {
  const wanted = folded(text.trim());
  const meant: BoardQueue[] = [];
  for (const queue of queues) {
    if (wanted !== "" && !folded(`${queue.name}\n${queue.id}`).includes(wanted)) continue;
    if (isOfKind(queue, kind, time)) meant.push(queue);
  }
  if (sort === "need") return orderQueues(meant, time.floorNow, time.clock).map(({ id }) => id);
  const by = orderBy(sort, compare);
  meant.sort((a, b) => by(a, b) || compare(a.name, b.name) || compareText(a.id, b.id));
  return meant.map(({ id }) => id);
}

export function isOfKind(queue: BoardQueue, kind: QueueKind, { floorNow, clock }: FloorTime): boolean {
  switch (kind) {
    case "":
      return true;
    case "troubled":
      return TROUBLED.includes(severityOf(queue, floorNow, clock).level);
    case "waiting":
      return queue.waiting > 0;
    default:
      return kind satisfies never;
  }
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
