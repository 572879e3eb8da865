/**
 * What the desk's log says of the link, in the reader's words. The log has short words of its own, put together from a handful;
 * one that is not known here is shown as it came, which is never an upstream's own text.
 */
import type { DeskStatus } from "@callboard/api/client";
import { i18n, t } from "../../../words/words.ts";

type Note = DeskStatus["linkEvents"][number];

export interface LinkLine {
  /** The newest of them, and the oldest where it repeated itself. */
  readonly at: number;
  readonly since: number;
  readonly times: number;
  readonly what: string;
}

/** What is told one after the other in the same words is one line. The newest first, as they come. */
export function linkLines(notes: readonly Note[]): readonly LinkLine[] {
  const lines: LinkLine[] = [];
  for (const { at, what } of notes) {
    const above = lines.at(-1);
    if (above?.what === what) lines[lines.length - 1] = { ...above, since: at, times: above.times + 1 };
    else lines.push({ at, since: at, times: 1, what });
  }
  return lines;
}

const ROUND = /^reconciliation failed: (.*)$/s;
const SIGN_IN_FAILED = /^sign-in failed: (\w+)$/;
const SIGN_IN = /^sign-in: (\w+)$/;
const CLOSED = /^closed (\d{4})(?:: (\w+))?$/;
const LINK = /^(\w+)(?:: (\w+))?$/;
const STATUS = /^status (\d{3})$/;

/** One note as a sentence; `null` where it is of words that are not known here. */
export function linkWords(what: string): string | null {
  if (what === "reconciliation: empty answer") return t("status.log.roundEmpty");
  if (what === "reconciliation: the token was refused") return t("status.log.roundToken");
  const round = ROUND.exec(what)?.[1];
  if (round !== undefined) return t("status.log.roundFailed", { why: whyWords(round) });
  const failed = SIGN_IN_FAILED.exec(what)?.[1];
  if (failed !== undefined) return t("status.log.signInFailed", { why: whyWords(failed) });
  const wrong = SIGN_IN.exec(what)?.[1];
  if (wrong !== undefined) return known(`status.log.misconfigured.${wrong}`);
  const closed = CLOSED.exec(what);
  if (closed !== null) return sentence(t("status.log.events.closed", { code: closed[1] ?? "" }), closed[2]);
  const link = LINK.exec(what);
  const event = known(`status.log.events.${link?.[1] ?? ""}`);
  return event === null ? null : sentence(event, link?.[2]);
}

/** What came of it stands behind what happened. */
function sentence(event: string, state: string | undefined): string {
  const then = state === undefined ? null : known(`status.log.then.${state}`);
  return then === null ? event : `${event} ${then}`;
}

/** Why something failed, in words; what is not known is said as it came. */
export function whyWords(why: string): string {
  const status = STATUS.exec(why)?.[1];
  if (status !== undefined) return t("status.why.status", { status });
  return known(`status.why.${why}`) ?? why;
}

/** Why a message was not taken in. */
export const reasonWords = (reason: string): string => known(`status.refused.reasons.${reason}`) ?? reason;

function known(key: string): string | null {
  return i18n.global.te(key) ? t(key) : null;
}
