/** People one by one, as a person reads their cards. */
import { describe, expect, it } from "vitest";
import { AT, agent, alert, queue } from "../../../test/pieces.ts";
import { mountWidget, plan } from "../../../test/widget-kit.ts";
import { cardLines, toldCard } from "./card-lines.ts";
import { agentCards } from "./index.ts";

const FLOOR = [
  agent({
    id: "1",
    name: "Maria S.",
    team: "North",
    state: "NOT_READY",
    status: "Lunch",
    since: AT - 960_000,
  }),
  agent({
    id: "2",
    name: "Jonas B.",
    team: "South",
    routability: { kind: "notRoutable", reason: "onBreak", detail: "until 14:30" },
  }),
  agent({ id: "3", name: "<img onerror=x>", team: "North", state: "CALL", queueId: "q" }),
  agent({ id: "4", name: "Aisha K.", team: null, state: "SIGNED_OUT" }),
];
const queues = [queue({ id: "q", name: "Billing" })];
const byState = plan("agentCards", { group: "state", showsSignedOut: false });
const texts = (kit: ReturnType<typeof mountWidget>, of: string) =>
  kit.wrapper.findAll(of).map((each) => each.text().replace(/\s+/g, " "));

describe("the cards", () => {
  it("stand under their states, neediest first, with name, why not routable in words, and the time", async () => {
    const kit = mountWidget(agentCards, byState);
    await kit.show({ agents: FLOOR, queues });
    expect(texts(kit, ".heading")).toEqual(["Not ready1", "Ready, not routable1", "On contact1"]);
    expect(texts(kit, ".card")).toEqual([
      "Maria S.Lunch16:00",
      "Jonas B.on break, until 14:301:00",
      "<img onerror=x>Billing1:00",
    ]);
    expect(kit.wrapper.find("img").exists()).toBe(false);
    await kit.pass(2_100);
    expect(kit.wrapper.find(".card .time").text()).toBe("16:02");
    expect(kit.wrapper.find(".card .time").classes()).toContain("is-long");
    kit.wrapper.unmount();
  });

  it("say their state where the headings are teams, which say how many of them are routable", async () => {
    const kit = mountWidget(agentCards, plan("agentCards", { group: "team", showsSignedOut: true }));
    await kit.show({ agents: FLOOR, queues });
    expect(texts(kit, ".heading")).toEqual(["North0/2", "South0/1", "No team0/0"]);
    expect(texts(kit, ".words")).toEqual([
      "Not ready: Lunch",
      "On contact: Billing",
      "Ready, not routable: on break, until 14:30",
      "Signed out",
    ]);
    kit.wrapper.unmount();
  });

  it("stay where they are when a state changes, and tell the new one", async () => {
    const kit = mountWidget(agentCards, byState);
    await kit.show({ agents: FLOOR, queues });
    await kit.show({
      agents: FLOOR.map((one) =>
        one.id === "1" ? { ...one, state: "READY", routability: { kind: "routable" } } : one,
      ),
      queues,
    });
    expect(texts(kit, ".card")[0]).toMatch(/^Maria S\. ?Routable ?16:00$/);
    await kit.show({ agents: FLOOR.slice(1), queues });
    expect(texts(kit, ".card")[0]).toContain("left the floor");
    await kit.pass(12_100);
    expect(texts(kit, ".card")[0]).toContain("Jonas B.");
    kit.wrapper.unmount();
  });

  it("have an outline and a bell where an alert fires, in its colour while nobody has taken it up", async () => {
    const kit = mountWidget(agentCards, byState);
    const fires = alert({ id: "x", severity: "critical", entity: { kind: "agent", id: "1" } });
    await kit.show({ agents: FLOOR, queues, alerts: [fires] });
    const card = () => kit.wrapper.find(".card");
    expect(card().classes()).toEqual(expect.arrayContaining(["is-marked", "edge-bad", "tone-warn"]));
    expect(card().find(".bell").exists()).toBe(true);
    await kit.show({ agents: FLOOR, queues, alerts: [{ ...fires, acknowledged: { by: "Ann", at: AT } }] });
    expect(card().classes()).toContain("edge-grey");
    kit.wrapper.unmount();
  });

  it("are paged in the box, everybody has a turn, and no more are drawn than a television can", async () => {
    const crowd = Array.from({ length: 2_000 }, (_, n) =>
      agent({ id: `a${n}`, name: `P ${n}`, state: n % 2 === 0 ? "CALL" : "READY" }),
    );
    const kit = mountWidget(agentCards, byState, { box: { wideEm: 90, highEm: 60 } });
    await kit.show({ agents: crowd });
    const shown = kit.wrapper.findAll(".card").length;
    expect(shown).toBeGreaterThan(100);
    expect(shown).toBeLessThanOrEqual(160);
    const pages = Number(/1\/(\d+)/.exec(kit.text())?.[1]);
    const seen = new Set<string>();
    for (let turn = 0; turn < pages; turn += 1) {
      for (const name of texts(kit, ".name")) seen.add(name);
      await kit.pass(12_000);
    }
    expect(Array.from(seen).filter((name) => name.startsWith("P "))).toHaveLength(2_000);
    kit.wrapper.unmount();
  });

  it("say that nobody is there, and which nobody", async () => {
    const kit = mountWidget(agentCards, byState);
    await kit.show({ agents: [] });
    expect(kit.text()).toContain("This site has no agents on its roster yet.");
    await kit.show({ agents: FLOOR.slice(3) });
    await kit.pass(12_100);
    expect(kit.text()).toContain("Nobody is signed in.");
    kit.wrapper.unmount();
  });
});

it.each([
  ["Maria S.", "", 13, 1],
  ["Maria S.", "Lunch", 14, 1],
  ["Maria S.", "System problem", 12.5, 2],
  ["Maria S.", "Wrap-up: Technical Support 2, not confirmed", 12.5, 3],
  ["Maximilian-Alexander Schneider-Hohenlohe", "Lunch", 12.5, 3],
  ["x".repeat(120), "y".repeat(400), 12.5, 4],
])("%s with “%s” in %i em takes %i lines", (name, words, columnEm, lines) => {
  expect(cardLines(name, words, columnEm)).toBe(lines);
});

describe("in a tight box", () => {
  const tight = { columnEm: 18, isTight: true };

  it("a card is one line where the state can be told in one, and told whole where there is room", () => {
    const inShort = "On contact";
    const long = "On contact: Fraud and Disputes English";
    expect(toldCard("Maria S.", long, inShort, tight)).toEqual({ words: inShort, lines: 1 });
    expect(toldCard("Maria S.", long, inShort, { columnEm: 18, isTight: false }).words).toBe(long);
    expect(toldCard("Maria S.", "On contact: VIP", inShort, tight).words).toBe("On contact: VIP");
  });

  it("the queue gives way, and why somebody gets nothing never does", async () => {
    const kit = mountWidget(agentCards, plan("agentCards", { group: "team", showsSignedOut: false }), {
      box: { wideEm: 18.5, highEm: 12.6 },
    });
    const long = [queue({ id: "q", name: "Fraud and Disputes English" })];
    await kit.show({ agents: FLOOR, queues: long });
    const words = texts(kit, ".words");
    expect(words).toContain("On contact");
    expect(words.some((each) => each.includes("on break, until 14:30"))).toBe(true);
    kit.wrapper.unmount();
  });

  it("the title's line goes to a person, its name is still told, and the page stands at the heading", async () => {
    const kit = mountWidget(agentCards, byState, { box: { wideEm: 18.7, highEm: 12.6 } });
    const crowd = Array.from({ length: 20 }, (_, n) => agent({ id: `a${n}`, name: `P ${n}`, state: "CALL" }));
    await kit.show({ agents: crowd });
    expect(kit.wrapper.findAll(".card")).toHaveLength(8);
    expect(kit.wrapper.find("section").attributes("aria-label")).toBe("People");
    expect(kit.wrapper.find(".corner").text()).toBe("1/3");
    kit.wrapper.unmount();
  });
});
