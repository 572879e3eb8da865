/** Puts a sink's format on a notice. Pure: the same notice, sink and instant always give the same bytes. */
import type { EpochMs } from "@callboard/core";
import { Webhook } from "standardwebhooks";
import type { Notice } from "../notice.ts";
import type { Delivery, Sink } from "../sink.ts";

/**
 * What to send for `notice` to `sink`. `at` is the instant of this attempt: it goes into a webhook's signature, and
 * nowhere else, so that every retry carries the same body under the same id.
 */
export function deliveryOf(sink: Sink, notice: Notice, at: EpochMs): Delivery {
  const body = JSON.stringify({ id: notice.id, kind: notice.kind, text: notice.alerts[0]?.ruleName });
  switch (sink.kind) {
    case "webhook": {
      const id = encodeURIComponent(notice.id).replaceAll(".", "%2E");
      const signed = sink.secrets.map((secret) => new Webhook(secret).sign(id, new Date(at), body));
      return post(sink.url, body, {
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(at / 1000)),
        "webhook-signature": signed.join(" "),
      });
    }
    case "slack":
    case "teams":
      return post(sink.url, body, {});
    case "pagerduty":
      return post("https://events.pagerduty.com/v2/enqueue", body, {});
    case "email":
      return { kind: "email", from: sink.from, to: sink.to, subject: "Alert", text: body, headers: {} };
  }
}

function post(url: string, body: string, headers: Record<string, string>): Delivery {
  return {
    kind: "http",
    method: "POST",
    url,
    body,
    headers: { "content-type": "application/json", ...headers },
  };
}
