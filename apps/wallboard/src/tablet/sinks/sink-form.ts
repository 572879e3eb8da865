/**
 * A receiver of notices as a form. What is secret goes in and never comes back: a field that is left empty is not sent, and so
 * stays as it was. Nothing here judges an address.
 */
import type { Sink } from "../api/shapes.ts";

export const SINK_KINDS = ["webhook", "slack", "teams", "pagerduty", "email"] as const;
export type SinkKind = (typeof SINK_KINDS)[number];

export interface SinkForm {
  kind: SinkKind;
  name: string;
  enabled: boolean;
  url: string;
  secret: string;
  routingKey: string;
  serviceRegion: "us" | "eu";
  from: string;
  /** One address a line, or parted by commas. */
  to: string;
}

export function sinkFormOf(sink: Sink | null): SinkForm {
  return {
    kind: SINK_KINDS.find((kind) => kind === sink?.kind) ?? "webhook",
    name: sink?.name ?? "",
    enabled: sink?.enabled ?? true,
    url: "",
    secret: "",
    routingKey: "",
    serviceRegion: "us",
    from: "",
    to: sink?.kind === "email" ? sink.to.join("\n") : "",
  };
}

/** What is sent. */
export function sinkIn(id: string, form: SinkForm): object {
  const { kind, name, enabled } = form;
  return { id, kind, name: name.trim(), enabled, ...partsOf(form) };
}

function partsOf(form: SinkForm): object {
  switch (form.kind) {
    case "webhook":
      return { ...filled("url", form.url), ...filled("secret", form.secret) };
    case "slack":
    case "teams":
      return filled("url", form.url);
    case "pagerduty":
      // The region goes with a key: alone it would change an account that nobody named.
      return form.routingKey.trim() === ""
        ? {}
        : { routingKey: form.routingKey.trim(), serviceRegion: form.serviceRegion };
    case "email": {
      const to = form.to
        .split(/[\n,;]/)
        .map((one) => one.trim())
        .filter((one) => one !== "");
      return { ...filled("from", form.from), ...(to.length === 0 ? {} : { to }) };
    }
    default:
      return form.kind satisfies never;
  }
}

const filled = (key: string, text: string): object => (text.trim() === "" ? {} : { [key]: text.trim() });
