/** Asks once a minute whether this is the night's moment to load the page anew, and does it once. */
import type { Pinia } from "pinia";
import type { Ticker } from "../clock/ticker.ts";
import { createSiteClock } from "../format/site-clock.ts";
import { useBoardStore } from "../stores/board.ts";
import { browserReloadPorts } from "./browser-ports.ts";
import { isTimeToReload } from "./nightly.ts";
import { createReloader } from "./reload.ts";

const LOOK_EVERY_MS = 60_000;

export function reloadAtNight(pinia: Pinia, ticker: Ticker): void {
  const board = useBoardStore(pinia);
  const reload = createReloader(browserReloadPorts());
  const chance = Math.random();
  const openedAt = performance.now();
  let lookedIn = -1;
  ticker.everySecond((serverNow) => {
    const minute = Math.floor(serverNow / LOOK_EVERY_MS);
    if (minute === lookedIn || board.site === null) return;
    lookedIn = minute;
    const [hour = 0, minuteOfHour = 0] = createSiteClock(board.site.zone)
      .time(serverNow)
      .split(":")
      .map(Number);
    const upMs = performance.now() - openedAt;
    const isFresh = board.freshness.level === "fresh";
    if (isTimeToReload({ hour, minute: minuteOfHour, upMs, isFresh, chance })) reload();
  });
}
