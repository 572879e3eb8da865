/** Screens that a board can be looked at on: their size in CSS pixels, their diagonal, and from how far they are read. */
export interface PreviewScreen {
  readonly id: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly inches: number;
  readonly metres: number;
}

export const PREVIEW_SCREENS: readonly PreviewScreen[] = [
  { id: "tv55", widthPx: 1920, heightPx: 1080, inches: 55, metres: 3 },
  { id: "tv75", widthPx: 1920, heightPx: 1080, inches: 75, metres: 6 },
  { id: "uhd", widthPx: 3840, heightPx: 2160, inches: 65, metres: 3 },
  { id: "portrait", widthPx: 1080, heightPx: 1920, inches: 55, metres: 3 },
  { id: "ultrawide", widthPx: 3440, heightPx: 1440, inches: 49, metres: 2 },
  { id: "tablet", widthPx: 1024, heightPx: 768, inches: 10, metres: 0.5 },
];
