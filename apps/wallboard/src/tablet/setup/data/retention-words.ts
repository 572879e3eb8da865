/** What a tenant may set of how long things are kept, and what would go, in the order in which it is told. */
import type { AnswerOf } from "@callboard/api/client";

type View = AnswerOf<"retention">;

export const KEPT = [
  "historyDays",
  "minutesDays",
  "alertsDays",
  "auditDays",
] as const satisfies readonly (keyof View["value"])[];
export const GOES = [
  "historyChunks",
  "historyBytes",
  "minutes",
  "alerts",
  "notices",
  "deeds",
] as const satisfies readonly (keyof View["goes"])[];

/** Bytes are no rows. */
export const rowsThatGo = (goes: View["goes"]): number =>
  GOES.filter((kind) => kind !== "historyBytes").reduce((sum, kind) => sum + goes[kind], 0);
