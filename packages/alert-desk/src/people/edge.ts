/**
 * What people send, read once: names, texts, instants and pages. Every refusal is a sentence that says what to mend. It
 * must never throw, whatever comes.
 */
import { BOUNDS, type EpochMs, visibleLine, visibleLines } from "@callboard/core";
import { type Refused, refused } from "@callboard/shell";
import { z } from "zod";

/** One line of text. */
const line = (charsMax: number) =>
  z
    .string("must be text")
    .max(charsMax, `must be at most ${charsMax} characters`)
    .transform(visibleLine)
    .pipe(z.string().min(1, "must not be empty"));

export const person = line(BOUNDS.personCharsMax);

export const commentText = z
  .string("must be text")
  .transform(visibleLines)
  .pipe(z.string().min(1, "must not be empty"));

/** Epoch milliseconds, or a text that `Date` reads, as in a query. */
export const instant = z
  .union([z.number(), z.string().max(BOUNDS.idCharsMax)], "must be an instant")
  .transform((value) => (/^\d+$/.test(String(value)) ? Number(value) : Date.parse(String(value))))
  .pipe(z.number("must be an instant: milliseconds since 1970, or like 2026-11-22T09:00:00Z").int());

const limit = z.coerce
  .number("must be a number")
  .int("must be a whole number")
  .min(1, "must be at least 1")
  .max(BOUNDS.alertPageMax, `must be at most ${BOUNDS.alertPageMax}`);

export const pageLimit = limit.default(50);

/** A read value, or what is wrong with it. */
export type Edge<Value> = { readonly kind: "read"; readonly value: Value } | Refused;

export function readEdge<Schema extends z.ZodType>(
  what: string,
  schema: Schema,
  value: unknown,
): Edge<z.infer<Schema>> {
  const read = safely(schema, value);
  if (read === null) return refused(400, `This is no ${what}`, `The ${what} could not be read.`);
  if (read.success) return { kind: "read", value: read.data };
  const complaints = read.error.issues.slice(0, 20).map(sentence);
  return refused(400, `This is no ${what}`, complaints.join(" "), complaints);
}

/** A getter or a proxy that throws is not JSON. */
function safely<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.ZodSafeParseResult<z.infer<Schema>> | null {
  try {
    return schema.safeParse(value, { reportInput: true });
  } catch {
    return null;
  }
}

function sentence(issue: z.core.$ZodIssue): string {
  const place =
    issue.path.length === 0 ? "" : `\`${issue.path.map(String).join(".").slice(0, BOUNDS.sampleCharsMax)}\` `;
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.map((key) => `\`${key.slice(0, BOUNDS.sampleCharsMax)}\``).join(", ");
    return `${keys} is not known here.`;
  }
  if (issue.input === undefined) return `${place}is missing.`;
  const message = issue.message.startsWith("must") ? issue.message : `is not right: ${issue.message}`;
  return place === "" ? `It ${message}.` : `${place}${message}.`;
}

/** Who does it: a name of at most `personCharsMax` characters. */
export const readPerson = (value: unknown): Edge<string> => readEdge("name of a person", person, value);

export const noStorage = refused(
  503,
  "The alert desk's storage does not answer",
  "Nothing was changed. Send the same request again in a moment.",
);

export const notFound = (what: string, id: unknown): Refused =>
  refused(404, `No such ${what}`, `There is no ${what} \`${String(id).slice(0, BOUNDS.idCharsMax)}\`.`);

/** Where a page ends: an instant and an id in one text. */
export const writePlace = (at: EpochMs, id: string): string => `${at.toString(36)}.${id}`;

export function readPlace(text: string): { readonly at: EpochMs; readonly id: string } | null {
  const [head = ""] = text.split(".", 1);
  const at = Number.parseInt(head, 36);
  return Number.isSafeInteger(at) && text.length > head.length
    ? { at, id: text.slice(head.length + 1) }
    : null;
}
