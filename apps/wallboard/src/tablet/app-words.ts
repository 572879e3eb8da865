/** The app's own words in every language. The setting-up screens bring theirs themselves. */
import alertsDe from "../words/de/alerts-page.json";
import appDe from "../words/de/app.json";
import peopleDe from "../words/de/people-page.json";
import queuesDe from "../words/de/queues-page.json";
import replayDe from "../words/de/replay.json";
import sessionDe from "../words/de/session.json";
import alertsEn from "../words/en/alerts-page.json";
import appEn from "../words/en/app.json";
import peopleEn from "../words/en/people-page.json";
import queuesEn from "../words/en/queues-page.json";
import replayEn from "../words/en/replay.json";
import sessionEn from "../words/en/session.json";
import { addFloorWords } from "../words/floor-words.ts";
import alertsFr from "../words/fr/alerts-page.json";
import appFr from "../words/fr/app.json";
import peopleFr from "../words/fr/people-page.json";
import queuesFr from "../words/fr/queues-page.json";
import replayFr from "../words/fr/replay.json";
import sessionFr from "../words/fr/session.json";
import { addWallWords } from "../words/wall-words.ts";
import { addWords } from "../words/words.ts";

/** To be called once, before anything is drawn. */
export function addAppWords(): void {
  addFloorWords();
  addWallWords();
  addWords(
    { en: appEn, de: appDe, fr: appFr },
    { en: alertsEn, de: alertsDe, fr: alertsFr },
    { en: peopleEn, de: peopleDe, fr: peopleFr },
    { en: queuesEn, de: queuesDe, fr: queuesFr },
    { en: replayEn, de: replayDe, fr: replayFr },
    { en: sessionEn, de: sessionDe, fr: sessionFr },
  );
}
