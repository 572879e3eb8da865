/** The app's own words in every language. The setting-up screens bring theirs when they are loaded. */
import appDe from "../words/de/app.json";
import appEn from "../words/en/app.json";
import appFr from "../words/fr/app.json";
import { addWords } from "../words/words.ts";

export function addAppWords(): void {
  addWords({ en: appEn, de: appDe, fr: appFr });
}
