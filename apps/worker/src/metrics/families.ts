/**
 * All that a scrape may say: its name, its type and a sentence. The dashboard and the alert rules in `ops/` name these. Counters begin
 * at 0 when a tenant's object is built anew, which Prometheus knows how to read (`rate`, `increase`). A label is a tenant's id or a
 * word of ours; it must never be a name, a queue or an address.
 */
type Family = { readonly type: "counter" | "gauge" | "histogram"; readonly help: string };

const counter = (help: string) => ({ type: "counter", help }) as const;
const gauge = (help: string) => ({ type: "gauge", help }) as const;
const histogram = (help: string) => ({ type: "histogram", help }) as const;

export const FAMILIES = {
  // ── The deployment ─────────────────────────────────────────────────────────────────────────────────
  callboard_build_info: gauge("1, with the build and the region of this deployment."),
  callboard_in_order: gauge("1 while the deployment's own settings are in order."),
  callboard_registry_up: gauge("1 while the registry of tenants answers."),
  callboard_tenants: gauge("Tenants by their state."),
  callboard_scraped_tenants: gauge("Tenants that this scrape asked."),
  callboard_scrape_left_out_tenants: gauge("Tenants of this part that were too many to ask: add parts."),

  // ── A tenant's desk ────────────────────────────────────────────────────────────────────────────────
  callboard_tenant_up: gauge("1 where the tenant's object answered; `object` is desk or alerts."),
  callboard_desk_started_timestamp_seconds: gauge("When the desk was built."),
  callboard_feed_state: gauge("1 for the state that the feed is in, 0 for the others."),
  callboard_feed_age_seconds: gauge("How old the floor is that the board shows."),
  callboard_stream_lag_seconds: gauge("How far the event clock is behind the upstream's clock."),
  callboard_clock_skew_seconds: gauge("The upstream's clock minus ours."),
  callboard_stream_messages_total: counter("Messages of the stream."),
  callboard_stream_dials_total: counter("Dials of the stream, the first one included."),
  callboard_inputs_accepted_total: counter("Inputs that were taken in, by what came of them."),
  callboard_inputs_refused_total: counter("Messages and rows that were refused, by reason."),
  callboard_breaker_open: gauge("1 while the link is not dialled because it failed too often."),
  callboard_token_valid_seconds: gauge(
    "How long the upstream's token is still good for; 0 where there is none.",
  ),
  callboard_tokens_obtained_total: counter("Tokens that the upstream gave."),
  callboard_reconciliation_rounds_total: counter("Rounds of ground truth."),
  callboard_reconciliation_agents_total: counter("Agents in rounds of ground truth, by what was found."),
  callboard_reconciliation_age_seconds: gauge("Since ground truth was last compared."),
  callboard_agents: gauge("Agents on the floor."),
  callboard_queues: gauge("Queues on the floor."),
  callboard_contacts: gauge("Contacts on the floor."),
  callboard_viewers: gauge("Screens, by where they are served: desk or relay."),
  callboard_relays: gauge("Relays in use."),
  callboard_viewers_closed_total: counter("Sockets of screens that the desk closed, by reason."),
  callboard_frames_total: counter("Frames of the board."),
  callboard_frame_sends_total: counter("Texts that were handed to sockets."),
  callboard_frame_latency_seconds: histogram(
    "From the oldest change in a frame to its being handed to the sockets.",
  ),
  callboard_record_failures_total: counter("Writes of the desk that its storage refused."),
  callboard_outbox_sent_total: counter("Rows that the queue to the alert desk took."),
  callboard_outbox_failed_total: counter("Rows that it did not take, by what became of them."),
  callboard_outbox_waiting: gauge("Rows that wait for the queue, or for its answer."),
  callboard_storage_bytes: gauge("Stored, by object: desk or alerts."),
  callboard_dues_failed_total: counter("Planned work that threw, by object: a fault of ours."),

  // ── Its alert desk ─────────────────────────────────────────────────────────────────────────────────
  callboard_alert_desk_lag_seconds: gauge("Age of the newest row that the alert desk has judged."),
  callboard_alert_desk_frozen: gauge("1 while rules are not judged, since the floor is not seen."),
  callboard_alert_batches_total: counter("Rows that came to the alert desk, by what became of them."),
  callboard_alerts: gauge("Alerts that are not over, by severity and phase."),
  callboard_incidents_open: gauge("Incidents that are open."),
  callboard_notices: gauge(
    "Notices that are kept, by the kind of their sink and their state; dead ones wait for a person.",
  ),
  callboard_alert_push_failures_total: counter("News of alerts that the desk did not take."),
  callboard_alert_storage_failures_total: counter("Turns of the alert desk that its storage refused."),
} as const satisfies Readonly<Record<`callboard_${string}`, Family>>;

export type FamilyName = keyof typeof FAMILIES;
