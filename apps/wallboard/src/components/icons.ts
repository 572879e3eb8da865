/** Shapes that differ from one another in outline, not only in colour; each is one stroked path in a 16 × 16 box. */
export const ICONS = {
  check: "M2.5 8.5 6.5 12.5 13.5 3.5",
  triangle: "M8 2 15 14H1Z M8 6.5V9.5 M8 12V12.01",
  octagon: "M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5Z M8 4.5V8.5 M8 11.4V11.41",
  hourglass: "M3.5 1.5h9 M3.5 14.5h9 M4.5 1.5c0 4 7 9 7 13 M11.5 1.5c0 4-7 9-7 13",
  dash: "M3 8h10",
  question: "M5 5.5a3 3 0 1 1 4.5 2.6C8.5 8.7 8 9.2 8 10 M8 13V13.01",
  pause: "M5.5 3v10 M10.5 3v10",
  phone: "M3 2.5h3l1.2 3.5L5.5 7.5a9 9 0 0 0 3.5 3.5l1.5-1.7 3.5 1.2v2.5c-6 1.5-12.5-5-11-10.5Z",
  pen: "M2.5 13.5 3.2 10.5 11 2.5 13.5 5 5.5 12.8Z",
  block: "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8Z M3.7 3.7 12.3 12.3",
  up: "M4 12 12 4 M6 4h6v6",
  down: "M4 4 12 12 M6 12h6V6",
  level: "M2.5 8h11 M10 4.5 13.5 8 10 11.5",
  pulse: "M1 8.5h3.5L6.5 3.5 9.5 13 11.5 8.5H15",
  unplugged: "M2 2 14 14 M6 2.5V5 M10 2.5V6 M4 6h1 M12 6v2.5M4 6v2c0 2.5 2 4 4 4v2.5",
} as const;

export type IconName = keyof typeof ICONS;
