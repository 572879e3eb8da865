/**
 * One point a tenant and minute for Analytics Engine, for looking back over months. Where the binding is not set nothing is written, and
 * nothing that goes wrong here may reach the desk's turn. Columns: ops/README.md. It must never hold a name.
 */
import { type Desk, type DeskFigures, type DeskStatus, LATENCY_BUCKETS_MS } from "@callboard/desk";
import type { Env } from "../env.ts";

const MINUTE_MS = 60_000;
/** Of what took longer than the last bound. */
const BEYOND_MS = 10_000;
const UNKNOWN = -1;

interface Counts {
  readonly messages: number;
  readonly refused: number;
  readonly dials: number;
  readonly frames: readonly number[];
}

const NONE: Counts = { messages: 0, refused: 0, dials: 0, frames: [] };

export class MinutePoint {
  readonly #env: Pick<Env, "METRICS" | "CALLBOARD_REGION" | "VERSION">;
  #minute: number | null = null;
  /** Of which desk, and what it had counted: another desk begins at nothing. */
  #before: { readonly desk: Desk; readonly counts: Counts } | null = null;

  constructor(env: Pick<Env, "METRICS" | "CALLBOARD_REGION" | "VERSION">) {
    this.#env = env;
  }

  /** Called as often as the desk is woken; writes once in each minute of the clock. */
  note(desk: Desk, now: number, relayed: number): void {
    const { METRICS, CALLBOARD_REGION, VERSION } = this.#env;
    const minute = Math.floor(now / MINUTE_MS);
    if (METRICS === undefined || minute === this.#minute) return;
    this.#minute = minute;
    const [status, figures] = [desk.status(), desk.figures()];
    const counts = countsOf(status, figures);
    const before = this.#before?.desk === desk ? this.#before.counts : NONE;
    this.#before = { desk, counts };
    METRICS.writeDataPoint({
      indexes: [status.tenant],
      blobs: [status.tenant, CALLBOARD_REGION ?? "", status.feed.state, VERSION.id],
      doubles: doublesOf(status, relayed, counts, before),
    });
  }
}

function countsOf({ stream, refused }: DeskStatus, { latency }: DeskFigures): Counts {
  const all = Object.values(refused).reduce((sum, count) => sum + count, 0);
  return { messages: stream.messages, refused: all, dials: stream.dials, frames: latency.frames };
}

function doublesOf(
  { viewers, stream, alerts }: DeskStatus,
  relayed: number,
  counts: Counts,
  before: Counts,
): number[] {
  const frames = counts.frames.map((count, index) => count - (before.frames[index] ?? 0));
  return [
    counts.messages - before.messages,
    viewers.viewers + relayed,
    quantileMs(frames, 0.5),
    quantileMs(frames, 0.99),
    stream.lagMs ?? UNKNOWN,
    alerts.shown + alerts.more,
    counts.refused - before.refused,
    counts.dials - before.dials,
  ];
}

/** The upper bound of the bucket in which the quantile lies. */
function quantileMs(frames: readonly number[], quantile: number): number {
  const total = frames.reduce((sum, count) => sum + count, 0);
  if (total === 0) return UNKNOWN;
  let seen = 0;
  const index = frames.findIndex((count) => {
    seen += count;
    return seen >= total * quantile;
  });
  return LATENCY_BUCKETS_MS[index] ?? BEYOND_MS;
}
