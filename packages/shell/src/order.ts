/**
 * What people send to change something by its revision, and the words in which that is refused; the same for whatever is set.
 * Nothing is thrown.
 */
import { BOUNDS, type EpochMs, quoted, visibleLine } from "@callboard/core";
import { type Refused, refused } from "./reply.ts";

/** Which revision something has, and whose deed it was; 0 and `null` for what nobody has changed. */
export interface Stamp {
  readonly revision: number;
  readonly changed: { readonly by: string; readonly at: EpochMs } | null;
}

export interface Order {
  readonly by: string;
  /** The revision that was changed; `null` for what is to be new. */
  readonly revision: number | null;
}

/** `{by, revision}` of a request. */
export function readOrder(fields: Readonly<Record<string, unknown>>): Order | Refused {
  const by = readPerson(fields.by);
  if (typeof by !== "string") return by;
  const revision = fields.revision ?? null;
  if (revision === null) return { by, revision };
  if (typeof revision === "number" && Number.isSafeInteger(revision) && revision >= 0)
    return { by, revision };
  return refused(
    400,
    "Which revision was changed?",
    "`revision` must be the number that came with what you changed: it is how two people do not undo each other's work.",
  );
}

/** Who acts, without what no name has. */
export function readPerson(value: unknown): string | Refused {
  const isShort = typeof value === "string" && value.length <= BOUNDS.personCharsMax;
  const name = isShort ? visibleLine(value) : "";
  if (name !== "") return name;
  return refused(
    400,
    "Who changes this?",
    `\`by\` must be a name of at most ${BOUNDS.personCharsMax} characters.`,
  );
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
