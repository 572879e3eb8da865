/**
 * The sliding windows against the contacts of the world, counted anew by their definition: a contact is answered or
 * abandoned in the window that holds that instant, by whole buckets; answered in time by the site's threshold. Only
 * contacts of which the desk was told at all can be in its windows.
 */
import { type Floor, figures, goalOf, type WindowKind } from "@callboard/core";
import type { ContactTruth, Truth } from "@callboard/world";

interface Counted {
  arrived: number;
  answered: number;
  abandoned: number;
  answeredWithin: number;
}

const KINDS: readonly WindowKind[] = ["last15m", "last1h", "today"];

function count(contacts: readonly ContactTruth[], fromMs: number, withinMs: number, skewMs: number): Counted {
  const counted: Counted = { arrived: 0, answered: 0, abandoned: 0, answeredWithin: 0 };
  const isInside = (ms: number | null): ms is number => ms !== null && ms + skewMs >= fromMs;
  for (const { queuedAtMs, answeredAtMs, abandonedAtMs, direction } of contacts) {
    if (direction === "OUTBOUND" || queuedAtMs === null) continue;
    if (isInside(queuedAtMs)) counted.arrived += 1;
    if (isInside(abandonedAtMs)) counted.abandoned += 1;
    if (!isInside(answeredAtMs)) continue;
    counted.answered += 1;
    if (answeredAtMs - queuedAtMs <= withinMs) counted.answeredWithin += 1;
  }
  return counted;
}

export interface WindowsFrame {
  readonly truth: Truth;
  readonly skewMs: number;
  /** Contacts of which at least one event has arrived. */
  readonly told: ReadonlySet<string>;
  /** Where messages were lost the windows may fall short, and may still never claim too much. */
  readonly isExact: boolean;
}

/** Answers the differences in words, and how many figures were compared. */
export function windowDifferences(
  floor: Readonly<Floor>,
  { truth, skewMs, told, isExact }: WindowsFrame,
): { readonly differences: readonly string[]; readonly compared: number } {
  const differences: string[] = [];
  let compared = 0;
  for (const queue of floor.queues.values()) {
    const contacts = (truth.queue(queue.id)?.contacts ?? []).filter(({ id }) => told.has(id));
    const withinMs = goalOf(floor.site, queue.id).thresholdSeconds * 1_000;
    for (const kind of KINDS) {
      const shown = figures(queue.windows, { kind }, floor.clock, floor.site.zone);
      const real = count(contacts, shown.fromMs, withinMs, skewMs);
      for (const name of ["arrived", "answered", "abandoned", "answeredWithin"] as const) {
        compared += 1;
        const isRight = isExact ? shown[name] === real[name] : shown[name] <= real[name];
        if (!isRight)
          differences.push(`queue ${queue.id} ${kind}: ${name} ${shown[name]}, really ${real[name]}`);
      }
    }
  }
  return { differences, compared };
}
