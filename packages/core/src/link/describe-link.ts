/** The link in plain facts for the status page. It must never decide anything. */
import { BOUNDS } from "../bounds.ts";
import type { EpochMs } from "../vocabulary.ts";
import type { LinkEnd, LinkState } from "./link.ts";

export interface LinkFacts {
  readonly state: LinkState["kind"];
  readonly sinceMs: EpochMs | null;
  /** When the next dial is due, and how long that still is; `null` while none is awaited. */
  readonly untilMs: EpochMs | null;
  readonly leftMs: number | null;
  readonly attempt: number;
  /** Failures in a row, as the breaker counts them. */
  readonly failures: number;
  readonly breaker: "closed" | "open" | "halfOpen";
  readonly why: LinkEnd | null;
  readonly proven: boolean;
}

const NO_WAIT = { untilMs: null, leftMs: null, why: null } as const;

/** What the link is doing at `now`, as people read it in `/status` (SPEC L15). */
export function describeLink(state: LinkState, now: EpochMs): LinkFacts {
  switch (state.kind) {
    case "idle":
      return { state: "idle", sinceMs: null, ...NO_WAIT, ...counted(0), breaker: "closed", proven: false };
    case "waiting":
      return { ...wait(state, now), ...counted(state.attempt), breaker: breakerOf(state), proven: false };
    case "paused":
      return { ...wait(state, now), ...counted(state.failures), breaker: "open", proven: false };
    case "dialing":
    case "open":
      return {
        state: state.kind,
        sinceMs: state.sinceMs,
        ...NO_WAIT,
        ...counted(state.attempt),
        breaker: breakerOf(state),
        proven: state.kind === "open" && state.proven,
      };
    default:
      return state satisfies never;
  }
}

const counted = (failures: number) => ({ attempt: failures, failures });

const wait = (state: Extract<LinkState, { kind: "waiting" | "paused" }>, now: EpochMs) => ({
  state: state.kind,
  sinceMs: state.sinceMs,
  untilMs: state.untilMs,
  leftMs: Math.max(0, state.untilMs - now),
  why: state.why,
});

/** From the fifth failure on a wait is the breaker's, whatever it is called, and a dial is its trial. */
function breakerOf(
  state: Extract<LinkState, { kind: "waiting" | "dialing" | "open" }>,
): LinkFacts["breaker"] {
  if (state.attempt < BOUNDS.breakerFailures) return "closed";
  return state.kind === "waiting" ? "open" : "halfOpen";
}
