/** The address of a sink, as entered or as it was kept. It must never repeat an address in a complaint: it may be a secret. */
import type { SinkKind } from "../sink.ts";
import { isAllowedUrl } from "./allowed-url.ts";
import { isAddressOf, isRetiredConnector, type Receiver, SLACK, TEAMS } from "./receivers.ts";

export type UrlRead =
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "refused"; readonly complaint: string };

/** Gives the address as a browser writes it, which is what is kept. */
export function readUrl(text: string, kind: SinkKind, isLocal: boolean): UrlRead {
  const verdict = isAllowedUrl(text, { isLocal });
  if (verdict.kind === "refused") return refused(`\`url\` cannot be used: ${verdict.why}.`);
  const url = new URL(verdict.url);
  if (kind === "teams" && isRetiredConnector(url)) {
    return refused(
      "`url` is of an Office 365 connector, which Microsoft has retired: make a workflow in Teams from the template " +
        "“Post to a channel when a webhook request is received”, and enter its address.",
    );
  }
  const receiver = receiverOf(kind);
  if (receiver !== null && !isLocal && !isAddressOf(receiver, url)) {
    return refused(
      `\`url\` is not of ${kind === "slack" ? "a Slack incoming webhook" : "a Teams workflow"}; one looks like ${receiver.example}`,
    );
  }
  return { kind: "url", url: verdict.url };
}

const refused = (complaint: string): UrlRead => ({ kind: "refused", complaint });

function receiverOf(kind: SinkKind): Receiver | null {
  if (kind === "slack") return SLACK;
  return kind === "teams" ? TEAMS : null;
}
