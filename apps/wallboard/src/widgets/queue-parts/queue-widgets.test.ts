import { NO_FILTER } from "@callboard/boards";
import type { BoardQueue } from "@callboard/protocol";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createChance, makeBoard } from "../../../test/made-up-boards.ts";
import { AT, agent, queue, quietWindow } from "../../../test/pieces.ts";
import { mountWidget, plan } from "../../../test/widget-kit.ts";
import { speak } from "../../words/words.ts";
import { mediaMix } from "../media-mix/index.ts";
import { number } from "../number/index.ts";
import { leastTable, planTable } from "../queue-table/columns.ts";
import { queueTable } from "../queue-table/index.ts";
import { queueTiles } from "../queue-tiles/index.ts";
import { serviceLevel } from "../service-level/index.ts";
import { sites } from "../sites/index.ts";
import { trend } from "../trend/index.ts";

const made: { wrapper: { unmount(): void } }[] = [];
const put = <T extends { wrapper: { unmount(): void } }>(one: T): T => {
  made.push(one);
  return one;
};
afterEach(() => {
  for (const { wrapper } of made.splice(0)) wrapper.unmount();
  speak("en");
  vi.unstubAllGlobals();
});

const busy = (change: object) => ({ ...quietWindow, ...change });
const level = (id: string, pct: number, of: number, change: Partial<BoardQueue> = {}) =>
  queue({ id, last1h: busy({ offered: of, serviceLevelPct: pct, serviceLevelOf: of }), ...change });

describe("the big number", () => {
  const limits = { warnAt: null, alarmAt: null, badIs: "high" } as const;
  const show = async (change: Parameters<typeof plan<"number">>[1], queues: BoardQueue[]) => {
    const kit = put(mountWidget(number, plan("number", change)));
    await kit.show({ agents: [agent({ id: "a" }), agent({ id: "b", state: "UNKNOWN" })], queues });
    return kit;
  };

  it("says in words that a limit is passed, not in colour alone", async () => {
    const kit = await show({ figure: "waiting", span: "last1h", ...limits, warnAt: 2, alarmAt: 5 }, [
      queue({ id: "q", waiting: 5 }),
    ]);
    expect(kit.text()).toMatch(/Waiting ?now ?5 ?Alarm, limit 5/);
    expect(kit.wrapper.find(".tone-bad .icon").exists()).toBe(true);
  });

  it("is – with the reason where a figure of several queues cannot be had", async () => {
    const queues = [level("a", 90, 10), level("b", 50, 10, { variant: "answeredOnly" })];
    const kit = await show({ figure: "serviceLevel", span: "last1h", ...limits }, queues);
    expect(kit.text()).toMatch(/– ?the queues’ formulas differ/);
  });

  it("has no naught for a team that is not there", async () => {
    const filter = { ...NO_FILTER, teams: ["Gone"] };
    const kit = await show(
      { figure: "routable", span: "last1h", ...limits, badIs: "low", alarmAt: 0, filter },
      [],
    );
    await kit.pass(1_100);
    expect(kit.text()).toMatch(/– ?nobody of this part known/);
    expect(kit.wrapper.find(".tone-bad").exists()).toBe(false);
  });

  it("has no verdict on a window that was mostly not seen, and says so", async () => {
    const queues = [level("a", 10, 10, { last1h: busy({ serviceLevelPct: 10, blindMs: 3_000_000 }) })];
    const kit = await show(
      { figure: "serviceLevel", span: "last1h", ...limits, badIs: "low", alarmAt: 50 },
      queues,
    );
    expect(kit.text()).toMatch(/~10 % ?mostly not seen/);
    expect(kit.wrapper.find(".tone-bad").exists()).toBe(false);
  });

  it("counts signed in whose state is known, and says that there may be more", async () => {
    const kit = await show({ figure: "signedIn", span: "last1h", ...limits }, []);
    expect(kit.text()).toMatch(/1 ?perhaps 1 more/);
  });

  it("grows with the floor's clock, and passes its limit by itself", async () => {
    const kit = await show({ figure: "longestWait", span: "last1h", ...limits, warnAt: 60 }, [
      queue({ id: "q", waiting: 1, longestWaitSince: AT - 58_000 }),
    ]);
    expect(kit.text()).toMatch(/0:58/);
    await kit.show({ queues: [queue({ id: "q", waiting: 1, longestWaitSince: AT - 61_000 })] });
    expect(kit.text()).toMatch(/1:01 ?Warning, limit 1:00/);
  });

  it("looks old, with its age, where CXone has not said it again for long", async () => {
    const kit = await show({ figure: "waitNow", span: "last1h", ...limits }, [
      queue({ id: "q", waitSeconds: 7, statsAt: AT - 95_000 }),
    ]);
    expect(kit.wrapper.find(".is-old.hatched").exists()).toBe(true);
    expect(kit.text()).toMatch(/1 min/);
  });
});

describe("queues as tiles and in rows", () => {
  const columns = ["waitNow", "usual", "waiting", "longestWait", "serviceLevel", "routable"] as const;
  const hostile = makeBoard({ agents: 0, queues: 9, names: "hostile" }, AT, 1, createChance(3)).queues;

  it("show every queue once before anyone twice, a page at a time", async () => {
    const kit = put(
      mountWidget(queueTiles, plan("queueTiles", { order: "name", span: "last1h" }), {
        box: { wideEm: 18, highEm: 12 },
      }),
    );
    const queues = Array.from({ length: 10 }, (_, n) => queue({ id: `q${n}`, name: `Queue ${n}` }));
    await kit.show({ queues });
    const seen: string[] = [];
    const look = () => seen.push(...kit.wrapper.findAll(".name bdi").map((name) => name.text()));
    const pages = Number(/1\/(\d)/.exec(kit.text())?.[1]);
    for (let page = 0; page < pages; page += 1) {
      look();
      await kit.pass(12_000);
    }
    const queuesSeen = seen.filter((name) => name !== "Queues");
    expect(queuesSeen.sort()).toEqual(queues.map(({ name }) => name));
  });

  it("tell no more of hostile names than their text", async () => {
    const kit = put(mountWidget(queueTable, plan("queueTable", { order: "need", span: "today", columns })));
    await kit.show({ queues: hostile });
    expect(kit.wrapper.find("img, script").exists()).toBe(false);
    expect(kit.text()).toContain("<img src=x onerror=alert(1)>");
  });

  it("have limits of their own, said in icon and word", async () => {
    const kit = put(mountWidget(queueTable, plan("queueTable", { order: "need", span: "last1h", columns })));
    const goal = {
      thresholdSeconds: 20,
      shortAbandonSeconds: 5,
      goalPct: 80,
      variant: "ignoreAbandons",
    } as const;
    const none = { warnWaitSeconds: null, alarmWaitSeconds: null, warnWaiting: null, alarmWaiting: null };
    kit.setup.setup = {
      ...{ revision: 1, screen: null, boards: [], sites: [], language: "en", zone: "UTC" },
      goals: { all: { ...goal, ...none }, queues: [{ queueId: "vip", ...goal, ...none, alarmWaiting: 2 }] },
    };
    await kit.show({
      queues: [queue({ id: "vip", waiting: 2 }), queue({ id: "other", waiting: 9, waitSeconds: 900 })],
    });
    const [first, second] = kit.wrapper.findAll("tbody tr").map((row) => row.text());
    expect(first).toMatch(/vip.*Too many wait/);
    expect(second).toMatch(/other.*On goal/);
  });

  it("put columns that do not fit on a further screenful, each exactly once and never squeezed", () => {
    for (let wideEm = leastTable(columns).wideEm; wideEm < 60; wideEm += 0.7) {
      const { sets, rows } = planTable({ wideEm, highEm: 10 }, columns);
      expect(sets.flat()).toEqual(columns);
      expect(rows).toBeGreaterThan(0);
    }
    expect(planTable({ wideEm: 20, highEm: 10 }, []).sets).toEqual([[]]);
  });

  it("say that there is no queue", async () => {
    const kit = put(mountWidget(queueTiles, plan("queueTiles", { order: "need", span: "last1h" })));
    await kit.show({});
    expect(kit.text()).toMatch(/No queue has been heard of yet/);
  });
});

describe("the service level", () => {
  it("names its formula and goal, marks the verdict in words, and labels CXone's figure", async () => {
    const kit = put(mountWidget(serviceLevel, plan("serviceLevel", { span: "last1h" })));
    await kit.show({ queues: [level("a", 90, 30, { serviceLevelPct: 88 }), level("b", 30, 30)] });
    expect(kit.text()).toMatch(/60 % ?Goal missed/);
    expect(kit.text().replace(/\u00a0/g, " ")).toContain(
      "answered in 20 s ÷ (offered − abandoned in 20 s), goal 80 %",
    );
    expect(kit.text()).toMatch(/CXone.*88 %/);
  });

  it("of one queue is CXone's where ours was hardly seen, and says so", async () => {
    const kit = put(mountWidget(serviceLevel, plan("serviceLevel", { span: "last1h" })));
    await kit.show({
      queues: [
        level("a", 10, 3, { serviceLevelPct: 90, last1h: busy({ serviceLevelPct: 10, blindMs: 3_000_000 }) }),
      ],
    });
    expect(kit.text()).toMatch(/~10 % ?CXone: met/);
  });
});

describe("media and sites", () => {
  it("stand a line each, in the language that is set", async () => {
    speak("de");
    const kit = put(mountWidget(mediaMix, plan("mediaMix", { span: "today" })));
    await kit.show({
      queues: [
        queue({ id: "a", media: "email", waiting: 3, today: busy({ answered: 1_234 }) }),
        queue({ id: "b", media: null }),
      ],
    });
    expect(kit.text()).toMatch(/E-Mail ?3 ?1\.234/);
    expect(kit.text()).toContain("Unbekannt");
  });

  it("count each site by itself, at its own time", async () => {
    const site = { zone: "Asia/Kathmandu", teams: ["North"], queues: ["a"], isOpen: false };
    const kit = put(
      mountWidget(sites, plan("sites", { span: "last1h" }), {
        sites: [{ id: "n", name: "<b>Pokhara</b>", ...site }],
      }),
    );
    const agents = [agent({ id: "1", team: "North" }), agent({ id: "2", team: "South" })];
    await kit.show({
      agents,
      queues: [level("a", 70, 10, { waiting: 4 }), level("b", 90, 10, { waiting: 9 })],
    });
    expect(kit.text()).toMatch(/<b>Pokhara<\/b> ?Closed ?\d\d:\d\d ?1 ?4 ?70 %/);
  });

  it("are the tenant itself where no site was set", async () => {
    const kit = put(mountWidget(sites, plan("sites", { span: "last1h" })));
    await kit.show({ agents: [agent({ id: "1" })], queues: [queue({ id: "a" })] });
    expect(kit.text()).toContain("Northwind");
  });
});

describe("a trend", () => {
  const wanted = plan("trend", { figure: "waiting", stretch: "hours3", filter: NO_FILTER });
  const answer = (points: readonly object[]) => ({
    ok: true,
    json: async () => ({
      at: AT,
      trends: [{ queueId: "q", from: AT - 600_000, to: AT, stepMs: 60_000, points, usual: [] }],
    }),
  });
  const settle = async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };

  it("stands in words beside its picture", async () => {
    const ask = vi.fn(async () =>
      answer([
        { at: AT - 60_000, waiting: 7 },
        { at: AT, waiting: 3 },
      ]),
    );
    vi.stubGlobal("fetch", ask);
    const kit = put(mountWidget(trend, wanted));
    await kit.show({ queues: [queue({ id: "q" })] });
    await kit.pass(2_000);
    await settle();
    expect(ask).toHaveBeenCalledWith("/api/tenants/demo/trends?queue=q&stretch=hours3", expect.anything());
    expect(kit.text()).toMatch(/now 3/);
    expect(kit.text()).toMatch(/q: 3 at \d\d:\d\d; lowest 3 .*, highest 7/);
  });

  it("keeps its last picture while the desk cannot be asked, and looks its age", async () => {
    let isGone = false;
    vi.stubGlobal("fetch", async () => {
      if (isGone) throw new Error("gone");
      return answer([{ at: AT, waiting: 3 }]);
    });
    const kit = put(mountWidget(trend, wanted));
    await kit.show({ queues: [queue({ id: "q" })] });
    await kit.pass(2_000);
    await settle();
    isGone = true;
    await kit.pass(200_000);
    expect(kit.wrapper.find(".is-old.hatched").exists()).toBe(true);
    expect(kit.text()).toMatch(/3 min/);
  });

  it("keeps the picture of the queues that are known when a new one comes, until that is known, too", async () => {
    let hasNew = false;
    vi.stubGlobal("fetch", async () => {
      const trends = (hasNew ? ["new", "q"] : ["q"]).map((queueId) => ({
        ...{ queueId, from: AT - 600_000, to: AT, stepMs: 60_000, usual: [] },
        points: [{ at: AT, waiting: queueId === "q" ? 3 : 4 }],
      }));
      return { ok: true, json: async () => ({ at: AT, trends }) };
    });
    const kit = put(mountWidget(trend, wanted));
    await kit.show({ queues: [queue({ id: "q" })] });
    await kit.pass(2_000);
    await settle();
    expect(kit.text()).toMatch(/now 3/);
    const both = { queues: [queue({ id: "q" }), queue({ id: "new" })] };
    await kit.show(both);
    await kit.pass(1_000);
    await settle();
    expect(kit.text()).toMatch(/now 3/);
    hasNew = true;
    await kit.pass(90_000);
    await settle();
    await kit.show(both);
    expect(kit.text()).toMatch(/now 7/);
  });

  it("says why there is no picture", async () => {
    vi.stubGlobal("fetch", async () => ({ ok: false, status: 503 }));
    const kit = put(mountWidget(trend, wanted));
    await kit.show({ queues: [queue({ id: "q" })] });
    expect(kit.text()).toMatch(/Asking for the past/);
    await kit.pass(2_000);
    await settle();
    expect(kit.text()).toMatch(/cannot be had now/);
    await kit.show({ queues: Array.from({ length: 101 }, (_, n) => queue({ id: `q${n}` })) });
    expect(kit.text()).toMatch(/Too many queues/);
  });
});
