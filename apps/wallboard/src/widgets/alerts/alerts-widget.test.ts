/** The list of alerts, as a person reads it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AT, agent, alert } from "../../../test/pieces.ts";
import { mountWidget, plan } from "../../../test/widget-kit.ts";
import { PARTS } from "../../layout/parts.ts";
import { alerts } from "./index.ts";
import { ALERT_WIDE_LEAST, planRows, rowsHighEm } from "./rows.ts";

const people = [
  agent({ id: "1", name: "Maria S.", team: "North" }),
  agent({ id: "2", name: "Jonas B.", team: "South" }),
];
const on = (id: string, severity: "critical" | "low") =>
  alert({ id: `${severity} ${id}`, severity, entity: { kind: "agent", id } });

describe("the list of alerts", () => {
  it("tells severity in a word, whom, for how long and against what; and how many of each", async () => {
    const kit = mountWidget(alerts, plan("alerts", { from: "low" }));
    await kit.show({ agents: people, alerts: [on("1", "low"), on("2", "critical")] });
    const cells = kit.wrapper.findAll(".cells > *").map((each) => each.text().replace(/\s+/g, " "));
    expect(cells[0]).toMatch(/^Jonas B\. ?Not ready too long ?16:00 ?Critical/);
    expect(cells[1]).toMatch(/^Maria S\. ?Not ready too long ?16:00 ?Low/);
    expect(kit.wrapper.findAll(".counts > *").map((each) => each.text())).toEqual(["1", "1"]);
    kit.wrapper.unmount();
  });

  it("leaves out what is less severe than asked for, and what is of another part of the floor", async () => {
    const filter = { teams: ["South"], queues: [], skills: [], media: [], sites: [] };
    const kit = mountWidget(alerts, plan("alerts", { from: "high", filter }));
    await kit.show({ agents: people, alerts: [on("1", "critical"), on("2", "critical"), on("2", "low")] });
    await kit.pass(1_100);
    expect(kit.wrapper.findAll(".cells > *")).toHaveLength(1);
    expect(kit.text()).toContain("Jonas B.");
    expect(kit.text()).toContain("High and worse");
    kit.wrapper.unmount();
  });

  it("says that there are none only while somebody watches", async () => {
    const kit = mountWidget(alerts, plan("alerts", { from: "low" }));
    await kit.show({ agents: people });
    expect(kit.text()).toContain("No alerts");
    await kit.show({ agents: people, alerting: { state: "unheard" } });
    expect(kit.text()).toContain("Alerts are not being watched");
    expect(kit.text()).not.toContain("No alerts");
    kit.wrapper.unmount();
  });

  it("takes turns, and names what the desk does not list", async () => {
    const kit = mountWidget(alerts, plan("alerts", { from: "low" }), { box: { wideEm: 14, highEm: 5 } });
    const many = ["a", "b", "c"].map((id, n) => ({ ...on(id, "critical"), firedAt: AT - n }));
    await kit.show({ agents: people, alerts: many, alerting: { more: 12 } });
    expect(kit.text()).toContain("+12 not listed");
    const seen = new Set<string>();
    for (let turn = 0; turn < 3; turn += 1) {
      seen.add(kit.wrapper.find(".cells").html());
      await kit.pass(6_000);
    }
    expect(seen.size).toBeGreaterThan(1);
    kit.wrapper.unmount();
  });
});

it.each([
  [{ wideEm: 14, highEm: rowsHighEm(1) }, 50, { columns: 1, rows: 1 }],
  [{ wideEm: 40, highEm: rowsHighEm(4) }, 3, { columns: 1, rows: 4 }],
  [{ wideEm: 40, highEm: rowsHighEm(4) }, 5, { columns: 2, rows: 4 }],
  [{ wideEm: 40, highEm: 0 }, 5, { columns: 2, rows: 1 }],
])("%j with %i alerts is %j", (box, count, expected) => {
  expect(planRows(box, { count, ruleEm: 6, lineEm: 9 })).toMatchObject(expected);
});

describe("the rows of alerts", () => {
  it("give a rule lines of its own where it would be cut beside the severity, and never where all is whole", () => {
    const box = { wideEm: 36.6, highEm: 14.3 };
    expect(planRows(box, { count: 8, ruleEm: 14, lineEm: 17 })).toMatchObject({ columns: 2, ruleLines: 1 });
    expect(planRows(box, { count: 8, ruleEm: 10, lineEm: 13 })).toMatchObject({ columns: 2, ruleLines: 0 });
    expect(planRows(box, { count: 8, ruleEm: 400, lineEm: 403 }).ruleLines).toBe(2);
  });

  it("are spread evenly over the pages, and fill the box", () => {
    const plan = planRows({ wideEm: 36.6, highEm: 14.3 }, { count: 8, ruleEm: 14, lineEm: 17 });
    expect(plan.perPage).toBe(4);
    expect(2 * plan.highEm).toBeGreaterThan(10);
  });

  it("never outgrow the box that their widget asks for", () => {
    const box = fc.record({
      wideEm: fc.double({ min: ALERT_WIDE_LEAST, max: 120, noNaN: true }),
      highEm: fc.double({ min: rowsHighEm(1), max: 60, noNaN: true }),
    });
    const words = fc.double({ min: 0, max: 300, noNaN: true });
    fc.assert(
      fc.property(box, words, fc.nat({ max: 400 }), (box, ruleEm, count) => {
        const { columns, rows, perPage, highEm } = planRows(box, { count, ruleEm, lineEm: ruleEm + 3 });
        const shown = Math.ceil(perPage / columns);
        expect(shown).toBeLessThanOrEqual(rows);
        expect(shown * highEm + (shown - 1) * PARTS.alertGap).toBeLessThanOrEqual(box.highEm + 1e-6);
        expect(Math.ceil(count / perPage)).toBe(Math.max(0, Math.ceil(count / (columns * rows))));
      }),
    );
  });
});
