/**
 * The wall inside of the editor's frame (`?preview=1`): it shows the board that the editor hands over instead of its own, and
 * says which widgets stand on which screenful. Everything else of it is the wall as it always is. Only the page that holds the
 * frame, and of one's own origin, is heard.
 */
import type { BoardPlan, WallSetup } from "@callboard/boards";
import type { Pinia } from "pinia";
import { watch } from "vue";
import { useSetupStore } from "../stores/setup.ts";
import { readWallSetup } from "./wall-shape.ts";

/** Lists of widgets' ids, a screenful each. */
export type Screenfuls = readonly (readonly string[])[];

export interface Preview {
  /** Tells the editor where widgets have come to stand. */
  placed(screenfuls: Screenfuls): void;
}

export interface PreviewWindow {
  readonly origin: string;
  readonly parent: unknown;
  tellParent(message: object): void;
  onMessage(listener: (event: { origin: string; source: unknown; data: unknown }) => void): void;
}

export const isPreview = (search: string): boolean => new URLSearchParams(search).get("preview") === "1";

export function browserPreviewWindow(view: Window): PreviewWindow {
  return {
    origin: view.location.origin,
    parent: view.parent,
    tellParent: (message) => view.parent.postMessage(message, view.location.origin),
    onMessage: (listener) => view.addEventListener("message", listener),
  };
}

export function followPreview(view: PreviewWindow, pinia: Pinia): Preview {
  const store = useSetupStore(pinia);
  let shown: BoardPlan | null = null;
  let count = 0;

  /** What the wall asks the server for comes as always; the board alone is the editor's. */
  function impose(): void {
    if (shown === null || store.setup?.boards[0] === shown) return;
    const base: WallSetup | null = store.setup ?? readWallSetup({ boards: [shown] });
    if (base !== null) store.setup = { ...base, screen: null, boards: [shown] };
  }

  watch(() => store.setup, impose, { flush: "sync" });
  view.onMessage(({ origin, source, data }) => {
    if (origin !== view.origin || source !== view.parent || !isHanded(data)) return;
    const board = readWallSetup({ boards: [data.board] })?.boards[0];
    if (board === undefined) return;
    // Another id each time: a wall takes another board over at once, and a changed one when its page turns.
    count += 1;
    shown = { ...board, id: `preview-${count}` };
    impose();
  });
  view.tellParent({ callboard: "previewReady" });
  return {
    placed: (screenfuls) => view.tellParent({ callboard: "previewPlaced", screenfuls }),
  };
}

const isHanded = (data: unknown): data is { readonly board: unknown } =>
  typeof data === "object" &&
  data !== null &&
  "callboard" in data &&
  data.callboard === "preview" &&
  "board" in data;
