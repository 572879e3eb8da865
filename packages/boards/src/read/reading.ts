/**
 * How everything of this door is read: once, whole, with every mistake as a sentence that says where it is and what would be
 * right. It must never throw, whatever comes.
 */
import { Complaints, quoted } from "@callboard/core";
import type { z } from "zod";

export type Reading<Value> =
  | { readonly kind: "read"; readonly value: Value }
  | { readonly kind: "refused"; readonly complaints: readonly string[] };

/** What zod cannot see in one part alone. It is given what came, which may be anything. */
export type CrossCheck = (value: unknown, complaints: Complaints) => void;

/** No more of zod's findings are looked at: they are told up to a bound anyway. */
const ISSUES_LOOKED_AT = 200;

/** `thing` is what a sentence without a place is about: "the board"; or the name of a list that is read by itself: "boards". */
export function readWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  thing: string,
  ...crossChecks: readonly CrossCheck[]
): Reading<z.output<Schema>> {
  const complaints = new Complaints();
  try {
    const read = schema.safeParse(value, { reportInput: true });
    const issues = read.success ? [] : read.error.issues;
    for (const issue of issues.slice(0, ISSUES_LOOKED_AT)) complaints.add(sentence(issue, value, thing));
    for (const check of crossChecks) check(value, complaints);
    if (read.success && complaints.list.length === 0) return { kind: "read", value: read.data };
  } catch {
    // A getter or a proxy that throws is not JSON.
    complaints.add("This could not be read.");
  }
  return { kind: "refused", complaints: complaints.list };
}

function sentence(issue: z.core.$ZodIssue, value: unknown, thing: string): string {
  const path = issue.path.map(String);
  const list = ONE_OF.has(thing) ? thing : "";
  const whole = list === "" ? capital(thing) : `The list of ${thing}`;
  const place = path.length === 0 ? whole : placeOf(path, value, list);
  const isMissing =
    issue.input === undefined && issue.code !== "unrecognized_keys" && issue.code !== "custom";
  const said = `${place} ${isMissing ? "is missing" : issue.message}`;
  return /[.?]$/.test(said) ? said : `${said}.`;
}

/** What one of a list is called. */
const ONE_OF = new Map([
  ["boards", "board"],
  ["pages", "page"],
  ["widgets", "widget"],
  ["screens", "screen"],
  ["schedule", "span"],
  ["codes", "code"],
  ["templates", "template"],
  ["breaks", "break"],
  ["assignments", "assignment"],
  ["queues", "queue"],
  ["aliases", "alias"],
]);

/** "Page 1 (`Floor`), widget 3 (`queues`): `wide`". `list`: what a number at the path's head is one of, where it has no name there. */
export function placeOf(path: readonly string[], value: unknown, list = ""): string {
  const steps: string[] = [];
  let [here, of] = [value, list];
  for (const part of path) {
    here = partOf(here, part);
    const isOne = /^\d+$/.test(part);
    const one = isOne ? `${ONE_OF.get(of) ?? "number"} ${Number(part) + 1}${knownAs(here)}` : null;
    if (one === null) steps.push(quoted(part));
    else if (ONE_OF.has(of) && of !== list) steps.splice(-1, 1, one);
    else steps.push(one);
    of = part;
  }
  const last = steps.at(-1) ?? "";
  const before = steps.slice(0, -1).join(", ");
  return capital(before === "" ? last : last.startsWith("`") ? `${before}: ${last}` : `${before}, ${last}`);
}

/** How people recognise one of a list: by its name, its id or its code. */
function knownAs(value: unknown): string {
  for (const key of ["name", "id", "code", "queueId", "agentId", "who"]) {
    const known = partOf(value, key);
    if (typeof known === "string" && known.trim() !== "") return ` (${quoted(known)})`;
  }
  return "";
}

/** A part of something that may be anything; never what is inherited. */
export function partOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

export const rowsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Complains about each text that comes twice: "Two widgets have the id `queues`". `keyOf` gives `null` for what has none. */
export function complainOfTwins(
  what: string,
  rows: readonly unknown[],
  keyOf: (row: unknown) => string | null,
  complaints: Complaints,
): void {
  const seen = new Set<string>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    if (seen.has(key)) complaints.add(`Two ${what} ${quoted(key)}; leave one of them out, or change it.`);
    seen.add(key);
  }
}

/** The text at a key. */
export const textAt =
  (key: string) =>
  (row: unknown): string | null => {
    const text = partOf(row, key);
    return typeof text === "string" ? text : null;
  };

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
