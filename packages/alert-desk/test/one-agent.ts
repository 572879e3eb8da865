/** The shortest story of an alert: one agent who is not ready for too long, and is ready again. */
import type { Rig } from "./rig.ts";

/** An incident of one agent, told or about to be. */
export function firing(rig: Rig, seconds = 14): Rig {
  rig.floor.move("a1", "NOT_READY");
  return rig.pass(seconds);
}

export function over(rig: Rig, seconds = 3): Rig {
  rig.floor.move("a1", "READY");
  return rig.pass(seconds);
}

/** What became of each notice, newest first: `fire hook delivered`. */
export const statesOf = (rig: Rig): string[] =>
  rig.notices().map(({ kind, sinkId, state }) => `${kind} ${sinkId} ${state}`);
