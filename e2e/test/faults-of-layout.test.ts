import { expect } from "vitest";
import { it } from "../src/harness.ts";
import { FAULTLESS, type LayoutFaults, layoutFaults } from "../src/wall/layout.ts";

const box = (style: string, text: string) => `<div style="position:absolute;${style}">${text}</div>`;
const LIST = "left:10px;top:10px;width:9em;height:40px;overflow:auto";
const ROWS = "<p>one</p><p>two</p><p>three</p><p>four</p>";
const CASES: readonly [
  title: string,
  verdict: keyof LayoutFaults | "faultless",
  html: string,
  isScrolled?: true,
][] = [
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
  [
    "text that only screen readers tell",
    "faultless",
    box("left:10px;top:10px;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)", "heard"),
  ],
  ["text further down in a list that is scrolled", "faultless", box(LIST, ROWS), true],
  ["text further down in a list of a wall, which nobody scrolls", "cut", box(LIST, "<p>one</p><p>two</p>")],
  [
    "text beside what is seen of a list that is scrolled",
    "cut",
    box(`${LIST};white-space:nowrap`, `${ROWS}<p>far too long for its list</p>`),
    true,
  ],
  [
    "text upon text further down in a list that is scrolled",
    "overlapping",
    box(LIST, `${ROWS}<p style="margin-top:-32px">upon</p>`),
    true,
  ],
  [
    "text under which a list is scrolled through",
    "faultless",
    box(LIST, ROWS) + box("left:10px;top:60px", "below"),
    true,
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

it.for(CASES)("%s is %s", async ([, verdict, html, isScrolled = false], { browser }) => {
  const page = await browser.newPage({ viewport: { width: 1024, height: 768 } });
  await page.setContent(`<body style="font:16px/1.2 sans-serif">${html}</body>`);
  const faults = await layoutFaults(page, 12, isScrolled);
  await page.close();
  if (verdict === "faultless") expect(faults).toEqual(FAULTLESS);
  else expect(faults).toEqual({ ...FAULTLESS, [verdict]: [expect.any(String)] });
});
