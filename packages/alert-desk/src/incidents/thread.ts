/**
 * What one sink was told of one incident, and what may follow on it: a resolve or an acknowledge goes only where a fire
 * was delivered (invariant 6; SPEC D10). Pure.
 */
import type { NoticeState } from "../views.ts";

/** A fire notice of the thread. */
export interface FireNotice {
  readonly id: string;
  readonly state: NoticeState;
  readonly tries: number;
}

/** Whether a follower may go: `held` waits for the outcome of a fire that may be with the receiver already. */
export type Following = "ready" | "held" | "cancelled";

export interface ThreadEnd {
  /** Fires that nobody has sent yet: telling what is over helps nobody. */
  readonly cancel: readonly string[];
  /** `null` where nothing was ever tried, so that nothing can have been delivered. */
  readonly resolve: Following | null;
}

export function endThread(fires: readonly FireNotice[]): ThreadEnd {
  const unsent = fires.filter(({ state, tries }) => state === "ready" && tries === 0);
  const sent = fires.filter((fire) => !unsent.includes(fire) && fire.state !== "cancelled");
  return {
    cancel: unsent.map(({ id }) => id),
    // Where all that was sent is dead the resolve is kept back, and goes if a person has the fire sent again.
    resolve: sent.length === 0 ? null : following(sent),
  };
}

/** What a follower's state is to be, as the fires before it stand. */
export function following(fires: readonly FireNotice[]): Following {
  if (fires.some(({ state }) => state === "ready" || state === "sending")) return "held";
  return fires.some(({ state }) => state === "delivered") ? "ready" : "cancelled";
}
