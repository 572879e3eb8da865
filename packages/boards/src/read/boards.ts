/** Boards as they come from outside: from the editor, or from a file that was exported. */
import { BOUNDS, type Complaints, quoted, SEVERITIES } from "@callboard/core";
import { NAME_STYLES } from "@callboard/protocol";
import { z } from "zod";
import { type BoardPlan, LANGUAGES, THEMES } from "../plan.ts";
import { list, oneOf, slug, strict, title, whole, yesNo } from "./parts.ts";
import { complainOfTwins, partOf, placeOf, type Reading, readWith, rowsOf, textAt } from "./reading.ts";
import { filter, widget } from "./widgets.ts";

const severity = oneOf(SEVERITIES).nullable();
const { pagesPerBoardMax, widgetsPerPageMax, pageSecondsMin, pageSecondsMax } = BOUNDS;

const page = strict({
  id: slug,
  name: title,
  seconds: whole(pageSecondsMin, pageSecondsMax).default(20),
  widgets: list(widget, widgetsPerPageMax, "widgets"),
  filter,
  pinOn: severity.default(null),
});

export const board = strict({
  v: z.literal(1, {
    error: ({ input }) =>
      `is ${quoted(input)}: this is a board of another version of Callboard; export it anew from one that writes version 1`,
  }),
  id: slug,
  name: title,
  pages: list(page, pagesPerBoardMax, "pages").refine((pages) => pages.length > 0, "must have a page"),
  theme: oneOf(THEMES).default("auto"),
  names: oneOf(NAME_STYLES).default("short"),
  hasRibbon: yesNo.default(true),
  soundFrom: severity.default(null),
  language: oneOf(LANGUAGES).nullable().default(null),
});

export const boards = list(board, BOUNDS.boardsMax, "boards").refine(
  (all) => all.length > 0,
  "must have at least one board",
);

/** One board, as it is exported and imported. */
export const readBoard = (value: unknown): Reading<BoardPlan> =>
  readWith(board, value, "the board", checkBoard);

/** All boards of a tenant. */
export const readBoards = (value: unknown): Reading<readonly BoardPlan[]> =>
  readWith(boards, value, "boards", (all, complaints) => {
    complainOfTwins("boards have the id", rowsOf(all), textAt("id"), complaints);
    for (const one of rowsOf(all)) checkBoard(one, complaints);
  });

/** Ids are unique where they are used, and a number warns before it alarms. */
function checkBoard(value: unknown, complaints: Complaints): void {
  const pages = rowsOf(partOf(value, "pages"));
  complainOfTwins("pages have the id", pages, textAt("id"), complaints);
  const widgetsOf = (one: unknown) => rowsOf(partOf(one, "widgets"));
  complainOfTwins("widgets have the id", pages.flatMap(widgetsOf), textAt("id"), complaints);
  for (const [page, one] of pages.entries()) {
    for (const [widget, two] of widgetsOf(one).entries()) {
      if (!isUpsideDown(two)) continue;
      const place = placeOf(["pages", String(page), "widgets", String(widget)], value);
      complaints.add(`${place} ${UPSIDE_DOWN}`);
    }
  }
}

const UPSIDE_DOWN =
  "alarms before it warns: with `badIs: high` let `warnAt` be below `alarmAt`, with `low` above it.";

function isUpsideDown(value: unknown): boolean {
  const [warnAt, alarmAt] = [partOf(value, "warnAt"), partOf(value, "alarmAt")];
  if (typeof warnAt !== "number" || typeof alarmAt !== "number") return false;
  return partOf(value, "badIs") === "high" ? warnAt >= alarmAt : warnAt <= alarmAt;
}
