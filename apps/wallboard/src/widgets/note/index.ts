/** A text that people put on a board: as a whole, or one sentence after the other. */
import type { WidgetParts } from "../contract.ts";
import { boxAround } from "../frame-metrics.ts";
import NoteWidget from "./NoteWidget.vue";
import { NOTE_LEAST } from "./note-pages.ts";

export const note: WidgetParts<"note"> = {
  component: NoteWidget,
  least: () => boxAround(NOTE_LEAST),
};
