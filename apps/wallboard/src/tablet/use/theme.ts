/** Light or dark, as chosen on this device or as the device is set. */
import { useColorMode } from "@vueuse/core";
import { computed, type WritableComputedRef } from "vue";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Sets `data-theme` on the page, which `styles/tokens.css` follows. */
export function useTheme(): WritableComputedRef<Theme> {
  const mode = useColorMode({
    attribute: "data-theme",
    storageKey: "callboard.theme",
    emitAuto: true,
    disableTransition: false,
  });
  return computed({
    get: () => THEMES.find((theme) => theme === mode.value) ?? "auto",
    set(next) {
      mode.value = next;
    },
  });
}
