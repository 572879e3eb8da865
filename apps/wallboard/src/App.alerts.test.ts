/** The alerts on the whole screen, fed with frames: what a person would read of them. */
import { describe, expect, it } from "vitest";
import { AT, agent, alert, queue } from "../test/pieces.ts";
import { createScreen } from "../test/screen.ts";

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
    expect(screen.wrapper.findAll(".card.short.edge-warn").map((row) => row.text())).toEqual([
      expect.stringContaining("Maria S."),
    ]);
    expect(screen.wrapper.find("[data-kind=queueTiles] .card").classes()).toContain("edge-bad");
    const acknowledged = [alert({ id: "a", acknowledged: seen }), { ...onQueue, acknowledged: seen }];
    await screen.show({ agents: people, queues, alerts: acknowledged });
    expect(screen.wrapper.findAll(".edge-grey")).toHaveLength(2);
    expect(screen.wrapper.findAll(".cell.is-calm")).toHaveLength(2);
    expect(screen.wrapper.find(".ribbon").text()).toContain("seen by Ann");
    await screen.show({ agents: people, queues });
    expect(screen.wrapper.findAll(".is-marked")).toHaveLength(0);
    screen.wrapper.unmount();
  });

  it("keep the one that is alive in front and in its colours while the floor is not seen", async () => {
    const screen = createScreen();
    const waiting = Array.from({ length: 40 }, (_, n) => alert({ id: `a${n}`, severity: "critical" }));
    const blind = alert({
      id: "blind",
      entity: { kind: "feed" },
      ruleName: "Floor not seen",
      firedAt: AT - 200_000,
    });
    await screen.show({ agents: people, queues, alerts: [...waiting, blind], alerting: { state: "frozen" } });
    const first = () => screen.wrapper.find(".ribbon .cell");
    const pages = new Set<string>();
    for (let second = 0; second < 14; second += 1) {
      expect(first().text()).toContain("Floor not seen");
      expect(screen.wrapper.findAll(".cell.is-alive")).toHaveLength(1);
      pages.add(screen.wrapper.find(".ribbon .cells").html());
      await screen.show({
        agents: people,
        queues,
        alerts: [...waiting, blind],
        alerting: { state: "frozen" },
      });
      await screen.pass(1_000);
    }
    expect(pages.size).toBeGreaterThan(1);
    expect(screen.wrapper.find(".ribbon").classes()).toContain("is-old");
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
