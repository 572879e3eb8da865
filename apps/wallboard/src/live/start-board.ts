/**
 * The line to the desk, the store that it fills and the one clock, put together: the same for walls and for tablets. How
 * names are shown is part of the line; when it changes, a second line is made and takes over with its first board, so that
 * nothing on the screen goes away meanwhile.
 */
import type { NameStyle, OrderFrame } from "@callboard/protocol";
import { createPinia, type Pinia } from "pinia";
import { createTicker, type Ticker } from "../clock/ticker.ts";
import { useBoardStore } from "../stores/board.ts";
import { addressesOf, hasOwnNames, type View } from "./addresses.ts";
import { browserConnectionPorts, browserReloadPorts } from "./browser-ports.ts";
import { type Connection, createConnection, type Line, type LineState } from "./connection.ts";
import { createReloader, reloadAtOnce } from "./reload.ts";
import { createSleepWatch } from "./sleep.ts";
import type { Vitals } from "./vitals.ts";

const TICK_MS = 100;
/** Another floor altogether: all that is shown is looked up again. */
const EVERYTHING = {
  kind: "applied",
  isWhole: true,
  changedAgents: [],
  changedQueues: [],
  removedAgents: [],
  removedQueues: [],
  changedAlerts: [],
  removedAlerts: [],
} as const;

export interface StartedBoard {
  readonly pinia: Pinia;
  readonly ticker: Ticker;
  /** Begins to dial; called once, when the page stands. */
  readonly dial: () => void;
  /**
   * From now on names are shown in this style; before `dial` it only says how to begin. Nothing comes of it where the view
   * names a board or screen: then its own setting holds, which the desk knows.
   */
  readonly showNames: (style: NameStyle) => void;
  /** Calls back with what frames say of the setup's revision. */
  readonly onSetupRevision: (listener: (revision: number | null) => void) => void;
  /** Another floor is shown through the store, as in a replay; the line to the desk goes on meanwhile, unseen. */
  readonly lend: (other: Connection) => void;
  /** The present floor is shown again, whole. */
  readonly giveBack: () => void;
  /** Hangs up for good and empties what is held and shown of the floor. */
  readonly forget: () => void;
}

/** What only a screen on a wall has: it is looked after from afar. */
export interface WallNeeds {
  readonly vitals: Vitals;
  onOrder(order: OrderFrame): void;
  /** A television that is no longer to show anything. */
  onRevoked(): void;
}

export function startBoard(view: View, wall?: WallNeeds): StartedBoard {
  const pinia = createPinia();
  const board = useBoardStore(pinia);
  const reloadWhenOutdated = createReloader(browserReloadPorts());
  const boardPorts = {
    now: () => performance.now(),
    onNextFrame(task: () => void) {
      requestAnimationFrame(() => {
        task();
        // After Vue has changed the page and the browser has painted it.
        if (wall !== undefined) window.setTimeout(wall.vitals.drawn);
      });
    },
  };
  let names: NameStyle | null = view.names;
  let hearRevision: (revision: number | null) => void = () => undefined;
  let hasDialled = false;
  let isLent = false;
  let lineNow: LineState = board.line;
  let current = lineFor(names);
  let successor: Line | null = null;
  board.attach(current, boardPorts);

  function lineFor(style: NameStyle | null): Line {
    const addresses = addressesOf({ ...view, names: style }, location);
    const line: Line = createConnection(browserConnectionPorts(addresses, wall?.vitals), {
      onLine(state) {
        if (line !== current) return;
        lineNow = state;
        if (isLent) return;
        board.line = state;
        board.eachSecond();
      },
      onApplied(applied) {
        if (line === successor) takeOver(line);
        if (line === current && !isLent) board.collect(applied);
      },
      onHeard() {
        if (line !== current) return;
        wall?.vitals.heard();
        if (!isLent) board.plan();
        hearRevision(line.replica.setupRevision);
      },
      onOutdated: reloadWhenOutdated,
      onOrder: (order) => wall?.onOrder(order),
      onRefused(why) {
        if (why === "revoked") wall?.onRevoked();
        else reloadAtOnce(browserReloadPorts());
      },
    });
    return line;
  }

  function takeOver(line: Line): void {
    current.stop();
    current = line;
    successor = null;
    lineNow = { kind: "open" };
    if (isLent) return;
    board.attach(line, boardPorts);
    board.line = lineNow;
  }

  function showNames(style: NameStyle): void {
    if (style === names || hasOwnNames(view)) return;
    names = style;
    successor?.stop();
    successor = lineFor(style);
    if (hasDialled) successor.start();
    else takeOver(successor);
  }

  const ticker = createTicker(board);
  ticker.everySecond(board.eachSecond);
  const slept = createSleepWatch({ now: () => performance.now(), date: () => Date.now() });
  window.setInterval(() => {
    const sleptMs = slept();
    if (sleptMs > 0) for (const line of [current, successor]) line?.slept(sleptMs);
    ticker.tick();
  }, TICK_MS);
  return {
    pinia,
    ticker,
    dial() {
      hasDialled = true;
      current.start();
    },
    showNames,
    onSetupRevision: (listener) => {
      hearRevision = listener;
    },
    lend(other) {
      isLent = true;
      board.attach(other, boardPorts);
      board.line = { kind: "open" };
      board.collect(EVERYTHING);
    },
    forget() {
      for (const line of [current, successor]) line?.forget();
      board.line = { kind: "stopped", reason: { kind: "revoked" } };
      board.collect(EVERYTHING);
    },
    giveBack() {
      isLent = false;
      board.attach(current, boardPorts);
      board.line = lineNow;
      board.collect(EVERYTHING);
    },
  };
}
