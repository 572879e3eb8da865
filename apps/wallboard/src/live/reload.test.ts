import { describe, expect, it } from "vitest";
import { isTimeToReload } from "./nightly.ts";
import { assetsNamedIn, createReloader, reloadAtOnce } from "./reload.ts";

function createRig(kept: string | null = null, spreadMs?: number) {
  const rig = {
    now: 1_000_000_000,
    kept,
    delays: [] as number[],
    reloads: 0,
    canLoad: true,
    answers: true,
    task: (): void => undefined,
  };
  const ports = {
    now: () => rig.now,
    chance: () => 0.5,
    after(ms: number, task: () => void) {
      rig.delays.push(ms);
      rig.task = task;
      return () => undefined;
    },
    read: () => rig.kept,
    write: (text: string) => {
      rig.kept = text;
    },
    canLoad: async () => rig.canLoad,
    answers: async () => rig.answers,
    reload: () => {
      rig.reloads += 1;
    },
  };
  return { rig, ports, ask: createReloader(ports, spreadMs) };
}

const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

describe("reloading an outdated page", () => {
  it("waits until the new page and all that it names can be had: the old one stays meanwhile", async () => {
    const { rig, ask } = createRig();
    rig.canLoad = false;
    ask();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      rig.task();
      await settle();
    }
    expect(rig.reloads).toBe(0);
    expect(rig.delays).toEqual([30_000, 60_000, 60_000, 60_000]);
    rig.canLoad = true;
    rig.task();
    await settle();
    expect(rig.reloads).toBe(1);
  });

  it("does not leave the old page for a network that was lost while the new one was fetched", async () => {
    const { rig, ask } = createRig();
    rig.answers = false;
    ask();
    rig.task();
    await settle();
    expect(rig.reloads).toBe(0);
    rig.answers = true;
    rig.task();
    await settle();
    expect(rig.reloads).toBe(1);
  });

  it("looks for what the page names in its own tags", () => {
    const html =
      '<script type="module" src="/assets/a-1.js"></script><link href="/assets/b-2.css"><a href="https://x/">';
    expect(assetsNamedIn(html)).toEqual(["/assets/a-1.js", "/assets/b-2.css"]);
    expect(assetsNamedIn("<h1>Bad gateway</h1>")).toEqual([]);
  });

  it("happens once, at a moment drawn from a minute, however often it is asked for", async () => {
    const { rig, ask } = createRig();
    ask();
    ask();
    expect(rig.delays).toEqual([30_000]);
    rig.task();
    await settle();
    expect(rig.reloads).toBe(1);
    expect(rig.kept).toBe(JSON.stringify([rig.now]));
  });

  it("waits when it happened three times in a quarter of an hour: a wall must not blink for ever", () => {
    const times = [-600_000, -300_000, -60_000].map((ago) => 1_000_000_000 + ago);
    const { rig, ask } = createRig(JSON.stringify(times));
    ask();
    expect(rig.delays).toEqual([300_000 + 30_000]);
  });

  it.each(["nonsense", '{"a":1}', '["x"]', "[99999999999999]"])("reads %s as no history", (kept) => {
    const { rig, ask } = createRig(kept);
    ask();
    expect(rig.delays).toEqual([30_000]);
  });
});

describe("the nightly reload", () => {
  const night = { hour: 3, minute: 30, upMs: 20 * 3_600_000, isFresh: true, chance: 0.5 };
  it.each([
    ["in the small hours of a page that has been up for long", {}, true],
    ["not by day", { hour: 15 }, false],
    ["not before its own minute", { minute: 10 }, false],
    ["not of a page that was loaded lately", { upMs: 3_600_000 }, false],
    ["not while the floor is not heard", { isFresh: false }, false],
  ])("happens %s", (_when, change, expected) => {
    expect(isTimeToReload({ ...night, ...change })).toBe(expected);
  });
});

describe("reloading because a person said so", () => {
  it("does not wait for other screens, and still for a page that can be had", async () => {
    const { rig, ask } = createRig(null, 0);
    rig.canLoad = false;
    ask();
    expect(rig.delays).toEqual([0]);
    rig.task();
    await settle();
    expect(rig.reloads).toBe(0);
    rig.canLoad = true;
    rig.task();
    await settle();
    expect(rig.reloads).toBe(1);
  });
});

describe("a sign-in that is over", () => {
  it("reloads the page at once, and no more than three times in a quarter of an hour", () => {
    const { rig, ports } = createRig();
    rig.canLoad = false;
    for (let time = 0; time < 10; time += 1) reloadAtOnce(ports);
    expect(rig.reloads).toBe(3);
    rig.now += 16 * 60_000;
    reloadAtOnce(ports);
    expect(rig.reloads).toBe(4);
  });

  it("reloads nothing where nothing can be kept, since who cannot count would never stop", () => {
    const { rig, ports } = createRig();
    reloadAtOnce({ ...ports, read: () => null, write: () => undefined });
    expect(rig.reloads).toBe(0);
  });
});
