/** Every language says the same things: the same keys with the same values in them, and nothing left empty by accident. */
import { describe, expect, it } from "vitest";

const files: Record<string, { readonly default: unknown }> = import.meta.glob("./{en,de,fr}/*.json", {
  eager: true,
});
const LANGUAGES = ["en", "de", "fr"] as const;
/** Said by silence. */
const MAY_BE_EMPTY = new Set(["floor.alerts.care.open"]);

function textsOf(value: unknown, path = ""): Map<string, string> {
  const texts = new Map<string, string>();
  if (typeof value === "string") texts.set(path, value);
  else if (typeof value === "object" && value !== null) {
    for (const [key, below] of Object.entries(value)) {
      for (const [at, text] of textsOf(below, path === "" ? key : `${path}.${key}`)) texts.set(at, text);
    }
  }
  return texts;
}

const areas = Array.from(new Set(Object.keys(files).map((path) => path.replace(/^.*\//, "")))).sort();
const of = (language: string, area: string) => textsOf(files[`./${language}/${area}`]?.default);
const values = (text: string) =>
  Array.from(new Set(Array.from(text.matchAll(/\{(\w+)\}/g), (found) => found[1]))).sort();
const plurals = (text: string) => text.split(" | ").length;

describe("the words", () => {
  it("are there in areas", () => {
    expect(areas).toEqual(expect.arrayContaining(["common.json", "floor.json", "wall.json"]));
  });

  it.each(areas)("of %s have the same keys in all languages, under the area's own name", (area) => {
    const keys = LANGUAGES.map((language) => Array.from(of(language, area).keys()).sort());
    expect(keys[1]).toEqual(keys[0]);
    expect(keys[2]).toEqual(keys[0]);
    const name = area.replace(/\.json$/, "");
    expect(keys[0]?.filter((key) => !key.startsWith(`${name}.`))).toEqual([]);
  });

  it.each(areas)("of %s carry the same values and plurals in all languages", (area) => {
    for (const [key, text] of of("en", area)) {
      for (const language of LANGUAGES) {
        const said = of(language, area).get(key) ?? "";
        expect([key, values(said), plurals(said)]).toEqual([key, values(text), plurals(text)]);
        if (!MAY_BE_EMPTY.has(key)) expect([key, language, said.trim()]).not.toEqual([key, language, ""]);
      }
    }
  });
});
