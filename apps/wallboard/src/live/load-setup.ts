/** The wall's setup on its way into the store: asked for, kept, told, and asked for again when frames name another one. */
import type { Pinia } from "pinia";
import { watch } from "vue";
import type { Settings } from "../settings/settings.ts";
import { useBoardStore } from "../stores/board.ts";
import { useSetupStore } from "../stores/setup.ts";
import { setupAddressesOf } from "./addresses.ts";
import { browserSetupPorts } from "./browser-ports.ts";
import { createSetupLoader } from "./setup-loader.ts";

export interface LoadedSetup {
  /** To be told what each frame says of the setup's revision. */
  readonly heard: (revision: number | null) => void;
  /** Asks no more, and holds nothing of what was told. */
  readonly forget: () => void;
}

/** Begins at once. */
export function loadSetup(settings: Settings, pinia: Pinia): LoadedSetup {
  const board = useBoardStore(pinia);
  const store = useSetupStore(pinia);
  const loader = createSetupLoader(browserSetupPorts(setupAddressesOf(settings, location)), {
    onSetup: (setup) => {
      store.setup = setup;
    },
    onDirectory: (directory) => {
      store.directory = directory;
    },
    wantsDirectory: () => store.wantsDirectory,
  });
  let wasOpen = false;
  let wasLost = false;
  watch(
    () => board.line.kind,
    (kind) => {
      if (kind === "open" && wasLost) loader.reconnected();
      wasLost = kind !== "open" && wasOpen;
      wasOpen ||= kind === "open";
    },
  );
  watch(
    () => store.wantsDirectory,
    (wants) => wants && loader.wanted(),
  );
  loader.start();
  return {
    heard: loader.heard,
    forget() {
      loader.stop();
      store.setup = null;
      store.directory = null;
    },
  };
}
