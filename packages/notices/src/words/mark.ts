/** A mark before a title, for who only glances at a channel. It never says more than the word beside it. */
import type { Severity } from "@callboard/core/alerting";
import type { Notice } from "../notice.ts";

const MARKS: Readonly<Record<Severity, string>> = { critical: "🔴", high: "🟠", medium: "🟡", low: "🔵" };

export function markOf(notice: Notice): string {
  switch (notice.kind) {
    case "fire":
      return MARKS[notice.severity];
    case "acknowledge":
      return "👀";
    case "resolve":
      return "✅";
    case "test":
      return "🧪";
    default:
      return notice.kind satisfies never;
  }
}
