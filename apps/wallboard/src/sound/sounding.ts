/**
 * When an alert is to be heard. A room that is called too often stops listening, so: only what is new and what nobody has
 * taken up, nothing that was there when the screen started, never two chimes at once, and a critical alert again only
 * slowly. It must never decide what fires, and it reads no clock.
 */
import { type BoardAlert, SEVERITIES, type Severity } from "@callboard/protocol";
import { careOf } from "../floor/alert-order.ts";
import { type AlertWatch, isAlive } from "../floor/alert-watch.ts";

/** Chimes are at least so far apart; what came meanwhile sounds afterwards, once, as its worst. */
export const CHIME_APART_MS = 6_000;
/** A critical alert that nobody acknowledges is heard again after so long. */
export const REMINDER_MS = 60_000;
/** An alert that has left the board is remembered for so long: a desk that starts anew tells all of them again. */
export const REMEMBERED_MS = 15 * 60_000;

export interface Hearing {
  readonly alerts: readonly BoardAlert[];
  readonly watch: AlertWatch;
  /** The least severe that sounds; `null`: none. */
  readonly from: Severity | null;
  /** The server's clock. */
  readonly now: number;
}

export interface Sounded {
  /** Alerts that need no chime any more, with when they were last on the board; `null` before the first board. */
  readonly known: ReadonlyMap<string, number> | null;
  readonly lastAt: number | null;
}

export const NOTHING_SOUNDED: Sounded = { known: null, lastAt: null };

/** What is to be heard now, and what is remembered of it. A chime that could not be played counts as sounded. */
export function hear(
  { alerts, watch, from, now }: Hearing,
  last: Sounded,
): { readonly chime: Severity | null; readonly sounded: Sounded } {
  // Who hears nothing knows nothing of alerts: an empty list would be taken for the board at the start.
  if (watch === "lost" || (watch === "unheard" && alerts.length === 0)) return { chime: null, sounded: last };
  const known = new Map(last.known ?? []);
  for (const [id, at] of Array.from(known)) if (now - at > REMEMBERED_MS) known.delete(id);
  for (const { id } of alerts) if (known.has(id)) known.set(id, now);
  if (last.known === null) {
    for (const alert of alerts) if (alert.silenced === null) known.set(alert.id, now);
    return { chime: null, sounded: { known, lastAt: now } };
  }

  const audible = alerts.filter((alert) => from !== null && isAtLeast(alert.severity, from));
  const fresh = audible.filter((alert) => !known.has(alert.id) && wantsSomebody(alert));
  const sinceMs = last.lastAt === null ? Number.POSITIVE_INFINITY : now - last.lastAt;
  const isTooSoon = sinceMs < CHIME_APART_MS && sinceMs >= 0;
  for (const alert of alerts) {
    const waits = (isTooSoon && fresh.includes(alert)) || alert.silenced !== null;
    if (!waits) known.set(alert.id, now);
  }
  const chime = isTooSoon ? null : (worstOf(fresh) ?? reminderOf(audible, watch, sinceMs));
  return { chime, sounded: { known, lastAt: chime === null ? last.lastAt : now } };
}

function reminderOf(audible: readonly BoardAlert[], watch: AlertWatch, sinceMs: number): Severity | null {
  if (sinceMs >= 0 && sinceMs < REMINDER_MS) return null;
  const isWaiting = (alert: BoardAlert) =>
    alert.severity === "critical" && wantsSomebody(alert) && isAlive(alert, watch);
  return audible.some(isWaiting) ? "critical" : null;
}

/** What is acknowledged, silenced, only flickers or has ended calls nobody. */
function wantsSomebody(alert: BoardAlert): boolean {
  return careOf(alert) === "open";
}

function worstOf(alerts: readonly BoardAlert[]): Severity | null {
  return SEVERITIES.find((severity) => alerts.some((alert) => alert.severity === severity)) ?? null;
}

function isAtLeast(severity: Severity, from: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(from);
}
