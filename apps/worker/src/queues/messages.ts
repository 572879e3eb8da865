/** What goes over the queues, and which queue is which. Parsed here once: a queue keeps messages of older builds. */
import { BOUNDS } from "@callboard/core";
import { tenantId } from "@callboard/tenancy";
import { z } from "zod";

/** One notice is to be delivered. What it says stays at the alert desk, so an old message says nothing old. */
export interface NoticeMessage {
  readonly tenant: string;
  readonly noticeId: string;
}

const noticeMessage = z.object({ tenant: tenantId, noticeId: z.string() });

export function readNoticeMessage(body: unknown): NoticeMessage | null {
  const parsed = noticeMessage.safeParse(body);
  return parsed.success ? parsed.data : null;
}

const addressed = z.object({ tenant: tenantId });

/** Whose floor a batch is of. The rest of it is the alert desk's to read. */
export function tenantOfBatch(body: unknown): string | null {
  const parsed = addressed.safeParse(body);
  return parsed.success ? parsed.data.tenant : null;
}

const placed = z.object({ lineage: z.uuid(), fromSeq: z.number(), toSeq: z.number() });

/** Where rows stand in the floor's log, for lines about them: the log's name, the first row's seq and the last one's. */
export function placeOfBatches(bodies: readonly unknown[]): {
  readonly lineage?: string;
  readonly fromSeq?: number;
  readonly toSeq?: number;
} {
  const [first, last] = [placed.safeParse(bodies[0]), placed.safeParse(bodies.at(-1))];
  if (!first.success || !last.success) return {};
  return { lineage: first.data.lineage, fromSeq: first.data.fromSeq, toSeq: last.data.toSeq };
}

/** Each region has queues of its own, by the same endings; the longer ending is the dead letters'. */
const KINDS = ["floor-events-dead", "notices-dead", "floor-events", "notices"] as const;
export type QueueKind = (typeof KINDS)[number];

export const kindOfQueue = (name: string): QueueKind | null =>
  KINDS.find((kind) => name === kind || name.endsWith(`-${kind}`)) ?? null;

/** Queues count in whole seconds and refuse more than a day. */
export const retryIn = (ms: number): QueueRetryOptions => ({
  delaySeconds: Math.min(Math.max(0, Math.ceil(ms / 1_000)), BOUNDS.messageDelaySecondsMax),
});

/** Whether the alert desk took what it was told: it may be restarting, or not open. */
export async function isTaken(tell: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await tell()) !== null;
  } catch {
    return false;
  }
}
