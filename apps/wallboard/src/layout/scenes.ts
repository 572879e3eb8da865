/** When pages turn and scenes change: all on the server's seconds, so that the screens of one room do it together. */

export const SCENES = ["counts", "queues", "agents"] as const;
export type Scene = (typeof SCENES)[number];

export const TURN_MS = 12_000;
const ROUND_MS = TURN_MS * SCENES.length;

/** Where the parts take turns: whose turn it is. */
export function sceneAt(serverNow: number): Scene {
  return SCENES[Math.floor(serverNow / TURN_MS) % SCENES.length] ?? "counts";
}

/**
 * The number of a pane's page turn; a page turns when it changes. Side by side the panes turn at different moments,
 * which halves the work at each; as scenes, each turns at the start of its own scene and stands still until the next.
 */
export function turnAt(pane: "queues" | "agents", areScenes: boolean, serverNow: number): number {
  if (areScenes) return Math.floor((serverNow - SCENES.indexOf(pane) * TURN_MS) / ROUND_MS);
  return Math.floor((serverNow + (pane === "agents" ? TURN_MS / 2 : 0)) / TURN_MS);
}
