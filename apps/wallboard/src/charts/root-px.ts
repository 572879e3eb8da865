/** How many pixels 1 rem is now: charts are drawn in pixels, everything else is laid out in rem. */
import { onScopeDispose, type ShallowRef, shallowRef } from "vue";

export function useRootPx(): Readonly<ShallowRef<number>> {
  const read = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const px = shallowRef(read());
  const observer = new MutationObserver(() => {
    px.value = read();
  });
  // The wall sets it there; a page without that has it change with the window alone.
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style"] });
  const onResize = () => {
    px.value = read();
  };
  window.addEventListener("resize", onResize);
  onScopeDispose(() => {
    observer.disconnect();
    window.removeEventListener("resize", onResize);
  });
  return px;
}
