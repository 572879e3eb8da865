/**
 * What a receiver's answer means: delivered, try again, or never again (SPEC O). Each `why` is a sentence for people that
 * says what to mend. It must never look at an answer's body, which anybody may have written.
 */
import { BOUNDS } from "@callboard/core";
import type { DeliveryAnswer, DeliveryVerdict, SinkKind } from "./sink.ts";
import { clean } from "./words/clean.ts";

/** Statuses that pass by themselves: the request took too long, came too early, or too many came. */
const PASSING = new Set([408, 425, 429]);

/** What to mend, where trying again would not help. The receivers' own documentation says what they mean by each. */
const REFUSALS: Readonly<Record<"any" | SinkKind, Readonly<Record<number, string>>>> = {
  any: {
    400: "the receiver does not understand the notice: check that the address is the right one",
    401: "the receiver wants credentials: check the address, and that its secret is this sink's",
    403: "the receiver refuses us: check the address, its secret, and whether a firewall stands before it",
    404: "nothing is at the address: check it, or make a new one at the receiver",
    405: "nothing takes a POST at the address: check it",
    410: "the receiver wants no more notices: remove the sink, or make a new address at the receiver",
    413: "the receiver takes no notice of this size",
  },
  webhook: {},
  slack: {
    400: "Slack does not understand the notice: check that the address is of an incoming webhook",
    403: "Slack refuses: the webhook was revoked, or its app may not post there; make a new one",
    404: "the webhook or its channel is gone: make a new one in Slack",
    410: "the channel is archived: make a webhook for another one",
  },
  teams: {
    400: "the workflow does not understand the notice: make it from the template “Post to a channel when a webhook request is received”",
    401: "the workflow wants people to sign in: set its trigger to “Anyone”, and enter the new address",
    403: "the workflow refuses: check that its trigger is set to “Anyone”, and that its owner still has access",
    404: "the workflow is gone or switched off: switch it on, or enter the address of a new one",
  },
  pagerduty: {
    400: "PagerDuty refuses the event: check the integration key",
    401: "PagerDuty does not know the integration key: check it, and whether the account is of the other region",
    403: "PagerDuty does not take the integration key: check it, and whether the account is of the other region",
    404: "PagerDuty does not know the integration: check the key, and whether the account is of the other region",
  },
  email: {},
};

/** Cloudflare's codes for mails of which a later try may succeed; every other code needs a person. */
const PASSING_EMAIL = new Set([
  "E_RATE_LIMIT_EXCEEDED",
  "E_DAILY_LIMIT_EXCEEDED",
  "E_INTERNAL_SERVER_ERROR",
  "E_DELIVERY_FAILED",
]);

/** The verdict on one attempt, by the sink's kind. */
export function judgeAnswer(kind: SinkKind, answer: DeliveryAnswer): DeliveryVerdict {
  switch (answer.kind) {
    case "sent":
      return { kind: "delivered" };
    case "answered":
      return judgeStatus(kind, answer.status, answer.retryAfterMs);
    case "failed":
      return judgeFailure(answer.why, clean(answer.detail, BOUNDS.noticeAnswerCharsMax));
    default:
      return answer satisfies never;
  }
}

function judgeStatus(kind: SinkKind, status: number, retryAfterMs: number | null): DeliveryVerdict {
  if (status >= 200 && status < 300) {
    // Anything else than 202 did not come from the events API: a proxy in between, perhaps.
    if (kind !== "pagerduty" || status === 202) return { kind: "delivered" };
    return retry(retryAfterMs, `it answered ${status}, and PagerDuty answers 202 when it has taken an event`);
  }
  if (status >= 300 && status < 400) {
    return dead(`it answered ${status}: redirects are not followed; enter the address that it leads to`);
  }
  if (status === 429) return retry(retryAfterMs, "it answered 429: too many notices at once");
  if (PASSING.has(status) || status >= 500) {
    return retry(retryAfterMs, `it answered ${status}: the receiver is not well at the moment`);
  }
  const advice = REFUSALS[kind][status] ?? REFUSALS.any[status] ?? "the receiver refuses the notice";
  return dead(`it answered ${status}: ${advice}`);
}

function judgeFailure(why: "timeout" | "network" | "refusedByUs" | "email", detail: string): DeliveryVerdict {
  switch (why) {
    case "timeout":
      return retry(null, `no answer within ${BOUNDS.noticeTimeoutMs / 1000} s`);
    case "network":
      return retry(null, detail === "" ? "it could not be reached" : detail);
    case "refusedByUs":
      return dead(told("it was not sent", detail));
    case "email": {
      const code = /^E_[A-Z_]+/.exec(detail)?.[0];
      const isPassing = code === undefined || PASSING_EMAIL.has(code);
      return isPassing
        ? retry(null, told("the mail was not taken", detail))
        : dead(told("the mail was refused", detail));
    }
    default:
      return why satisfies never;
  }
}

const told = (what: string, detail: string) => (detail === "" ? what : `${what}: ${detail}`);

const dead = (why: string): DeliveryVerdict => ({ kind: "dead", why });

function retry(retryAfterMs: number | null, why: string): DeliveryVerdict {
  const isSane = retryAfterMs !== null && Number.isFinite(retryAfterMs) && retryAfterMs > 0;
  return { kind: "retry", afterMs: isSane ? Math.min(retryAfterMs, BOUNDS.retryAfterMaxMs) : null, why };
}

/**
 * The least time between two notices to one sink. Slack takes about one a second for each webhook; the others take bursts
 * and say 429 when it is too much, so they have no pace of ours.
 */
export function paceMs(kind: SinkKind): number {
  return kind === "slack" ? BOUNDS.slackPaceMs : 0;
}
