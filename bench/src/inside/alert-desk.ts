/**
 * The whole alert desk, in a process in which garbage can be collected on demand: what a second of the floor costs it with
 * many rules, and what it holds in memory. The rows are kept as text and read for each use, as they come from a
 * queue, so that nothing is shared between what is measured and what measures.
 */
import { AlertDesk } from "@callboard/alert-desk";
import {
  createEngine,
  type FloorBatch,
  type FloorSnapshot,
  takeBatch,
  takeSnapshot,
} from "@callboard/core/alerting";
import { monotonicMs } from "../clock.ts";
import { alertDeskPorts } from "./alert-ports.ts";
import type { RecordedFloor } from "./recorded-floor.ts";
import { MANY_RULES } from "./rules.ts";

export interface AlertDeskResult {
  /** Heap that is still in use after a collection: the engine alone, and the alert desk with its engine. */
  readonly engineHeapMb: number;
  readonly alertDeskHeapMb: number;
  /** What it has stored of these minutes: rows for recovery and history, alerts, notices. */
  readonly storedMb: number;
  /** Of each second's rows: read, judged, committed, told. */
  readonly secondMs: readonly number[];
  readonly firing: number;
  readonly notices: number;
}

interface WrittenFloor {
  readonly snapshot: string;
  readonly seconds: readonly (readonly string[])[];
}

const MB = 1_048_576;
const WARM_UP_SECONDS = 10;
const SETTINGS = { tenant: "inside", siteName: "Bench centre", zone: "UTC", link: null, isLocal: true };
const SINK = { id: "bench", kind: "webhook", name: "Bench", url: "http://127.0.0.1:9/alerts" };
const DELIVERED = { kind: "answered", status: 204, retryAfterMs: null, body: "" } as const;

export function measureAlertDesk(recorded: RecordedFloor): AlertDeskResult {
  const floor = written(recorded);
  const emptyMb = heapMb();
  let engine: unknown = engineAfter(floor);
  const engineHeapMb = heapMb() - emptyMb;
  engine = null;
  const beforeMb = heapMb();
  const run = alertDeskAfter(floor);
  const alertDeskHeapMb = heapMb() - beforeMb;
  const status = run.desk.status();
  if (status === null) throw new Error("the alert desk does not open its storage");
  const firing = Object.values(status.firing).reduce((sum, count) => sum + count, 0);
  if (engine !== null || firing === 0) throw new Error("an alert desk in which nothing fires proves nothing");
  const { secondMs, notices } = run;
  return { engineHeapMb, alertDeskHeapMb, storedMb: status.storageBytes / MB, secondMs, firing, notices };
}

const written = ({ snapshot, seconds }: RecordedFloor): WrittenFloor => ({
  snapshot: JSON.stringify(snapshot),
  seconds: seconds.map((batches) => batches.map((batch) => JSON.stringify(batch))),
});

function heapMb(): number {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error("this process was started without --expose-gc");
  for (let pass = 0; pass < 3; pass += 1) gc();
  return process.memoryUsage().heapUsed / MB;
}

const snapshotIn = (floor: WrittenFloor): FloorSnapshot => JSON.parse(floor.snapshot) as FloorSnapshot;

function engineAfter(floor: WrittenFloor): unknown {
  const engine = createEngine(MANY_RULES);
  takeSnapshot(engine, snapshotIn(floor));
  for (const text of floor.seconds.flat()) takeBatch(engine, JSON.parse(text) as FloorBatch);
  return engine;
}

function alertDeskAfter(floor: WrittenFloor) {
  let now = snapshotIn(floor).at;
  const { ports, takeNotices } = alertDeskPorts(
    () => now,
    () => snapshotIn(floor),
  );
  const desk = new AlertDesk(SETTINGS, ports).begin();
  const refused = [
    ...MANY_RULES.rules.map((rule) => desk.putRule(rule, "bench")),
    desk.putSink(SINK, "bench"),
  ].find(({ kind }) => kind === "refused");
  if (refused !== undefined) throw new Error(JSON.stringify(refused));
  const secondMs: number[] = [];
  let notices = 0;
  for (const [second, texts] of floor.seconds.entries()) {
    const batches = texts.map((text) => JSON.parse(text) as FloorBatch);
    now = batches.at(-1)?.at ?? now;
    const startedAt = monotonicMs();
    take(desk, batches);
    if (second >= WARM_UP_SECONDS) secondMs.push(monotonicMs() - startedAt);
    for (const id of takeNotices()) {
      if (desk.claim(id).kind === "send") desk.settle(id, DELIVERED);
      notices += 1;
    }
    desk.wake();
  }
  return { desk, secondMs, notices };
}

/** Each row is a message of the queue; what it comes to is told before the next second. */
function take(desk: AlertDesk, batches: readonly FloorBatch[]): void {
  desk.take(batches, (verdicts) => {
    const other = verdicts.find((verdict) => verdict !== "committed" && verdict !== "duplicate");
    if (other !== undefined) throw new Error(`the alert desk says ${other} to a row`);
  });
}
