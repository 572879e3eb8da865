/** The words that every screen needs: what is common, and the floor's states, reasons, severities and formulas. */
import commonDe from "./de/common.json";
import floorDe from "./de/floor.json";
import commonEn from "./en/common.json";
import floorEn from "./en/floor.json";
import commonFr from "./fr/common.json";
import floorFr from "./fr/floor.json";
import { addWords } from "./words.ts";

/** To be called once, before anything is drawn. */
export function addFloorWords(): void {
  addWords({ en: commonEn, de: commonDe, fr: commonFr }, { en: floorEn, de: floorDe, fr: floorFr });
}
