/**
 * What the alert desk is told of a floor of this size: the rows that a real desk writes while the centre lives for some
 * minutes, in time that passes as fast as it is computed. Recorded once, so that whatever is given the rows afterwards
 * is measured alone.
 */
import { DEFAULT_QUEUE_GOAL, NO_SITE_SHIFTS, type Site } from "@callboard/core";
import type { FloorBatch, FloorSnapshot } from "@callboard/core/alerting";
import { Secret } from "@callboard/cxone";
import { Desk } from "@callboard/desk";
import { Centre } from "../upstream/centre.ts";
import { quietPorts } from "./quiet-ports.ts";

export interface RecordedFloor {
  readonly snapshot: FloorSnapshot;
  /** One list for each second: the rows that the desk closed in it. A row is closed early where it is full. */
  readonly seconds: readonly (readonly FloorBatch[])[];
}

export interface FloorOptions {
  readonly agents: number;
  readonly queues: number;
  readonly eventsPerSecond: number;
  readonly seconds: number;
}

const SITE: Site = {
  name: "Bench centre",
  zone: "UTC",
  statusCodes: new Map(),
  queueGoal: DEFAULT_QUEUE_GOAL,
  queueGoals: new Map(),
  shifts: NO_SITE_SHIFTS,
};
const PULSE_MS = 1_000;
const LIVE_WITHIN_SECONDS = 120;

/** Throws where the desk does not come to see its floor. */
export async function recordFloor({ seconds, ...size }: FloorOptions): Promise<RecordedFloor> {
  let now = Date.now();
  let batches: FloorBatch[] = [];
  const centre = new Centre({ ...size, startMs: now });
  const quiet = quietPorts(centre, { now: () => now, onBatch: (batch) => batches.push(batch) });
  const credentials = { clientId: "inside", clientSecret: new Secret("inside") };
  const desk = new Desk({ tenant: "inside", site: SITE, credentials, build: "inside" }, quiet.ports).begin();
  while (quiet.stream() === null || desk.status().profiles.awaited > 0 || desk.status().floor.agents === 0) {
    await quiet.settle();
    desk.wake();
  }
  const hear = (message: unknown): void => quiet.stream()?.message(JSON.stringify(message));
  for (const message of centre.history.splice(0)) hear(message);

  async function liveSecond(): Promise<FloorBatch[]> {
    batches = [];
    now += PULSE_MS;
    for (const message of centre.advance(now)) hear(message);
    quiet.runTimers(PULSE_MS);
    desk.wake();
    await quiet.settle();
    return batches;
  }

  for (let second = 0; desk.status().feed.state !== "live"; second += 1) {
    if (second === LIVE_WITHIN_SECONDS) throw new Error("the desk does not see its floor");
    await liveSecond();
  }
  const snapshot = desk.snapshot();
  if (snapshot === null) throw new Error("the desk has no snapshot");
  const recorded: FloorBatch[][] = [];
  while (recorded.length < seconds) recorded.push(await liveSecond());
  return { snapshot, seconds: recorded };
}
