/** Puts the replay together: pages from the server, the player, and the board lent to it while it is on. */
import { createServerClock } from "@callboard/protocol";
import type { Pinia } from "pinia";
import type { StartedBoard } from "../../live/start-board.ts";
import { useBoardStore } from "../../stores/board.ts";
import type { FloorApi } from "../api/floor-api.ts";
import { createPlayer } from "./player.ts";
import { useReplayStore } from "./replay-store.ts";

const TICK_MS = 200;

export interface ReplayNeeds {
  readonly pinia: Pinia;
  readonly floor: FloorApi;
  readonly started: Pick<StartedBoard, "lend" | "giveBack">;
  /** A clock that only goes forward, and a timer that repeats. */
  now(): number;
  every(ms: number, task: () => void): void;
}

export function startReplay({ pinia, floor, started, now, every }: ReplayNeeds): void {
  const board = useBoardStore(pinia);
  const replay = useReplayStore(pinia);
  const player = createPlayer({
    ask: floor.replay,
    onApplied: board.collect,
    onWhole: () => {
      if (replay.isOn) started.lend(source);
    },
  });
  // The floor of the player, with the face of the line to the desk: its clock is the moment that is shown.
  const source = {
    get replica() {
      return player.replica();
    },
    serverClock: { ...createServerClock(), now: () => player.at() },
    lastFrameAt: now,
    start: () => undefined,
    stop: () => undefined,
  };
  replay.attach({ player, show: () => started.lend(source), leave: started.giveBack });
  let last = now();
  every(TICK_MS, () => {
    const at = now();
    replay.tick(at - last);
    last = at;
    if (replay.isOn) board.plan();
  });
}
