/**
 * The language of a wall. English is in its script; another one is fetched once when a board first speaks it, and until it
 * is there the wall goes on in the language that it has. It must never leave a wall without words.
 */
import type { Language } from "@callboard/boards";
import { addTexts, speak } from "./words.ts";

export interface TonguePorts {
  /** The texts at an address of ours: areas, each a tree of texts. Rejects, or is no list, where they cannot be had. */
  fetchTexts(address: string): Promise<unknown>;
  after(ms: number, task: () => void): unknown;
}

const RETRY_MS = 15_000;

/** @param addresses where the texts of each language are; a language without one is in the script */
export function createTongue(
  addresses: Partial<Record<Language, string>>,
  { fetchTexts, after }: TonguePorts,
): (language: Language) => void {
  const known = new Set<Language>();
  let wanted: Language = "en";
  let asking: Language | null = null;

  function settle(): void {
    const address = addresses[wanted];
    if (address === undefined || known.has(wanted)) {
      speak(wanted);
      return;
    }
    if (asking !== null) return;
    const language = wanted;
    asking = language;
    fetchTexts(address)
      .then((areas) => {
        for (const texts of areasOf(areas)) addTexts(language, texts);
        known.add(language);
        asking = null;
        settle();
      })
      .catch(() => {
        asking = null;
        if (wanted === language) after(RETRY_MS, settle);
        else settle();
      });
  }

  return (language) => {
    wanted = language;
    settle();
  };
}

function areasOf(value: unknown): Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(value) || value.length === 0) throw new Error("no texts");
  return value.filter((area) => typeof area === "object" && area !== null);
}
