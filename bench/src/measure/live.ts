/**
 * A centre that lives at its set rate in front of one subject: how late its agents' changes are on the screens, and
 * what that costs in bytes, CPU, memory and rows.
 */

import { sleep, waitUntil } from "../clock.ts";
import type { Seen, Subject } from "../remote/parts.ts";
import { cpuMs, memoryMb } from "../runtime/process-facts.ts";
import type { Stage } from "./stage.ts";
import { statusOf } from "./stage.ts";

export interface LiveResult {
  readonly eventsPerSecond: number;
  /** Milliseconds from the upstream's send to the screen's receipt, of each change at each watching screen. */
  readonly latencies: readonly number[];
  /** Changes that a newer one of the same agent overtook within a frame; 0 for a relay. */
  readonly foldedShare: number;
  readonly bytesPerScreenPerEvent: number;
  readonly bytesPerScreenPerSecond: number;
  readonly framesPerSecond: number;
  readonly cpuShare: number | null;
  readonly memoryMb: number | null;
  readonly rowsPerSecond: number | null;
  readonly deltas: readonly { readonly chars: number; readonly decodeMs: number }[];
}

/** Long enough for the desk's last frame to be planned, sent and read. */
const SETTLE_MS = 400;
/** Screens that decode and note: enough for the statistics, too few to be what is measured. */
const WATCHING = 5;
/** A relay may be far behind; what it owes is counted too. */
const OWED_WITHIN_MS = 20_000;

export async function measureLive(
  stage: Stage,
  subject: Subject,
  screens: number,
  ms: number,
): Promise<LiveResult> {
  const runtime = stage.runtimes[subject];
  await stage.screens.open(subject, runtime.screenUrl, screens, WATCHING);
  const before = subject === "desk" ? await statusOf(runtime) : null;
  await stage.screens.begin();
  const cpuBefore = cpuMs(runtime.pid);
  const sent = await stage.upstream.live(subject, ms);
  const cpuAfter = cpuMs(runtime.pid);
  await sleep(SETTLE_MS);
  const seen = await seenInFull(stage, subject === "relay" ? sent.events * screens : 0);
  const memory = memoryMb(runtime.pid);
  const after = subject === "desk" ? await statusOf(runtime) : null;
  await stage.screens.close();
  if (seen.lost > 0 || seen.unreadable > 0) {
    throw new Error(`${subject}: ${seen.lost} screens lost, ${seen.unreadable} frames unreadable`);
  }
  const sentAt = new Map(sent.changes);
  const latencies: number[] = [];
  for (const [key, at] of seen.changes) {
    const from = sentAt.get(key);
    if (from !== undefined) latencies.push(at - from);
  }
  const expected = sent.changes.length * seen.watching;
  const rows = after === null || before === null ? null : after.record.rows - before.record.rows;
  const perScreen = screens === 0 ? 0 : seen.bytes / screens;
  return {
    eventsPerSecond: sent.events / (sent.ms / 1_000),
    latencies,
    foldedShare: expected === 0 ? 0 : 1 - latencies.length / expected,
    bytesPerScreenPerEvent: perScreen / sent.events,
    bytesPerScreenPerSecond: perScreen / (sent.ms / 1_000),
    framesPerSecond: screens === 0 ? 0 : seen.frames / screens / (sent.ms / 1_000),
    cpuShare: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / sent.ms,
    memoryMb: memory,
    rowsPerSecond: rows === null ? null : rows / (sent.ms / 1_000),
    deltas: seen.deltas,
  };
}

async function seenInFull(stage: Stage, frames: number): Promise<Seen> {
  return waitUntil(
    `all ${frames} frames`,
    async () => {
      const { received } = await stage.screens.progress();
      return received >= frames ? stage.screens.seen() : undefined;
    },
    OWED_WITHIN_MS,
  );
}
