/** A queue's figures as pairs of words and figures, those of CXone told apart from those counted here. */
import type { BoardQueue, BoardWindow } from "@callboard/protocol";
import { age, seconds, signedSeconds } from "../../format/duration.ts";
import { count, percent } from "../../format/number.ts";
import { t } from "../../words/words.ts";

export type Rows = readonly (readonly [string, string | null])[];

export function nowRows(queue: BoardQueue): Rows {
  const unsure =
    queue.unsureWaiting > 0 ? ` ${t("queues-page.unsure", { count: count(queue.unsureWaiting) })}` : "";
  return [
    [t("queues-page.waiting"), `${count(queue.waiting)}${unsure}`],
    [t("queues-page.routable"), count(queue.routableAgents)],
    [t("queues-page.waitNow"), seconds(queue.waitSeconds)],
    [
      t("queues-page.usual"),
      queue.waitDeviationSeconds === null ? null : signedSeconds(queue.waitDeviationSeconds),
    ],
    [t("queues-page.available"), count(queue.availableAgents)],
    [t("queues-page.levelCxone"), percent(queue.serviceLevelPct)],
    [t("queues-page.volume"), count(queue.callVolume1h)],
    [t("queues-page.abandonedCxone"), count(queue.abandonedCount)],
  ];
}

export const WINDOWS = ["last15m", "last1h", "today"] as const;

/** One line a figure, one column a window. */
export function windowRows(
  queue: BoardQueue,
): readonly { readonly name: string; readonly cells: readonly string[] }[] {
  const of = (tell: (window: BoardWindow) => string) => WINDOWS.map((name) => tell(queue[name]));
  return [
    { name: t("queues-page.serviceLevel"), cells: of((window) => percent(window.serviceLevelPct)) },
    { name: t("queues-page.offered"), cells: of((window) => count(window.offered)) },
    { name: t("queues-page.answered"), cells: of((window) => count(window.answered)) },
    { name: t("queues-page.abandoned"), cells: of((window) => count(window.abandoned)) },
    { name: t("queues-page.abandonPct"), cells: of((window) => percent(window.abandonPct)) },
    { name: t("queues-page.asa"), cells: of((window) => seconds(window.asaSeconds)) },
    { name: t("queues-page.aht"), cells: of((window) => seconds(window.ahtSeconds)) },
    {
      name: t("queues-page.blind"),
      cells: of((window) => (window.blindMs > 0 ? age(window.blindMs) : "0 s")),
    },
  ];
}

/** Service level in words: by which formula and against which goal. */
export function formulaText({ variant, thresholdSeconds, goalPct }: BoardQueue): string {
  const formula = t(`floor.formulas.${variant}`, { time: seconds(thresholdSeconds) });
  return t("queues-page.formula", { formula, goal: percent(goalPct) });
}
