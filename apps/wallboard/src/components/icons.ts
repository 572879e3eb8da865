/** Shapes that differ from one another in outline, not only in colour; each is one stroked path in a 16 × 16 box. */
export const ICONS = {
  check: "M2.5 8.5 6.5 12.5 13.5 3.5",
  triangle: "M8 2 15 14H1Z M8 6.5V9.5 M8 12V12.01",
  octagon: "M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5Z M8 4.5V8.5 M8 11.4V11.41",
  diamond: "M8 1.5 14.5 8 8 14.5 1.5 8Z M8 5V8.5 M8 11V11.01",
  circle: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z M8 5V8.5 M8 11V11.01",
  bell: "M3 12h10c-1.2-1.2-1.4-2.5-1.4-5A3.6 3.6 0 0 0 8 3.2 3.6 3.6 0 0 0 4.4 7c0 2.5-.2 3.8-1.4 5Z M8 1.5V3 M6.8 14.4h2.4",
  bellOff:
    "M2 2 14 14 M6 3.8A3.6 3.6 0 0 1 11.6 7c0 1 0 1.7.2 2.4 M4.5 6.2C4.4 9 4.3 10.8 3 12h9 M6.8 14.4h2.4",
  eye: "M1.5 8C3.3 4.8 5.5 3.5 8 3.5S12.7 4.8 14.5 8C12.7 11.2 10.5 12.5 8 12.5S3.3 11.2 1.5 8Z M8 7.2V8.8",
  wave: "M1 8c1.5-4 3-4 4.5 0s3 4 4.5 0 3-4 4.5 0",
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
