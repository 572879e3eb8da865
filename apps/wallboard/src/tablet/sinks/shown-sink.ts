/** What may be shown of a sink, which is never a secret. */
import type { Sink } from "../api/shapes.ts";

/** Where it tells: a host, addresses, or a key's last letters. */
export function placeOf(sink: Sink): string {
  switch (sink.kind) {
    case "webhook":
    case "slack":
    case "teams":
      return sink.host;
    case "email":
      return sink.to.join(", ");
    case "pagerduty":
      return `…${sink.keyEnd}`;
    default:
      return sink satisfies never;
  }
}

/** How many secrets sign what it is sent: two while one is changed for another. */
export const secretsOf = (sink: Sink): number => (sink.kind === "webhook" ? sink.secrets : 0);
