/** So many screens in front of one floor, in one of the variants: how late frames are, and what that costs. */
import { loadavg } from "node:os";
import { monotonicMs, sleep, waitUntil } from "../clock.ts";
import { statusOf } from "../measure/stage.ts";
import { quantile } from "../measure/stats.ts";
import type { ScreensCalls } from "../remote/parts.ts";
import { cpuMs, memoryMb } from "../runtime/process-facts.ts";
import type { Runtime } from "../runtime/runtime.ts";
import type { UpstreamProcess } from "../upstream/upstream.ts";
import type { Variant } from "./variants.ts";

export interface ViewersResult {
  readonly variant: Variant;
  readonly viewers: number;
  /** At the desk itself, as it tells. */
  readonly atDesk: number;
  readonly lines: number;
  /** Until all of them had their first board. */
  readonly openedMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly framesPerSecond: number;
  readonly bytesPerViewer: number;
  readonly cpuShare: number | null;
  readonly memoryMb: number | null;
  readonly memoryBeforeMb: number | null;
  readonly load: number;
}

const LOADED_WITHIN_MS = 60_000;
const SETTLE_MS = 2_000;
const WATCHING = 20;

interface Parts {
  readonly upstream: UpstreamProcess;
  readonly screens: ScreensCalls;
  readonly runtime: Runtime;
}

export async function measureViewers(
  { upstream, screens, runtime }: Parts,
  variant: Variant,
  viewers: number,
  { agents, liveMs }: { readonly agents: number; readonly liveMs: number },
): Promise<ViewersResult> {
  await waitUntil(
    "the desk's floor",
    async () => {
      const { feed, profiles } = await statusOf(runtime);
      return feed.state === "live" && profiles.known >= agents ? true : undefined;
    },
    LOADED_WITHIN_MS,
  );
  const memoryBeforeMb = memoryMb(runtime.pid);
  const openedFrom = monotonicMs();
  await screens.open("desk", runtime.screenUrl, viewers, WATCHING);
  const openedMs = monotonicMs() - openedFrom;
  await upstream.live("desk", SETTLE_MS);
  const { viewers: counts } = await statusOf(runtime);
  await screens.begin();
  const cpuBefore = cpuMs(runtime.pid);
  const sent = await upstream.live("desk", liveMs);
  const cpuAfter = cpuMs(runtime.pid);
  await sleep(SETTLE_MS);
  const seen = await screens.seen();
  const memory = memoryMb(runtime.pid);
  const load = loadavg()[0] ?? 0;
  await screens.close();
  if (seen.lost > 0 || seen.unreadable > 0)
    throw new Error(`${variant}: ${seen.lost} screens lost, ${seen.unreadable} frames unreadable`);
  const sentAt = new Map(sent.changes);
  const latencies = seen.changes.flatMap(([key, at]) => {
    const from = sentAt.get(key);
    return from === undefined ? [] : [at - from];
  });
  return {
    ...{ variant, viewers, openedMs, memoryBeforeMb, memoryMb: memory, load },
    ...{ atDesk: counts.viewers, lines: counts.relayLines },
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    framesPerSecond: seen.frames / viewers / (sent.ms / 1_000),
    bytesPerViewer: seen.bytes / viewers / (sent.ms / 1_000),
    cpuShare: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / sent.ms,
  };
}
