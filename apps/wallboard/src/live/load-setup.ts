/** The wall's setup on its way into the store: asked for, kept, told, and asked for again when frames name another one. */
import { DEFAULT_BOARD_ID } from "@callboard/boards";
import type { Pinia } from "pinia";
import { watch } from "vue";
import { type Settings, setupAddressesOf } from "../settings/settings.ts";
import { useBoardStore } from "../stores/board.ts";
import { useSetupStore } from "../stores/setup.ts";
import { browserSetupPorts } from "./browser-ports.ts";
import { createSetupLoader } from "./setup-loader.ts";

/** Begins at once. The answer is to be told what each frame says of the setup's revision. */
export function loadSetup(settings: Settings, pinia: Pinia): (revision: number | null) => void {
  const board = useBoardStore(pinia);
  const store = useSetupStore(pinia);
  const loader = createSetupLoader(browserSetupPorts(setupAddressesOf(settings, DEFAULT_BOARD_ID)), {
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
  return loader.heard;
}
