/** Puts the alerts page together: the same line and the same store as a wall's, and the server's doors beside them. */
import { createPinia } from "pinia";
import { createApp } from "vue";
import { createTicker } from "../clock/ticker.ts";
import { browserConnectionPorts, browserReloadPorts } from "../live/browser-ports.ts";
import { createConnection } from "../live/connection.ts";
import { createReloader } from "../live/reload.ts";
import { addressesOf, settingsOf } from "../settings/settings.ts";
import { useBoardStore } from "../stores/board.ts";
import { createAlertsApi } from "./api/alerts-api.ts";
import { createAsk } from "./api/request.ts";
import TabletApp from "./TabletApp.vue";
import { followPlace } from "./use/place.ts";
import "../styles/fonts.css";
import "../styles/tokens.css";
import "../styles/tones.css";
import "./page.css";

const TICK_MS = 100;

// Supervisors see full names on what they hold in their hands (displays.md), unless the address says otherwise.
const asked = new URLSearchParams(location.search);
if (!asked.has("names")) asked.set("names", "full");
const settings = settingsOf(`?${asked.toString()}`);
const pinia = createPinia();
const board = useBoardStore(pinia);
const connection = createConnection(browserConnectionPorts(addressesOf(settings, location)), {
  onLine: (state) => {
    board.line = state;
    board.eachSecond();
  },
  onApplied: board.collect,
  onHeard: board.plan,
  onOutdated: createReloader(browserReloadPorts()),
});
board.attach(connection, {
  now: () => performance.now(),
  onNextFrame: (task) => void requestAnimationFrame(task),
});
const ticker = createTicker(board);
ticker.everySecond(board.eachSecond);
window.setInterval(ticker.tick, TICK_MS);

const ask = createAsk({
  fetch: (path, init) => fetch(path, init),
  after(ms, task) {
    const timer = window.setTimeout(task, ms);
    return () => window.clearTimeout(timer);
  },
});
const api = createAlertsApi(settings.tenant, ask);
createApp(TabletApp, { settings, ticker, api, place: followPlace(window) })
  .use(pinia)
  .mount("#app");
connection.start();
