/** One screen, or one relay's line, as the hub knows it: what it shows, what it was sent, what it says it holds. */
import type { EpochMs } from "@callboard/core";
import type { NameStyle, ScreenDevice, ScreenHealth } from "@callboard/protocol";
import type { ViewerSocket } from "../ports.ts";

/** `line`: a relay that is told of the board as a screen is, for all of its own screens. */
export type ViewerKind = "screen" | "line";

export interface Viewer {
  readonly kind: ViewerKind;
  readonly socket: ViewerSocket;
  readonly names: NameStyle;
  /** The seq of the last frame sent or, on resuming, the one it says it holds; `null` until it has said hello. */
  sentSeq: number | null;
  /** Waits for a whole board: given with the next committed seq, so that it is never a mix (invariant 8). */
  wantsSnapshot: boolean;
  /** From where its lag is counted: what it acknowledged, or the seq at which it was last given all it lacked. */
  ackedSeq: number;
  heardAt: EpochMs;
  /** The seq at which it was given a snapshot in place of deltas, until it acknowledges having got there. */
  rescuedAtSeq: number | null;
  messagesThisMinute: number;
  minute: number;
  /** What it said of itself with its hello, and with its newest acknowledgement. */
  device: ScreenDevice | null;
  health: ScreenHealth | null;
}

export const newViewer = (
  socket: ViewerSocket,
  names: NameStyle,
  kind: ViewerKind,
  now: EpochMs,
): Viewer => ({
  kind,
  socket,
  names,
  sentSeq: null,
  wantsSnapshot: false,
  ackedSeq: 0,
  heardAt: now,
  rescuedAtSeq: null,
  messagesThisMinute: 0,
  minute: 0,
  device: null,
  health: null,
});
