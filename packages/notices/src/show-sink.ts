/** A sink as it may be shown: never a secret, and of an address that is itself a secret only the host. */
import type { Sink } from "./sink.ts";

interface ShownCommon {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
}

export type ShownSink =
  /** `secrets` is how many sign: two while a rotation goes on. */
  | (ShownCommon & { readonly kind: "webhook"; readonly host: string; readonly secrets: number })
  | (ShownCommon & { readonly kind: "slack" | "teams"; readonly host: string })
  | (ShownCommon & {
      readonly kind: "pagerduty";
      readonly keyEnd: string;
      readonly serviceRegion: "us" | "eu";
    })
  | (ShownCommon & { readonly kind: "email"; readonly from: string; readonly to: readonly string[] });

/** What may leave the alert desk of a stored sink. */
export function showSink(sink: Sink): ShownSink {
  const { id, name, enabled } = sink;
  const common = { id, name, enabled };
  switch (sink.kind) {
    case "webhook":
      return { ...common, kind: sink.kind, host: hostOf(sink.url), secrets: sink.secrets.length };
    case "slack":
    case "teams":
      return { ...common, kind: sink.kind, host: hostOf(sink.url) };
    case "pagerduty":
      return {
        ...common,
        kind: sink.kind,
        keyEnd: sink.routingKey.slice(-4),
        serviceRegion: sink.serviceRegion,
      };
    case "email":
      return { ...common, kind: sink.kind, from: sink.from, to: sink.to };
  }
}

/** Stored addresses were read by `isAllowedUrl`; one that cannot be read any more shows as unreadable, not as itself. */
function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return "unreadable";
  }
}
