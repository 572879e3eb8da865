/** Where Slack's and Teams' own addresses are: nothing else may be entered as one of theirs. */

export interface Receiver {
  /** How an address of theirs looks, for people. */
  readonly example: string;
  readonly hosts: readonly string[];
  /** Ends of hosts, each with its leading dot. */
  readonly hostEnds: readonly string[];
  readonly pathStart: string;
}

/** Incoming webhooks; the second host is GovSlack's. */
export const SLACK: Receiver = {
  example: "https://hooks.slack.com/services/T…/B…/…",
  hosts: ["hooks.slack.com", "hooks.slack-gov.com"],
  hostEnds: [],
  pathStart: "/services/",
};

/**
 * Workflows ("When a Teams webhook request is received"). Since the end of 2025 their addresses are of the Power Platform;
 * those of Logic Apps are older ones.
 */
export const TEAMS: Receiver = {
  example: "https://….environment.api.powerplatform.com/powerautomate/…&sig=…",
  hosts: [],
  hostEnds: [".api.powerplatform.com", ".logic.azure.com"],
  pathStart: "/",
};

export function isAddressOf(receiver: Receiver, url: URL): boolean {
  const isHost =
    receiver.hosts.includes(url.hostname) || receiver.hostEnds.some((end) => url.hostname.endsWith(end));
  return isHost && url.pathname.startsWith(receiver.pathStart);
}

/** The connectors that Workflows replaced: people still have their addresses, and must be told. */
export function isRetiredConnector(url: URL): boolean {
  return /(^|\.)(webhook\.office\.com|outlook\.office(365)?\.com)$/.test(url.hostname);
}
