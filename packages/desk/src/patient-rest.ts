/**
 * REST that always answers, and once: a call that was lost on its way counts as timed out after a while. Without
 * this, one lost answer would keep "one round at a time" waiting for it for ever.
 */
import { BOUNDS } from "@callboard/core";
import type { HttpAnswer } from "@callboard/cxone";
import type { Timers } from "@callboard/shell";
import type { Rest } from "./ports.ts";

const LOST: HttpAnswer = { kind: "failed", why: "timeout" };

/** The port keeps its own time-out for each request; this is the longest that a batch of them can take, and one more. */
const patienceMs = (requests: number): number =>
  BOUNDS.requestTimeoutMs * (Math.ceil(requests / BOUNDS.restConcurrency) + 1);

/** `onAnswers` hears every batch before it is handed on. */
export function patientRest(
  rest: Rest,
  timers: Timers,
  onAnswers: (answers: readonly HttpAnswer[]) => void,
): Rest {
  return {
    send(requests, done) {
      let isOver = false;
      const end = (answers: readonly HttpAnswer[]): void => {
        if (isOver) return;
        isOver = true;
        callOff();
        onAnswers(answers);
        done(answers);
      };
      const callOff = timers.after(patienceMs(requests.length), () => end(requests.map(() => LOST)));
      rest.send(requests, end);
    },
  };
}
