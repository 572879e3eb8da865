/** What a list of alerts and their like shows of itself: how it is laid out, which page of it, and whether anybody watches. */
import { type ComputedRef, computed } from "vue";
import { PARTS } from "../../layout/parts.ts";
import { useBoardStore } from "../../stores/board.ts";
import { type ListPages, useListPages } from "../../use/alert-turns.ts";
import { useTicker } from "../../use/ticker.ts";
import type { WidgetBox } from "../contract.ts";
import { insideOf } from "../frame-metrics.ts";
import { type Listed, planRows, type RowsPlan } from "./rows.ts";

export interface Cells<Item> extends ListPages<Item> {
  readonly plan: ComputedRef<RowsPlan>;
  /** Nobody watches for alerts: that has its own line, and an empty list is no calm floor. */
  readonly hasTrouble: ComputedRef<boolean>;
}

/**
 * @param box of the widget, its frame included
 * @param items neediest first, each with an id of its own
 */
export function useCells<Item extends { readonly id: string }>(
  box: () => WidgetBox,
  items: () => readonly Item[],
  listedOf: (items: readonly Item[]) => Listed,
): Cells<Item> {
  const board = useBoardStore();
  const hasTrouble = computed(() => board.watch !== "watched");
  const room = computed(() => {
    const inside = insideOf(box());
    const troubleEm = hasTrouble.value ? PARTS.alert + PARTS.alertGap : 0;
    return { ...inside, highEm: inside.highEm - troubleEm };
  });
  const plan = computed(() => planRows(room.value, listedOf(items())));
  const size = () => (room.value.highEm < PARTS.alert ? 0 : plan.value.perPage);
  return { plan, hasTrouble, ...useListPages(useTicker(), items, size) };
}
