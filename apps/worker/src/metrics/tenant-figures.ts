/** One tenant's two objects as series. Times are ages by the object's own clock, so that no other clock is asked. */
import { type EpochMs, FEED_STATES } from "@callboard/core";
import { LATENCY_BUCKETS_MS } from "@callboard/desk";
import type { AlertDesk } from "../alert-desk.ts";
import type { TenantDesk } from "../tenant-desk.ts";
import type { Exposition } from "./exposition.ts";

export type DeskAnswer = NonNullable<ReturnType<TenantDesk["figures"]>>;
export type AlertAnswer = NonNullable<ReturnType<AlertDesk["figures"]>>;

const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1_000);
const age = (at: EpochMs | null, now: EpochMs): number | null =>
  at === null ? null : Math.max(0, now - at) / 1_000;

export function writeDesk(text: Exposition, tenant: string, answer: DeskAnswer): void {
  writeFeed(text, { tenant }, answer);
  writeScreens(text, { tenant }, answer);
  const { status, storageBytes } = answer;
  const { record, outbox, floor, duesFailed } = status;
  const of = { tenant };
  text.add("callboard_desk_started_timestamp_seconds", of, status.startedAt / 1_000);
  text.add("callboard_agents", of, floor.agents);
  text.add("callboard_queues", of, floor.queues);
  text.add("callboard_contacts", of, floor.contacts);
  text.add("callboard_record_failures_total", of, record.failures);
  text.add("callboard_outbox_sent_total", of, outbox.sent);
  const { refused, lost, givenUp } = outbox;
  text.addEach("callboard_outbox_failed_total", of, "how", { refused, lost, givenUp });
  text.add("callboard_outbox_waiting", of, outbox.unsent + outbox.inFlight);
  text.add("callboard_storage_bytes", { ...of, object: "desk" }, storageBytes);
  text.add("callboard_dues_failed_total", { ...of, object: "desk" }, duesFailed);
}

function writeFeed(text: Exposition, of: { tenant: string }, { status, figures }: DeskAnswer): void {
  const { at, feed, stream, link, token, reconciliation } = status;
  text.addOneHot("callboard_feed_state", of, "state", FEED_STATES, feed.state);
  text.add("callboard_feed_age_seconds", of, age(feed.asOf, at));
  text.add("callboard_stream_lag_seconds", of, seconds(stream.lagMs));
  text.add("callboard_clock_skew_seconds", of, seconds(stream.skewMs));
  text.add("callboard_stream_messages_total", of, stream.messages);
  text.add("callboard_stream_dials_total", of, stream.dials);
  text.addEach("callboard_inputs_accepted_total", of, "reason", status.accepted);
  text.addEach("callboard_inputs_refused_total", of, "reason", status.refused);
  text.add("callboard_breaker_open", of, link.breaker === "open");
  text.add("callboard_token_valid_seconds", of, Math.max(0, (token.expiresAt ?? at) - at) / 1_000);
  text.add("callboard_tokens_obtained_total", of, token.obtained);
  text.add("callboard_reconciliation_rounds_total", of, reconciliation.rounds);
  text.addEach("callboard_reconciliation_agents_total", of, "found", figures.reconciled);
  text.add("callboard_reconciliation_age_seconds", of, age(reconciliation.at, at));
}

function writeScreens(text: Exposition, of: { tenant: string }, { status, figures }: DeskAnswer): void {
  const { viewers, relays } = status;
  text.addEach("callboard_viewers", of, "at", { desk: viewers.viewers, relay: relays.viewers });
  text.add("callboard_relays", of, relays.relays);
  text.addEach("callboard_viewers_closed_total", of, "reason", viewers.closed);
  text.add("callboard_frames_total", of, viewers.frames);
  text.add("callboard_frame_sends_total", of, viewers.sends);
  text.addHistogram("callboard_frame_latency_seconds", of, {
    bounds: LATENCY_BUCKETS_MS.map((ms) => ms / 1_000),
    counts: figures.latency.frames,
    sum: figures.latency.sumMs / 1_000,
  });
}

export function writeAlerts(text: Exposition, tenant: string, { status, figures }: AlertAnswer): void {
  const of = { tenant };
  text.add("callboard_alert_desk_lag_seconds", of, seconds(status.lagMs));
  text.add("callboard_alert_desk_frozen", of, status.isFrozen);
  text.addEach("callboard_alert_batches_total", of, "verdict", status.batches);
  for (const { severity, phase, count } of figures.alerts)
    text.add("callboard_alerts", { ...of, severity, phase }, count);
  text.add("callboard_incidents_open", of, status.incidentsOpen);
  for (const { sink, state, count } of figures.notices)
    text.add("callboard_notices", { ...of, sink, state }, count);
  text.add("callboard_alert_push_failures_total", of, status.push.failures);
  text.add("callboard_alert_storage_failures_total", of, status.storageFailures);
  text.add("callboard_storage_bytes", { ...of, object: "alerts" }, status.storageBytes);
  text.add("callboard_dues_failed_total", { ...of, object: "alerts" }, status.duesFailed);
}
