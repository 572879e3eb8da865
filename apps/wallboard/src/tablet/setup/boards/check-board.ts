/** What is wrong with a board that can be told before the server is asked. */
import type { BoardPlan } from "@callboard/boards";
import { t } from "../../../words/words.ts";
import { mistakesOf, needed, within } from "../use/checks.ts";
import type { Mistake } from "../use/mistakes.ts";

const SECONDS = { least: 5, most: 3_600 } as const;

export function checkBoard({ name, pages }: BoardPlan): readonly Mistake[] {
  return [
    ...mistakesOf(needed("name", t("boards.name"), name)),
    ...pages.flatMap((page, place) => [
      ...mistakesOf(
        needed(`pages.${place}.name`, t("boards.pageName"), page.name),
        within(`pages.${place}.seconds`, t("boards.seconds"), page.seconds, SECONDS.least, SECONDS.most),
      ),
      ...page.widgets.flatMap((widget, at) => {
        if (widget.kind !== "number" || widget.warnAt === null || widget.alarmAt === null) return [];
        const isOrdered =
          widget.badIs === "high" ? widget.warnAt < widget.alarmAt : widget.warnAt > widget.alarmAt;
        return isOrdered
          ? []
          : [{ path: `pages.${place}.widgets.${at}.alarmAt`, text: t("boards.alarmOrder") }];
      }),
    ]),
  ];
}
