/** Puts the alerts page together: the same line and the same store as a wall's, and the server's doors beside them. */
import { createApp } from "vue";
import { startBoard } from "../live/start-board.ts";
import { settingsOf } from "../settings/settings.ts";
import { createAlertsApi } from "./api/alerts-api.ts";
import { createAsk } from "./api/request.ts";
import TabletApp from "./TabletApp.vue";
import { followPlace } from "./use/place.ts";
import "../styles/fonts.css";
import "../styles/tokens.css";
import "../styles/tones.css";
import "./page.css";

// Supervisors see full names on what they hold in their hands (displays.md), unless the address says otherwise.
const asked = new URLSearchParams(location.search);
if (!asked.has("names")) asked.set("names", "full");
const settings = settingsOf(`?${asked.toString()}`);
const { pinia, ticker, dial } = startBoard(settings);

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
dial();
