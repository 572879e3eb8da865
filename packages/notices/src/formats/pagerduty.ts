/** PagerDuty Events API v2: one incident of ours is one alert there, told apart by its `dedup_key`. */
import { BOUNDS } from "@callboard/core";
import type { Severity } from "@callboard/core/alerting";
import type { Notice } from "../notice.ts";
import type { Delivery, PagerDutySink } from "../sink.ts";
import { clean, cut, wellFormed } from "../words/clean.ts";
import { saidOf } from "../words/sentences.ts";
import { firstOf, placeName } from "../words/subject.ts";
import { jsonOf, post } from "./post.ts";
import { iso, toldOf } from "./told.ts";
import { shortened } from "./wire-id.ts";

const HOSTS = { us: "events.pagerduty.com", eu: "events.eu.pagerduty.com" } as const;

const SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: "critical",
  high: "error",
  medium: "warning",
  low: "info",
};

export function pagerDutyDelivery(sink: PagerDutySink, notice: Notice): Delivery {
  const body = { routing_key: sink.routingKey, dedup_key: dedupKey(notice), ...eventOf(notice) };
  return post(`https://${HOSTS[sink.serviceRegion]}/v2/enqueue`, jsonOf(body), {
    "content-type": "application/json; charset=utf-8",
  });
}

/** The same for all that is told of one incident; too long a one ends in its hash. */
function dedupKey(notice: Notice): string {
  const key = wellFormed(`callboard/${notice.tenant}/${notice.incidentId}`);
  return shortened(key, BOUNDS.pagerDutyDedupCharsMax);
}

/** A test triggers as `info`: only what really arrives proves that the key is right. People resolve it there. */
function eventOf(notice: Notice) {
  switch (notice.kind) {
    case "acknowledge":
    case "resolve":
      return { event_action: notice.kind };
    case "fire":
      return triggerOf(notice, SEVERITIES[notice.severity]);
    case "test":
      return triggerOf(notice, "info");
    default:
      return notice.kind satisfies never;
  }
}

function triggerOf(notice: Notice, severity: string) {
  const said = saidOf(notice);
  const first = firstOf(notice);
  const link = said.link;
  return {
    event_action: "trigger",
    client: "Callboard",
    ...(link === null ? {} : { client_url: link, links: [{ href: link, text: "Open the wallboard" }] }),
    payload: {
      summary: cut([said.title, ...said.lines.slice(0, 1)].join(". "), BOUNDS.pagerDutySummaryCharsMax),
      source: `callboard/${clean(notice.tenant, BOUNDS.nameCharsMax)}`,
      severity,
      timestamp: iso(notice.at),
      component: placeName(first) ?? first.entityKind,
      group: clean(notice.siteName, BOUNDS.nameCharsMax),
      class: first.record.alert_type,
      custom_details: toldOf(notice),
    },
  };
}
