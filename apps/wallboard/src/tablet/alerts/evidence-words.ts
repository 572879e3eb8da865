/** Evidence as a person reads it: each comparison and each event in one line. Plain functions over what the server sent. */
import { figureText } from "../../floor/alert-words.ts";
import { duration } from "../../format/duration.ts";
import { t } from "../../words/words.ts";
import type { ComparedValue, Evidence, EvidenceEvent, QueueReading } from "../api/shapes.ts";
import { valueWord, wordOf } from "./code-words.ts";

/** "Wait 2:23 > 2:00" */
export function comparisonText({ field, value, test, against, unit }: ComparedValue): string {
  const shown = (one: string | number | null): string =>
    typeof one === "number"
      ? (figureText(one, unit) ?? "")
      : one === null
        ? t("app.notKnown")
        : valueWord(field, one);
  const held = Array.isArray(against)
    ? against.map((one: string) => valueWord(field, one)).join(", ")
    : shown(against as string | number | null);
  return `${wordOf("fields", field)} ${shown(value)} ${wordOf("tests", test)} ${held}`;
}

const HOUR_MS = 3_600_000;

/** What of the hour before was not seen; a watch that began within that hour is no hole in it. Empty where all was seen. */
export function blindText(
  { at, blindMs, seenSince = null }: Pick<Evidence, "at" | "blindMs" | "seenSince">,
  when: (at: number) => string,
): string {
  const unwatchedMs = seenSince === null ? 0 : seenSince - (at - HOUR_MS);
  if (seenSince === null || unwatchedMs <= 0)
    return blindMs > 0 ? t("alerts-page.evidence.blind", { time: duration(blindMs) }) : "";
  const holeMs = blindMs - unwatchedMs;
  const words = [t("alerts-page.evidence.watchedSince", { at: when(seenSince) })];
  if (holeMs >= 1_000) words.push(t("alerts-page.evidence.blindSince", { time: duration(holeMs) }));
  return words.join(" ");
}

/** Told by their value alone. */
const UNNAMED = new Set(["reason", "detail"]);
const INSTANTS = new Set(["since", "until"]);
const SECONDS = new Set(["waitSeconds"]);
const PERCENT = new Set(["serviceLevelPct"]);

/** How an instant is told, and by which name a queue is known; `null` where it is not. */
export interface Telling {
  when(at: number): string;
  queueName(id: string): string | null;
}

/** "Ready → Not ready, code LUNCH". Details that say nothing are left out. */
export function eventText({ what, details }: EvidenceEvent, telling: Telling): string {
  const { from, to, ...others } = details;
  const words: string[] = [];
  const said = (one: string | number | boolean) => valueWord(what, String(one));
  if (from !== undefined && from !== null && to !== undefined)
    words.push(`${said(from)} → ${to === null ? t("app.notKnown") : said(to)}`);
  else if (to !== undefined && to !== null) words.push(said(to));
  for (const [name, value] of Object.entries(others)) {
    if (value === null || value === false) continue;
    const parts = [UNNAMED.has(name) ? "" : wordOf("details", name), detailText(name, value, telling)];
    words.push(parts.filter((part) => part !== "").join(" "));
  }
  return words.join(", ");
}

function detailText(name: string, value: string | number | true, { when, queueName }: Telling): string {
  if (value === true) return "";
  if (typeof value === "string") {
    if (name === "queueId") return queueName(value) ?? value;
    return valueWord(name === "reason" ? "notRoutableReason" : name, value);
  }
  if (INSTANTS.has(name)) return when(value);
  if (SECONDS.has(name)) return duration(value * 1_000);
  return PERCENT.has(name) ? (figureText(value, "pct") ?? "") : String(value);
}

/** A queue's reading as pairs of name and figure, without those that are not known. */
export function readingRows(
  queue: QueueReading,
  when: (at: number) => string,
): readonly (readonly [string, string])[] {
  const rows: (readonly [string, string | null])[] = [
    [t("alerts-page.reading.waitSeconds"), figureText(queue.waitSeconds, "seconds")],
    [t("alerts-page.reading.waitDeviationSeconds"), signed(queue.waitDeviationSeconds)],
    [t("alerts-page.reading.availableAgents"), figureText(queue.availableAgents, "count")],
    [t("alerts-page.reading.routableAgents"), figureText(queue.routableAgents, "count")],
    [t("alerts-page.reading.workingAgents"), figureText(queue.workingAgents ?? null, "count")],
    [t("alerts-page.reading.waiting"), figureText(queue.waiting, "count")],
    [t("alerts-page.reading.serviceLevelPct"), figureText(queue.serviceLevelPct, "pct")],
    [t("alerts-page.reading.statsAt"), queue.statsAt === null ? null : when(queue.statsAt)],
  ];
  return rows.filter((row): row is readonly [string, string] => row[1] !== null);
}

const signed = (seconds: number | null): string | null =>
  seconds === null ? null : `${seconds < 0 ? "−" : "+"}${duration(Math.abs(seconds) * 1_000)}`;
