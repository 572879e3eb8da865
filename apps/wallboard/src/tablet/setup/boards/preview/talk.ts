/**
 * How the editor and the wall inside of its frame talk: the editor hands over the board as it is being edited, the wall says
 * which widgets stand on which screenful. Both are pages of one origin; what comes from elsewhere is not heard.
 */
import type { BoardPlan } from "@callboard/boards";

/** Lists of widgets' ids, a screenful each. */
export type Screenfuls = readonly (readonly string[])[];

const LISTS_MOST = 200;

export interface PreviewTalk {
  show(board: BoardPlan): void;
  stop(): void;
}

/** @param view where the editor is
 * @param frame the wall's window, which may change with every load */
export function talkToPreview(
  view: Window,
  frame: () => Window | null,
  heard: { onReady(): void; onPlaced(screenfuls: Screenfuls): void },
): PreviewTalk {
  const listen = (event: MessageEvent<unknown>) => {
    if (event.origin !== view.location.origin || event.source !== frame()) return;
    const said = event.data;
    if (typeof said !== "object" || said === null || !("callboard" in said)) return;
    if (said.callboard === "previewReady") heard.onReady();
    if (said.callboard === "previewPlaced" && "screenfuls" in said)
      heard.onPlaced(screenfulsIn(said.screenfuls));
  };
  view.addEventListener("message", listen);
  return {
    show(board) {
      frame()?.postMessage({ callboard: "preview", board }, view.location.origin);
    },
    stop: () => view.removeEventListener("message", listen),
  };
}

function screenfulsIn(value: unknown): Screenfuls {
  if (!Array.isArray(value)) return [];
  return value
    .slice(0, LISTS_MOST)
    .map((list: unknown) =>
      Array.isArray(list) ? list.filter((id) => typeof id === "string").slice(0, LISTS_MOST) : [],
    );
}
