/** Which palette the page is drawn in: the plan's, or what somebody chose on this device until the plan says another one. */
import { THEMES, type Theme } from "@callboard/boards";
import { onScopeDispose, type ShallowRef, shallowRef, watchEffect } from "vue";

export type Palette = "dark" | "light" | "night";

/** Before 2019 browsers do not know what the device prefers; then a wall is dark. */
function prefersLight(view: Window): MediaQueryList | null {
  return typeof view.matchMedia === "function" ? view.matchMedia("(prefers-color-scheme: light)") : null;
}

function paletteOf(theme: Theme, isLightPreferred: boolean): Palette {
  if (theme !== "auto") return theme;
  return isLightPreferred ? "light" : "dark";
}

export interface ThemeSwitch {
  /** As chosen here, else as planned. */
  readonly theme: Readonly<ShallowRef<Theme>>;
  next(): void;
}

/** Draws the page in the theme. @param planned of the board or the schedule */
export function useTheme(view: Window, planned: () => Theme): ThemeSwitch {
  const theme = shallowRef<Theme>(planned());
  const media = prefersLight(view);
  const isLight = shallowRef(media?.matches ?? false);
  const onChange = () => {
    isLight.value = media?.matches ?? false;
  };
  // The older name: Chromium 68 has no event target there.
  media?.addListener(onChange);
  onScopeDispose(() => media?.removeListener(onChange));
  watchEffect(() => {
    theme.value = planned();
  });
  watchEffect(() => {
    const palette = paletteOf(theme.value, isLight.value);
    const root = view.document.documentElement;
    if (root.getAttribute("data-theme") !== palette) root.setAttribute("data-theme", palette);
  });
  return {
    theme,
    next() {
      theme.value = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? "auto";
    },
  };
}
