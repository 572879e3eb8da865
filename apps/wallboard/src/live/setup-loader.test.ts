/** Asking for boards: at the start, on a new revision, again after failures, and never in a storm. */
import { PRESET_BOARDS, type WallSetup } from "@callboard/boards";
import { describe, expect, it } from "vitest";
import { createSetupLoader } from "./setup-loader.ts";
import { readWallSetup } from "./wall-shape.ts";

const answer = (change: object = {}) => ({
  revision: 1,
  screen: null,
  boards: PRESET_BOARDS.slice(0, 1),
  sites: [],
  goals: null,
  language: "de",
  zone: "Europe/Berlin",
  ...change,
});

function createRig(kept: string | null = null) {
  let timers: { at: number; task: () => void }[] = [];
  const rig = {
    now: 0,
    kept,
    answer: answer() as unknown,
    asked: [] as string[],
    setups: [] as WallSetup[],
    directories: 0,
    wants: false,
    timers: () => timers.length,
    async advance(ms: number) {
      const until = rig.now + ms;
      for (;;) {
        const due = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((timer) => timer !== due);
        rig.now = due.at;
        due.task();
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
      rig.now = until;
    },
  };
  const loader = createSetupLoader(
    {
      async ask(what) {
        rig.asked.push(what);
        return what === "wall"
          ? rig.answer
          : { teams: [], skills: [], agents: [], queues: [], codes: [], at: 1 };
      },
      chance: () => 0.5,
      after(ms, task) {
        const timer = { at: rig.now + ms, task };
        timers.push(timer);
        return () => {
          timers = timers.filter((other) => other !== timer);
        };
      },
      read: () => rig.kept,
      write: (text) => {
        rig.kept = text;
      },
    },
    {
      onSetup: (setup) => rig.setups.push(setup),
      onDirectory: () => {
        rig.directories += 1;
      },
      wantsDirectory: () => rig.wants,
    },
  );
  return { rig, loader };
}

describe("a wall's setup", () => {
  it("is shown from what was kept at once, and told again only where it differs", async () => {
    const { rig, loader } = createRig(JSON.stringify(answer()));
    loader.start();
    expect(rig.setups.map(({ language }) => language)).toEqual(["de"]);
    await rig.advance(60_000);
    expect(rig.asked).toEqual(["wall"]);
    expect(rig.setups).toHaveLength(1);
    rig.answer = answer({ revision: 2, language: "fr" });
    loader.heard(2);
    await rig.advance(5_000);
    expect(rig.setups.map(({ language }) => language)).toEqual(["de", "fr"]);
    expect(JSON.parse(rig.kept ?? "").revision).toBe(2);
  });

  it("is asked for once when a revision is named again and again that never comes", async () => {
    const { rig, loader } = createRig();
    loader.start();
    await rig.advance(1_000);
    for (let frame = 0; frame < 500; frame += 1) {
      loader.heard(9);
      await rig.advance(100);
    }
    expect(rig.asked.filter((what) => what === "wall")).toHaveLength(2);
  });

  it.each([null, {}, { boards: [] }, "text", { boards: [{ id: 7 }, null] }])(
    "that is %j leaves the last good one, is asked for again soon, and is not kept",
    async (bad) => {
      const good = JSON.stringify(answer());
      const { rig, loader } = createRig(good);
      rig.answer = bad;
      loader.start();
      await rig.advance(120_000);
      expect(rig.asked.length).toBeGreaterThan(3);
      expect(rig.setups).toHaveLength(1);
      expect(rig.kept).toBe(good);
    },
  );

  it("comes with the directory only where something needs it", async () => {
    const { rig, loader } = createRig("not JSON");
    loader.start();
    await rig.advance(60_000);
    expect(rig.directories).toBe(0);
    rig.wants = true;
    loader.wanted();
    await rig.advance(1_000);
    expect(rig.directories).toBe(1);
  });

  it("is asked for every ten minutes or so, and no more after the end", async () => {
    const { rig, loader } = createRig();
    loader.start();
    await rig.advance(6 * 3_600_000);
    expect(rig.asked.length).toBe(37);
    expect(rig.timers()).toBe(2);
    loader.stop();
    expect(rig.timers()).toBe(0);
  });
});

describe("what a wall was told", () => {
  it("has figures over a span that this version knows, whatever a newer server names", () => {
    const widgets = ["today", "week", 0].map((span, n) => ({ id: `w${n}`, kind: "mediaMix", span }));
    const pages = [{ id: "p", widgets: [...widgets, { id: "note", kind: "note", text: "" }] }];
    const read = readWallSetup(answer({ boards: [{ id: "b", pages }] }))?.boards[0]?.pages[0]?.widgets ?? [];
    expect(read.map((widget) => ("span" in widget ? widget.span : null))).toEqual([
      "today",
      "last1h",
      "last1h",
      null,
    ]);
  });

  it("is read with what makes no sense left out", () => {
    const widget = { id: "w", kind: "note", wide: 99, high: -1, filter: { teams: ["A", 7] }, text: "<b>" };
    const read = readWallSetup(
      answer({
        boards: [null, { id: "b", pages: [{ id: "p", widgets: [widget, { id: 1 }] }, 5], theme: "pink" }],
        screen: { id: "s", board: "b", schedule: [{ from: "8", to: "09:00", board: "b", days: [1] }] },
        sites: [{ id: "x", isOpen: "yes" }],
        language: "tlh",
      }),
    );
    expect(read?.boards).toHaveLength(1);
    expect(read?.boards[0]).toMatchObject({ theme: "auto", names: "short", hasRibbon: true });
    expect(read?.boards[0]?.pages[0]?.widgets).toEqual([
      {
        ...widget,
        wide: 12,
        high: 1,
        title: null,
        filter: { teams: ["A"], queues: [], skills: [], media: [], sites: [] },
      },
    ]);
    expect(read?.screen?.schedule).toEqual([]);
    expect(read?.sites[0]).toMatchObject({ name: "x", zone: "UTC", isOpen: null });
    expect(read?.language).toBe("en");
    expect(read?.goals.all.thresholdSeconds).toBe(20);
  });

  it("has no goal, limit or size that is not a number", () => {
    const number = { id: "n", kind: "number", wide: "6", high: null, warnAt: "5", alarmAt: Number.NaN };
    const read = readWallSetup(
      answer({
        boards: [{ id: "b", pages: [{ id: "p", seconds: "x", widgets: [number] }] }],
        screen: { id: "s", board: "b", metres: "6", inches: Number.POSITIVE_INFINITY },
        goals: {
          all: { thresholdSeconds: "30", goalPct: null, variant: "best", warnWaiting: 0, alarmWaiting: {} },
          queues: [
            { queueId: "q", goalPct: 90, warnWaiting: null, alarmWaitSeconds: "1" },
            { queueId: 5 },
            7,
          ],
        },
      }),
    );
    const none = { warnWaitSeconds: null, alarmWaitSeconds: null, alarmWaiting: null };
    const plain = { thresholdSeconds: 20, shortAbandonSeconds: 5, variant: "ignoreAbandons", ...none };
    expect(read?.goals).toEqual({
      all: { ...plain, goalPct: 80, warnWaiting: 0 },
      queues: [{ ...plain, queueId: "q", goalPct: 90, warnWaiting: null }],
    });
    expect(read?.screen).toMatchObject({ metres: 6, inches: 75 });
    const [page] = read?.boards[0]?.pages ?? [];
    expect(page?.seconds).toBe(20);
    expect(page?.widgets).toEqual([
      expect.objectContaining({ wide: 12, high: 12, warnAt: null, alarmAt: null }),
    ]);
  });
});
