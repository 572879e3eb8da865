/** An alert in words: what was held against what, and what has become of it. Names are the board's own. */
import type { BoardAlert } from "@callboard/protocol";
import { duration } from "../format/duration.ts";
import { shownName } from "../format/name.ts";
import { count, percent } from "../format/number.ts";
import { alertWords } from "../messages/alerts.ts";
import { careOf } from "./alert-order.ts";

/** One figure with its unit; `null` is nothing to say. */
export function figureText(value: number | null, unit: BoardAlert["unit"]): string | null {
  if (value === null) return null;
  switch (unit) {
    case "seconds":
      return duration(Math.round(value) * 1_000);
    case "pct":
      return percent(value);
    case "count":
      return count(value);
    case null:
      return String(value);
    default:
      return unit satisfies never;
  }
}

/** The value against its threshold; the threshold alone where the value had just reached it. */
export function comparedText({
  value,
  threshold,
  unit,
}: Pick<BoardAlert, "value" | "threshold" | "unit">): string {
  const shown = figureText(value, unit);
  const limit = figureText(threshold, unit);
  if (limit === null) return shown ?? "";
  return shown === null || shown === limit ? alertWords.limit(limit) : alertWords.figure(shown, limit);
}

/** "seen by Maria", "comes and goes"; empty where nobody has done anything. */
export function careText(alert: BoardAlert): string {
  const by = alert.silenced?.by ?? alert.acknowledged?.by ?? "";
  return alertWords.care[careOf(alert)](shownName(by, alertWords.somebody));
}

/** The newest comment with its author; empty where there is none. */
export function commentText({ lastComment }: Pick<BoardAlert, "lastComment">): string {
  if (lastComment === null) return "";
  return alertWords.said(shownName(lastComment.by, alertWords.somebody), shownName(lastComment.text, ""));
}
