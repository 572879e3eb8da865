/** Months on a wall in some seconds: pages turn and boards change many hundred times, and nothing is left behind. */
import {
  type BoardPlan,
  defaultWidget,
  NO_FILTER,
  type PagePlan,
  PRESET_BOARDS,
  type WallSetup,
} from "@callboard/boards";
import { afterEach, describe, expect, it, vi } from "vitest";
import { nextTick } from "vue";
import { AT, agent, alert, queue, watching } from "../test/pieces.ts";
import { createScreen } from "../test/screen.ts";
import { useFloorIndices } from "./stores/floor-index.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const page = (id: string, team: string): PagePlan => ({
  id,
  name: id,
  seconds: 5,
  widgets: [
    defaultWidget("number", `${id}-number`),
    { ...defaultWidget("agentCards", `${id}-cards`), filter: { ...NO_FILTER, teams: [team] } },
    defaultWidget("queueTiles", `${id}-tiles`),
    { ...defaultWidget("note", `${id}-note`), text: "Welcome. Bonjour." },
  ],
  filter: NO_FILTER,
  pinOn: "critical",
});
const boardNo = (nth: number): BoardPlan => {
  const [preset] = PRESET_BOARDS;
  if (preset === undefined) throw new Error("there is no preset");
  return { ...preset, id: "own", name: `Board ${nth}`, pages: [page("a", `T${nth % 3}`), page("b", "T1")] };
};
const setupNo = (nth: number): WallSetup => ({
  revision: nth,
  screen: null,
  boards: [boardNo(nth)],
  sites: [],
  goals: {
    all: {
      ...{ thresholdSeconds: 20, shortAbandonSeconds: 5, goalPct: 80, variant: "ignoreAbandons" },
      ...{ warnWaitSeconds: null, alarmWaitSeconds: null, warnWaiting: null, alarmWaiting: null },
    },
    queues: [],
  },
  language: nth % 2 === 0 ? "en" : "de",
  zone: "Europe/Berlin",
});
const floor = {
  agents: Array.from({ length: 3 }, (_, nth) =>
    agent({ id: `a${nth}`, name: `Agent ${nth}`, team: `T${nth % 3}` }),
  ),
  queues: Array.from({ length: 2 }, (_, nth) => queue({ id: `q${nth}`, name: `Queue ${nth}` })),
  // News for years to come: what is old is another test's.
  feed: { asOf: AT + 1e11, clock: AT },
  alerts: [alert({ id: "x", entity: { kind: "agent", id: "a0" } })],
};

/** Listeners of the page itself that were added and not removed. */
function countListeners() {
  let count = 0;
  for (const target of [window, document]) {
    const { addEventListener, removeEventListener } = target;
    vi.spyOn(target, "addEventListener").mockImplementation(
      (...given: Parameters<typeof addEventListener>) => {
        count += 1;
        addEventListener.apply(target, given);
      },
    );
    vi.spyOn(target, "removeEventListener").mockImplementation(
      (...given: Parameters<typeof removeEventListener>) => {
        count -= 1;
        removeEventListener.apply(target, given);
      },
    );
  }
  return () => count;
}

describe("a wall for months", () => {
  it("keeps its nodes, signals, indices and listeners flat over hundreds of page turns and dozens of boards", async () => {
    const listeners = countListeners();
    const screen = createScreen();
    const indices = useFloorIndices(screen.pinia);
    await screen.show(floor);
    let nth = 0;
    const live = async (turns: number) => {
      const shown = new Set<string>();
      for (let turn = 0; turn < turns; turn += 1) {
        screen.time.now += 5_000;
        screen.hear({
          ...{ type: "beat", epoch: "e1", seq: 1, build: "b1", setupRevision: 1, alerting: watching },
          at: AT + screen.time.now,
          feed: { state: "live", since: AT, advice: "", reconciledAt: AT, ...floor.feed },
        });
        if (turn % 10 === 0) {
          nth += 2;
          screen.setup.setup = setupNo(nth);
        }
        await screen.draw();
        shown.add(screen.wrapper.find(".page .name").text());
      }
      return shown;
    };
    const weigh = () => ({
      nodes: document.querySelectorAll("*").length,
      signals: screen.board.keptCount(),
      indices: indices.size(),
      listeners: listeners(),
    });
    // Whole rounds, so that both weighings are of the same page of a like board.
    expect(await live(60)).toEqual(new Set(["a", "b"]));
    const early = weigh();
    await live(240);
    const late = weigh();
    expect(late.listeners).toBe(early.listeners);
    expect(late.indices).toBe(early.indices);
    expect(Math.abs(late.signals - early.signals)).toBeLessThanOrEqual(4);
    expect(Math.abs(late.nodes - early.nodes)).toBeLessThanOrEqual(20);
    screen.wrapper.unmount();
    expect(indices.size()).toBe(0);
    expect(screen.board.keptCount()).toBe(0);
    expect(listeners()).toBe(0);
  }, 60_000);

  it("takes a changed board over when the page turns, and not before", async () => {
    const screen = createScreen();
    screen.setup.setup = setupNo(2);
    await screen.show(floor);
    const tiles = () => screen.wrapper.findAll(".slot").length;
    const before = tiles();
    expect(before).toBeGreaterThan(1);
    const [board] = setupNo(2).boards;
    const pages = (board?.pages ?? []).map((each) => ({ ...each, widgets: each.widgets.slice(0, 1) }));
    screen.setup.setup = { ...setupNo(4), boards: [{ ...boardNo(2), pages }] };
    await nextTick();
    expect(tiles()).toBe(before);
    await screen.pass(5_100);
    expect(tiles()).toBe(1);
    screen.wrapper.unmount();
  });

  it("stays on the page of an alert that nobody has taken up, says so, and goes on once somebody has", async () => {
    const screen = createScreen();
    screen.setup.setup = setupNo(2);
    const fire = { ...alert({ id: "f", entity: { kind: "feed" }, severity: "critical" }) };
    await screen.show({ ...floor, alerts: [fire] });
    await screen.pass(1_100);
    const name = () => screen.wrapper.find(".page .name").text();
    const held = name();
    expect(screen.text()).toContain("Held");
    await screen.pass(6_000);
    expect(name()).toBe(held);
    await screen.show({ ...floor, alerts: [{ ...fire, acknowledged: { by: "Ann", at: AT } }] });
    const seen = new Set<string>();
    for (let second = 0; second < 11; second += 1) {
      await screen.pass(1_000);
      seen.add(name());
    }
    expect(seen).toEqual(new Set(["a", "b"]));
    expect(screen.text()).not.toContain("Held");
    screen.wrapper.unmount();
  });

  it("leaves a page that is held for one that a worse alert holds, and comes back to none that is no worse", async () => {
    const screen = createScreen();
    const setup = setupNo(2);
    const pageOf = (id: string, team: string): PagePlan => ({
      ...page(id, team),
      filter: { ...NO_FILTER, teams: [team] },
      pinOn: "high",
    });
    screen.setup.setup = {
      ...setup,
      boards: [{ ...boardNo(2), pages: [pageOf("a", "T0"), pageOf("b", "T1")] }],
    };
    const on = (id: string, agentId: string, severity: "critical" | "high") =>
      alert({ id, entity: { kind: "agent", id: agentId }, severity });
    const name = () => screen.wrapper.find(".page .name").text();
    const first = on("x", "a0", "high");
    await screen.show({ ...floor, alerts: [first] });
    await screen.pass(11_000);
    expect(name()).toBe("a");
    await screen.show({ ...floor, alerts: [first, on("y", "a1", "high")] });
    await screen.pass(6_000);
    expect(name()).toBe("a");
    await screen.show({ ...floor, alerts: [on("y", "a1", "critical"), first] });
    await screen.pass(1_100);
    expect(name()).toBe("b");
    await screen.pass(11_000);
    expect(name()).toBe("b");
    await screen.show({ ...floor, alerts: [on("y", "a1", "critical"), on("x", "a0", "critical")] });
    await screen.pass(6_000);
    expect(name()).toBe("b");
    screen.wrapper.unmount();
  });
});
