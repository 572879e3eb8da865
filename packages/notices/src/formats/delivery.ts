/** Puts a sink's format on a notice. Pure: the same notice, sink and instant always give the same bytes. */
import type { EpochMs } from "@callboard/core";
import type { Notice } from "../notice.ts";
import type { Delivery, Sink } from "../sink.ts";
import { emailDelivery } from "./email.ts";
import { pagerDutyDelivery } from "./pagerduty.ts";
import { slackDelivery } from "./slack.ts";
import { teamsDelivery } from "./teams.ts";
import { webhookDelivery } from "./webhook.ts";

/**
 * What to send for `notice` to `sink`. `at` is the instant of this attempt: it goes into a webhook's signature and
 * nowhere else, so that every retry carries the same body under the same id. The sink is one that `readSink` gave;
 * throws where it is a webhook without a secret, or the notice is without an alert.
 */
export function deliveryOf(sink: Sink, notice: Notice, at: EpochMs): Delivery {
  switch (sink.kind) {
    case "webhook":
      return webhookDelivery(sink, notice, at);
    case "slack":
      return slackDelivery(sink, notice);
    case "teams":
      return teamsDelivery(sink, notice);
    case "pagerduty":
      return pagerDutyDelivery(sink, notice);
    case "email":
      return emailDelivery(sink, notice);
    default:
      return sink satisfies never;
  }
}
