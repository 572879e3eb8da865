/** A screen's line whose sockets, time and chance are the test's, and the frames that its server would send. Never part of the product. */
import { encodeBeat, encodeDelta, encodeSnapshot } from "@callboard/protocol";
import {
  createConnection,
  type Line,
  type LineState,
  type Refusal,
  type SocketHandlers,
  type SocketLike,
  type Unknown,
} from "../src/live/connection.ts";
import { createChance, makeBoard } from "./made-up-boards.ts";

export const AT = 1_795_000_000_000;
const board = makeBoard({ agents: 5, queues: 2 }, AT, 7, createChance(1));
const refOf = (id: string) => Number(id.slice(id.indexOf("-") + 1));
export const snapshot = (change: object = {}) =>
  encodeSnapshot({ type: "snapshot", build: "b1", setupRevision: 1, ...board, ...change }, refOf);
export const beat = (change: object = {}) =>
  encodeBeat({
    type: "beat",
    epoch: "e1",
    seq: 7,
    at: AT,
    feed: board.feed,
    alerting: board.alerting,
    build: "b1",
    setupRevision: 1,
    ...change,
  });
export const delta = (base: number, seq: number) =>
  encodeDelta(
    {
      type: "delta",
      epoch: "e1",
      base,
      seq,
      at: AT,
      feed: board.feed,
      counts: board.counts,
      agents: [],
      removedAgents: [],
      removedQueues: [],
      queues: [],
      alerting: board.alerting,
      alerts: [],
      removedAlerts: [],
    },
    refOf,
  );

class FakeSocket implements SocketLike {
  readonly sent: string[] = [];
  handlers: SocketHandlers | null = null;
  closedWith: number | null = null;
  listen(handlers: SocketHandlers): void {
    this.handlers = handlers;
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(code: number): void {
    this.closedWith = code;
  }
}

export function createRig() {
  const sockets: FakeSocket[] = [];
  const lines: LineState[] = [];
  let timers: { at: number; task: () => void }[] = [];
  const rig = {
    now: 0,
    chance: 0.5,
    unknown: null as Unknown | Refusal | "nothing" | null,
    refused: [] as Refusal[],
    refuses: false,
    sockets,
    lines,
    applied: 0,
    outdated: 0,
    pendingTimers: () => timers.length,
    last(): FakeSocket {
      const socket = sockets[sockets.length - 1];
      if (socket === undefined) throw new Error("nothing was dialled");
      return socket;
    },
    open(): FakeSocket {
      const socket = rig.last();
      socket.handlers?.onOpen();
      return socket;
    },
    advance(ms: number) {
      const until = rig.now + ms;
      for (;;) {
        const due = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((timer) => timer !== due);
        rig.now = due.at;
        due.task();
      }
      rig.now = until;
    },
    connection: null as Line | null,
  };
  rig.connection = createConnection(
    {
      openSocket() {
        if (rig.refuses) throw new Error("refused");
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket;
      },
      now: () => rig.now,
      after(ms, task) {
        const timer = { at: rig.now + ms, task };
        timers.push(timer);
        return () => {
          timers = timers.filter((other) => other !== timer);
        };
      },
      chance: () => rig.chance,
      whatIsUnknown: async () => rig.unknown,
    },
    {
      onLine: (state) => lines.push(state),
      onApplied: () => (rig.applied += 1),
      onHeard: () => undefined,
      onOutdated: () => (rig.outdated += 1),
      onRefused: (why) => rig.refused.push(why),
    },
  );
  return rig;
}
