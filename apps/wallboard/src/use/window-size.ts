/** The window's size, for as long as the component that asks. */
import { onScopeDispose, type ShallowRef, shallowRef } from "vue";
import type { ScreenSize } from "../layout/type-size.ts";

export function useWindowSize(view: Window): Readonly<ShallowRef<ScreenSize>> {
  const measure = () => ({ widthPx: view.innerWidth, heightPx: view.innerHeight });
  const size = shallowRef(measure());
  const onResize = () => {
    size.value = measure();
  };
  view.addEventListener("resize", onResize);
  onScopeDispose(() => view.removeEventListener("resize", onResize));
  return size;
}
