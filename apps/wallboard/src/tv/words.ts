/** The words of the pairing page, in the browser's language: nobody has told this screen another one yet. */
import de from "../words/de/tv.json";
import en from "../words/en/tv.json";
import fr from "../words/fr/tv.json";

export type TvWords = (typeof en)["tv"];

const WORDS: ReadonlyMap<string, TvWords> = new Map([
  ["en", en.tv],
  ["de", de.tv],
  ["fr", fr.tv],
]);

/** @param tags what the browser reads, the favourite first, such as "de-AT" */
export function wordsFor(tags: readonly string[]): { readonly language: string; readonly words: TvWords } {
  const known = tags.map((tag) => tag.slice(0, 2).toLowerCase()).filter((tag) => WORDS.has(tag));
  const language = known[0] ?? "en";
  return { language, words: WORDS.get(language) ?? en.tv };
}
