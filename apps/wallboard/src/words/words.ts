/**
 * Every word that people read, by key, in the language that is set. Texts are JSON in `en/`, `de/` and `fr/`, one file an
 * area; each page adds the areas that it needs, so that the wall does not carry the tablet's. Names and other strings from
 * outside are only ever given as values, never as keys or texts.
 */
import type { Language } from "@callboard/boards";
import { createI18n } from "vue-i18n";
import { compileTexts } from "./compile.ts";

/** One area's texts in every language. A text is an ICU-less vue-i18n message: `{name}` for values, `|` between plurals. */
export type Area = Readonly<Record<Language, Readonly<Record<string, unknown>>>>;

export const i18n = createI18n({
  legacy: false,
  locale: "en",
  fallbackLocale: "en",
  messages: { en: {}, de: {}, fr: {} },
  // A missing key is found by `words.test.ts`, not by a visitor's console.
  missingWarn: false,
  fallbackWarn: false,
});

/** The words of a key. In a template or a `computed` it follows the language by itself. */
export const t = i18n.global.t;

export function addWords(...areas: readonly Area[]): void {
  for (const area of areas) {
    for (const [name, texts] of Object.entries(area)) addTexts(name, texts);
  }
}

/** Texts of one language, beside those that it has. */
export function addTexts(name: string, texts: Readonly<Record<string, unknown>>): void {
  i18n.global.mergeLocaleMessage(name, compileTexts(texts));
}

/** The language now, also for `Intl`; reactive. */
export const language = i18n.global.locale;

export function speak(next: Language): void {
  language.value = next;
  document.documentElement.lang = next;
}
