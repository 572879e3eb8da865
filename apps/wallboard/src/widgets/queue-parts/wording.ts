/** Sentences about queues' figures that several widgets say alike. */
import type { Span } from "@callboard/boards";
import type { SharedGoal } from "../../floor/goals.ts";
import type { Severity } from "../../floor/queue-severity.ts";
import type { Sight } from "../../floor/queue-window.ts";
import { age } from "../../format/duration.ts";
import { percent } from "../../format/number.ts";
import { linesFor } from "../../layout/text-width.ts";
import { t } from "../../words/words.ts";

/** A figure and its unit stay on one line. */
const unbroken = (text: string): string => text.replace(/ (?=%|s\b|min\b|h\b)/g, "\u00a0");

const timeOf = (goal: SharedGoal) => age(goal.thresholdSeconds * 1_000);

/** The formula of a service level in words, and its goal. */
export function formulaOf(goal: SharedGoal): string {
  const formula = t(`floor.formulas.${goal.variant}`, { time: timeOf(goal) });
  return unbroken(t("queues.goalNote", { formula, goal: percent(goal.goalPct) }));
}

/** The same in a few words, for where each queue names its own. */
export function ownGoalOf(goal: SharedGoal): string {
  const formula = t(`floor.formulaNames.${goal.variant}`);
  return t("queues.ownGoal", { time: timeOf(goal), formula, goal: percent(goal.goalPct) });
}

/** The first that is whole in the room, the most telling one standing first; nothing where none is. */
export const firstFitting = (texts: readonly string[], roomEm: number): string =>
  texts.find((text) => linesFor(text, roomEm) === 1) ?? "";

/**
 * The note beside a title: the window, and the formula as long as there is room for it.
 * @param goal `null` where the queues' goals differ
 */
export function noteOf(span: Span, goal: SharedGoal | null, roomEm: number): string {
  const window = t(`floor.spansLong.${span}`);
  const candidates =
    goal === null
      ? [t("queues.goalMixed")]
      : [formulaOf(goal), ownGoalOf(goal), t("queues.goal", { goal: percent(goal.goalPct) })];
  return firstFitting(
    [...candidates.map((formula) => t("floor.labelled", { label: window, text: formula })), window],
    roomEm,
  );
}

/** A share of a window that was not seen whole says that it is an estimate. */
export function shareText(pct: number | null, sight: Sight): string {
  return `${pct !== null && sight !== "whole" ? t("queues.partlyUnseen") : ""}${percent(pct)}`;
}

/** Why a queue needs somebody, in a word or two; on CXone's word where that was judged and nothing else says so. */
export function needText(severity: Severity, saysWhose: boolean): string {
  const { word, behindMs, isByCxone } = severity;
  if (word === "old") return t("floor.need.old", { age: age(behindMs ?? 0) });
  if (saysWhose && isByCxone && (word === "fine" || word === "belowGoal" || word === "farBelowGoal")) {
    return t(`floor.needByCxone.${word}`);
  }
  return t(`floor.need.${word}`);
}
