/**
 * Dragging one of a list to another place, by mouse, pen or finger alike: the row under the pointer is where it goes. Buttons
 * do the same without dragging.
 */
import { onScopeDispose, type Ref, shallowRef } from "vue";

export interface DragOrder {
  /** The place that is being dragged now. */
  readonly dragged: Readonly<Ref<number | null>>;
  start(place: number, event: PointerEvent): void;
}

/** Rows carry their place as `data-place` inside of an element with `data-list`. */
export function useDragOrder(move: (from: number, to: number) => void): DragOrder {
  const dragged = shallowRef<number | null>(null);
  let stop: (() => void) | null = null;

  function start(place: number, event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    stop?.();
    const list = event.target instanceof Element ? event.target.closest("[data-list]") : null;
    dragged.value = place;
    const follow = (next: PointerEvent) => {
      const over = document.elementFromPoint(next.clientX, next.clientY)?.closest("[data-place]");
      if (!(over instanceof HTMLElement) || list === null || !list.contains(over)) return;
      const to = Number(over.dataset.place);
      const from = dragged.value;
      if (from === null || !Number.isInteger(to) || to === from) return;
      move(from, to);
      dragged.value = to;
    };
    const end = () => {
      window.removeEventListener("pointermove", follow);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      dragged.value = null;
      stop = null;
    };
    window.addEventListener("pointermove", follow);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
    stop = end;
  }

  onScopeDispose(() => stop?.());
  return { dragged, start };
}
