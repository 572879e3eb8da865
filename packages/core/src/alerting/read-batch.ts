/**
 * What comes over the queue, read once at the edge: whole or not at all. A batch is the desk's own writing, but it has
 * been through a queue, perhaps from another build; what is let in here is lived with by code that trusts it. It must
 * never throw.
 */
import { z } from "zod";
import { BOUNDS } from "../bounds.ts";
import { AGENT_STATES } from "../vocabulary.ts";
import { isZone } from "../zone/zone-clock.ts";
import type { FloorBatch } from "./batch.ts";
import { agentRow, compiled, feedState, identityRow, idText, instant, queueRow, seq } from "./row-schema.ts";

const gone = z.array(idText).max(BOUNDS.agentsMax);

const floorEvent = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("who"), who: identityRow }),
  z.object({
    kind: z.literal("agent"),
    at: instant,
    from: z.enum(AGENT_STATES),
    row: agentRow,
    isRepaired: z.boolean(),
  }),
  z.object({ kind: z.literal("queue"), at: instant, row: queueRow }),
  z.object({ kind: z.literal("gone"), agentIds: gone, queueIds: gone }),
]);

const plainBatch = z.object({
  v: z.literal(1),
  tenant: z.string().min(1).max(BOUNDS.nameCharsMax),
  lineage: z.string().min(1).max(BOUNDS.idCharsMax),
  fromSeq: seq,
  toSeq: seq,
  at: instant,
  clock: instant,
  feed: feedState,
  site: z
    .object({ name: z.string().max(BOUNDS.nameCharsMax), zone: z.string().refine(isZone) })
    .exactOptional(),
  events: z.array(floorEvent).max(BOUNDS.batchEventsMax),
}) satisfies z.ZodType<FloorBatch>;

const batchSchema = compiled(plainBatch);

/** The batch that `value` is, or `null` where it is none: rows out of order of their seqs are none either. Never throws. */
export function readBatch(value: unknown): FloorBatch | null {
  try {
    const read = batchSchema.safeParse(value);
    return read.success && read.data.fromSeq <= read.data.toSeq ? read.data : null;
  } catch {
    // A getter or a proxy that throws: not JSON, and so not a batch.
    return null;
  }
}
