/**
 * Ports for a desk in this process: an upstream that answers at once from a model of the floor, a stream into which
 * the bench speaks, storage that forgets. Timers are kept until the bench runs them, so each frame can be timed.
 */
import type { HttpAnswer, HttpRequest } from "@callboard/cxone";
import type { BatchQueue, Ledger, Ports, SocketEvents } from "@callboard/desk";
import type { Centre } from "../upstream/centre.ts";

export interface QuietPorts {
  readonly ports: Ports;
  /** What the desk listens to; `null` before it has dialled. */
  stream(): SocketEvents | null;
  /** Runs the timers that wait for at most `ms`; those of a frame, and not the pulse of a second. */
  runTimers(ms: number): void;
  /** Lets answers arrive that were asked for meanwhile. */
  settle(): Promise<void>;
}

const FORGETFUL: Ledger = {
  loadCheckpoint: () => null,
  saveCheckpoint: () => undefined,
  appendLog: () => undefined,
  logAfter: () => [],
  toldAfter: () => [],
  lineage: () => "inside",
  pruneLog: () => undefined,
  saveBaselines: () => undefined,
  loadBaselines: () => [],
};

export interface QuietOptions {
  /** The desk's clock; the machine's where it is not given. */
  readonly now?: () => number;
  /** Gets each row of the log, as the queue would. */
  readonly onBatch?: (batch: Parameters<BatchQueue["send"]>[0]) => void;
}

export function quietPorts(
  centre: Centre,
  { now = Date.now, onBatch = () => undefined }: QuietOptions = {},
): QuietPorts {
  let timers: { readonly ms: number; readonly run: () => void }[] = [];
  let stream: SocketEvents | null = null;
  const ports: Ports = {
    clock: { now: () => now() },
    chance: () => 0.5,
    newEpoch: () => "inside",
    timers: {
      after(ms, run) {
        const timer = { ms, run };
        timers.push(timer);
        return () => {
          timers = timers.filter((one) => one !== timer);
        };
      },
    },
    alarm: { set: () => undefined },
    rest: {
      send: (requests, done) => void setImmediate(() => done(requests.map((one) => answer(centre, one)))),
    },
    dialer: {
      dial(_, events) {
        stream = events;
        setImmediate(() => events.opened());
        return { close: () => undefined };
      },
    },
    ledger: FORGETFUL,
    events: {
      send(batch, done) {
        onBatch(batch);
        setImmediate(() => done(true));
      },
    },
    alertDesk: { wake: () => undefined },
    journal: { note: () => undefined },
  };
  return {
    ports,
    stream: () => stream,
    runTimers(ms) {
      const due = timers.filter((timer) => timer.ms <= ms);
      timers = timers.filter((timer) => timer.ms > ms);
      for (const { run } of due) run();
    },
    async settle() {
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

function answer(centre: Centre, { path }: HttpRequest): HttpAnswer {
  return { kind: "answered", status: 200, retryAfterMs: null, body: bodyOf(centre, path) };
}

function bodyOf(centre: Centre, path: string): unknown {
  if (path === "/oauth2/token") return { access_token: "inside", token_type: "Bearer", expires_in: 3_600 };
  if (path === "/api/v2/users") return centre.users();
  const [, ids] = path.split("user_ids=");
  if (ids !== undefined) return centre.states(ids.split(",").map(decodeURIComponent));
  return centre.skills(decodeURIComponent(path.split("/").at(-2) ?? ""));
}
