/** What people send to change something, and the words in which it is refused. Nothing is thrown. */
import { BOUNDS, quoted } from "@callboard/core";
import { type Refused, refused } from "@callboard/shell";
import { z } from "zod";
import type { Stamp } from "./views.ts";

/** Control characters and marks that turn the direction of text: nothing that a name has. */
const INVISIBLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const person = z
  .string()
  .max(BOUNDS.personCharsMax)
  .transform((text) => text.replace(INVISIBLE, "").trim())
  .pipe(z.string().min(1));
const revision = z.int().min(0).nullable().default(null);

export interface Order {
  readonly by: string;
  /** The revision that was changed; `null` for what is to be new. */
  readonly revision: number | null;
}

/** `{by, revision}` of a request. */
export function readOrder(fields: Readonly<Record<string, unknown>>): Order | Refused {
  const who = person.safeParse(fields.by);
  if (!who.success)
    return refused(
      400,
      "Who changes this?",
      `\`by\` must be a name of at most ${BOUNDS.personCharsMax} characters.`,
    );
  const which = revision.safeParse(fields.revision);
  if (!which.success)
    return refused(
      400,
      "Which revision was changed?",
      "`revision` must be the number that came with what you changed: it is how two people do not undo each other's work.",
    );
  return { by: who.data, revision: which.data };
}

export const isRefused = (order: Order | Refused): order is Refused => "kind" in order;

/** Somebody was quicker. Says who and when, and what to do. */
export function stale(what: string, asked: number | null, { revision, changed }: Stamp): Refused {
  if (changed === null)
    return refused(
      409,
      "There is another one",
      `${what} has revision ${revision}, and ${asked === null ? "none" : asked} was sent. Load it anew, and make your change again.`,
    );
  return refused(
    409,
    "Somebody was quicker",
    `${quoted(changed.by)} changed ${what} at ${minuteOf(changed.at)} UTC. Load it anew, and make your change again.`,
  );
}

export const wrong = (title: string, complaints: readonly string[]): Refused =>
  refused(400, title, complaints.join(" "), complaints);

export const noSuch = (what: string, id: string): Refused =>
  refused(404, `No such ${what}`, `There is no ${what} ${quoted(id)}. It may have been removed.`);

export const noStorage = refused(
  503,
  "The storage does not answer",
  "Nothing was changed. Send the same request again in a moment.",
);

/** "2026-11-22 19:41" */
const minuteOf = (at: number): string => new Date(at).toISOString().slice(0, 16).replace("T", " ");
