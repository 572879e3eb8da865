/**
 * Fonts for names in scripts that our own font does not have: their sheet, which is long, is asked for when the first
 * board stands, so that it delays nothing. The browser then fetches the slices whose letters it shows, and no other. It
 * must never matter whether it comes: without it a name is drawn in what the screen has.
 */
import type { Pinia } from "pinia";
import { watch } from "vue";
import { useBoardStore } from "../stores/board.ts";

/** Enough for the board to be drawn, on a slow television as well. */
const AFTER_BOARD_MS = 500;
/** A page without a floor may show names, too: those of settings, or of alerts. */
const AT_LATEST_MS = 15_000;

export interface WorldFontsPorts {
  /** Adds a sheet of that address to the page. */
  addSheet(address: string): void;
  after(ms: number, task: () => void): void;
}

/**
 * Called once, before the first board.
 * @param address of the sheet; empty where none was built
 */
export function addWorldFonts(pinia: Pinia, address: string, { addSheet, after }: WorldFontsPorts): void {
  const board = useBoardStore(pinia);
  let isAdded = address === "";
  function add(): void {
    if (isAdded) return;
    isAdded = true;
    addSheet(address);
  }
  watch(
    () => board.site,
    () => after(AFTER_BOARD_MS, add),
    { once: true },
  );
  after(AT_LATEST_MS, add);
}
