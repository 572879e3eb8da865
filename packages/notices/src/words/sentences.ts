/**
 * A notice in plain sentences, for every format that people read. The sentences are text, not markup: a format that
 * knows markup escapes them whole. All of them are bounded, since every name in them is.
 */
import { BOUNDS } from "@callboard/core";
import type { Severity } from "@callboard/core/alerting";
import type { Notice, NoticeAlert } from "../notice.ts";
import { clean, inertName } from "./clean.ts";
import { clockTime, duration, fieldWords, quantity, zoneName } from "./figures.ts";
import { safeLink } from "./link.ts";
import { isWithdrawn, reasonWords } from "./reasons.ts";
import { entityName, firstOf, gatheredBy, placeName, titleSubject } from "./subject.ts";

export interface Said {
  /** One line: how bad, what, and who or where. */
  readonly title: string;
  /** One line for each alert that is told, and one for those that are only counted. */
  readonly lines: readonly string[];
  /** What to do, in the rule's own words; `null` where it has none or nothing is to be done any more. */
  readonly advice: string | null;
  /** Where it comes from and in which zone its times are. */
  readonly origin: string;
  readonly link: string | null;
}

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
};

const FLAPPING =
  "It comes and goes. No more is sent about it until it is calm; the wallboard goes on showing it.";

const STATE_WORDS = new Map([
  ["READY", "ready"],
  ["NOT_READY", "not ready"],
  ["CALL", "on a contact"],
  ["AFTER_CALL_WORK", "in after-call work"],
  ["WRAP_UP", "in wrap-up"],
  ["SIGNED_OUT", "signed out"],
  ["UNKNOWN", "in an unknown state"],
]);

/** Everything that a person is told by `notice`. */
export function saidOf(notice: Notice): Said {
  const first = firstOf(notice);
  const isOver = notice.kind === "resolve";
  const advice = clean(first.advice, BOUNDS.adviceCharsMax);
  return {
    title: titleOf(notice),
    lines: linesOf(notice),
    advice: advice === "" || isOver || notice.kind === "test" ? null : advice,
    origin: `Callboard, ${inertName(notice.siteName, BOUNDS.noticeNameCharsMax)} (times in ${zoneName(notice.zone)})`,
    link: safeLink(notice.link),
  };
}

function titleOf(notice: Notice): string {
  const what = `${inertName(firstOf(notice).ruleName, BOUNDS.noticeTitleNameCharsMax)} (${titleSubject(notice)})`;
  switch (notice.kind) {
    case "fire":
      return `${SEVERITY_WORDS[notice.severity]}: ${what}`;
    case "acknowledge":
      return `Acknowledged: ${what}`;
    case "resolve":
      return notice.alerts.every(({ reason }) => isWithdrawn(reason))
        ? `Withdrawn: ${what}`
        : `Resolved: ${what}`;
    case "test":
      return `Test: notices of ${inertName(notice.siteName, BOUNDS.noticeTitleNameCharsMax)} arrive here`;
    default:
      return notice.kind satisfies never;
  }
}

function linesOf(notice: Notice): readonly string[] {
  const told = notice.alerts.slice(0, BOUNDS.noticeLinesMax);
  const lines = told.map((alert) =>
    notice.kind === "resolve" ? endedLine(alert, notice) : firingLine(alert, notice),
  );
  const rest = notice.more + notice.alerts.length - told.length;
  if (rest > 0) lines.push(`And ${rest} more${gatheredBy(notice)}.`);
  if (notice.suppressed > 0) lines.push(suppressedLine(notice.suppressed));
  if (notice.kind === "fire" && notice.alerts.some(({ isFlapping }) => isFlapping)) lines.push(FLAPPING);
  if (notice.kind === "acknowledge") lines.unshift(`${personName(notice.by)} has seen it.`);
  if (notice.kind === "test")
    lines.unshift("This is a test. The alert below is an example, and nothing is wrong.");
  return lines;
}

/** "Ana Belova (Billing): not ready for 15 min 12 s, threshold 15 min; since 14:32:10 (GMT+2)" */
function firingLine(alert: NoticeAlert, notice: Notice): string {
  const since = clockTime(alert.activeSince, notice.zone, notice.at);
  return `${who(alert)}: ${comparison(alert)}; since ${since}`;
}

/** "Ana Belova (Billing): 14:32:10 (GMT+2) to 14:50:03 (GMT+2), 17 min 53 s; the condition ended and stayed so" */
function endedLine(alert: NoticeAlert, notice: Notice): string {
  const since = clockTime(alert.activeSince, notice.zone, notice.at);
  if (alert.resolvedAt === null) return `${who(alert)}: since ${since}; ${reasonWords(alert.reason)}`;
  const until = clockTime(alert.resolvedAt, notice.zone, notice.at);
  const lasted = duration((alert.resolvedAt - alert.activeSince) / 1000);
  return `${who(alert)}: ${since} to ${until}, ${lasted}; ${reasonWords(alert.reason)}`;
}

function who(alert: NoticeAlert): string {
  const place = placeName(alert);
  const name = entityName(alert);
  return place === null ? name : `${name} (${place})`;
}

function comparison(alert: NoticeAlert): string {
  const { figure, record } = alert;
  const state = STATE_WORDS.get(record.state ?? "");
  if (figure === null) {
    const lasted = duration(record.duration_seconds);
    return state === undefined ? `for ${lasted}` : `${state} for ${lasted}`;
  }
  const value = quantity(figure.value, figure.unit);
  const against = figure.threshold === null ? "" : `, threshold ${quantity(figure.threshold, figure.unit)}`;
  const isInState = figure.field === "stateSeconds" && state !== undefined;
  return isInState ? `${state} for ${value}${against}` : `${fieldWords(figure.field)}: ${value}${against}`;
}

function suppressedLine(count: number): string {
  const [alerts, were] = count === 1 ? ["1 alert", "was"] : [`${count} alerts`, "were"];
  return `${alerts} fired again within the rule's cooldown or too often, or ${were} over within the minute, and ${were} not told one by one.`;
}

function personName(by: string | null): string {
  const name = inertName(by ?? "", BOUNDS.noticeNameCharsMax);
  return name === "" ? "Somebody" : name;
}
