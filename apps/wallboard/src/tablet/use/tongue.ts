/** Which language this device reads: what was chosen on it, else the tenant's, else the browser's, else English. */
import { LANGUAGES, type Language } from "@callboard/boards";
import { language, speak } from "../../words/words.ts";
import type { SetupApi } from "../setup/api/setup-api.ts";
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

/** Where nothing was chosen on this device, its tenant's language is spoken as soon as it is known. */
export async function speakAsTenant(setup: Pick<SetupApi, "read">): Promise<void> {
  if (knownLanguage(kept(KEY)) !== null) return;
  const answer = await setup.read("general");
  // Somebody may have chosen meanwhile.
  if (answer.kind === "done" && knownLanguage(kept(KEY)) === null) speak(answer.value.value.language);
}

export function chooseLanguage(next: Language): void {
  keep(KEY, next);
  speak(next);
}

/** The language as a tag for `Intl`. */
export const languageNow = (): Language => knownLanguage(language.value) ?? "en";
