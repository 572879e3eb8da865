/** A shift as pieces of a drawn week: what crosses midnight becomes two. Wall-clock minutes alone: no zone is applied here. */
import type { ShiftTemplateSetup } from "@callboard/boards";
import { TIME_OF_DAY } from "../use/mistakes.ts";

export interface WeekPiece {
  /** 1 is Monday. */
  readonly day: number;
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly isBreak: boolean;
}

const DAY_MINUTES = 1_440;

/** Minutes since midnight; `null` while it is not a time of day. */
function minuteOf(time: string): number | null {
  if (!TIME_OF_DAY.test(time)) return null;
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

export function piecesOf({
  days,
  start,
  end,
  breaks,
}: Pick<ShiftTemplateSetup, "days" | "start" | "end" | "breaks">): readonly WeekPiece[] {
  const from = minuteOf(start);
  const to = minuteOf(end);
  if (from === null || to === null) return [];
  const until = to <= from ? to + DAY_MINUTES : to;
  return days.flatMap((day) => [
    ...cut(day, from, until, false),
    ...breaks.flatMap((pause) => {
      const begins = minuteOf(pause.start);
      const ends = minuteOf(pause.end);
      if (begins === null || ends === null) return [];
      // A break before the shift's beginning on the clock is after midnight.
      const at = begins < from ? begins + DAY_MINUTES : begins;
      const length = (ends - begins + DAY_MINUTES) % DAY_MINUTES;
      return cut(day, at, at + length, true);
    }),
  ]);
}

function cut(day: number, from: number, to: number, isBreak: boolean): readonly WeekPiece[] {
  const next = (day % 7) + 1;
  if (from >= DAY_MINUTES)
    return [{ day: next, fromMinute: from - DAY_MINUTES, toMinute: to - DAY_MINUTES, isBreak }];
  if (to <= DAY_MINUTES) return [{ day, fromMinute: from, toMinute: to, isBreak }];
  return [
    { day, fromMinute: from, toMinute: DAY_MINUTES, isBreak },
    { day: next, fromMinute: 0, toMinute: to - DAY_MINUTES, isBreak },
  ];
}
