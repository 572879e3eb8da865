/** The counts as a person reads them, and where they go in boxes of every shape. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agent } from "../../../test/pieces.ts";
import { mountWidget, plan } from "../../../test/widget-kit.ts";
import { textWidthEm } from "../../layout/text-width.ts";
import { agentStates } from "./index.ts";
import { LEAST_INSIDE, planStates, wordsThatFit } from "./plan-states.ts";

const held = (reason: "outsideShift" | "onBreak") => ({ kind: "notRoutable", reason, detail: null }) as const;
const FLOOR = [
  agent({ id: "a" }),
  agent({ id: "b", routability: held("onBreak") }),
  agent({ id: "c", routability: held("onBreak") }),
  agent({ id: "d", routability: held("outsideShift") }),
  agent({ id: "e", routability: { kind: "unknown", reason: "shiftUnknown" } }),
  agent({ id: "f", state: "CALL" }),
  agent({ id: "g", state: "SIGNED_OUT", team: "Away" }),
];
const noFilter = { teams: [], queues: [], skills: [], media: [], sites: [] };

describe("the counts", () => {
  it("tell routable apart from ready, and why the others are not, in words (SPEC R)", async () => {
    const kit = mountWidget(agentStates, plan("agentStates", {}), { box: { wideEm: 60, highEm: 8 } });
    await kit.show({ agents: FLOOR });
    await kit.pass(1_100);
    expect(kit.wrapper.find(".lead").text()).toBe("1Routable");
    const lines = kit.wrapper.findAll(".held .line").map((line) => line.text());
    expect(lines).toEqual(["3not routable: 2 on break, 1 outside shift", "1unsure: shift not known"]);
    expect(kit.wrapper.findAll(".cell").map((cell) => cell.text())).toEqual([
      "1On contact",
      "0Wrap-up",
      "0Not ready",
      "1Signed out",
      "0Unknown",
    ]);
    expect(kit.text()).toContain("6 signed in");
    expect(kit.wrapper.findAll(".share").map((share) => share.attributes("style"))).toEqual([
      "flex-grow: 1;",
      "flex-grow: 3;",
      "flex-grow: 1;",
      "flex-grow: 1;",
    ]);
    kit.wrapper.unmount();
  });

  it("are of the widget's part of the floor", async () => {
    const kit = mountWidget(agentStates, plan("agentStates", { filter: { ...noFilter, teams: ["Away"] } }));
    await kit.show({ agents: FLOOR });
    await kit.pass(1_100);
    expect(kit.wrapper.find(".lead").text()).toBe("0Routable");
    expect(kit.wrapper.find(".lead").classes()).toContain("tone-bad");
    expect(kit.text()).toContain("1Signed out");
    kit.wrapper.unmount();
  });

  it("say that a part of the floor is not there, and do not count it like an empty one", async () => {
    const kit = mountWidget(agentStates, plan("agentStates", { filter: { ...noFilter, teams: ["Gone"] } }));
    await kit.show({ agents: FLOOR });
    await kit.pass(1_100);
    expect(kit.text()).toContain("Nobody belongs to this part of the floor.");
    expect(kit.wrapper.find(".lead").exists()).toBe(false);
    expect(kit.text()).not.toMatch(/\d/);
    kit.wrapper.unmount();
  });

  it("are dashes before the first board, never naughts", () => {
    const kit = mountWidget(agentStates, plan("agentStates", {}));
    expect(kit.wrapper.find(".lead").text()).toBe("–Routable");
    expect(kit.wrapper.find(".lead").classes()).not.toContain("tone-bad");
    kit.wrapper.unmount();
  });

  it("take turns where there is room for a part alone", async () => {
    const kit = mountWidget(agentStates, plan("agentStates", {}), { box: { wideEm: 20.5, highEm: 5.5 } });
    await kit.show({ agents: FLOOR });
    await kit.pass(1_100);
    const parts = () => [kit.wrapper.find(".lead").exists(), kit.wrapper.find(".cells").exists()];
    const first = parts();
    await kit.pass(12_000);
    expect(parts()).toEqual(first.map((isThere) => !isThere));
    kit.wrapper.unmount();
  });
});

const ENGLISH = ["On contact", "Wrap-up", "Not ready", "Signed out", "Unknown"];
const GERMAN = ["Im Kontakt", "Nachbearbeitung", "Nicht bereit", "Abgemeldet", "Unbekannt"];

describe("the plan of the counts", () => {
  it.each([
    ["a wide box", { wideEm: 60, highEm: 4 }, "row", true],
    ["a common box", { wideEm: 42, highEm: 4 }, "row", false],
    ["a narrow and high box", { wideEm: 22, highEm: 9 }, "stack", false],
    ["the least box", LEAST_INSIDE, "turns", false],
  ] as const)("puts %s into its shape, and German too", (_name, inside, shape, areCellsTall) => {
    const of = (labels: readonly string[], leadLabel: string) =>
      planStates({ inside, labels, leadLabel, largest: 500 });
    expect(of(ENGLISH, "Routable")).toMatchObject({ shape, areCellsTall });
    expect(of(GERMAN, "Vermittelbar").shape).toBe(shape);
  });

  it("fits every box from the least on, in height and width", () => {
    const box = fc.record({
      wideEm: fc.double({ min: LEAST_INSIDE.wideEm, max: 120, noNaN: true }),
      highEm: fc.double({ min: LEAST_INSIDE.highEm, max: 40, noNaN: true }),
    });
    fc.assert(
      fc.property(
        box,
        fc.constantFrom(ENGLISH, GERMAN),
        fc.integer({ min: 0, max: 25_000 }),
        (inside, labels, largest) => {
          const made = planStates({
            inside,
            labels,
            leadLabel: labels === GERMAN ? "Vermittelbar" : "Routable",
            largest,
          });
          const rows = made.areCellsTall ? 0 : Math.ceil(made.cellsPerTurn / made.cellColumns);
          const cellsHigh = made.areCellsTall ? 3 : rows * 1.13;
          const needed = made.shape === "stack" ? 3.8 + cellsHigh : Math.max(3.4, cellsHigh);
          expect(needed).toBeLessThanOrEqual(inside.highEm + 1e-6);
          if (made.barHighEm > 0) expect(needed + made.barHighEm).toBeLessThanOrEqual(inside.highEm);
          if (made.shape === "row") {
            expect(made.leadWideEm + made.heldWideEm + made.cellsWideEm).toBeLessThanOrEqual(inside.wideEm);
            expect(made.heldWideEm).toBeGreaterThan(10);
          }
        },
      ),
    );
  });

  it("tells as many reasons as fit, then the first alone, then none", () => {
    const told = ["5 on break", "3 outside shift"];
    expect(wordsThatFit(told, "on break", textWidthEm(told.join(", ")))).toBe("5 on break, 3 outside shift");
    expect(wordsThatFit(told, "on break", textWidthEm("5 on break") + 1)).toBe("5 on break");
    expect(wordsThatFit(told, "on break", textWidthEm("on break"))).toBe("on break");
    expect(wordsThatFit(told, "on break", 1)).toBe("");
  });
});
