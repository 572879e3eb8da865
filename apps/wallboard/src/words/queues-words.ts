/** The words of queues, figures and charts. */
import de from "./de/queues.json";
import en from "./en/queues.json";
import fr from "./fr/queues.json";
import { addWords } from "./words.ts";

/** To be called once, before anything is drawn. */
export function addQueuesWords(): void {
  addWords({ en, de, fr });
}
