/** The counts of a part of the floor by the groups in which people are shown, routable apart from merely ready (SPEC R). */
import { AGENT_STATES, type AgentState, type BoardCounts } from "@callboard/protocol";
import type { AgentGroup } from "./agent-groups.ts";

/** In the order in which a floor is read: at work first, then those who are not, then those who are not there. */
export const COUNTED_GROUPS = [
  "routable",
  "readyNotRoutable",
  "readyUnknown",
  "onContact",
  "wrapUp",
  "notReady",
  "unknown",
  "signedOut",
] as const satisfies readonly AgentGroup[];

/** How many are in each group. */
export function groupCounts({
  byState,
  routable,
  readyNotRoutable,
  readyUnknown,
}: BoardCounts): Readonly<Record<AgentGroup, number>> {
  const inStates = (...states: readonly AgentState[]) =>
    states.reduce((sum, state) => sum + (byState[AGENT_STATES.indexOf(state)] ?? 0), 0);
  return {
    routable,
    readyNotRoutable,
    readyUnknown,
    onContact: inStates("CALL"),
    wrapUp: inStates("AFTER_CALL_WORK", "WRAP_UP"),
    notReady: inStates("NOT_READY"),
    unknown: inStates("UNKNOWN"),
    signedOut: inStates("SIGNED_OUT"),
  };
}

/** Whether nobody at all is counted, signed-out people included: a part of the floor that is not there. */
export const isNobodyIn = ({ byState }: BoardCounts): boolean => byState.every((count) => count === 0);
