/** Which language this device reads: what was chosen on it, else the tenant's, else the browser's, else English. */
import { LANGUAGES, type Language } from "@callboard/boards";
import { language, speak } from "../../words/words.ts";
import { keep, kept } from "./kept.ts";

const KEY = "callboard.language";

function knownLanguage(tag: string | null | undefined): Language | null {
  return LANGUAGES.find((known) => known === tag?.slice(0, 2).toLowerCase()) ?? null;
}

/** To be called once, before anything is drawn. */
export function speakFirst(browser: readonly string[]): void {
  const [chosen] = [kept(KEY), ...browser].map(knownLanguage).filter((known) => known !== null);
  speak(chosen ?? "en");
}

export function chooseLanguage(next: Language): void {
  keep(KEY, next);
  speak(next);
}

/** The language as a tag for `Intl`. */
export const languageNow = (): Language => knownLanguage(language.value) ?? "en";
