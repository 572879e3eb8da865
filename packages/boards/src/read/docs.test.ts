import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  AGENT_GROUPINGS,
  FIGURES,
  PRESET_BOARDS,
  QUEUE_COLUMNS,
  QUEUE_ORDERS,
  SPANS,
  THEMES,
  TREND_FIGURES,
  TREND_STRETCHES,
  WIDGET_KINDS,
} from "../index.ts";
import { readBoard } from "./boards.ts";
import { readScreens } from "./screens.ts";

const TEXT = readFileSync(new URL("../../../../docs/boards.md", import.meta.url), "utf8");
const examples = [...TEXT.matchAll(/```json\n(.*?)```/gs)].map(([, json = ""]): unknown => JSON.parse(json));

describe("docs/boards.md", () => {
  it("has an example of a board and one of screens, and both read", () => {
    expect(examples).toHaveLength(2);
    const board = readBoard(examples[0]);
    expect(board).toMatchObject({ kind: "read", value: { id: "sales", theme: "auto", hasRibbon: true } });
    const screens = readScreens(examples[1], ["sales", ...PRESET_BOARDS.map(({ id }) => id)]);
    expect(screens).toMatchObject({ kind: "read", value: [{ schedule: [{}, { to: "00:00" }] }] });
  });

  it("quotes a complaint as it is", () => {
    const slip: unknown = JSON.parse(JSON.stringify(examples[0]).replace("queueTable", "queueTabel"));
    const read = readBoard(slip);
    const told = TEXT.replace(/\n/g, " ");
    expect(read.kind === "refused" ? read.complaints : []).toEqual([
      expect.toSatisfy((sentence: string) => told.includes(sentence)),
    ]);
  });

  it("names every word that a board may have", () => {
    const words = [
      ...[...FIGURES, ...SPANS, ...QUEUE_COLUMNS, ...QUEUE_ORDERS, ...AGENT_GROUPINGS],
      ...[...TREND_FIGURES, ...TREND_STRETCHES, ...THEMES, ...WIDGET_KINDS],
      ...PRESET_BOARDS.map(({ id }) => id),
    ];
    expect(words.filter((word) => !TEXT.includes(`\`${word}\``))).toEqual([]);
  });
});
