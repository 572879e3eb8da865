/** The page that a television opens first, `/tv`: puts the pairing together with the browser. No decisions here. */
import { applyShift, shiftAt } from "../clock/pixel-shift.ts";
import { browserReloadPorts } from "../live/browser-ports.ts";
import { DISCONNECTED } from "../live/dark.ts";
import { forgetKept } from "../live/forget-kept.ts";
import { keepAwake } from "../live/wake-lock.ts";
import { type PairingPorts, startPairing, type TvAnswer } from "./pairing.ts";
import { createView } from "./view.ts";
import { wordsFor } from "./words.ts";
import "../styles/fonts.css";
import "./tv.css";

const BOARD = "/screen";
const PATIENCE_MS = 15_000;
const CALM_MS = 10_000;
const SECOND_MS = 1_000;
const SHIFT_MS = 60_000;
/** A page that has been up for so long is loaded anew between two codes: it may be of an older version. */
const RENEW_AFTER_MS = 12 * 3_600_000;

const { language, words } = wordsFor(navigator.languages || [navigator.language]);
document.documentElement.lang = language;
const now = () => performance.now();
const wasConnected = location.hash === DISCONNECTED;
const view = createView(document, words, { now, wasConnected });
const page = browserReloadPorts();

const ask: PairingPorts["ask"] = async (method, path, body) => {
  const abort = new AbortController();
  const timer = window.setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(path, {
      method,
      cache: "no-store",
      credentials: "same-origin",
      signal: abort.signal,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    return await readAnswer(answer);
  } catch {
    return null;
  } finally {
    window.clearTimeout(timer);
  }
};

async function readAnswer(answer: Response): Promise<TvAnswer> {
  const seconds = Number(answer.headers.get("retry-after") || Number.NaN);
  const value: unknown = await answer.json().catch(() => null);
  return { status: answer.status, value, retryAfterMs: seconds >= 0 ? seconds * SECOND_MS : null };
}

startPairing({
  ask,
  now,
  after: (ms, task) => void window.setTimeout(task, ms),
  chance: Math.random,
  show: view.show,
  forget: () => forgetKept(() => localStorage),
  async goToBoard() {
    // A Worker that contradicts itself must not send a screen to and fro without a pause.
    if (wasConnected && now() < CALM_MS) return false;
    const board = await ask("GET", BOARD);
    if (board === null || board.status !== 200) return false;
    location.replace(BOARD);
    return true;
  },
  async renewPage() {
    if (now() < RENEW_AFTER_MS || !(await page.canLoad()) || !(await page.answers())) return false;
    page.reload();
    return true;
  },
});
window.setInterval(view.tick, SECOND_MS);
window.setInterval(() => applyShift(document.documentElement, shiftAt(now(), window.innerHeight)), SHIFT_MS);
keepAwake(document, navigator);
