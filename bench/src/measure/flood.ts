/**
 * As many agents' changes as the subject takes: from the first byte that leaves upstream until every screen shows the
 * last one. The mark is the last message of the one socket, so whatever came before it has been dealt with.
 */

import type { Subject } from "../remote/parts.ts";
import { cpuMs } from "../runtime/process-facts.ts";
import type { Stage } from "./stage.ts";
import { statusOf, totalOf } from "./stage.ts";

const PATIENCE_MS = 60_000;
let marks = 0;

export interface FloodResult {
  readonly messagesPerSecond: number;
  /** CPU of workerd, which a busy machine distorts less than time. */
  readonly cpuUsPerMessage: number | null;
}

/** Throws where a message was lost or refused: a subject that drops is not fast. */
export async function measureFlood(
  stage: Stage,
  subject: Subject,
  screens: number,
  count: number,
): Promise<FloodResult> {
  const runtime = stage.runtimes[subject];
  await stage.screens.open(subject, runtime.screenUrl, screens, 0);
  const before = subject === "desk" ? await statusOf(runtime) : null;
  await stage.screens.begin();
  marks += 1;
  const mark = `BENCH_MARK_${marks}_`;
  const shown = stage.screens.awaitMark(mark, PATIENCE_MS);
  const cpuBefore = cpuMs(runtime.pid);
  const [sent, shownAt] = await Promise.all([stage.upstream.flood(subject, count, mark), shown]);
  const cpuAfter = cpuMs(runtime.pid);
  const seen = await stage.screens.seen();
  const after = subject === "desk" ? await statusOf(runtime) : null;
  await stage.screens.close();
  if (seen.lost > 0) throw new Error(`${subject}: ${seen.lost} screens were lost in a flood`);
  if (subject === "relay" && seen.frames < count * screens) {
    throw new Error(`the relay passed on ${seen.frames} of ${count * screens} messages`);
  }
  if (before !== null && after !== null) {
    const refused = totalOf(after.refused) - totalOf(before.refused);
    const accepted = totalOf(after.accepted) - totalOf(before.accepted);
    if (refused > 0 || accepted < count)
      throw new Error(`the desk took ${accepted} of ${count}, refused ${refused}`);
  }
  return {
    messagesPerSecond: count / ((shownAt - sent.firstAt) / 1_000),
    cpuUsPerMessage:
      cpuBefore === null || cpuAfter === null ? null : ((cpuAfter - cpuBefore) * 1_000) / count,
  };
}
