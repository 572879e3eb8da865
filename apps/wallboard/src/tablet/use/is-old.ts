/** Whether what is shown of the floor is old: it must then look old, and not only say so. */
import { type ComputedRef, computed } from "vue";
import { useBoardStore } from "../../stores/board.ts";

export function useIsOld(): ComputedRef<boolean> {
  const board = useBoardStore();
  return computed(() => board.freshness.level === "stale" || board.freshness.level === "lost");
}
