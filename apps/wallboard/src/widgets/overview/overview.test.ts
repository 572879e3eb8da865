/** Everybody at once: who has which cell, where cells stand, what is painted anew, and what is read out. */
import type { BoardAgent } from "@callboard/protocol";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AT, agent, alert } from "../../../test/pieces.ts";
import { mountWidget, plan } from "../../../test/widget-kit.ts";
import { COUNTED_GROUPS } from "../../floor/state-counts.ts";
import { codeOf, createCellBook, EMPTY, partsOfCode } from "./cells.ts";
import { overview } from "./index.ts";
import { createPainter, type Sheet } from "./painter.ts";
import { HEADING_EM, planOverview } from "./plan-overview.ts";
import { MARKS, SHAPES } from "./shapes.ts";

const nobodyMarked = () => null;
const groupsIn = (codes: Uint8Array) => Array.from(codes, (code) => partsOfCode(code)?.group ?? null);

describe("cells", () => {
  it("keep a person's place in the team, whatever they do, and in whatever order they come", () => {
    const book = createCellBook("team");
    const floor = [
      agent({ id: "b", team: "T" }),
      agent({ id: "a", team: "T" }),
      agent({ id: "c", team: "S" }),
    ];
    const { groups, codes } = book.read(floor, nobodyMarked);
    expect(groups).toEqual([
      { id: "S", cells: 1 },
      { id: "T", cells: 2 },
    ]);
    expect(groupsIn(codes)).toEqual(["routable", "routable", "routable"]);
    const later = book.read(
      [{ ...floor[1], state: "CALL" } as BoardAgent, ...floor.slice(0, 1), ...floor.slice(2)],
      nobodyMarked,
    );
    expect(later.groups).toBe(groups);
    expect(groupsIn(later.codes)).toEqual(["routable", "onContact", "routable"]);
  });

  it("are given anew when somebody comes, leaves or changes teams", () => {
    const book = createCellBook("team");
    const one = agent({ id: "a", team: "T" });
    const first = book.read([one], nobodyMarked).groups;
    expect(book.read([{ ...one, team: "__proto__" }], nobodyMarked).groups).toEqual([
      { id: "__proto__", cells: 1 },
    ]);
    expect(book.read([], nobodyMarked).groups).toEqual([]);
    expect(book.read([one], nobodyMarked).groups).toEqual(first);
  });

  it("by state stay where they are while numbers change a little, and stand anew when they change much", () => {
    const book = createCellBook("state");
    const crowd = (ready: number, busy: number) => [
      ...Array.from({ length: ready }, (_, n) => agent({ id: `r${n}` })),
      ...Array.from({ length: busy }, (_, n) => agent({ id: `c${n}`, state: "CALL" })),
      agent({ id: "out", state: "SIGNED_OUT" }),
    ];
    const { groups } = book.read(crowd(100, 100), nobodyMarked);
    expect(groups.map(({ id }) => id)).toEqual(["routable", "onContact"]);
    expect(book.read(crowd(104, 96), nobodyMarked).groups).toBe(groups);
    const busy = book.read(crowd(40, 160), nobodyMarked);
    expect(busy.groups).not.toBe(groups);
    const shown = groupsIn(busy.codes).filter((group) => group !== null);
    expect(shown.filter((group) => group === "onContact")).toHaveLength(160);
    expect(shown).toHaveLength(200);
  });

  it("are framed for whoever has an alert that nobody has taken up, those first", () => {
    const book = createCellBook("state");
    const marks = (id: string) =>
      id === "c"
        ? ({ severity: "critical", isCalm: false } as const)
        : id === "b"
          ? ({ severity: "low", isCalm: true } as const)
          : null;
    const { codes } = book.read(
      ["a", "b", "c"].map((id) => agent({ id })),
      marks,
    );
    expect(
      Array.from(codes)
        .filter((code) => code !== EMPTY)
        .map((code) => partsOfCode(code)?.frame),
    ).toEqual([1, 0, 0]);
  });

  it("say their state and their frame in one number and give both back", () => {
    for (const group of COUNTED_GROUPS) {
      expect(partsOfCode(codeOf(group, null))).toEqual({ group, frame: 0 });
      const mark = { severity: "medium", isCalm: false } as const;
      expect(partsOfCode(codeOf(group, mark))).toEqual({ group, frame: 3 });
    }
    expect(partsOfCode(EMPTY)).toBeNull();
  });
});

describe("the shapes", () => {
  it("differ in outline where they share a colour, so that no colour is needed", () => {
    expect(new Set(Object.values(SHAPES).map(({ path }) => path)).size).toBe(COUNTED_GROUPS.length);
    expect(MARKS).toHaveLength(4);
  });
});

describe("the plan", () => {
  it.each([
    [3, 0.9],
    [300, 0.6],
    [2_000, 0.45],
  ])("gives %i people cells as large as fit on one page", (people, least) => {
    const { cellEm, pages } = planOverview([{ id: "g", cells: people }], { wideEm: 38, highEm: 17 });
    expect(pages).toHaveLength(1);
    expect(cellEm).toBeGreaterThanOrEqual(least);
  });

  it("turns pages rather than draw cells that cannot be told apart", () => {
    const { cellEm, pages } = planOverview([{ id: "g", cells: 5_000 }], { wideEm: 20, highEm: 8 });
    expect(cellEm).toBeGreaterThanOrEqual(0.37);
    expect(pages.length).toBeGreaterThan(1);
  });

  it("draws the cells of many small teams beside their names, large enough to be told apart from afar", () => {
    const teams = Array.from({ length: 36 }, (_, n) => ({ id: `t${n}`, cells: 9 }));
    const { cellEm, pages } = planOverview(teams, { wideEm: 36.6, highEm: 8.6 });
    expect(cellEm).toBeGreaterThanOrEqual(0.77);
    expect(pages).toHaveLength(3);
    const blocks = pages.reduce((all, each) => all.concat(each), []);
    expect(blocks.every((block) => block.cellsLeftEm >= block.leftEm + block.headingEm)).toBe(true);
  });

  it("places every cell once, in order, inside of the box and without overlap", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 40 });
    const box = fc.record({
      wideEm: fc.integer({ min: 14, max: 90 }),
      highEm: fc.integer({ min: 5, max: 50 }),
    });
    fc.assert(
      fc.property(sizes, box, (counts, inside) => {
        const groups = counts.map((cells, n) => ({ id: `g${n}`, cells }));
        const { cellEm, pages } = planOverview(groups, inside);
        let next = 0;
        for (const blocks of pages) {
          let lastBottom = 0;
          let lastLeft = -1;
          for (const block of blocks) {
            expect(block.first).toBe(next);
            next += block.cells;
            const bottom = block.cellsTopEm + Math.ceil(block.cells / block.perRow) * cellEm;
            expect(bottom).toBeLessThanOrEqual(inside.highEm + 1e-6);
            expect(block.topEm + HEADING_EM).toBeLessThanOrEqual(inside.highEm + 1e-6);
            const isBelow = block.cellsTopEm >= block.topEm + HEADING_EM;
            expect(block.cellsLeftEm).toBeGreaterThanOrEqual(block.leftEm + (isBelow ? 0 : block.headingEm));
            expect(block.cellsLeftEm + block.perRow * cellEm).toBeLessThanOrEqual(inside.wideEm + 1e-6);
            if (block.leftEm === lastLeft) expect(block.topEm).toBeGreaterThanOrEqual(lastBottom);
            lastBottom = bottom;
            lastLeft = block.leftEm;
          }
        }
        expect(next).toBe(counts.reduce((sum, cells) => sum + cells, 0));
      }),
    );
  });
});

describe("the painter", () => {
  beforeEach(() => void vi.stubGlobal("Path2D", class {}));
  afterEach(() => void vi.unstubAllGlobals());

  function createPaper() {
    const copied: number[] = [];
    const pen = new Proxy(
      { drawImage: (...[, left]: number[]) => copied.push(left ?? 0) } as Record<string, unknown>,
      { get: (own, name) => own[String(name)] ?? (() => undefined), set: () => true },
    );
    const canvas = { width: 0, height: 0, getContext: () => pen } as unknown as HTMLCanvasElement;
    return { copied, canvas };
  }
  const sheet = (cells: number): Sheet => ({
    blocks: planOverview([{ id: "g", cells }], { wideEm: 20, highEm: 10 }).pages[0] ?? [],
    cellEm: 0.5,
    wideEm: 20,
    highEm: 10,
    emPx: 40,
    ratio: 2,
    colourOf: () => "#fff",
  });

  it("paints everything on a new sheet and afterwards only what has changed", () => {
    const { copied, canvas } = createPaper();
    const painter = createPainter({ canvas, createCanvas: () => createPaper().canvas });
    painter.lay(sheet(6));
    expect([canvas.width, canvas.height]).toEqual([1_600, 800]);
    const codes = new Uint8Array(6).fill(codeOf("routable", null));
    expect(painter.paint(codes)).toBe(6);
    expect(painter.paint(codes)).toBe(0);
    codes[2] = codeOf("onContact", null);
    codes[5] = EMPTY;
    expect(painter.paint(codes)).toBe(2);
    expect(copied).toHaveLength(7);
    painter.lay(sheet(6));
    expect(painter.paint(codes)).toBe(5);
  });

  it("that has no paper does nothing", () => {
    const canvas = { getContext: () => null, width: 0, height: 0 } as unknown as HTMLCanvasElement;
    const painter = createPainter({ canvas, createCanvas: () => canvas });
    painter.lay(sheet(3));
    expect(painter.paint(new Uint8Array(3))).toBe(0);
  });
});

describe("the widget", () => {
  const people = [
    agent({ id: "a", team: "<b>Team</b>" }),
    agent({ id: "b", team: "<b>Team</b>", state: "CALL" }),
    agent({ id: "c", team: null, state: "SIGNED_OUT" }),
  ];

  it("has no element per person, and reads out how many of which team are in which state", async () => {
    const kit = mountWidget(overview, plan("overview", { group: "team" }));
    await kit.show({ agents: people, alerts: [alert({ id: "x", entity: { kind: "agent", id: "b" } })] });
    await kit.pass(1_100);
    expect(kit.wrapper.findAll("canvas")).toHaveLength(1);
    expect(kit.wrapper.findAll(".sheet > *")).toHaveLength(3);
    const rows = kit.wrapper
      .findAll("tbody tr")
      .map((row) => row.findAll("th, td").map((cell) => cell.text()));
    expect(rows).toEqual([
      ["All", "1", "0", "0", "1", "0", "0", "0", "1"],
      ["<b>Team</b>", "1", "0", "0", "1", "0", "0", "0", "0"],
      ["No team", "0", "0", "0", "0", "0", "0", "0", "1"],
    ]);
    expect(kit.wrapper.find(".legend").text().replace(/\s+/g, " ")).toContain("1On contact");
    kit.wrapper.unmount();
  });

  it("says that nobody is there", async () => {
    const kit = mountWidget(overview, plan("overview", { group: "state" }));
    await kit.show({ agents: [] });
    expect(kit.text()).toContain("no agents on its roster");
    await kit.show({ agents: [agent({ id: "a", state: "SIGNED_OUT", since: AT })] });
    await kit.pass(1_100);
    expect(kit.text()).toContain("Nobody is signed in");
    kit.wrapper.unmount();
    const filter = { teams: ["Gone"], queues: [], skills: [], media: [], sites: [] };
    const none = mountWidget(overview, plan("overview", { group: "state", filter }));
    await none.show({ agents: people });
    await none.pass(1_100);
    expect(none.text()).toContain("Nobody belongs to this part of the floor.");
    none.wrapper.unmount();
  });
});
