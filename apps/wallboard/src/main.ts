/** Puts the screen together: settings from the address, the line to the desk, the store, the one clock. */
import "./old-engines.ts";
import { createApp } from "vue";
import App from "./App.vue";
import { applyShift, shiftAt } from "./clock/pixel-shift.ts";
import { startBoard } from "./live/start-board.ts";
import { keepAwake } from "./live/wake-lock.ts";
import { settingsOf } from "./settings/settings.ts";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/tones.css";
import { addFloorWords } from "./words/floor-words.ts";
import { addPeopleWords } from "./words/people-words.ts";
import { addSoundWords } from "./words/sound-words.ts";

const SHIFT_MS = 60_000;

addFloorWords();
addPeopleWords();
addSoundWords();

const settings = settingsOf(location.search);
const { pinia, ticker, dial } = startBoard(settings);
// Apart from the ticker, which stands still until the server was heard: a message may be shown for months, too.
window.setInterval(
  () => applyShift(document.documentElement, shiftAt(performance.now(), window.innerHeight)),
  SHIFT_MS,
);

createApp(App, { settings, ticker }).use(pinia).mount("#app");
keepAwake(document, navigator);
dial();
