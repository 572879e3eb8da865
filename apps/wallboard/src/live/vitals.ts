/**
 * What a wall says of itself to those who look after screens: what it is drawn on, and how its page does. Measured with one
 * clock reading a frame, so that looking does not slow down what is looked at.
 */
import type { ScreenDevice, ScreenHealth } from "@callboard/protocol";

export interface VitalsPorts {
  /** A clock that only goes forward, from when the page was opened. */
  now(): number;
  window: Pick<Window, "innerWidth" | "innerHeight" | "devicePixelRatio">;
  userAgent: string;
  /** Bytes in use; `null` where the browser does not tell. */
  heapBytes(): number | null;
}

export interface Vitals {
  /** A frame came that is to be drawn. */
  heard(): void;
  /** The page was drawn with all that came. */
  drawn(): void;
  /** An error was caught. */
  failed(): void;
  /** Which Worker's page this is, as far as it is known before a frame says so. */
  build: string | null;
  device(build: string | null): ScreenDevice;
  /** Since the last report. */
  health(): ScreenHealth;
}

const LATE_MOST_MS = 3_600_000;
const FAULTS_MOST = 1_000_000;

export function createVitals({ now, window, userAgent, heapBytes }: VitalsPorts): Vitals {
  let waitingSince: number | null = null;
  let lateMs = 0;
  let faults = 0;

  function drawn(): void {
    if (waitingSince !== null) lateMs = Math.max(lateMs, Math.min(LATE_MOST_MS, now() - waitingSince));
    waitingSince = null;
  }

  const vitals: Vitals = {
    heard: () => {
      if (waitingSince === null) waitingSince = now();
    },
    drawn,
    failed: () => {
      faults = Math.min(FAULTS_MOST, faults + 1);
    },
    build: null,
    device: (build) => ({
      build: (vitals.build || build || "").slice(0, 64),
      width: window.innerWidth,
      height: window.innerHeight,
      pixelRatio: window.devicePixelRatio || 1,
      engine: engineOf(userAgent),
    }),
    health() {
      const heldSince = waitingSince;
      drawn();
      // What waits still goes on waiting, and is told of again.
      waitingSince = heldSince;
      const heap = heapBytes();
      const report = {
        lateMs: Math.round(lateMs),
        faults,
        heapMb: heap === null ? null : Math.round(heap / 1e6),
        upSeconds: Math.round(now() / 1_000),
      };
      lateMs = 0;
      return report;
    },
  };
  return vitals;
}

/** "Chromium 79": of those that all call themselves Mozilla, by what only they say. */
export function engineOf(userAgent: string): string {
  const chromium = /Chrom(?:e|ium)\/(\d+)/.exec(userAgent);
  if (chromium !== null) return `Chromium ${chromium[1]}`;
  const firefox = /Firefox\/(\d+)/.exec(userAgent);
  if (firefox !== null) return `Firefox ${firefox[1]}`;
  const safari = /Version\/(\d+)/.exec(userAgent);
  return safari === null ? "" : `Safari ${safari[1]}`;
}

/** Chromium's own, which no standard has. */
export function heapOf(performance: object): number | null {
  const { memory } = performance as { memory?: { usedJSHeapSize?: unknown } };
  return memory && typeof memory.usedJSHeapSize === "number" ? memory.usedJSHeapSize : null;
}
