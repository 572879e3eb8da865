/**
 * Decides which alerts of an incident (or, of no queue, of several) are told now, which wait, and why (SPEC D8, D9). Pure: what it depends on is in its
 * arguments, and it changes nothing.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { Telling } from "../views.ts";

/** An alert that fires and was not told yet. */
export interface Untold {
  readonly id: string;
  readonly isFlapping: boolean;
  readonly isSilenced: boolean;
  readonly cooldownMs: number;
  /** When its fire was decided. */
  readonly decidedAt: EpochMs;
  /** What was last told of this rule for this agent or queue. */
  readonly told: { readonly at: EpochMs; readonly isFlapTold: boolean } | null;
}

export interface FirePlan {
  readonly tell: readonly string[];
  /** What the others are held back by. */
  readonly held: ReadonlyMap<string, Exclude<Telling, "told" | "noSink">>;
  /** When to look again; `null` where nothing but a new event will change anything. */
  readonly nextAt: EpochMs | null;
}

interface Verdict {
  readonly telling: "tell" | Exclude<Telling, "told" | "noSink" | "waiting">;
  /** Until when that stands, if time alone ends it. */
  readonly until: EpochMs | null;
}

/** `lastToldAt` is the group's; all times are of the desk's clock. */
export function planFires(lastToldAt: EpochMs | null, untold: readonly Untold[], at: EpochMs): FirePlan {
  const held = new Map<string, Exclude<Telling, "told" | "noSink">>();
  const ripe: string[] = [];
  const dues: EpochMs[] = [];
  for (const alert of untold) {
    const { telling, until } = judge(alert, at);
    if (telling === "tell") ripe.push(alert.id);
    else held.set(alert.id, telling);
    if (until !== null) dues.push(until);
  }
  const mustWait = ripe.length > 0 && lastToldAt !== null && !isOver(lastToldAt, BOUNDS.groupWaitMs, at);
  if (mustWait) {
    for (const id of ripe) held.set(id, "waiting");
    dues.push(lastToldAt + BOUNDS.groupWaitMs);
  }
  return { tell: mustWait ? [] : ripe, held, nextAt: dues.length === 0 ? null : Math.min(...dues) };
}

function judge(alert: Untold, at: EpochMs): Verdict {
  if (alert.isSilenced) return { telling: "silenced", until: null };
  const { told } = alert;
  const isFlapping = alert.isFlapping && !isOver(alert.decidedAt, BOUNDS.flapWithinMs, at);
  // The one notice that says so goes whatever the cooldown: after it comes none.
  if (isFlapping && told?.isFlapTold !== true) return { telling: "tell", until: null };
  if (isFlapping) return { telling: "flapping", until: alert.decidedAt + BOUNDS.flapWithinMs };
  if (told === null || isOver(told.at, alert.cooldownMs, at)) return { telling: "tell", until: null };
  return { telling: "cooldown", until: told.at + alert.cooldownMs };
}

/** A clock that was set back by more than the whole wait must not make it longer. */
export function isOver(since: EpochMs, waitMs: number, at: EpochMs): boolean {
  const elapsedMs = at - since;
  return elapsedMs >= waitMs || elapsedMs < -waitMs;
}
