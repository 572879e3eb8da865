/** The simulated centre's truth in the wall's words, to compare the two. It must never be derived from what was sent. */
import type { Truth, TruthAgent, Upstream } from "./upstream.ts";
import { until } from "./wait.ts";
import type { Counts, Wall } from "./wall/wall.ts";

const TRUE_WITHIN_MS = 15_000;

/** Waits until every count on the wall is the centre's own. The floor moves meanwhile, so it takes some looks. */
export async function untilTrue(wall: Wall, centre: Upstream): Promise<void> {
  let difference = "";
  await until(
    async () => {
      const shown = JSON.stringify(await wall.counts());
      const truth = JSON.stringify(countsOf(await centre.truth()));
      difference = `the wall shows ${shown}, the truth is ${truth}`;
      return shown === truth ? true : undefined;
    },
    TRUE_WITHIN_MS,
    () => difference,
  );
}

function countsOf(truth: Truth): Counts {
  const number = (isOne: (agent: TruthAgent) => boolean) => truth.agents.filter(isOne).length;
  const inState = (...states: string[]) => number(({ state }) => states.includes(state));
  return {
    routable: number(({ isRoutable }) => isRoutable),
    readyNotRoutable: number(({ state, isRoutable }) => state === "READY" && !isRoutable),
    onContact: inState("CALL"),
    wrapUp: inState("AFTER_CALL_WORK", "WRAP_UP"),
    notReady: inState("NOT_READY"),
    signedOut: inState("SIGNED_OUT"),
  };
}
