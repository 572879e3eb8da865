/** The words of the wall's frame: freshness, notices and the bar. */
import wallDe from "./de/wall.json";
import wallEn from "./en/wall.json";
import wallFr from "./fr/wall.json";
import { addWords } from "./words.ts";

/** To be called once, before anything is drawn. */
export function addWallWords(): void {
  addWords({ en: wallEn, de: wallDe, fr: wallFr });
}
