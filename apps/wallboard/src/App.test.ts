/** The whole screen in a small DOM, fed with frames: what a person would read on it. */
import { describe, expect, it } from "vitest";
import { countsOf } from "../test/made-up-boards.ts";
import { AT, agent, queue, quietWindow, watching } from "../test/pieces.ts";
import { createScreen } from "../test/screen.ts";

describe("the wall", () => {
  it("shows counts, queues and people, and says why a ready agent gets nothing", async () => {
    const screen = createScreen();
    await screen.show({
      agents: [
        agent({ id: "1", name: "Maria S." }),
        agent({
          id: "2",
          name: "Jonas B.",
          routability: { kind: "notRoutable", reason: "outsideShift", detail: null },
        }),
        agent({ id: "3", name: "Aisha K.", state: "NOT_READY", status: "Lunch", since: AT - 912_000 }),
      ],
      queues: [
        queue({ id: "q", name: "Billing", waitSeconds: 150, waiting: 4, longestWaitSince: AT - 165_000 }),
      ],
    });
    const text = screen.text();
    for (const words of [
      "Northwind",
      "Live",
      "1Routable",
      "1not routable: outside shift",
      "0unsure",
      "Billing",
      "2:30",
      "2:45",
      "90 %",
      "85 %",
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toContain("answered in 20 s ÷ (offered − abandoned in 20 s), goal 80 %");
    expect(text).toMatch(/Not ready ?1 ?Aisha K\. ?Lunch ?15:12/);
    expect(text).toMatch(/Jonas B\. ?outside shift/);
    screen.wrapper.unmount();
  });

  it("puts everybody under the right heading as soon as their states are known, without waiting for a turn", async () => {
    const screen = createScreen();
    const headings = () => screen.wrapper.findAll(".heading").map((heading) => heading.text());
    const unseen = agent({
      id: "1",
      name: "Maria S.",
      state: "UNKNOWN",
      routability: { kind: "unknown", reason: "neverSeen" },
    });
    await screen.show({ agents: [unseen], feed: { state: "catchingUp", reconciledAt: null } });
    expect(headings()).toEqual(["Unknown1"]);
    await screen.show({ agents: [agent({ id: "1", name: "Maria S.", state: "CALL" })] });
    expect(headings()).toEqual(["On contact1"]);
    screen.wrapper.unmount();
  });

  it("keeps hostile names text, in every place where a name stands", async () => {
    const screen = createScreen();
    const name = '<img src=x onerror="alert(1)">';
    await screen.show({
      agents: [agent({ id: "__proto__", name, state: "NOT_READY", status: name })],
      queues: [queue({ id: "constructor", name })],
      siteName: name,
    });
    expect(screen.wrapper.findAll("img")).toHaveLength(0);
    expect(screen.text().split("onerror").length - 1).toBe(4);
    screen.wrapper.unmount();
  });

  it("lets time in state run without any frame", async () => {
    const screen = createScreen();
    await screen.show({ agents: [agent({ id: "1", state: "CALL", since: AT - 59_000 })] });
    expect(screen.text()).toContain("0:59");
    await screen.pass(3_200);
    expect(screen.text()).toContain("1:02");
    screen.wrapper.unmount();
  });

  it("counts time in state and waits on CXone's clock, however far that is from the server's", async () => {
    const screen = createScreen();
    const ahead = 7 * 60_000;
    await screen.show({
      agents: [agent({ id: "1", state: "CALL", since: AT + ahead - 59_000 })],
      queues: [queue({ id: "q", waiting: 1, longestWaitSince: AT + ahead - 130_000, statsAt: AT + ahead })],
      feed: { clock: AT + ahead },
    });
    expect(screen.wrapper.find(".card.short .timer").text()).toBe("0:59");
    expect(screen.wrapper.find("[data-kind=queueTiles] .card").text()).toMatch(/Long wait.*2:10/);
    expect(screen.wrapper.findAll(".is-old")).toHaveLength(0);
    await screen.pass(3_200);
    expect(screen.wrapper.find(".card.short .timer").text()).toBe("1:02");
    screen.wrapper.unmount();
  });

  it("lets durations stand still at the last news while the figures are old, and jump to the truth after", async () => {
    const screen = createScreen();
    const timer = () => screen.wrapper.find(".card.short .timer").text();
    const agents = [agent({ id: "1", state: "CALL", since: AT - 100_000 })];
    const lastNews = { asOf: AT - 40_000, clock: AT - 40_000 };
    await screen.show({ agents, feed: { state: "down", ...lastNews } });
    expect(timer()).toBe("1:00");
    await screen.pass(5_000);
    expect(timer()).toBe("1:00");
    expect(screen.text()).toContain("last news from CXone 45 s ago");
    await screen.show({ agents, feed: { asOf: AT + 5_000, clock: AT + 5_000 } });
    expect(timer()).toBe("1:45");
    await screen.pass(13_000);
    expect(screen.text()).toContain("NO CONNECTION");
    expect(timer()).toBe("1:45");
    screen.wrapper.unmount();
  });

  it("judges by CXone's figure while hardly anything was seen, and says which one it was", async () => {
    const screen = createScreen();
    const last1h = { ...quietWindow, offered: 1, serviceLevelPct: 0, blindMs: 55 * 60_000 };
    await screen.show({
      agents: [agent({ id: "1" })],
      queues: [
        queue({ id: "a", name: "A", last1h, serviceLevelPct: 95 }),
        queue({ id: "b", name: "B", last1h, serviceLevelPct: 50 }),
        queue({ id: "c", name: "C", last1h, serviceLevelPct: null }),
      ],
    });
    const cards = screen.wrapper.findAll("[data-kind=queueTiles] .card");
    expect(cards.map((card) => card.find(".word").text())).toEqual(["Goal missed", "Too early", "On goal"]);
    for (const card of cards) {
      const ours = card.find(".is-guess");
      expect(ours.text()).toBe("~0 %");
      expect(ours.classes()).not.toContain("is-below");
    }
    expect(cards[0]?.find(".is-below").text()).toBe("50 %");
    expect(cards[1]?.classes()).toContain("tone-grey");
    screen.wrapper.unmount();
  });

  it("says how many ready agents nobody can be sure of, and why", async () => {
    const screen = createScreen();
    const unsure = (id: string, reason: "profileUnknown" | "shiftUnknown") =>
      agent({ id, routability: { kind: "unknown", reason } });
    await screen.show({
      agents: [unsure("1", "shiftUnknown"), unsure("2", "profileUnknown"), unsure("3", "profileUnknown")],
    });
    expect(screen.text()).toContain(
      "Ready, but …0not routable3unsure: 2 skills not known, 1 shift not known",
    );
    expect(screen.wrapper.findAll(".held .nobody")).toHaveLength(1);
    screen.wrapper.unmount();
  });

  it("turns stale as a whole when the news is old, and back when there is news", async () => {
    const screen = createScreen();
    const agents = [agent({ id: "1" })];
    await screen.show({ agents });
    expect(screen.wrapper.find(".is-old").exists()).toBe(false);
    await screen.show({ agents, feed: { state: "stale", asOf: AT - 34_000 } });
    expect(screen.text()).toContain("STALE – last news from CXone 34 s ago");
    expect(screen.wrapper.find(".is-old").exists()).toBe(true);
    await screen.show({ agents });
    expect(screen.wrapper.find(".is-old").exists()).toBe(false);
    screen.wrapper.unmount();
  });

  it("says so by itself when nothing is heard from Callboard any more [invariant 9]", async () => {
    const screen = createScreen();
    await screen.show({ agents: [agent({ id: "1" })] });
    await screen.pass(13_000);
    expect(screen.text()).toContain("NO CONNECTION to Callboard for 13 s");
    screen.wrapper.unmount();
  });

  it("gives the desk's advice over old figures, and alone where no agent is known", async () => {
    const screen = createScreen();
    const feed = { state: "misconfigured" as const, advice: "Grant users:read." };
    await screen.show({ agents: [agent({ id: "1" })], feed });
    expect(screen.wrapper.find("[role=status]").text()).toContain("Grant users:read.");
    expect(screen.wrapper.find(".figures").exists()).toBe(true);
    expect(screen.wrapper.find(".foot").exists()).toBe(false);
    await screen.show({ agents: [], feed });
    expect(screen.text()).toContain("Grant users:read.");
    expect(screen.wrapper.find(".figures").exists()).toBe(false);
    screen.wrapper.unmount();
  });

  it("marks one queue's old figures while the rest is live", async () => {
    const screen = createScreen();
    await screen.show({
      agents: [agent({ id: "1" })],
      queues: [queue({ id: "new", name: "New" }), queue({ id: "old", name: "Old", statsAt: AT - 48_000 })],
    });
    const old = screen.wrapper
      .findAll("[data-kind=queueTiles] .card")
      .filter((card) => card.classes("is-old"));
    expect(old.map((card) => card.text())).toEqual([expect.stringContaining("48 s behind")]);
    screen.wrapper.unmount();
  });

  it("shows a dash for what is not known, never a zero or a hundred", async () => {
    const screen = createScreen();
    await screen.show({
      agents: [agent({ id: "1", since: null })],
      queues: [
        queue({ id: "q", waitSeconds: null, serviceLevelPct: null, waitTrend: null, last1h: quietWindow }),
      ],
    });
    expect(screen.wrapper.find("[data-kind=queueTiles] .card").text().match(/–/g)).toHaveLength(5);
    expect(screen.wrapper.find(".card.short .timer").text()).toBe("–");
    screen.wrapper.unmount();
  });

  it("says that a floor is empty rather than showing blank panes", async () => {
    const screen = createScreen();
    await screen.show({ agents: [agent({ id: "1", state: "SIGNED_OUT" })] });
    expect(screen.text()).toContain("Nobody is signed in.");
    expect(screen.text()).toContain("No queue has been heard of yet.");
    screen.wrapper.unmount();
  });

  it("folds any number of frames into one drawing, and redraws an agent in place", async () => {
    const screen = createScreen();
    const someone = agent({ id: "1", name: "Maria S." });
    await screen.show({ agents: [someone] });
    const row = screen.wrapper.find(".card.short").element;
    for (let seq = 1; seq < 9; seq += 1) {
      const changed = { ...someone, state: "NOT_READY" as const, status: `Break ${seq}` };
      screen.hear({
        type: "delta",
        epoch: "e1",
        base: seq,
        seq: seq + 1,
        at: AT,
        feed: { state: "live", since: AT, asOf: AT, clock: AT, reconciledAt: AT, advice: "" },
        counts: countsOf([changed]),
        agents: [{ agent: changed, isIntroduced: false }],
        removedAgents: [],
        removedQueues: [],
        queues: [],
        alerting: watching,
        alerts: [],
        removedAlerts: [],
      });
    }
    expect(screen.framesWaiting()).toBe(1);
    await screen.draw();
    expect(screen.wrapper.find(".card.short").element).toBe(row);
    expect(row.textContent).toContain("Break 8");
    screen.wrapper.unmount();
  });
});
