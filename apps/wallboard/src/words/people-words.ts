/** The words of the widgets of people, alerts and time. */
import peopleDe from "./de/people.json";
import peopleEn from "./en/people.json";
import peopleFr from "./fr/people.json";
import { addWords } from "./words.ts";

/** To be called once, before anything is drawn. */
export function addPeopleWords(): void {
  addWords({ en: peopleEn, de: peopleDe, fr: peopleFr });
}
