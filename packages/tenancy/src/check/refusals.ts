/** What the refusals mean that every call can meet alike. Nothing of what the upstream wrote is in a sentence, only its status. */
import { BOUNDS } from "@callboard/core";
import type { HttpRefusal } from "@callboard/cxone";
import { bad, type Finding, inSeconds } from "./finding.ts";

type Common = Exclude<HttpRefusal, { kind: "unauthorized" | "forbidden" }>;

/** `what` is the call in words: "The sign-in", "The list of people". */
export function refusalFinding(what: string, refusal: Common): Finding {
  switch (refusal.kind) {
    case "rateLimited": {
      const wait =
        refusal.retryAfterMs === null
          ? "Wait some minutes"
          : `Wait ${inSeconds(Math.min(refusal.retryAfterMs, BOUNDS.retryAfterMaxMs))}`;
      return bad(
        `${what} was refused: too many requests (429).`,
        `${wait} and check again. If it stays so, something else uses the same application: give Callboard one of its own.`,
      );
    }
    case "serverError":
      return bad(
        `${what} failed on CXone's side (${refusal.status}).`,
        "Check again in a minute. If it stays so, look at CXone's status page.",
      );
    case "invalid":
      return bad(
        `${what} was answered in a way that cannot be read.`,
        "Check that the tenant label is right: something that is not this API may have answered. Else report it.",
      );
    case "unreachable":
      return unreachable(what, refusal.why);
    default:
      return refusal satisfies never;
  }
}

function unreachable(what: string, why: Extract<Common, { kind: "unreachable" }>["why"]): Finding {
  switch (why) {
    case "timeout":
      return bad(
        `${what} got no answer within ${inSeconds(BOUNDS.requestTimeoutMs)}.`,
        "Check again in a minute. If it stays so, look at CXone's status page.",
      );
    case "network":
      return bad(`${what} broke off before an answer came.`, "Check again in a minute.");
    case "tooLarge":
      return bad(
        `${what} was answered with more than ${BOUNDS.restBodyBytesMax / 1_048_576} MB.`,
        "Report it: no site that we know of has so much.",
      );
    case "notJson":
      return bad(
        `${what} was answered with something that is not JSON.`,
        "Check that the tenant label is right: a web page may have answered in the API's place.",
      );
    default:
      return why satisfies never;
  }
}
