/** Screens as they come from outside. Their boards must be there; a site that is not is no mistake, as sites live elsewhere. */
import { BOUNDS, type Complaints, meant, quoted } from "@callboard/core";
import { LANGUAGES, type ScreenPlan, THEMES } from "../plan.ts";
import { days, endTime, list, number, oneOf, slug, strict, theirText, time, title } from "./parts.ts";
import { complainOfTwins, partOf, placeOf, type Reading, readWith, rowsOf, textAt } from "./reading.ts";

const span = strict({
  days,
  from: time,
  to: endTime,
  board: slug,
  theme: oneOf(THEMES).nullable().default(null),
});

export const screen = strict({
  id: slug,
  name: title,
  board: slug,
  schedule: list(span, BOUNDS.spansPerScreenMax, "spans").default([]),
  site: theirText().nullable().default(null),
  metres: number(0.3, 50).default(5),
  inches: number(5, 300).default(55),
  language: oneOf(LANGUAGES).nullable().default(null),
});

export const screens = list(screen, BOUNDS.screensMax, "screens");

/** One screen; `boardIds` are the boards that there are, `null` where that is not asked. */
export const readScreen = (value: unknown, boardIds: readonly string[] | null): Reading<ScreenPlan> =>
  readWith(screen, value, "the screen", (one, complaints) =>
    checkBoards(one, "The screen", boardIds, complaints),
  );

/** All screens of a tenant. */
export const readScreens = (
  value: unknown,
  boardIds: readonly string[] | null,
): Reading<readonly ScreenPlan[]> =>
  readWith(screens, value, "screens", (all, complaints) => {
    complainOfTwins("screens have the id", rowsOf(all), textAt("id"), complaints);
    for (const [index, one] of rowsOf(all).entries()) {
      checkBoards(one, placeOf([String(index)], all, "screens"), boardIds, complaints);
    }
  });

function checkBoards(
  value: unknown,
  place: string,
  boardIds: readonly string[] | null,
  complaints: Complaints,
): void {
  if (boardIds === null) return;
  const named = [value, ...rowsOf(partOf(value, "schedule"))].map((one) => partOf(one, "board"));
  for (const id of new Set(named)) {
    if (typeof id !== "string" || boardIds.includes(id)) continue;
    complaints.add(`${place} shows the board ${quoted(id)}, which there is not${meant(id, boardIds)}`);
  }
}
