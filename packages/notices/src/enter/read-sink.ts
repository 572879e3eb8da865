/**
 * Reads a sink as people enter it. It is the only way into the store: what it lets through can be delivered to. It must
 * never throw, and never repeat a secret or an address in a complaint.
 */
import type { z } from "zod";
import type { Sink, SinkCommon, SinkKind } from "../sink.ts";
import { inertName } from "../words/clean.ts";
import { readUrl } from "./read-url.ts";
import { type EnteredSink, SHAPES, SINK_KINDS } from "./sink-shape.ts";

export interface ReadSinkOptions {
  /** The deployment is a developer's own machine: loopback receivers are allowed, and stand-ins for Slack and Teams. */
  readonly isLocal: boolean;
  /** The sink as it is stored under this id, or `null`: what is left out of an update stays as it was. */
  readonly previous: Sink | null;
  /** Called once where a webhook has no secret yet. Gives `whsec_<base64>`. */
  readonly newSecret: () => string;
}

export type SinkRead =
  | { readonly kind: "sink"; readonly sink: Sink }
  /** Sentences for the person who entered it, each saying what to do. Never empty. */
  | { readonly kind: "refused"; readonly complaints: readonly string[] };

/**
 * `value` is parsed JSON: `{id, kind, name, enabled?, …}` with the fields of its kind. `enabled` is true where it was never
 * said; an entered `secret` takes the place of all that were kept.
 */
export function readSink(value: unknown, options: ReadSinkOptions): SinkRead {
  const kind = kindOf(value);
  if (kind === null) return refused([`\`kind\` must be one of ${SINK_KINDS.join(", ")}.`]);
  if (options.previous !== null && options.previous.kind !== kind) {
    return refused([
      `This sink is of kind ${options.previous.kind}, and a kind stays: remove it, or enter another id.`,
    ]);
  }
  const read = SHAPES[kind].safeParse(value);
  if (!read.success) return refused(complaintsOf(kind, read.error.issues));
  return filled(read.data, options);
}

function refused(complaints: readonly string[]): SinkRead {
  return { kind: "refused", complaints };
}

function kindOf(value: unknown): SinkKind | null {
  if (typeof value !== "object" || value === null || !("kind" in value)) return null;
  return SINK_KINDS.find((kind) => kind === value.kind) ?? null;
}

function complaintsOf(kind: SinkKind, issues: readonly z.core.$ZodIssue[]): readonly string[] {
  const fields = Object.keys(SHAPES[kind].shape).join(", ");
  const complaints = issues.map((issue) =>
    issue.code === "unrecognized_keys"
      ? `${issue.keys.slice(0, 5).map(quoted).join(", ")} is not a field of this kind of sink; its fields are ${fields}.`
      : issue.message,
  );
  return [...new Set(complaints)];
}

const quoted = (key: string) => `\`${inertName(key, 40)}\``;

/** What was entered, with what was kept in its holes; complains of what is in neither. */
function filled(entered: EnteredSink, options: ReadSinkOptions): SinkRead {
  const { previous, isLocal } = options;
  const missing = new Missing();
  const common: SinkCommon = {
    id: entered.id,
    name: missing.need(
      entered.name ?? previous?.name,
      "name",
      "give the sink a name that people will know it by",
    ),
    enabled: entered.enabled ?? previous?.enabled ?? true,
  };
  switch (entered.kind) {
    case "webhook":
    case "slack":
    case "teams": {
      const kept = previous !== null && "url" in previous ? previous.url : undefined;
      const url = missing.need(entered.url ?? kept, "url", "enter the address that notices are to go to");
      if (missing.complaints.length > 0) return refused(missing.complaints);
      const read = readUrl(url, entered.kind, isLocal);
      if (read.kind === "refused") return refused([read.complaint]);
      if (entered.kind !== "webhook")
        return { kind: "sink", sink: { ...common, kind: entered.kind, url: read.url } };
      const secrets = secretsOf(entered.secret, options);
      return { kind: "sink", sink: { ...common, kind: "webhook", url: read.url, secrets } };
    }
    case "pagerduty": {
      const kept = previous?.kind === "pagerduty" ? previous : null;
      const routingKey = missing.need(
        entered.routingKey ?? kept?.routingKey,
        "routingKey",
        "enter the integration key of an Events API v2 integration",
      );
      const serviceRegion = entered.serviceRegion ?? kept?.serviceRegion ?? "us";
      return missing.or({ ...common, kind: "pagerduty", routingKey, serviceRegion });
    }
    case "email": {
      const kept = previous?.kind === "email" ? previous : null;
      const from = missing.need(entered.from ?? kept?.from, "from", "enter the address that mails come from");
      const to = entered.to ?? kept?.to ?? [];
      if (to.length === 0) missing.say("to", "enter at least one address that mails go to");
      return missing.or({ ...common, kind: "email", from, to });
    }
    default:
      return entered satisfies never;
  }
}

function secretsOf(secret: string | undefined, { previous, newSecret }: ReadSinkOptions): readonly string[] {
  if (secret !== undefined) return [secret];
  const kept = previous?.kind === "webhook" ? previous.secrets : [];
  return kept.length > 0 ? kept : [newSecret()];
}

/** Gathers what is missing, so that people are told everything at once. */
class Missing {
  readonly complaints: string[] = [];

  say(field: string, advice: string): void {
    this.complaints.push(`\`${field}\` is missing: ${advice}.`);
  }

  /** The value, or an empty text that is never used, since the complaint stands. */
  need(value: string | undefined, field: string, advice: string): string {
    if (value === undefined) this.say(field, advice);
    return value ?? "";
  }

  or(sink: Sink): SinkRead {
    return this.complaints.length > 0 ? refused(this.complaints) : { kind: "sink", sink };
  }
}
