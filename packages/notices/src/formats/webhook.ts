/** A generic webhook: a CloudEvents 1.0 event in structured JSON, signed as Standard Webhooks asks. */
import type { EpochMs } from "@callboard/core";
import { Webhook } from "standardwebhooks";
import type { Notice, NoticeKind } from "../notice.ts";
import type { Delivery, WebhookSink } from "../sink.ts";
import { wellFormed } from "../words/clean.ts";
import { entityIdOf, firstOf } from "../words/subject.ts";
import { jsonOf, post } from "./post.ts";
import { iso, toldOf } from "./told.ts";
import { wireId } from "./wire-id.ts";

const TYPES: Readonly<Record<NoticeKind, string>> = {
  fire: "callboard.alert.fired",
  acknowledge: "callboard.alert.acknowledged",
  resolve: "callboard.alert.resolved",
  test: "callboard.alert.test",
};

/** One POST. The body is the same at every try; the timestamp and the signatures are of the try. */
export function webhookDelivery(sink: WebhookSink, notice: Notice, at: EpochMs): Delivery {
  const id = wireId(notice.id);
  const body = jsonOf(cloudEvent(notice, id));
  return post(sink.url, body, {
    "content-type": "application/cloudevents+json; charset=utf-8",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at / 1000)),
    "webhook-signature": signatures(sink.secrets, id, at, body),
  });
}

/** CloudEvents 1.0, section 3: what the event is, and the alert as `data`. */
function cloudEvent(notice: Notice, id: string) {
  return {
    specversion: "1.0",
    id,
    source: `/tenants/${encodeURIComponent(wellFormed(notice.tenant))}`,
    type: TYPES[notice.kind],
    subject: subjectOf(notice),
    time: iso(notice.at),
    datacontenttype: "application/json",
    data: toldOf(notice),
  };
}

function subjectOf(notice: Notice): string {
  const first = firstOf(notice);
  if (first.entityKind === "feed") return "feed";
  return `${first.entityKind}s/${encodeURIComponent(wellFormed(entityIdOf(first)))}`;
}

/** One signature for each secret, with spaces between: while a secret is changed both the old and the new one verify. */
export function signatures(secrets: readonly string[], id: string, at: EpochMs, body: string): string {
  if (secrets.length === 0) throw new Error("a webhook without a secret must not be sent");
  return secrets.map((secret) => new Webhook(secret).sign(id, new Date(at), body)).join(" ");
}
