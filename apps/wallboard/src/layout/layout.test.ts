import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agentLinesFor } from "./agent-lines.ts";
import { type ArrangementInput, adviceEm, arrange, stripHighEm } from "./arrangement.ts";
import { cardNameOf } from "./card-name.ts";
import { planCounts, wordsThatFit } from "./counts.ts";
import { headlineEm } from "./headline.ts";
import { CARD_WIDTH_LEAST, PARTS } from "./parts.ts";
import { ribbonEm } from "./ribbon.ts";
import { sceneAt, scenesWith, TURN_MS, turnAt } from "./scenes.ts";
import { linesFor, textWidthEm } from "./text-width.ts";
import { PREFERRED, smallestTextPx } from "./type-size.ts";

const FULL_HD = { widthPx: 1_920, heightPx: 1_080 };
const queueNames = (count: number) => Array.from({ length: count }, (_, n) => `Queue ${n}`);
const given = (change: Partial<ArrangementInput>): ArrangementInput => ({
  screen: FULL_HD,
  viewing: { metres: 6, inches: 75 },
  queueNames: queueNames(30),
  hasCardDetail: false,
  advice: "",
  isFloorSeen: change.advice === undefined,
  ...change,
});

describe("the size of letters", () => {
  // displays.md: 55″ at 1080p: 3 m ≈ 39 px, 5 m ≈ 65 px, 8 m ≈ 105 px, for the preferred size.
  it.each([
    [3, 39],
    [5, 65],
    [8, 105],
  ])("preferred at %i m from a 55-inch screen is about %i px", (metres, px) => {
    expect(Math.abs(smallestTextPx({ metres, inches: 55 }, FULL_HD) * PREFERRED - px)).toBeLessThan(1.5);
  });

  it("depends on the screen's diagonal and not on which way up it hangs", () => {
    const viewing = { metres: 4, inches: 55 };
    const upright = { widthPx: FULL_HD.heightPx, heightPx: FULL_HD.widthPx };
    expect(smallestTextPx(viewing, upright)).toBeCloseTo(smallestTextPx(viewing, FULL_HD));
  });
});

describe("the arrangement", () => {
  it("on the usual wall puts four queues beside nine lines of agents, above an alert", () => {
    expect(arrange(given({}))).toMatchObject({
      shape: "beside",
      isTooSmall: false,
      card: { isCompact: true },
      queueColumns: 1,
      queueRows: 4,
      agentColumns: 1,
      agentLines: 9,
      alertRows: 1,
      adviceLines: 0,
    });
  });

  it.each([
    ["long names", { queueNames: Array.from({ length: 30 }, () => "Vertragsangelegenheiten Privatkunden") }],
    ["formulas of their own", { hasCardDetail: true }],
    ["an upright tablet", { screen: { widthPx: 768, heightPx: 1_024 } }],
  ])(
    "has four queues on a page with %s, too: tiles are compact where few full ones would fit",
    (_case, change) => {
      const { card, queueColumns, queueRows } = arrange(given(change));
      expect(card).toMatchObject({ isCompact: true, name: { lines: 1 } });
      expect(queueColumns * queueRows).toBe(4);
    },
  );

  it("keeps tiles full where four fit, or all there are", () => {
    expect(arrange(given({ viewing: { metres: 3, inches: 75 } })).card.isCompact).toBe(false);
    expect(arrange(given({ queueNames: queueNames(2) })).card.isCompact).toBe(false);
    const tablet = { screen: { widthPx: 1_024, heightPx: 768 }, viewing: { metres: 5, inches: 75 } };
    expect(arrange(given(tablet)).card.isCompact).toBe(false);
  });

  it("keeps two of them above the agents at least, or lets them take turns", () => {
    const found = arrange(given({ screen: { widthPx: 900, heightPx: 820 }, hasCardDetail: true }));
    expect(found.shape === "scenes" || found.queueRows * found.queueColumns >= 2).toBe(true);
    expect(arrange(given({ screen: { widthPx: 1_280, heightPx: 1_024 } }))).toMatchObject({
      isNarrow: false,
      shape: "stacked",
      queueRows: 4,
    });
  });

  it("gives advice a turn of its own where it would leave no room for a queue, and loses none of it", () => {
    const advice = "Add the scope users:read to the application in the CXone Developer Portal. ".repeat(3);
    const found = arrange(given({ viewing: { metres: 9, inches: 75 }, advice }));
    expect(found.scenes).toEqual(["counts", "queues", "agents", "advice"]);
    expect(found.adviceLines).toBe(linesFor(advice, found.wideEm - PARTS.adviceBeside));
    expect(arrange(given({ advice })).scenes).toBeNull();
  });

  it("keeps four queues above a line of advice", () => {
    expect(arrange(given({ advice: "The connection to CXone is being made again." })).queueRows).toBe(4);
  });

  it("gives way to advice: fewer rows above it, and none of its words lost where there is any room", () => {
    const advice =
      "CXone refuses the connection (401). Check the client’s secret in CXone’s developer portal.";
    const calm = arrange(given({}));
    const advised = arrange(given({ advice }));
    expect(advised.textPx).toBe(calm.textPx);
    expect(advised.adviceLines).toBe(linesFor(advice, calm.wideEm - PARTS.adviceBeside));
    expect(advised.queueRows).toBeLessThan(calm.queueRows);
    expect(advised.agentLines).toBeLessThanOrEqual(calm.agentLines);
  });

  it("on a 4K screen is the same: more pixels do not make anybody's eyes better", () => {
    const { textPx, ...rest } = arrange(given({}));
    const { textPx: twice, ...same } = arrange(given({ screen: { widthPx: 3_840, heightPx: 2_160 } }));
    expect(twice).toBeCloseTo(2 * textPx);
    expect(same).toMatchObject({ shape: rest.shape, queueRows: rest.queueRows, agentLines: rest.agentLines });
  });

  it("gives the room that few queues leave to the agents", () => {
    const near = { viewing: { metres: 2, inches: 75 } };
    expect(arrange(given({ ...near, queueNames: queueNames(2) })).agentColumns).toBeGreaterThan(
      arrange(given({ ...near, queueNames: queueNames(90) })).agentColumns,
    );
  });

  it("stacks on an upright tablet, and takes turns where the distance leaves no other way", () => {
    expect(arrange(given({ screen: { widthPx: 768, heightPx: 1_024 } })).shape).toBe("stacked");
    expect(arrange(given({ viewing: { metres: 9, inches: 75 } }))).toMatchObject({
      shape: "scenes",
      isTooSmall: false,
    });
  });

  it("admits it when letters cannot be as large as the distance asks for", () => {
    expect(arrange(given({ viewing: { metres: 40, inches: 32 } })).isTooSmall).toBe(true);
  });

  it("never lets its parts outgrow the safe area, never shrinks letters silently, never exceeds 400 tiles", () => {
    const inputs = fc.record({
      screen: fc.record({
        widthPx: fc.integer({ min: 600, max: 7_680 }),
        heightPx: fc.integer({ min: 600, max: 4_320 }),
      }),
      viewing: fc.record({
        metres: fc.double({ min: 0.3, max: 40, noNaN: true }),
        inches: fc.integer({ min: 5, max: 300 }),
      }),
      queueNames: fc.nat({ max: 200 }).map(queueNames),
      hasCardDetail: fc.boolean(),
      advice: fc.nat({ max: 60 }).map((words) => "advice ".repeat(words)),
      isFloorSeen: fc.boolean(),
    });
    fc.assert(
      fc.property(inputs, (input) => {
        const found = arrange(input);
        const high = (input.screen.heightPx * 0.9) / found.textPx;
        const rows = found.isNarrow ? 2 : 1;
        const bands = found.shape === "scenes" ? 0 : rows * (PARTS.band + PARTS.gap);
        const isApart = found.scenes?.includes("advice") ?? false;
        const isStrip = found.adviceLines > 0 && !isApart;
        const strip = isStrip ? stripHighEm(found.adviceLines, found.alertsBesideAdvice) : 0;
        const alerts = found.alertRows > 0 ? ribbonEm(found.alertRows) : 0;
        const foot = strip + alerts + (found.isTooSmall ? rows * PARTS.foot : 0);
        expect(found.alertRows > 0 || found.alertsBesideAdvice !== null).toBe(true);
        const body = high - rows * PARTS.header - foot - 2 * PARTS.gap - bands;
        const gaps = found.card.gapEm * (found.queueRows - 1);
        const queues = PARTS.queueHead + found.queueRows * found.card.em + gaps;
        const agents = found.agentLines * PARTS.agentLine;
        const needed = found.shape === "stacked" ? queues + PARTS.gap + agents : Math.max(queues, agents);
        expect(needed).toBeLessThanOrEqual(body + 0.001);
        const withoutBand = body + bands;
        expect(rows * PARTS.band + (rows - 1) * PARTS.gap).toBeLessThanOrEqual(withoutBand + 0.001);
        if (isApart) expect(adviceEm(found.adviceLines)).toBeLessThanOrEqual(withoutBand + 0.001);
        expect(found.adviceLines > 0).toBe(input.advice !== "");
        expect(found.shape === "scenes").toBe(found.scenes !== null);
        expect(
          found.queueColumns * found.queueRows + found.agentColumns * found.agentLines,
        ).toBeLessThanOrEqual(400);
        const asked = smallestTextPx(input.viewing, input.screen);
        expect(found.isTooSmall).toBe(found.textPx < asked);
      }),
    );
  });
});

describe("the counts", () => {
  it("leave the reasons room for a few words on every screen that is not narrower than two columns", () => {
    fc.assert(
      fc.property(fc.double({ min: 34.1, max: 200, noNaN: true }), fc.nat({ max: 999 }), (wide, largest) => {
        expect(planCounts(wide, false, largest).heldEm).toBeGreaterThan(13.5);
      }),
    );
    expect(planCounts(CARD_WIDTH_LEAST, true, 0).heldEm).toBeGreaterThan(10);
  });

  it("stand in two columns, in three or in one row, as the width allows, and take room for more digits", () => {
    expect([37, 45, 60].map((wide) => planCounts(wide, false, 99).columns)).toEqual([2, 3, 5]);
    expect([20, 30].map((wide) => planCounts(wide, true, 99).columns)).toEqual([2, 3]);
    expect(planCounts(37, false, 12_345).heldEm).toBeLessThan(planCounts(37, false, 999).heldEm);
  });

  it.each([
    [30, "5 outside shift, 3 on break"],
    [8, "5 outside shift"],
    [5.6, "outside shift"],
    [3, ""],
  ])("give as many reasons as fit into %i em: %s", (roomEm, words) => {
    expect(wordsThatFit(["5 outside shift", "3 on break"], "outside shift", roomEm)).toBe(words);
  });
});

describe("the sentence over old figures", () => {
  it("has less room beside the clock than in a row of its own", () => {
    expect(headlineEm(26, true)).toBeGreaterThan(20);
    expect(headlineEm(37.7, false)).toBeGreaterThan(20);
    expect(headlineEm(17, true)).toBeLessThan(15);
  });
});

describe("names and words", () => {
  it("get the largest setting in which every one of them is whole", () => {
    expect(cardNameOf(["Billing"], 18)).toEqual({ lines: 1, sizeEm: 1.1 });
    expect(cardNameOf(["Billing", "Technical Support 2222"], 18)).toEqual({ lines: 1, sizeEm: 1 });
    expect(cardNameOf(["Vertragsangelegenheiten Privatkunden"], 18)).toEqual({ lines: 2, sizeEm: 1 });
  });

  it.each([
    ["Maria S.", "", 18, 1],
    ["Maria S.", "outside shift", 18, 1],
    ["Maximilian Schneider", "System problem", 18, 2],
    ["Maximilian-Alexander Schneider-Hohenlohe", "Lunch", 18, 3],
    ["x".repeat(10_000), "Lunch", 18, 3],
  ])(
    "an agent's row has the lines it needs, and three at most (%.30s…, %s)",
    (name, words, column, lines) => {
      expect(agentLinesFor(name, words, column)).toBe(lines);
    },
  );

  it("are never estimated at less than nothing, and more text is never narrower", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (a, b) => {
        expect(textWidthEm(a + b)).toBeGreaterThanOrEqual(textWidthEm(a));
        expect(linesFor(a, 5)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe("turns", () => {
  it("of the two panes fall at different moments when they stand side by side", () => {
    const turns = (pane: "queues" | "agents") =>
      Array.from({ length: 48 }, (_, second) => second * 1_000).filter(
        (at) => turnAt(pane, null, at) !== turnAt(pane, null, at - 1_000),
      );
    expect(turns("queues")).toEqual([0, 12_000, 24_000, 36_000]);
    expect(turns("agents")).toEqual([6_000, 18_000, 30_000, 42_000]);
  });

  it.each([false, true])(
    "of a scene fall exactly when it appears, so that no page passes unseen (advice: %s)",
    (has) => {
      const scenes = scenesWith(has);
      for (const pane of ["queues", "agents"] as const) {
        for (let at = 0; at < 10 * scenes.length * TURN_MS; at += 1_000) {
          const isTurning = turnAt(pane, scenes, at) !== turnAt(pane, scenes, at - 1_000);
          const before = sceneAt(scenes, at - 1_000 + scenes.length * TURN_MS);
          expect(isTurning).toBe(sceneAt(scenes, at) === pane && before !== pane);
        }
      }
    },
  );
});
