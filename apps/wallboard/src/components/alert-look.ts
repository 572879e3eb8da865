/** How each severity looks, the same in the ribbon, in marks and on the alerts page: a colour, an outline and a word. */
import type { Severity } from "@callboard/protocol";
import type { AlertMark } from "../floor/alert-order.ts";
import type { IconName } from "./icons.ts";

export interface AlertLook {
  readonly icon: IconName;
  /** A class of `styles/tones.css`. */
  readonly tone: string;
}

const LOOKS: Record<Severity, AlertLook> = {
  critical: { icon: "octagon", tone: "tone-bad" },
  high: { icon: "triangle", tone: "tone-warn" },
  medium: { icon: "diamond", tone: "tone-info" },
  low: { icon: "circle", tone: "tone-grey" },
};

export function alertLookOf(severity: Severity): AlertLook {
  return LOOKS[severity];
}

const EDGES: Record<Severity, string> = {
  critical: "edge-bad",
  high: "edge-warn",
  medium: "edge-info",
  low: "edge-grey",
};

/** The class of `styles/tones.css` that marks a row or a tile which has an alert; empty where it has none. */
export function edgeOf(mark: AlertMark | null): string {
  if (mark === null) return "";
  return `is-marked ${mark.isCalm ? "edge-grey" : EDGES[mark.severity]}`;
}
