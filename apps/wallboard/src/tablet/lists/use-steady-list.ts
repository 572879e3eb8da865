/**
 * Ids in an order that is made anew at most once a second, and not while somebody has the list under a finger, a pointer or
 * the keyboard. A new question (another filter, another order) is answered at once.
 */
import { onScopeDispose, type Ref, shallowRef, watch } from "vue";
import type { Ticker } from "../../clock/ticker.ts";
import { steadyOrder } from "./steady-order.ts";

/** After the last touch the list stays still this long. */
const HOLD_MS = 2_500;

export interface SteadyList {
  readonly ids: Readonly<Ref<readonly string[]>>;
  /** Whether the order waits for the finger to go. */
  readonly isHeld: Readonly<Ref<boolean>>;
  /** To be told of every touch. */
  touch(): void;
}

export function useSteadyList(
  ticker: Ticker,
  order: () => readonly string[],
  question: () => unknown,
  now: () => number = () => performance.now(),
): SteadyList {
  const ids = shallowRef<readonly string[]>(order());
  const isHeld = shallowRef(false);
  let touchedAt = Number.NEGATIVE_INFINITY;
  onScopeDispose(
    ticker.everySecond(() => {
      isHeld.value = now() - touchedAt < HOLD_MS;
      ids.value = steadyOrder(ids.value, order(), isHeld.value);
    }),
  );
  watch(question, () => {
    touchedAt = Number.NEGATIVE_INFINITY;
    isHeld.value = false;
    ids.value = order();
  });
  return {
    ids,
    isHeld,
    touch() {
      touchedAt = now();
    },
  };
}
