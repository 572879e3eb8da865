/** The words of the sound's switch, for walls and for the supervisor's app. */
import soundDe from "./de/sound.json";
import soundEn from "./en/sound.json";
import soundFr from "./fr/sound.json";
import { addWords } from "./words.ts";

/** To be called once, before anything is drawn. */
export function addSoundWords(): void {
  addWords({ en: soundEn, de: soundDe, fr: soundFr });
}
