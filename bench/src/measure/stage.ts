/** What one measurement needs at hand: both subjects running, the upstream that feeds them, the screens that look. */
import type { DeskStatus } from "@callboard/desk";
import type { ReceiverCalls, ScreensCalls, Subject } from "../remote/parts.ts";
import { TENANT } from "../runtime/names.ts";
import type { Runtime } from "../runtime/runtime.ts";
import type { UpstreamProcess } from "../upstream/upstream.ts";

export interface Stage {
  readonly upstream: UpstreamProcess;
  readonly screens: ScreensCalls;
  readonly receiver: ReceiverCalls;
  readonly runtimes: Readonly<Record<Subject, Runtime>>;
}

/** The desk's own counters. */
export async function statusOf(runtime: Runtime): Promise<DeskStatus> {
  const response = await fetch(`${runtime.origin}/api/tenants/${TENANT}/status`);
  if (!response.ok) throw new Error(`/status answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as DeskStatus;
}

export const totalOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
