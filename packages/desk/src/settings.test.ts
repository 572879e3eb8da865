/** Settings that people change while the desk runs: what screens are told of them. */
import { NAME_STYLES } from "@callboard/protocol";
import { describe, expect, it } from "vitest";
import { comparable } from "../test/screen.ts";
import { SITE, Timeline } from "../test/timeline.ts";

describe("a site whose settings change", () => {
  it("is shown whole to every screen at once, with its new name, zone, words and verdicts", () => {
    const t = new Timeline("a1", "a2").live();
    const screen = t.screen();
    const before = screen.replica.seq;
    const queueGoal = { ...SITE.queueGoal, goalPct: 55 };
    t.desk.setSite({ ...SITE, name: "Renamed", zone: "Asia/Tokyo", queueGoal });
    t.pass(200);
    expect(screen.kinds().at(-1)).toBe("snapshot");
    expect(screen.replica.seq).toBeGreaterThan(before);
    expect(screen.replica.site).toMatchObject({ name: "Renamed", zone: "Asia/Tokyo" });
    expect(screen.board()).toEqual(comparable(t.desk.board("short")));
    expect(t.desk.snapshot()).toMatchObject({ siteName: "Renamed", zone: "Asia/Tokyo" });
  });

  it("is shown whole to a screen that was away, though its epoch is the same", () => {
    const t = new Timeline("a1").live();
    const screen = t.screen();
    screen.drop();
    t.desk.setSite({ ...SITE, name: "Renamed" });
    t.pass(200);
    screen.connect(t.desk).hello();
    expect(screen.kinds().at(-1)).toBe("snapshot");
    expect(screen.replica.site?.name).toBe("Renamed");
  });

  it("has its settings from the first frame on where they were set before the desk began", () => {
    const t = new Timeline("a1").build();
    t.desk.setSite({ ...SITE, name: "Early" });
    t.desk.begin();
    expect(t.screen().replica.site?.name).toBe("Early");
  });
});

describe("a site whose settings change, as the alert desk hears of it", () => {
  it("has its new name and zone in the next row", () => {
    const t = new Timeline("a1").live();
    t.desk.setSite({ ...SITE, name: "Renamed", zone: "Asia/Tokyo" });
    t.pass(3_000);
    expect(t.alertDesk.batches.at(-1)?.site).toEqual({ name: "Renamed", zone: "Asia/Tokyo" });
  });
});

describe("a restart after the site has changed", () => {
  it("[S7] comes back by the new settings, whether or not a checkpoint was made in between", () => {
    const shifts = {
      templates: new Map([
        ["t", { id: "t", name: "Never", zone: "UTC", days: [], startMinute: 0, endMinute: 1, breaks: [] }],
      ]),
      byAgent: new Map([["a1", "t"]]),
      byTeam: new Map(),
    };
    const site = { ...SITE, name: "Renamed", shifts, queueGoal: { ...SITE.queueGoal, goalPct: 55 } };
    const t = new Timeline("a1", "a2").live();
    t.desk.setSite(site);
    t.pass(1_500);
    const before = t.desk.board("full");
    t.lose().build();
    t.desk.setSite(site);
    t.desk.begin();
    const after = t.desk.board("full");
    expect(after.site).toEqual(before.site);
    expect(after.agents).toEqual(before.agents);
    expect(after.queues).toEqual(before.queues);
  });
});

describe("a setup of which there is a newer revision", () => {
  it("is told to every screen by a beat at once, and changes no board", () => {
    const t = new Timeline("a1").live();
    const screen = t.screen();
    expect(screen.replica.setupRevision).toBe(0);
    const { seq } = screen.replica;
    t.desk.setSetup({ revision: 7, aliases: new Map() });
    expect(screen.kinds().at(-1)).toBe("beat");
    expect(screen.replica).toMatchObject({ setupRevision: 7, seq });
    expect(t.screen().replica.setupRevision).toBe(7);
  });

  it("that calls people differently introduces everybody anew", () => {
    const t = new Timeline("a1").live();
    const screen = t.screen("alias");
    expect(screen.replica.agents.get("a1")?.name).toMatch(/^Agent .{4}$/u);
    t.desk.setSetup({ revision: 8, aliases: new Map([["a1", "Falcon"]]) });
    t.pass(200);
    expect(screen.replica.agents.get("a1")?.name).toBe("Falcon");
    expect(screen.board()).toEqual(comparable(t.desk.board("alias")));
  });
});

describe("a view that may not show full names", () => {
  it.each(NAME_STYLES)("is sent none in any frame, and answered none: %s", (style) => {
    const t = new Timeline("a1").live();
    const screen = t.screen(style);
    const name = t.desk.board("full").agents[0]?.name ?? "";
    expect(name.split(" ").length).toBeGreaterThan(1);
    const isTold = screen.texts.some((text) => text.includes(name));
    expect(isTold).toBe(style === "full");
    expect(JSON.stringify(t.desk.board(style)).includes(name)).toBe(style === "full");
  });
});

describe("a tenant's own settings of its upstream", () => {
  it("say how often ground truth is compared", () => {
    const often = new Timeline("a1");
    often.options = { reconcileEveryMs: 30_000 };
    const seldom = new Timeline("a1");
    seldom.options = { reconcileEveryMs: 300_000 };
    const roundsOf = (t: Timeline): number => {
      t.live().pass(300_000);
      const { rounds } = t.desk.status().reconciliation;
      t.pass(1_200_000);
      return t.desk.status().reconciliation.rounds - rounds;
    };
    expect(roundsOf(often)).toBe(40);
    expect(roundsOf(seldom)).toBe(4);
    expect(seldom.feed).toBe("live");
  });
});

describe("a desk that its holder lets go of", () => {
  it("has written all that it knew: the next one begins where it was", () => {
    const t = new Timeline("a1", "a2").live();
    t.pass(10_400);
    const { clock } = t.desk.floor;
    const { seq } = t.desk.status().record;
    t.desk.end();
    t.restart();
    expect(t.desk.floor.clock).toBe(clock);
    expect(t.desk.status().record.seq).toBeGreaterThanOrEqual(seq);
    expect(t.desk.floor.agents.size).toBe(2);
  });
});
