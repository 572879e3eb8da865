/** The arrangement of this window, recomputed when its size, the queues' names or the advice change. */
import { type ComputedRef, computed, onScopeDispose, shallowRef } from "vue";
import { type Arrangement, arrange } from "../layout/arrangement.ts";
import type { Settings } from "../settings/settings.ts";
import { useBoardStore } from "../stores/board.ts";

export function useArrangement(settings: Settings, view: Window): ComputedRef<Arrangement> {
  const board = useBoardStore();
  const measure = () => ({ widthPx: view.innerWidth, heightPx: view.innerHeight });
  const size = shallowRef(measure());
  const onResize = () => {
    size.value = measure();
  };
  view.addEventListener("resize", onResize);
  onScopeDispose(() => view.removeEventListener("resize", onResize));
  return computed(() =>
    arrange({
      screen: size.value,
      viewing: settings,
      queueNames: board.queueNames,
      hasCardDetail: board.queueCount > 0 && board.goal === null,
      advice: board.advice,
      isFloorSeen: board.feed?.state === "live",
    }),
  );
}
