/** Puts the supervisor's app together: the same line and the same store as a wall's, the server's doors and the addresses. */
import worldFonts from "virtual:world-fonts";
import { createApp, watch } from "vue";
import { createWebHistory } from "vue-router";
import { browserFontPorts } from "../live/browser-ports.ts";
import { startBoard } from "../live/start-board.ts";
import { addWorldFonts } from "../live/world-fonts.ts";
import { settingsOf } from "../settings/settings.ts";
import { useBoardStore } from "../stores/board.ts";
import { createAlertsApi } from "./api/alerts-api.ts";
import { createFloorApi } from "./api/floor-api.ts";
import { createAsk } from "./api/request.ts";
import { addAppWords } from "./app-words.ts";
import { startReplay } from "./replay/start-replay.ts";
import { BASE, createFloorRouter, tenantOf } from "./router.ts";
import { createSetupApi } from "./setup/api/setup-api.ts";
import TabletApp from "./TabletApp.vue";
import { keep, kept } from "./use/kept.ts";
import { speakAsTenant, speakFirst } from "./use/tongue.ts";
import "../styles/fonts.css";
import "../styles/tokens.css";
import "../styles/tones.css";
import "./page.css";
import "./ui/ui.css";

const TENANT_KEY = "callboard.tenant";

addAppWords();
speakFirst(navigator.languages);

const ask = createAsk({
  fetch: (path, init) => fetch(path, init),
  after(ms, task) {
    const timer = window.setTimeout(task, ms);
    return () => window.clearTimeout(timer);
  },
});
const asked = new URLSearchParams(location.search);
const named = tenantOf(location.pathname);
const scannedCode = asked.get("pair");
// Whoever scanned a television's code may have several floors, and says first at which one it hangs.
if (scannedCode !== null && named === null) {
  void import("./pairing/start.ts").then(({ askWhere }) => askWhere(scannedCode, ask));
} else startApp();

function startApp(): void {
  // Supervisors see full names on what they hold in their hands (displays.md), unless the address says otherwise.
  const settings = settingsOf(
    `?${new URLSearchParams({
      tenant: named ?? kept(TENANT_KEY) ?? "",
      names: asked.get("names") ?? "full",
    }).toString()}`,
  );
  // The installed app begins at no tenant in particular: then it is the one that was looked at last.
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

  const router = createFloorRouter({
    history: createWebHistory(BASE),
    tenant: settings.tenant,
    leave: (path) => location.assign(path),
  });
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
