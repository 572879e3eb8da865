/** What walls are given in vue-i18n's place says exactly what vue-i18n says. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createI18n as createLibrary } from "vue-i18n";
import { compileTexts } from "./compile.ts";
import { createI18n } from "./i18n-of-walls.ts";

const EN = {
  a: {
    plain: "Plain",
    value: "{by}: {text}, {by}",
    two: "{n} alert | {n} alerts",
    three: "none | one | {n} of them",
  },
  only: "English alone",
};
const DE = { a: { plain: "Schlicht", two: "{n} Alarm | {n} Alarme" } };
const options = {
  legacy: false,
  locale: "en",
  fallbackLocale: "en",
  messages: { en: {}, de: {} },
  missingWarn: false,
  fallbackWarn: false,
} as const;

function both() {
  const library = createLibrary(options);
  const ours = createI18n(options);
  for (const [language, texts] of [
    ["en", EN],
    ["en", { a: { more: "More" } }],
    ["de", DE],
  ] as const) {
    library.global.mergeLocaleMessage(language, compileTexts(texts));
    ours.global.mergeLocaleMessage(language, compileTexts(texts) as never);
  }
  const speak = (language: "en" | "de") => {
    library.global.locale.value = language;
    ours.global.locale.value = language;
  };
  return { library: library.global, ours: ours.global, speak };
}

describe("the words of a wall", () => {
  it.each(["en", "de"] as const)(
    "are the library's in %s, with values, plurals, and English where one is missing",
    (language) => {
      const { library, ours, speak } = both();
      speak(language);
      for (const key of ["a.plain", "a.value", "a.more", "only", "a.nothing", "nothing", "a.__proto__"]) {
        const values = { by: "<b>", text: "{by}" };
        expect([key, ours.t(key, values)]).toEqual([key, library.t(key, values)]);
      }
      fc.assert(
        fc.property(fc.constantFrom("a.two", "a.three"), fc.integer({ min: -3, max: 30 }), (key, number) => {
          expect(ours.t(key, { n: String(number) }, number)).toBe(
            library.t(key, { n: String(number) }, number),
          );
        }),
      );
    },
  );
});
