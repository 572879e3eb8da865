/** What stands in each cell of a queue's row, and how it looks: figures of the board as they are, "–" where there is none. */
import type { QueueColumn, Span } from "@callboard/boards";
import type { BoardQueue } from "@callboard/protocol";
import { judgeGoal } from "../../floor/goal-verdict.ts";
import type { Yardstick } from "../../floor/queue-severity.ts";
import { sightOf, spanMs, windowOf } from "../../floor/queue-window.ts";
import { NOTHING, seconds, signedSeconds } from "../../format/duration.ts";
import { count, percent } from "../../format/number.ts";
import { t } from "../../words/words.ts";
import { shareText } from "../queue-parts/wording.ts";

export interface Cell {
  readonly text: string;
  /** A class: `is-bad`, `is-warn`, `is-guess`, or nothing. */
  readonly look: "" | "is-bad" | "is-warn" | "is-guess";
}

const plain = (text: string): Cell => ({ text, look: "" });

/** All but the longest wait, which grows and is written by the one clock. */
export function cellOf(queue: BoardQueue, column: QueueColumn, yardstick: Yardstick): Cell {
  const { span, todayMs } = yardstick.window;
  const window = windowOf(queue, span);
  const sight = sightOf(window, spanMs(span, todayMs));
  const limits = yardstick.limitsOf(queue.id);
  switch (column) {
    case "waitNow": {
      const waitMs = queue.waitSeconds === null ? null : queue.waitSeconds * 1_000;
      return {
        text: seconds(queue.waitSeconds),
        look: lookAt(waitMs, limits.warnWaitMs, limits.alarmWaitMs),
      };
    }
    case "usual":
      return plain(signedSeconds(queue.waitDeviationSeconds));
    case "waiting": {
      const more = queue.unsureWaiting > 0 ? t("queues.perhapsMore") : "";
      return {
        text: `${count(queue.waiting)}${more}`,
        look: lookAt(queue.waiting, limits.warnWaiting, limits.alarmWaiting),
      };
    }
    case "longestWait":
      return plain(NOTHING);
    case "serviceLevel":
      return { text: shareText(window.serviceLevelPct, sight), look: verdictLook(queue, yardstick, "ours") };
    case "serviceLevelCxone":
      return { text: percent(queue.serviceLevelPct), look: verdictLook(queue, yardstick, "cxone") };
    case "abandonPct":
      return { text: shareText(window.abandonPct, sight), look: sight === "hardly" ? "is-guess" : "" };
    case "offered":
    case "answered":
    case "abandoned":
      return {
        text: `${sight === "whole" ? "" : t("queues.partlyUnseen")}${count(window[column])}`,
        look: sight === "hardly" ? "is-guess" : "",
      };
    case "asa":
      return plain(seconds(window.asaSeconds));
    case "aht":
      return plain(seconds(window.ahtSeconds));
    case "routable":
      return plain(count(queue.routableAgents));
    case "media":
      return plain(t(`floor.media.${queue.media ?? "unknown"}`));
    default:
      return column satisfies never;
  }
}

function lookAt(value: number | null, warnAt: number | null, alarmAt: number | null): Cell["look"] {
  if (value === null) return "";
  if (alarmAt !== null && value >= alarmAt) return "is-bad";
  return warnAt !== null && value >= warnAt ? "is-warn" : "";
}

/** Only the figure that was judged takes the verdict's colour; ours stands back where it was not. */
function verdictLook(queue: BoardQueue, { window }: Yardstick, of: "ours" | "cxone"): Cell["look"] {
  const judged = judgeGoal(queue, window);
  if (judged === "none") return "";
  if (judged === "tooEarly" || judged.by !== of) return of === "ours" ? "is-guess" : "";
  return judged.word === "met" ? "" : judged.word === "below" ? "is-warn" : "is-bad";
}

/** The second line of a column's heading: over which window, or whose figure it is. */
export function underOf(column: QueueColumn, span: Span): string {
  switch (column) {
    case "waitNow":
    case "waiting":
    case "longestWait":
    case "routable":
      return t("queues.under.now");
    case "usual":
    case "media":
      return "";
    case "serviceLevelCxone":
      return t("queues.under.cxone");
    case "abandonPct":
      return t("queues.under.pct", { span: t(`floor.spans.${span}`) });
    case "serviceLevel":
    case "offered":
    case "answered":
    case "abandoned":
    case "asa":
    case "aht":
      return t(`floor.spans.${span}`);
    default:
      return column satisfies never;
  }
}
