/** A board that hears what a test lets it hear, at times that the test sets: what the whole wall's kit and a widget's stand on. */
import { createReplica, createServerClock } from "@callboard/protocol";
import type { Pinia } from "pinia";
import { createTicker } from "../src/clock/ticker.ts";
import { useBoardStore } from "../src/stores/board.ts";

/** `frames` are the drawings that wait for the browser's next frame; `time` is this device's, in ms. */
export function createHeardBoard(pinia: Pinia) {
  const board = useBoardStore(pinia);
  const replica = createReplica();
  const serverClock = createServerClock();
  const time = { now: 0, lastFrameAt: null as number | null };
  const frames: (() => void)[] = [];
  board.attach(
    {
      replica,
      serverClock,
      lastFrameAt: () => time.lastFrameAt,
      start: () => undefined,
      stop: () => undefined,
    },
    { now: () => time.now, onNextFrame: (task) => frames.push(task) },
  );
  board.line = { kind: "open" };
  const ticker = createTicker(board);
  ticker.everySecond(board.eachSecond);
  return { board, replica, serverClock, time, frames, ticker };
}
