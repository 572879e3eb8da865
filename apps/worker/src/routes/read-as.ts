/** Reads what was sent by the schema that the document tells of; every refusal says which field and what is wrong with it. */
import { BOUNDS } from "@callboard/core";
import { type Refused, wrong } from "@callboard/shell";
import type { z } from "zod";

/** Sentences of one refusal. */
const COMPLAINTS_MAX = 20;

export function readAs<Schema extends z.ZodType>(
  what: string,
  schema: Schema,
  value: unknown,
): { readonly kind: "read"; readonly value: z.infer<Schema> } | Refused {
  const read = schema.safeParse(value);
  if (read.success) return { kind: "read", value: read.data };
  const complaints = read.error.issues.slice(0, COMPLAINTS_MAX).map(({ path, message }) => {
    const place = path.map(String).join(".").slice(0, BOUNDS.sampleCharsMax);
    return place === "" ? `${message}.` : `\`${place}\`: ${message}.`;
  });
  return wrong(`This is no ${what} yet`, complaints);
}
