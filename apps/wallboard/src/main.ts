/** Puts the screen together: settings from the address, the line to the desk, the store, the one clock. */
import "./old-engines.ts";
import { createPinia } from "pinia";
import { createApp } from "vue";
import App from "./App.vue";
import { applyShift, shiftAt } from "./clock/pixel-shift.ts";
import { createTicker } from "./clock/ticker.ts";
import { browserConnectionPorts, browserReloadPorts } from "./live/browser-ports.ts";
import { createConnection } from "./live/connection.ts";
import { createReloader } from "./live/reload.ts";
import { keepAwake } from "./live/wake-lock.ts";
import { addressesOf, settingsOf } from "./settings/settings.ts";
import { useBoardStore } from "./stores/board.ts";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/tones.css";

const TICK_MS = 100;
const SHIFT_MS = 60_000;

const settings = settingsOf(location.search);
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
// Apart from the ticker, which stands still until the server was heard: a message may be shown for months, too.
window.setInterval(
  () => applyShift(document.documentElement, shiftAt(performance.now(), window.innerHeight)),
  SHIFT_MS,
);

createApp(App, { settings, ticker }).use(pinia).mount("#app");
keepAwake(document, navigator);
connection.start();
