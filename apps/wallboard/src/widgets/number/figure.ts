/**
 * The one figure of a big number. Figures of people are counts of this moment: signed in are all whose state is known and
 * who are not signed out, on contact are those in a call, wrap-up is both of CXone's words for it. Figures of contacts are
 * put together as `floor/combined.ts` says.
 */
import type { FigureName, NumberWidget } from "@callboard/boards";
import { AGENT_STATES, type AgentState, type BoardCounts, type BoardQueue } from "@callboard/protocol";
import { type Combined, combine, type QueueFigure } from "../../floor/combined.ts";
import { isNobodyIn } from "../../floor/state-counts.ts";

export type FigureUnit = "count" | "seconds" | "pct";

const UNITS: Readonly<Record<FigureName, FigureUnit>> = {
  routable: "count",
  readyNotRoutable: "count",
  onContact: "count",
  wrapUp: "count",
  notReady: "count",
  signedIn: "count",
  waiting: "count",
  longestWait: "seconds",
  waitNow: "seconds",
  serviceLevel: "pct",
  offered: "count",
  answered: "count",
  abandoned: "count",
  abandonPct: "pct",
  asa: "seconds",
  aht: "seconds",
};

export const unitOf = (figure: FigureName): FigureUnit => UNITS[figure];

export interface FigureInput {
  readonly widget: Pick<NumberWidget, "figure" | "span">;
  readonly counts: BoardCounts;
  /** Whether this is a part of the floor, and not all of it. */
  readonly isPart: boolean;
  readonly queues: readonly BoardQueue[];
  readonly todayMs: number | null;
}

export function figureNow({
  widget: { figure, span },
  counts,
  isPart,
  queues,
  todayMs,
}: FigureInput): Combined {
  if (isPart && isOfPeople(figure) && isNobodyIn(counts)) return { kind: "nothing", why: "nobodyHere" };
  if (isOfPeople(figure)) {
    return {
      kind: "value",
      value: peopleOf(figure, counts),
      sight: "whole",
      unsure: unsureOf(figure, counts),
    };
  }
  return combine(queues, { figure, span, todayMs });
}

type PeopleFigure = Exclude<FigureName, QueueFigure>;
const PEOPLE: ReadonlySet<FigureName> = new Set([
  "routable",
  "readyNotRoutable",
  "onContact",
  "wrapUp",
  "notReady",
  "signedIn",
]);
export const isOfPeople = (figure: FigureName): figure is PeopleFigure => PEOPLE.has(figure);

const inState = (counts: BoardCounts, state: AgentState): number =>
  counts.byState[AGENT_STATES.indexOf(state)] ?? 0;

function peopleOf(figure: PeopleFigure, counts: BoardCounts): number {
  switch (figure) {
    case "routable":
      return counts.routable;
    case "readyNotRoutable":
      return counts.readyNotRoutable;
    case "onContact":
      return inState(counts, "CALL");
    case "wrapUp":
      return inState(counts, "AFTER_CALL_WORK") + inState(counts, "WRAP_UP");
    case "notReady":
      return inState(counts, "NOT_READY");
    case "signedIn":
      return (["READY", "NOT_READY", "CALL", "AFTER_CALL_WORK", "WRAP_UP"] as const).reduce(
        (sum, state) => sum + inState(counts, state),
        0,
      );
    default:
      return figure satisfies never;
  }
}

/** How many more there may be, of whom it cannot be said. */
function unsureOf(figure: PeopleFigure, counts: BoardCounts): number {
  if (figure === "routable" || figure === "readyNotRoutable") return counts.readyUnknown;
  return figure === "signedIn" ? inState(counts, "UNKNOWN") : 0;
}

export type NumberLevel = "alarm" | "warning" | "fine" | "plain";

/**
 * Which of the widget's limits the value has reached. `plain` where it has none, and where most of what it was counted from
 * was not seen: a verdict needs evidence.
 */
export function levelOf(
  { warnAt, alarmAt, badIs }: Pick<NumberWidget, "warnAt" | "alarmAt" | "badIs">,
  value: number | null,
  isEvidence: boolean,
): NumberLevel {
  if (value === null || !isEvidence || (warnAt === null && alarmAt === null)) return "plain";
  const isOver = (limit: number | null) =>
    limit !== null && (badIs === "high" ? value >= limit : value <= limit);
  if (isOver(alarmAt)) return "alarm";
  return isOver(warnAt) ? "warning" : "fine";
}
