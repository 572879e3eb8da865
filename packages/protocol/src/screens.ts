/** What a screen says of itself, and what can be asked of it. Words alone: televisions load this, so nothing here checks anything. */

/** Said once, when it connects. */
export interface ScreenDevice {
  /** The Worker's build that its page came with; empty where it does not know. */
  readonly build: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  /** "Chromium 79", as far as it can tell. */
  readonly engine: string;
}

/** And while it runs, with its acknowledgements. */
export interface ScreenHealth {
  /** The longest that a frame waited to be drawn since the last report. */
  readonly lateMs: number;
  /** Errors that its page caught since it was loaded. */
  readonly faults: number;
  readonly heapMb: number | null;
  readonly upSeconds: number;
}

/** `identify`: show your number. `reload`: load your page anew. */
export const SCREEN_ORDERS = ["identify", "reload"] as const;
export type ScreenOrder = (typeof SCREEN_ORDERS)[number];
