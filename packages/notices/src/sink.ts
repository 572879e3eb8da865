/**
 * A sink: where notices go. The types are what the store keeps; `read-sink.ts` checks what people enter. A sink's address
 * may itself be a secret (Slack, Teams), so nothing of it but what `showSink` gives ever leaves the alert desk.
 */
export interface SinkCommon {
  /** Lower-case letters, digits and hyphens; rules name it. */
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
}

export interface WebhookSink extends SinkCommon {
  readonly kind: "webhook";
  readonly url: string;
  /** `whsec_…`, newest first; two while a rotation goes on, and both sign (Standard Webhooks). */
  readonly secrets: readonly string[];
}

export interface SlackSink extends SinkCommon {
  readonly kind: "slack";
  readonly url: string;
}

export interface TeamsSink extends SinkCommon {
  readonly kind: "teams";
  readonly url: string;
}

export interface PagerDutySink extends SinkCommon {
  readonly kind: "pagerduty";
  readonly routingKey: string;
  /** `us` is events.pagerduty.com, `eu` events.eu.pagerduty.com. */
  readonly serviceRegion: "us" | "eu";
}

/** Through Cloudflare's own `send_email` binding, to addresses that are verified there. */
export interface EmailSink extends SinkCommon {
  readonly kind: "email";
  readonly from: string;
  readonly to: readonly string[];
}

export type Sink = WebhookSink | SlackSink | TeamsSink | PagerDutySink | EmailSink;
export type SinkKind = Sink["kind"];

/**
 * What the one who delivers is given. `email` is not HTTP: the Worker hands its fields to `send()` of the platform's
 * binding as they are, which writes the message itself, so that no header can be smuggled in through a text.
 */
export type Delivery =
  | {
      readonly kind: "http";
      readonly url: string;
      readonly method: "POST";
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | {
      readonly kind: "email";
      readonly from: string;
      readonly to: readonly string[];
      readonly subject: string;
      readonly text: string;
      /** Beside those that the platform sets itself (Date, Message-ID, MIME): those that thread an incident's mails. */
      readonly headers: Readonly<Record<string, string>>;
    };

/** What came of one attempt. `body` is the first few hundred characters, for "Send a test" alone; never parsed. */
export type DeliveryAnswer =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly retryAfterMs: number | null;
      readonly body: string;
    }
  | { readonly kind: "sent" }
  | {
      readonly kind: "failed";
      readonly why: "timeout" | "network" | "refusedByUs" | "email";
      /** A sentence; for `email` the error's code first where it has one ("E_SENDER_NOT_VERIFIED: …"). */
      readonly detail: string;
    };

export type DeliveryVerdict =
  | { readonly kind: "delivered" }
  /** `afterMs` is what the receiver asked for, else `null`: the backoff decides. */
  | { readonly kind: "retry"; readonly afterMs: number | null; readonly why: string }
  /** Trying again would not help: it becomes a dead letter at once. */
  | { readonly kind: "dead"; readonly why: string };
