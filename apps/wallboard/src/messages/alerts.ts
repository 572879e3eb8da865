/** What is said of alerts wherever they are shown, on walls and on tablets. Figures are put in by functions. */
import type { Severity } from "@callboard/protocol";
import type { AlertCare } from "../floor/alert-order.ts";
import type { AlertWatch } from "../floor/alert-watch.ts";

const severities: Record<Severity, string> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
};

const trouble: Record<Exclude<AlertWatch, "watched">, { readonly whole: string; readonly short: string }> = {
  unheard: { whole: "Alerts are not being watched", short: "Not watched" },
  frozen: { whole: "Alerts wait: the floor is not seen", short: "Alerts wait" },
  lost: { whole: "Alerts are not heard here", short: "Not heard" },
};

export const alertWords = {
  severities,
  trouble,
  none: "No alerts",
  some: (count: string, isOne: boolean) => `${count} ${isOne ? "alert" : "alerts"}`,
  more: (count: string) => `+${count} more`,
  moreInShort: (count: string) => `+${count}`,
  marked: (severity: Severity) => `${severities[severity]} alert`,

  theFeed: "The feed",
  agentUnknown: "Agent not on this board",
  queueUnknown: "Queue not on this board",
  ruleNameless: "Rule without a name",

  care: {
    open: () => "",
    ending: () => "ending",
    flapping: () => "comes and goes",
    seen: (by: string) => `seen by ${by}`,
    silenced: (by: string) => `silenced by ${by}`,
  } satisfies Record<AlertCare, (by: string) => string>,
  somebody: "somebody",
  said: (by: string, text: string) => `${by}: ${text}`,

  limit: (threshold: string) => `limit ${threshold}`,
  figure: (value: string, threshold: string) => `${value}, limit ${threshold}`,
} as const;
