/**
 * What readings are made of: ids, lines, lists, objects, numbers and times, each with the words of its mistakes. Words that come
 * from CXone (ids of queues, codes, teams) stay letter for letter as they are; names that people give lose marks that nobody sees.
 */
import { BOUNDS, isZone, meant, quoted, visibleLine, visibleLines } from "@callboard/core";
import { z } from "zod";

type RawIssue = { readonly code?: string | undefined; readonly keys?: readonly string[] | undefined };

/** An object with these keys and no others. */
export const strict = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue: RawIssue) =>
      issue.code === "unrecognized_keys"
        ? unknownKeys(issue.keys ?? [], Object.keys(shape))
        : "must be an object",
  });

function unknownKeys(keys: readonly string[], known: readonly string[]): string {
  const [first = "", ...others] = keys;
  const rest = others.length === 0 ? "" : ` (nor ${others.slice(0, 5).map(quoted).join(", ")})`;
  return `has no key ${quoted(first)}${rest}${meant(first, known)}`;
}

/** A list; nothing of it is looked at where it is too long. */
export function list<Of extends z.ZodType>(of: Of, max: number, noun: string) {
  const tooLong = `may have ${max} ${noun} at most`;
  return z.preprocess(
    (value, context) => {
      if (Array.isArray(value) && value.length > max) context.addIssue({ code: "custom", message: tooLong });
      return value;
    },
    z.array(of, { error: "must be a list" }).max(max, tooLong),
  );
}

/** One of a few words. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: ({ input }) => `is ${quoted(input)}, which it cannot be${meant(input, words)}` });

/** One line that a person wrote. */
export const line = (charsMax: number) =>
  z
    .string({ error: "must be text" })
    .max(charsMax, `may have ${charsMax} characters at most`)
    .transform(visibleLine)
    .pipe(z.string().min(1, "must not be empty"));

export const title = line(BOUNDS.titleCharsMax);

/** Lines that a person wrote; they may be none. */
export const lines = (charsMax: number) =>
  z
    .string({ error: "must be text" })
    .max(charsMax, `may have ${charsMax} characters at most`)
    .transform(visibleLines)
    .pipe(z.string());

/** A text of CXone's, letter for letter. */
export const theirText = (charsMax: number = BOUNDS.idCharsMax) =>
  z
    .string({ error: "must be text" })
    .min(1, "must not be empty")
    .max(charsMax, `may have ${charsMax} characters at most`);

/** An id of ours: it stands in addresses. */
export const slug = z
  .string({ error: "must be text" })
  .regex(
    /^[a-z0-9][a-z0-9-]{0,62}$/,
    "must have lower-case letters, digits and hyphens only, such as `sales-floor`, at most 63",
  );

export const whole = (min: number, max: number) =>
  number(min, max).int(`must be a whole number from ${min} to ${max}`);

export const number = (min: number, max: number) =>
  z
    .number({ error: `must be a number from ${min} to ${max}` })
    .min(min, `must be a number from ${min} to ${max}`)
    .max(max, `must be a number from ${min} to ${max}`);

export const yesNo = z.boolean({ error: "must be true or false" });

export const zone = z
  .string({ error: "must be text" })
  .refine(isZone, "is no time zone that we know; it is written as `Europe/Madrid`");

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const WRONG_TIME = "must be a time of day from `00:00` to `24:00`, as `08:30`";

/** "HH:MM" */
export const time = z.string({ error: WRONG_TIME }).regex(TIME, WRONG_TIME);
/** An end may also be written as the end of the day. */
export const endTime = z
  .string({ error: WRONG_TIME })
  .transform((text) => (text === "24:00" ? "00:00" : text))
  .pipe(time);

const WRONG_DAY = "must be a day of the week, 1 (Monday) to 7 (Sunday)";

/** ISO weekdays, in order and each once. */
export const days = z
  .array(z.int({ error: WRONG_DAY }).min(1, WRONG_DAY).max(7, WRONG_DAY), {
    error: "must list days of the week, 1 (Monday) to 7 (Sunday)",
  })
  .min(1, "must list at least one day of the week, 1 (Monday) to 7 (Sunday)")
  .max(7, "lists more than seven days")
  .transform((listed) => [...new Set(listed)].sort())
  .pipe(z.array(z.int()));
