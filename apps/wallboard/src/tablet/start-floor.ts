/** One tenant's floor as an app: the same line and the same store as a wall's, the server's doors and the addresses. */
import worldFonts from "virtual:world-fonts";
import { createApp, watch } from "vue";
import { createWebHistory } from "vue-router";
import { browserFontPorts } from "../live/browser-ports.ts";
import { startBoard } from "../live/start-board.ts";
import { addWorldFonts } from "../live/world-fonts.ts";
import { settingsOf } from "../settings/settings.ts";
import { useBoardStore } from "../stores/board.ts";
import { createAlertsApi } from "./api/alerts-api.ts";
import { createAppAsk, createAppCall } from "./api/app-ports.ts";
import { createFloorApi } from "./api/floor-api.ts";
import { startReplay } from "./replay/start-replay.ts";
import { BASE, createFloorRouter } from "./router.ts";
import { useSessionStore } from "./session/session.ts";
import { createSetupApi } from "./setup/api/setup-api.ts";
import TabletApp from "./TabletApp.vue";
import { keep } from "./use/kept.ts";
import { followLostPages, lostPagePorts } from "./use/lost-pages.ts";
import { speakAsTenant } from "./use/tongue.ts";

export const TENANT_KEY = "callboard.tenant";
/** Who is signed in is known by then, or is asked for while the page stands already. */
const SESSION_PATIENCE_MS = 1_500;

export async function startFloor(tenant: string, asked: URLSearchParams): Promise<void> {
  // Supervisors see full names on what they hold in their hands (displays.md), unless the address says otherwise.
  const settings = settingsOf(
    `?${new URLSearchParams({ tenant, names: asked.get("names") ?? "full" }).toString()}`,
  );
  const started = startBoard(settings);
  const { pinia, ticker, dial } = started;
  const board = useBoardStore(pinia);
  // Only one that has a board: else the installed app would begin at a mistyped address from then on.
  const stopWaiting = watch(
    () => board.counts !== null,
    (hasBoard) => {
      if (!hasBoard) return;
      keep(TENANT_KEY, settings.tenant);
      stopWaiting();
    },
  );
  const ask = createAppAsk(pinia);
  const call = createAppCall(pinia);
  const session = useSessionStore(pinia);
  await Promise.race([session.load(() => call("session")), patience(SESSION_PATIENCE_MS)]);
  const router = createFloorRouter({
    history: createWebHistory(BASE),
    tenant: settings.tenant,
    leave: (path) => location.assign(path),
  });
  followLostPages(router, lostPagePorts());
  const floor = createFloorApi(settings.tenant, settings.names ?? "full", ask);
  startReplay({
    pinia,
    floor,
    started,
    now: () => performance.now(),
    every: (ms, task) => void window.setInterval(task, ms),
  });
  void speakAsTenant(createSetupApi(settings.tenant, ask));
  createApp(TabletApp, { settings, ticker, api: createAlertsApi(settings.tenant, ask), floor })
    .use(pinia)
    .use(router)
    .mount("#app");
  addWorldFonts(pinia, worldFonts, browserFontPorts);
  dial();
}

const patience = (ms: number) => new Promise<void>((resolve) => void window.setTimeout(resolve, ms));
