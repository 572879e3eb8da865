/**
 * A text in pages that fit a box, in letters as large as the box allows. Texts come from people and are hostile until shown:
 * they are text only, without control and direction characters, and of a length that no wall has to survive. Nothing of what
 * is within that length is cut: what does not fit is on the next page.
 */
import { visibleText } from "../../format/name.ts";
import { linesFor } from "../../layout/text-width.ts";
import type { WidgetBox } from "../contract.ts";

export const NOTE_LEAST: WidgetBox = { wideEm: 10, highEm: 1.3 };

export interface NotePages {
  /** The letters' size in em of the smallest legible text. */
  readonly size: number;
  /** At least one, which is empty where the text is. */
  readonly pages: readonly string[];
}

/** Further characters are no note any more. */
const CHARACTERS_MOST = 2_000;
const SIZES = [3, 2.4, 2, 1.6, 1.3, 1] as const;
const LINE = 1.25;
/** Words do not fill a line to its end. */
const RAGGED = 0.9;
/** A sentence ends at its mark, or with the line it stands on. */
const SENTENCE_END = /([.!?…。！？]+["'”’»)\]]*)\s+/g;

/** @param isTicker one sentence a page */
export function notePages(text: string, inside: WidgetBox, isTicker: boolean): NotePages {
  const paragraphs = text
    .slice(0, 4 * CHARACTERS_MOST)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => visibleText(line))
    .filter((line) => line !== "");
  const whole = Array.from(paragraphs.join("\n")).slice(0, CHARACTERS_MOST).join("");
  const parts = isTicker ? sentencesOf(whole) : [whole];
  const size = SIZES.find((each) => parts.every((part) => fits(part, inside, each))) ?? 1;
  const pages = parts.reduce<string[]>((all, part) => all.concat(piecesOf(part, inside, size)), []);
  return { size, pages: pages.length === 0 ? [""] : pages };
}

export function sentencesOf(text: string): string[] {
  return text
    .split("\n")
    .reduce<string[]>((all, line) => all.concat(line.replace(SENTENCE_END, "$1\n").split("\n")), [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}

function fits(text: string, { wideEm, highEm }: WidgetBox, size: number): boolean {
  const roomEm = (wideEm / size) * RAGGED;
  const lines = text.split("\n").reduce((sum, line) => sum + linesFor(line, roomEm), 0);
  return lines * LINE * size <= highEm + 0.01;
}

/** Word by word; a word that is longer than a page is broken where the page ends. */
function piecesOf(text: string, inside: WidgetBox, size: number): string[] {
  if (fits(text, inside, size)) return text === "" ? [] : [text];
  const pieces: string[] = [];
  let piece = "";
  for (const word of text.match(/\S+\s*|\s+/g) ?? []) {
    if (fits((piece + word).trim(), inside, size)) piece += word;
    else {
      if (piece.trim() !== "") pieces.push(piece.trim());
      piece = breakWord(word, inside, size, pieces);
    }
  }
  if (piece.trim() !== "") pieces.push(piece.trim());
  return pieces;
}

/** Puts as many whole pages of one word into `pieces` as it fills, and answers what is left of it. */
function breakWord(word: string, inside: WidgetBox, size: number, pieces: string[]): string {
  let rest = "";
  for (const letter of word) {
    // One letter at least goes onto each page, however small the box.
    if (rest !== "" && !fits(rest + letter, inside, size)) {
      pieces.push(rest);
      rest = "";
    }
    rest += letter;
  }
  return rest;
}
