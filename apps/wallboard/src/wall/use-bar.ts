/** When the bar of switches is there: from the first touch or key until nobody has done anything for a while. */
import { onScopeDispose, type ShallowRef, shallowRef } from "vue";

const STAYS_MS = 10_000;

export interface BarInput {
  /** A remote's or keyboard's arrows turn pages while no switch is chosen. */
  turn(step: 1 | -1): void;
}

export function useBar(view: Window, { turn }: BarInput): Readonly<ShallowRef<boolean>> {
  const isThere = shallowRef(false);
  let timer: number | null = null;

  function wake(): void {
    isThere.value = true;
    if (timer !== null) view.clearTimeout(timer);
    timer = view.setTimeout(() => {
      isThere.value = false;
      timer = null;
    }, STAYS_MS);
  }

  function onKey(event: KeyboardEvent): void {
    const { key } = event;
    const isOnSwitch = view.document.activeElement instanceof HTMLButtonElement;
    if (key === "Escape" || key === "GoBack") {
      isThere.value = false;
      return;
    }
    if (isThere.value && !isOnSwitch && key === "ArrowLeft") turn(-1);
    if (isThere.value && !isOnSwitch && key === "ArrowRight") turn(1);
    if (isOnSwitch && (key === "ArrowLeft" || key === "ArrowRight"))
      moveFocus(view.document, key === "ArrowRight" ? 1 : -1);
    if (isThere.value && !isOnSwitch && (key === "Enter" || key === "ArrowDown" || key === "ArrowUp")) {
      // The switch that is chosen by this key must not be pressed by it as well.
      event.preventDefault();
      view.document.querySelector<HTMLButtonElement>(".switches button")?.focus();
    }
    wake();
  }

  view.addEventListener("pointerdown", wake);
  view.addEventListener("keydown", onKey);
  onScopeDispose(() => {
    view.removeEventListener("pointerdown", wake);
    view.removeEventListener("keydown", onKey);
    if (timer !== null) view.clearTimeout(timer);
  });
  return isThere;
}

/** Remotes have arrows and no tab key. */
function moveFocus(page: Document, step: 1 | -1): void {
  const all: HTMLElement[] = Array.from(page.querySelectorAll<HTMLButtonElement>(".switches button"));
  const chosen = page.activeElement;
  const place = chosen instanceof HTMLElement ? all.indexOf(chosen) : -1;
  all[(place + step + all.length) % Math.max(1, all.length)]?.focus();
}
