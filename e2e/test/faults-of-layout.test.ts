import { expect } from "vitest";
import { it } from "../src/harness.ts";
import { FAULTLESS, type LayoutFaults, layoutFaults } from "../src/wall/layout.ts";

const box = (style: string, text: string) => `<div style="position:absolute;${style}">${text}</div>`;
const CASES: readonly [string, keyof LayoutFaults | "faultless", string][] = [
  ["plain text", "faultless", box("left:10px;top:10px", "here")],
  [
    "text that wraps around other text",
    "faultless",
    box("left:10px;top:10px;width:9em", "one two three <b>four five</b> six"),
  ],
  [
    "text that ends in an ellipsis",
    "faultless",
    box(
      "left:10px;top:10px;width:4em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap",
      "far too long",
    ),
  ],
  ["small text", "tooSmall", box("left:10px;top:10px;font-size:9px", "small")],
  ["text beyond the edge", "outside", box("left:10px;top:780px", "below")],
  [
    "text of which the box hides an end",
    "cut",
    box("left:10px;top:10px;width:4em;overflow:hidden;white-space:nowrap", "far too long"),
  ],
  [
    "text of which the box hides the lower half",
    "cut",
    box("left:10px;top:10px;height:8px;overflow:hidden", "low"),
  ],
  [
    "text upon text",
    "overlapping",
    `${box("left:10px;top:10px", "under")}${box("left:14px;top:13px", "above")}`,
  ],
];

it.for(CASES)("%s is %s", async ([, verdict, html], { browser }) => {
  const page = await browser.newPage({ viewport: { width: 1024, height: 768 } });
  await page.setContent(`<body style="font:16px/1.2 sans-serif">${html}</body>`);
  const faults = await layoutFaults(page, 12);
  await page.close();
  if (verdict === "faultless") expect(faults).toEqual(FAULTLESS);
  else expect(faults).toEqual({ ...FAULTLESS, [verdict]: [expect.any(String)] });
});
