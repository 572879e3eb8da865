/** The steps of the stream in words: the handshake, the first event, and how the clocks stand. Pure. */
import { BOUNDS } from "@callboard/core";
import { bad, type Finding, good, inSeconds, unsure } from "./finding.ts";

/** What came of the upgrade. */
export type Handshake =
  | { readonly kind: "opened" }
  | { readonly kind: "answered"; readonly status: number }
  | { readonly kind: "timeout" }
  | { readonly kind: "network" };

/** What came over the stream while somebody listened. */
export interface Heard {
  readonly waitedMs: number;
  /** Messages that could be read, and what could not. */
  readonly read: number;
  readonly refused: number;
  /** It was closed before the time was over; the code where there was one. */
  readonly closed: { readonly code: number | null } | null;
}

const PERMISSIONS =
  "Add realtime:read to the application in the CXone Developer Portal, and give its role Real Time Analytics > View.";

export function streamFinding(handshake: Handshake): Finding {
  switch (handshake.kind) {
    case "opened":
      return good("The stream opened.");
    case "timeout":
      return bad(
        `The stream did not open within ${inSeconds(BOUNDS.dialTimeoutMs)}.`,
        "Check again in a minute. If it stays so, look at CXone's status page.",
      );
    case "network":
      return bad("The connection for the stream broke off.", "Check again in a minute.");
    case "answered":
      return refusedStream(handshake.status);
    default:
      return handshake satisfies never;
  }
}

function refusedStream(status: number): Finding {
  if (status === 401)
    return bad(
      "The stream does not take the token (401).",
      "Check the tenant label: the application may belong to another tenant.",
    );
  if (status === 403) return bad("The stream is refused (403).", PERMISSIONS);
  if (status === 429)
    return bad(
      "The stream is refused: too many connections (429).",
      "Something else may use the same application: give Callboard one of its own, then check again.",
    );
  if (status === 404)
    return bad(
      "There is no stream at this tenant (404).",
      "Check the tenant label, and ask CXone whether real-time data is part of the contract.",
    );
  if (status >= 500) return bad(`The stream failed on CXone's side (${status}).`, "Check again in a minute.");
  return bad(
    `The stream was answered with ${status} instead of being opened.`,
    "Check the tenant label. If it is right, report it.",
  );
}

export function firstEventFinding({ waitedMs, read, refused, closed }: Heard): Finding {
  if (read > 0) return good(`The first event came after ${inSeconds(waitedMs)}.`);
  if (refused > 0)
    return bad(
      "Events come, and none of them could be read.",
      "Report it: the stream speaks in a way that is not known here.",
    );
  if (closed !== null)
    return bad(
      `The stream was closed${closed.code === null ? "" : ` (${closed.code})`} before an event came.`,
      "Check again in a minute. If it stays so, something else may use the same application.",
    );
  return unsure(
    `No event within ${inSeconds(waitedMs)}.`,
    "On a quiet floor that is normal. If people are at work now, check realtime:read and the role's Real Time Analytics > View.",
  );
}

/** How far CXone's clock is ahead of ours: by its answers, and by the newest event. `null`: nothing told it. */
export interface Clocks {
  readonly answersMs: number | null;
  readonly eventsMs: number | null;
}

/** An answer tells whole seconds, and was on its way for some. */
const EXACT_ENOUGH_MS = 5_000;

export function clockFinding({ answersMs, eventsMs }: Clocks): Finding {
  const told = [answersMs, eventsMs].filter((ms) => ms !== null);
  if (told.length === 0)
    return unsure("Nothing told CXone's time.", "It is measured again as soon as events come.");
  // What is late only ever looks older: the newest is nearest to the truth.
  const aheadMs = Math.max(...told);
  if (Math.abs(aheadMs) > BOUNDS.futureToleranceMs) return wrongClock(aheadMs);
  if (eventsMs !== null && eventsMs < -BOUNDS.futureToleranceMs)
    return bad(
      `Events are dated ${inSeconds(-eventsMs)} back, though CXone's own clock is right.`,
      "The stream is late: what is shown would be as old. Check again in a minute, and look at CXone's status page.",
    );
  if (Math.abs(aheadMs) > EXACT_ENOUGH_MS)
    return unsure(
      `CXone's clock is ${inSeconds(Math.abs(aheadMs))} ${aheadMs > 0 ? "ahead of" : "behind"} ours.`,
      "Durations may be off by as much.",
    );
  return good("The clocks agree.");
}

const wrongClock = (aheadMs: number): Finding =>
  aheadMs > 0
    ? bad(
        `CXone's clock is ${inSeconds(aheadMs)} ahead of ours.`,
        `Events that are dated more than ${inSeconds(BOUNDS.futureToleranceMs)} ahead are refused. Report it to CXone.`,
      )
    : bad(
        `CXone's clock is ${inSeconds(-aheadMs)} behind ours.`,
        "What is shown would look as old. Report it to CXone.",
      );
