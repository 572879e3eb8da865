/** Which locale each language is written in. British English, since its dates and 24-hour clock are the floor's own. */
import type { Language } from "@callboard/boards";

const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", de: "de-DE", fr: "fr-FR" };

/** @param language as the page has it; one that is not known is English */
export function localeOf(language: string): string {
  return language === "de" || language === "fr" ? LOCALES[language] : LOCALES.en;
}
