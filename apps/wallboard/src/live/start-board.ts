/** The line to the desk, the store that it fills and the one clock, put together: the same for walls and for tablets. */
import { createPinia, type Pinia } from "pinia";
import { createTicker, type Ticker } from "../clock/ticker.ts";
import { addressesOf, type Settings } from "../settings/settings.ts";
import { useBoardStore } from "../stores/board.ts";
import { browserConnectionPorts, browserReloadPorts } from "./browser-ports.ts";
import { createConnection } from "./connection.ts";
import { createReloader } from "./reload.ts";

const TICK_MS = 100;

export interface StartedBoard {
  readonly pinia: Pinia;
  readonly ticker: Ticker;
  /** Begins to dial; called once, when the page stands. */
  readonly dial: () => void;
}

export function startBoard(settings: Settings): StartedBoard {
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
  return { pinia, ticker, dial: () => connection.start() };
}
