/** The whole screen in a small DOM, fed with frames: what a person would read on it. */
import {
  applyFrame,
  type BoardAgent,
  type BoardAlert,
  type BoardAlerting,
  type BoardFeed,
  type BoardQueue,
  createReplica,
  createServerClock,
  type ServerFrame,
} from "@callboard/protocol";
import { mount } from "@vue/test-utils";
import { createPinia } from "pinia";
import { describe, expect, it } from "vitest";
import { nextTick } from "vue";
import { countsOf } from "../test/made-up-boards.ts";
import { AT, agent, alert, queue, quietWindow, watching } from "../test/pieces.ts";
import App from "./App.vue";
import { createTicker } from "./clock/ticker.ts";
import { settingsOf } from "./settings/settings.ts";
import { useBoardStore } from "./stores/board.ts";

interface Floor {
  readonly agents: readonly BoardAgent[];
  readonly queues?: readonly BoardQueue[];
  readonly feed?: Partial<BoardFeed>;
  readonly siteName?: string;
  readonly alerts?: readonly BoardAlert[];
  readonly alerting?: Partial<BoardAlerting>;
}

function createScreen() {
  const pinia = createPinia();
  const board = useBoardStore(pinia);
  const replica = createReplica();
  const serverClock = createServerClock();
  const time = { now: 0, lastFrameAt: null as number | null };
  const frames: (() => void)[] = [];
  board.attach(
    {
      replica,
      serverClock,
      lastFrameAt: () => time.lastFrameAt,
      start: () => undefined,
      stop: () => undefined,
    },
    { now: () => time.now, onNextFrame: (task) => frames.push(task) },
  );
  board.line = { kind: "open" };
  const ticker = createTicker(board);
  ticker.everySecond(board.eachSecond);
  // Near enough that everything of a small floor is on the first page.
  const settings = settingsOf("?metres=1&inches=75");
  const wrapper = mount(App, {
    props: { settings, ticker },
    global: { plugins: [pinia] },
    attachTo: document.body,
  });
  let seq = 0;
  const screen = {
    wrapper,
    time,
    framesWaiting: () => frames.length,
    text: () => wrapper.text().replace(/\s+/g, " "),
    async draw() {
      for (const task of frames.splice(0)) task();
      ticker.tick();
      await nextTick();
    },
    hear(frame: ServerFrame) {
      time.lastFrameAt = time.now;
      serverClock.hear(frame.at, time.now);
      const applied = applyFrame(replica, frame);
      if (applied.kind === "applied") board.collect(applied);
      else board.plan();
    },
    async show({
      agents,
      queues = [],
      feed = {},
      siteName = "Northwind",
      alerts = [],
      alerting = {},
    }: Floor) {
      seq += 1;
      screen.hear({
        type: "snapshot",
        build: "b1",
        epoch: "e1",
        seq,
        at: AT + time.now,
        site: { tenant: "demo", name: siteName, zone: "Europe/Berlin" },
        feed: {
          state: "live",
          since: AT,
          asOf: AT,
          clock: AT,
          reconciledAt: AT,
          advice: "",
          ...feed,
        },
        counts: countsOf(agents),
        agents,
        queues,
        alerting: { ...watching, ...alerting },
        alerts,
      });
      await screen.draw();
    },
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 100) {
        time.now += 100;
        ticker.tick();
      }
      await nextTick();
    },
  };
  return screen;
}

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
    expect(text).toMatch(/Not ready ?Aisha K\. ?Lunch ?15:12/);
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
    expect(headings()).toEqual(["Unknown"]);
    await screen.show({ agents: [agent({ id: "1", name: "Maria S.", state: "CALL" })] });
    expect(headings()).toEqual(["On contact"]);
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
    expect(screen.wrapper.find(".row .timer").text()).toBe("0:59");
    expect(screen.wrapper.find(".card").text()).toMatch(/Long wait.*2:10/);
    expect(screen.wrapper.findAll(".is-old")).toHaveLength(0);
    await screen.pass(3_200);
    expect(screen.wrapper.find(".row .timer").text()).toBe("1:02");
    screen.wrapper.unmount();
  });

  it("lets durations stand still at the last news while the figures are old, and jump to the truth after", async () => {
    const screen = createScreen();
    const timer = () => screen.wrapper.find(".row .timer").text();
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
    const cards = screen.wrapper.findAll(".card");
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
    const old = screen.wrapper.findAll(".card").filter((card) => card.classes("is-old"));
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
    expect(screen.wrapper.find(".card").text().match(/–/g)).toHaveLength(5);
    expect(screen.wrapper.find(".row .timer").text()).toBe("–");
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
    const row = screen.wrapper.find(".row").element;
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
    expect(screen.wrapper.find(".row").element).toBe(row);
    expect(row.textContent).toContain("Break 8");
    screen.wrapper.unmount();
  });
});

describe("the alerts on the wall", () => {
  const people = [
    agent({ id: "1", name: "Maria S.", state: "NOT_READY" }),
    agent({ id: "2", name: "Jonas B." }),
  ];
  const queues = [queue({ id: "q", name: "Billing" })];

  it("are said to be none only while somebody watches for them", async () => {
    const screen = createScreen();
    await screen.show({ agents: people, queues });
    expect(screen.wrapper.find(".ribbon").text()).toMatch(/^No alerts/);
    await screen.show({ agents: people, queues, alerting: { state: "unheard" } });
    expect(screen.wrapper.find(".ribbon").text()).toContain("Alerts are not being watched");
    expect(screen.text()).not.toContain("No alerts");
    await screen.show({ agents: people, queues, alerting: { state: "frozen" } });
    expect(screen.wrapper.find(".ribbon").text()).toContain("Alerts wait: the floor is not seen");
    await screen.show({ agents: people, queues });
    await screen.pass(13_000);
    expect(screen.wrapper.find(".ribbon").text()).toContain("Alerts are not heard here");
    expect(screen.text()).not.toContain("No alerts");
    screen.wrapper.unmount();
  });

  it("say what fires, on whom by the board's own name, for how long, and against what", async () => {
    const screen = createScreen();
    await screen.show({
      agents: people,
      queues,
      alerts: [
        alert({ id: "a" }),
        alert({
          id: "b",
          severity: "critical",
          ruleName: "Wait too long",
          entity: { kind: "queue", id: "q" },
          activeSince: AT - 143_000,
          value: 143.2,
          threshold: 120,
        }),
      ],
    });
    const cells = screen.wrapper.findAll(".ribbon .cell").map((cell) => cell.text().replace(/\s+/g, " "));
    expect(cells).toEqual([
      expect.stringMatching(/^Billing ?Wait too long ?2:23 ?Critical ?2:23, limit 2:00$/),
      expect.stringMatching(/^Maria S\. ?Not ready too long ?16:00 ?High ?limit 15:00$/),
    ]);
    await screen.pass(2_200);
    expect(screen.wrapper.find(".ribbon .time").text()).toBe("2:25");
    screen.wrapper.unmount();
  });

  it("mark the agent's row and the queue's tile, and calmly where somebody has seen them", async () => {
    const screen = createScreen();
    const seen = { by: "Ann", at: AT };
    const onQueue = alert({ id: "b", severity: "critical", entity: { kind: "queue", id: "q" } });
    await screen.show({ agents: people, queues, alerts: [alert({ id: "a" }), onQueue] });
    expect(screen.wrapper.findAll(".row.edge-warn").map((row) => row.text())).toEqual([
      expect.stringContaining("Maria S."),
    ]);
    expect(screen.wrapper.find(".card").classes()).toContain("edge-bad");
    const acknowledged = [alert({ id: "a", acknowledged: seen }), { ...onQueue, acknowledged: seen }];
    await screen.show({ agents: people, queues, alerts: acknowledged });
    expect(screen.wrapper.findAll(".edge-grey")).toHaveLength(2);
    expect(screen.wrapper.findAll(".cell.is-calm")).toHaveLength(2);
    expect(screen.wrapper.find(".ribbon").text()).toContain("seen by Ann");
    await screen.show({ agents: people, queues });
    expect(screen.wrapper.findAll(".is-marked")).toHaveLength(0);
    screen.wrapper.unmount();
  });

  it("keep hostile words text, wherever they come from", async () => {
    const screen = createScreen();
    const words = '<img src=x onerror="alert(1)">';
    const by = { by: words, at: AT };
    await screen.show({
      agents: [agent({ id: "__proto__", name: words })],
      alerts: [
        alert({
          id: "__proto__",
          ruleName: words,
          entity: { kind: "agent", id: "__proto__" },
          acknowledged: by,
          lastComment: { ...by, text: words },
        }),
      ],
    });
    expect(screen.wrapper.findAll("img")).toHaveLength(0);
    expect(screen.wrapper.find(".ribbon").text()).toContain("onerror");
    screen.wrapper.unmount();
  });

  it("are counted beside the advice while the floor is not seen", async () => {
    const screen = createScreen();
    const advice = "The connection to CXone is lost and is being made again.";
    await screen.show({
      agents: people,
      alerts: [alert({ id: "a" })],
      alerting: { state: "frozen" },
      feed: { state: "down", asOf: AT - 60_000, advice },
    });
    expect(screen.wrapper.find(".ribbon").exists()).toBe(false);
    expect(screen.wrapper.find("[role=status]").text()).toMatch(/made again\.\s*Alerts wait\s*1$/);
    screen.wrapper.unmount();
  });

  it("about the feed itself are counted on the server's clock, since the floor's stands still", async () => {
    const screen = createScreen();
    const blind = alert({
      id: "f",
      entity: { kind: "feed" },
      ruleName: "The floor is not seen",
      activeSince: AT - 30_000,
    });
    await screen.show({
      agents: people,
      alerts: [blind],
      feed: { state: "stale", asOf: AT - 40_000, clock: AT - 40_000 },
    });
    expect(screen.wrapper.find(".cell .time").text()).toBe("0:30");
    await screen.pass(3_000);
    expect(screen.wrapper.find(".cell .time").text()).toBe("0:33");
    screen.wrapper.unmount();
  });
});
