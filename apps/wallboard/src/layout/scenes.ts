/** When pages turn and scenes change: all on the server's seconds, so that the screens of one room do it together. */
import { TURN_MS } from "./turn.ts";

export type Scene = "counts" | "queues" | "agents" | "advice";

const USUAL: readonly Scene[] = ["counts", "queues", "agents"];
const WITH_ADVICE: readonly Scene[] = [...USUAL, "advice"];

/** What takes turns where the parts do not fit together; advice too long to stand below them has a turn of its own. */
export function scenesWith(hasAdvice: boolean): readonly Scene[] {
  return hasAdvice ? WITH_ADVICE : USUAL;
}

export { TURN_MS };

/** Where the parts take turns: whose turn it is. */
export function sceneAt(scenes: readonly Scene[], serverNow: number): Scene {
  return scenes[Math.floor(serverNow / TURN_MS) % scenes.length] ?? "counts";
}

/**
 * The number of a pane's page turn; a page turns when it changes. Side by side the panes turn at different moments,
 * which halves the work at each; as scenes, each turns at the start of its own scene and stands still until the next.
 *
 * @param scenes what takes turns; `null` where everything is shown at once
 */
export function turnAt(
  pane: "queues" | "agents",
  scenes: readonly Scene[] | null,
  serverNow: number,
): number {
  if (scenes !== null) {
    return Math.floor((serverNow - scenes.indexOf(pane) * TURN_MS) / (TURN_MS * scenes.length));
  }
  return Math.floor((serverNow + (pane === "agents" ? TURN_MS / 2 : 0)) / TURN_MS);
}
