/** Puts the wall together: settings from the address, the line to the desk, its setup, the stores, the one clock. */
import "./old-engines.ts";
import wallWords from "virtual:wall-words";
import worldFonts from "virtual:world-fonts";
import { createApp } from "vue";
import App from "./App.vue";
import { applyShift, shiftAt } from "./clock/pixel-shift.ts";
import { isTelevision, wallViewOf } from "./live/addresses.ts";
import {
  browserDarkPorts,
  browserFontPorts,
  browserReloadPorts,
  browserTonguePorts,
} from "./live/browser-ports.ts";
import { createDark } from "./live/dark.ts";
import { loadSetup } from "./live/load-setup.ts";
import { createOrders } from "./live/orders.ts";
import { browserPreviewWindow, followPreview, isPreview } from "./live/preview.ts";
import { createReloader } from "./live/reload.ts";
import { reloadAtNight } from "./live/reload-at-night.ts";
import { mayDial } from "./live/session.ts";
import { startBoard } from "./live/start-board.ts";
import { createVitals, heapOf } from "./live/vitals.ts";
import { keepAwake } from "./live/wake-lock.ts";
import { addWorldFonts } from "./live/world-fonts.ts";
import { settingsOf } from "./settings/settings.ts";
import { browserSound, createSound } from "./sound/sound.ts";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/tones.css";
import { FAILED } from "./use/failed.ts";
import { addFloorWords } from "./words/floor-words.ts";
import { addPeopleWords } from "./words/people-words.ts";
import { addQueuesWords } from "./words/queues-words.ts";
import { addSoundWords } from "./words/sound-words.ts";
import { createTongue } from "./words/tongue-of-walls.ts";
import { addWallWords } from "./words/wall-words.ts";
import { i18n } from "./words/words.ts";

const SHIFT_MS = 60_000;

addFloorWords();
addWallWords();
addPeopleWords();
addQueuesWords();
addSoundWords();

const asked = settingsOf(location.search);
// Whose floor a television shows, and which board, its credential alone says.
const settings = isTelevision(location)
  ? { ...asked, tenant: "", screen: "", board: null, names: null }
  : asked;
const vitals = createVitals({
  now: () => performance.now(),
  window,
  userAgent: navigator.userAgent,
  heapBytes: () => heapOf(performance),
});
const orders = createOrders({
  after: browserDarkPorts.after,
  reload: createReloader(browserReloadPorts(), 0),
});
const { pinia, ticker, dial, showNames, onSetupRevision, forget } = startBoard(
  wallViewOf(settings, isPreview(location.search)),
  { vitals, onOrder: orders.take, onRevoked: () => goDark() },
);
const setup = loadSetup(settings, pinia);
onSetupRevision(setup.heard);
const goDark = createDark(() => {
  setup.forget();
  forget();
}, browserDarkPorts);
for (const kind of ["error", "unhandledrejection"]) window.addEventListener(kind, vitals.failed);
const preview = isPreview(location.search) ? followPreview(browserPreviewWindow(window), pinia) : null;
// Apart from the ticker, which stands still until the server was heard: a message may be shown for months, too.
window.setInterval(
  () => applyShift(document.documentElement, shiftAt(performance.now(), window.innerHeight)),
  SHIFT_MS,
);

const app = createApp(App, {
  settings,
  ticker,
  sound: createSound(browserSound(window)),
  say: createTongue(wallWords, browserTonguePorts),
  onNames: showNames,
  onPlaced: preview?.placed,
  orders,
});
app.config.errorHandler = (failure) => {
  console.error(failure);
  vitals.failed();
};
app.provide(FAILED, vitals.failed).use(pinia).use(i18n).mount("#app");
keepAwake(document, navigator);
reloadAtNight(pinia, ticker);
addWorldFonts(pinia, worldFonts, browserFontPorts);
// A page that the browser had put aside and brought back dials anew by itself. What else it holds may be of long ago, so it
// is loaded anew as soon as that is safe.
const reloadWhenBack = createReloader(browserReloadPorts());
window.addEventListener("pageshow", ({ persisted }) => persisted && reloadWhenBack());
if (isTelevision(location)) void mayDial(vitals, goDark).then((may) => may && dial());
else dial();
