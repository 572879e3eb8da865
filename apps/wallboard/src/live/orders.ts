/** What somebody asks of this one screen: to say which one it is, or to load its page anew. Each order is done once. */
import type { OrderFrame } from "@callboard/protocol";
import { type ShallowRef, shallowRef } from "vue";

/** Long enough to walk along a row of screens and find it. */
const SHOWN_MS = 10_000;

export interface Orders {
  take(order: OrderFrame): void;
  /** The number to show over everything; `null`: nothing. */
  readonly number: ShallowRef<number | null>;
}

export function createOrders(ports: {
  after(ms: number, task: () => void): () => void;
  /** Through the guard that all reloads go through. */
  reload(): void;
}): Orders {
  const number = shallowRef<number | null>(null);
  let lastId = "";
  let cancel: () => void = () => undefined;
  return {
    number,
    take({ id, order, number: mine }) {
      if (id === lastId) return;
      lastId = id;
      if (order === "reload") {
        ports.reload();
        return;
      }
      cancel();
      number.value = mine;
      cancel = ports.after(SHOWN_MS, () => {
        number.value = null;
      });
    },
  };
}
