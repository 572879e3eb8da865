/** In which order a widget shows its queues: who needs somebody most first, by name, or by those who wait. */
import type { QueueOrder } from "@callboard/boards";
import type { BoardQueue, EpochMs } from "@callboard/protocol";
import { compareText } from "./agent-groups.ts";
import { orderQueues, waitOf, type Yardstick } from "./queue-severity.ts";

/** Ä beside A and 10 after 9, whatever language the screen speaks: two screens side by side must agree. */
const people = new Intl.Collator("en", { numeric: true });

export interface OrderInput {
  readonly order: QueueOrder;
  readonly floorNow: EpochMs;
  readonly clock: EpochMs | null;
  readonly yardstick: Yardstick;
}

/** A new list; the name and the id make every order total. */
export function inOrder(queues: Iterable<BoardQueue>, input: OrderInput): BoardQueue[] {
  const { order, floorNow, clock, yardstick } = input;
  const byName = (a: BoardQueue, b: BoardQueue) => people.compare(a.name, b.name) || compareText(a.id, b.id);
  switch (order) {
    case "need":
      return orderQueues(queues, floorNow, clock, yardstick);
    case "name":
      return Array.from(queues).sort(byName);
    case "waiting":
      return Array.from(queues).sort(
        (a, b) => b.waiting - a.waiting || waitOf(b, floorNow) - waitOf(a, floorNow) || byName(a, b),
      );
    default:
      return order satisfies never;
  }
}
