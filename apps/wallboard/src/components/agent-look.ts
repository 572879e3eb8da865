/** How each group of agents looks, the same in headings, rows and counts. */
import { AGENT_GROUPS, type AgentGroup } from "../floor/agent-groups.ts";
import type { IconName } from "./icons.ts";

export interface AgentLook {
  readonly group: AgentGroup;
  readonly icon: IconName;
  /** A class of `styles/tones.css`. */
  readonly tone: string;
}

const LOOKS: Record<AgentGroup, Omit<AgentLook, "group">> = {
  notReady: { icon: "pause", tone: "tone-warn" },
  readyNotRoutable: { icon: "block", tone: "tone-warn" },
  wrapUp: { icon: "pen", tone: "tone-calm" },
  readyUnknown: { icon: "question", tone: "tone-grey" },
  unknown: { icon: "question", tone: "tone-grey" },
  onContact: { icon: "phone", tone: "tone-info" },
  routable: { icon: "check", tone: "tone-good" },
  signedOut: { icon: "dash", tone: "tone-grey" },
};

export function lookOf(group: string): AgentLook {
  const known = AGENT_GROUPS.find((name) => name === group) ?? "unknown";
  return { group: known, ...LOOKS[known] };
}
