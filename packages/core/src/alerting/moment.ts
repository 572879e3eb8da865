/**
 * From which instant an agent, a queue or the feed is looked at (SPEC N5, N10). Every judgement gets one of these; there is
 * no other clock in the engine.
 */
import { BOUNDS } from "../bounds.ts";
import type { EpochMs } from "../vocabulary.ts";
import type { AnyEntity, Engine } from "./entities.ts";

export interface Moment {
  /** The rows are judged as of here. */
  readonly at: EpochMs;
  /** What time alone decides is decided up to here: events overtake each other by so much. */
  readonly believed: EpochMs;
  /** What is decided now is dated no earlier, and no later. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** The feed has just become live again, so holds may have ended where nobody saw it. */
  readonly isThaw: boolean;
}

export const believedAt = (engine: Engine): EpochMs => engine.clock - BOUNDS.lateEventGraceMs;

/** The entity's own event, or another word that concerns it, at `instant`. It never looks back behind what was judged. */
export function eventMoment(engine: Engine, entity: AnyEntity, instant: EpochMs): Moment {
  const at = Math.max(entity.at, instant);
  return { at, believed: believedAt(engine), from: at, to: at, isThaw: false };
}

/** Time has come to `due`, and nothing else: it is dated with its own instant whenever it is found. */
export function dueMoment(entity: AnyEntity, due: EpochMs): Moment {
  return { at: Math.max(entity.at, due), believed: due, from: due, to: due, isThaw: false };
}

/** Everything is looked at once, at the event clock. */
export function wholeMoment(engine: Engine, entity: AnyEntity, isThaw: boolean): Moment {
  const at = Math.max(entity.at, engine.clock);
  return { at, believed: believedAt(engine), from: at, to: at, isThaw };
}

/** The feed, by the desk's clock: no event overtakes another there. */
export function feedMoment(entity: AnyEntity, at: EpochMs): Moment {
  const from = Math.min(Math.max(entity.at, Number.MIN_SAFE_INTEGER), at);
  return { at, believed: at, from, to: at, isThaw: false };
}

/** `instant` as this moment may date it. */
export const dated = ({ from, to }: Moment, instant: EpochMs): EpochMs =>
  Math.min(Math.max(instant, from), to);
