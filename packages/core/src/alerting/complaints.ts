/**
 * Sentences about what a person wrote wrong. They are shown to that person, so whatever is quoted is cut to what is needed
 * to recognise it, and control and direction marks are taken out.
 */
import type { z } from "zod";
import { BOUNDS } from "../bounds.ts";
import { suggestion } from "./suggest.ts";

/** No more are told at once. */
const COMPLAINTS_MAX = 20;
/** Marks that turn or hide text, and control characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu;

/** Something that was written, between backticks, fit to be shown. */
export function quoted(value: unknown): string {
  const text = typeof value === "string" ? value : shortJson(value);
  const seen = text
    .slice(0, 4 * BOUNDS.sampleCharsMax)
    .replace(UNSEEN, "")
    .replaceAll("`", "'");
  return seen.length > BOUNDS.sampleCharsMax ? `\`${seen.slice(0, BOUNDS.sampleCharsMax)}…\`` : `\`${seen}\``;
}

function shortJson(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean" || value === null) return String(value);
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : typeof value;
}

/** ` did you mean …?` where a known word is near, else what there is, where that is not much. */
export function meant(word: unknown, known: readonly string[]): string {
  const near = typeof word === "string" ? suggestion(word, known) : null;
  if (near !== null) return `; did you mean \`${near}\`?`;
  return known.length > 0 && known.length <= 10 ? `; there are ${known.map(quoted).join(", ")}.` : ".";
}

/** Collects complaints up to a bound, each once. */
export class Complaints {
  readonly list: string[] = [];

  add(sentence: string): void {
    if (this.list.length < COMPLAINTS_MAX && !this.list.includes(sentence)) this.list.push(sentence);
  }

  /** One sentence for each thing that zod found, in words of the thing itself. */
  addIssues(issues: readonly z.core.$ZodIssue[], thing: string, keysOf: KeysOf): void {
    for (const issue of issues) this.addIssue(issue, thing, keysOf);
  }

  private addIssue(issue: z.core.$ZodIssue, thing: string, keysOf: KeysOf): void {
    const path = issue.path.map(String);
    const place = path.length === 0 ? thing : quoted(path.join("."));
    if (issue.code === "unrecognized_keys") {
      const known = keysOf(path);
      for (const key of issue.keys) this.add(`${quoted(key)} is not a key of ${place}${meant(key, known)}`);
      return;
    }
    if (issue.code === "invalid_value") {
      const known = issue.values.map(String);
      const given = issue.input === undefined ? "missing" : quoted(issue.input);
      this.add(`${place} is ${given}, which it cannot be${meant(issue.input, known)}`);
      return;
    }
    this.add(`${place} ${issue.message}.`);
  }
}

/** The keys that an object at a path may have. */
export type KeysOf = (path: readonly string[]) => readonly string[];
