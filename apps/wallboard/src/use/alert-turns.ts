/** Pages of a list that turn by themselves, on the server's seconds; what is new and belongs in front is shown at once. */
import type { BoardAlert } from "@callboard/protocol";
import { type ComputedRef, computed, onScopeDispose, shallowRef, watch } from "vue";
import type { Ticker } from "../clock/ticker.ts";
import { type AlertPage, NO_ALERTS, nextAlertPage, refreshAlertPage } from "../layout/alert-pages.ts";

/** An alert is read in a glance; half a turn apart from the queues' pages, which halves the work at each moment. */
const TURN_MS = 6_000;
const APART_MS = 3_000;

export function useAlertTurns(
  ticker: Ticker,
  alerts: () => readonly BoardAlert[],
  size: () => number,
): ComputedRef<readonly BoardAlert[]> {
  return useListTurns(ticker, alerts, size);
}

/** @param items neediest first, each with an id of its own */
export function useListTurns<Item extends { readonly id: string }>(
  ticker: Ticker,
  items: () => readonly Item[],
  size: () => number,
): ComputedRef<readonly Item[]> {
  return useListPages(ticker, items, size).shown;
}

export interface ListPages<Item> {
  readonly shown: ComputedRef<readonly Item[]>;
  /** "1/3", or `null` while everything fits. */
  readonly label: ComputedRef<string | null>;
}

/** The same, with which page it is: who waits for a name to come round must know how long. */
export function useListPages<Item extends { readonly id: string }>(
  ticker: Ticker,
  items: () => readonly Item[],
  size: () => number,
): ListPages<Item> {
  const page = shallowRef<AlertPage>(NO_ALERTS);
  const ids = () => items().map(({ id }) => id);
  let turn: number | null = null;
  onScopeDispose(
    ticker.everySecond((serverNow) => {
      const number = Math.floor((serverNow + APART_MS) / TURN_MS);
      const isDue = turn !== null && number !== turn;
      turn = number;
      if (isDue && items().length > size()) page.value = nextAlertPage(ids(), page.value, size());
    }),
  );
  watch(
    [items, size],
    () => {
      page.value = refreshAlertPage(ids(), page.value, size());
    },
    { immediate: true },
  );
  const shown = computed(() => {
    const byId = new Map(items().map((item) => [item.id, item] as const));
    return page.value.shown.map((id) => byId.get(id)).filter((item) => item !== undefined);
  });
  const label = computed(() => {
    const pages = Math.ceil(items().length / Math.max(1, size()));
    const number = Math.ceil(page.value.seen.size / Math.max(1, size()));
    return pages > 1 ? `${Math.max(1, Math.min(number, pages))}/${pages}` : null;
  });
  return { shown, label };
}
