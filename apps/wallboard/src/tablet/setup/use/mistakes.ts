/**
 * What is wrong with a form: each mistake with the field that it is about, where that is known, so that it stands beside the
 * field as well as in the summary. The server's sentences begin with the place: "Page 1 (`Floor`), widget 3 (`queues`): `wide` …".
 */
import type { Failure } from "../../api/request.ts";

export interface Mistake {
  /** "pages.0.seconds"; empty where it is about the whole. */
  readonly path: string;
  readonly text: string;
}

/** What one of a list is called in the server's sentences; the lists that are whole documents have no name in a path. */
const LIST_OF: ReadonlyMap<string, string> = new Map([
  ["page", "pages"],
  ["widget", "widgets"],
  ["span", "schedule"],
  ["template", "templates"],
  ["break", "breaks"],
  ["assignment", "assignments"],
  ["queue", "queues"],
  ["alias", "aliases"],
  ["site", "sites"],
  ["code", ""],
  ["board", ""],
  ["screen", ""],
]);
const STEP = /^(?:([A-Za-z]+) (\d{1,5})(?: \(`[^`]*`\))?|`([\w.[\]-]{1,200})`)(?:: |, | |$)/;
const STEPS_MOST = 10;

export function mistakesIn(failure: Failure | null): readonly Mistake[] {
  return (failure?.complaints ?? []).map((text) => ({ path: pathIn(text), text }));
}

/** The path that a sentence begins with; empty where it begins otherwise. */
export function pathIn(sentence: string): string {
  const path: string[] = [];
  let rest = sentence;
  for (let step = 0; step < STEPS_MOST; step += 1) {
    const found = STEP.exec(rest);
    if (found === null) break;
    const [whole, noun, number, key] = found;
    rest = rest.slice(whole.length);
    if (key !== undefined) path.push(...key.replace(/\[(\d+)\]/g, ".$1").split("."));
    else if (noun !== undefined) {
      const list = LIST_OF.get(noun.toLowerCase());
      if (list === undefined) break;
      if (list !== "") path.push(list);
      path.push(String(Number(number) - 1));
    }
    if (key !== undefined && whole.endsWith(" ") && !whole.endsWith(": ") && !whole.endsWith(", ")) break;
  }
  return path.join(".");
}

/** The first mistake about a field; one about a part of it that has no field of its own counts as its own. */
export function mistakeAt(mistakes: readonly Mistake[], path: string): string | null {
  if (path === "") return null;
  return mistakes.find((one) => one.path === path || one.path.startsWith(`${path}.`))?.text ?? null;
}

/** An element's id for a path, so that the summary can lead to the field. */
export const fieldId = (path: string): string => `field-${path.replace(/[^\w-]/g, "-")}`;

export const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
