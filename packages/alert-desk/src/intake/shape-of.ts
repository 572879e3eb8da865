/**
 * What is kept of a batch that was put aside: where it stood, what it was made of and how long it was. It must never hold
 * a name or an id of anybody, nor anything at all of another tenant's.
 */
import { BOUNDS } from "@callboard/core";
import type { FloorEvent } from "@callboard/core/alerting";

type Kind = FloorEvent["kind"] | "other";

/** A short text of JSON. Whatever comes, it never throws. */
export function shapeOf(value: unknown, tenant: string): string {
  try {
    return JSON.stringify(isForeign(value, tenant) ? {} : shape(value));
  } catch {
    return "{}";
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;

function isForeign(value: unknown, tenant: string): boolean {
  const named = field(value, "tenant");
  return named !== undefined && named !== tenant;
}

function shape(value: unknown): object {
  const events = field(value, "events");
  return {
    fromSeq: seqOf(field(value, "fromSeq")),
    toSeq: seqOf(field(value, "toSeq")),
    chars: JSON.stringify(value)?.length,
    events: Array.isArray(events) ? kindsOf(events) : undefined,
  };
}

const seqOf = (seq: unknown): number | undefined => (Number.isSafeInteger(seq) ? Number(seq) : undefined);

function kindsOf(events: readonly unknown[]): Record<Kind, number> {
  const counts: Record<Kind, number> = { who: 0, agent: 0, queue: 0, gone: 0, other: 0 };
  for (const event of events.slice(0, BOUNDS.batchEventsMax)) counts[kindOf(field(event, "kind"))] += 1;
  return counts;
}

function kindOf(kind: unknown): Kind {
  return kind === "who" || kind === "agent" || kind === "queue" || kind === "gone" ? kind : "other";
}
