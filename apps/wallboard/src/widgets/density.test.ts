/** How much of the floor a usual wall shows: the presets on a screen of 75″ that is read from six metres. */
import { PRESET_BOARDS, type Widget } from "@callboard/boards";
import { describe, expect, it } from "vitest";
import { planFrame } from "../layout/frame.ts";
import { placePage } from "../layout/place-page.ts";
import { CARD, CARDS } from "./agent-cards/card-lines.ts";
import { frameOfList, insideOf } from "./frame-metrics.ts";
import { planTiles, TILES } from "./queue-tiles/plan-tiles.ts";
import { largestLeastOf, leastOf, mostHighOf } from "./registry.ts";

const USUAL = { metres: 6, inches: 75 };

function screensOf(board: string, screen: { widthPx: number; heightPx: number }) {
  const widgets = PRESET_BOARDS.find(({ id }) => id === board)?.pages[0]?.widgets ?? [];
  const frame = planFrame({
    ...{ screen, viewing: USUAL, least: largestLeastOf(widgets) },
    ...{ hasRibbon: true, advice: "", isFloorSeen: true },
  });
  expect(frame.isTooSmall).toBe(false);
  return placePage(widgets, { leastOf, mostHighOf }, frame.room);
}

const HD = { widthPx: 1_920, heightPx: 1_080 };
const boxOf = (board: string, kind: Widget["kind"]) => {
  const box = screensOf(board, HD)[0]?.find(({ item }) => item.kind === kind);
  if (box === undefined) throw new Error(`${board} has no ${kind} on its first screenful`);
  return box;
};
const peopleIn = (board: string) => {
  const box = boxOf(board, "agentCards");
  const inside = insideOf(box, frameOfList(box, null, CARDS, "open"));
  return Math.floor(inside.highEm / CARD.line) - 1;
};

describe("from six metres, a 75″ screen", () => {
  it("shows four queues and eight people of one state at a time", () => {
    const box = boxOf("floor", "queueTiles");
    const tiles = planTiles(
      insideOf(box, frameOfList(box, null, TILES, "open")),
      Array.from({ length: 14 }, (_, n) => `Queue ${n}`),
      false,
    );
    expect(tiles.columns * tiles.rows).toBeGreaterThanOrEqual(4);
    expect(peopleIn("floor")).toBeGreaterThanOrEqual(8);
  });

  it("has the people beside what needs a look, and the whole of each on one screenful", () => {
    expect(screensOf("floor", HD)).toHaveLength(1);
    expect(screensOf("people", HD)).toHaveLength(1);
    expect(peopleIn("people")).toBeGreaterThanOrEqual(8);
  });

  it("keeps the board on one screenful where the screen is wide and low", () => {
    expect(screensOf("floor", { widthPx: 3_440, heightPx: 1_440 })).toHaveLength(1);
    expect(screensOf("floor", { widthPx: 2_560, heightPx: 1_080 })).toHaveLength(1);
  });
});

describe("the title's line of a list", () => {
  const box = { wideEm: 18.7, highEm: 12.6 };

  it("goes to its rows where these would be few, never where somebody has given the title", () => {
    expect(frameOfList(box, null, TILES, "open")).toBe("open");
    expect(frameOfList(box, "Berlin", TILES, "open")).toBe("titled");
    expect(frameOfList({ ...box, highEm: 18 }, null, TILES, "open")).toBe("titled");
  });
});
