import { describe, expect, it } from "vitest";
import { createReloader } from "./reload.ts";

function createRig(kept: string | null = null) {
  const rig = {
    now: 1_000_000_000,
    kept,
    delays: [] as number[],
    reloads: 0,
    task: (): void => undefined,
  };
  const ask = createReloader({
    now: () => rig.now,
    chance: () => 0.5,
    after(ms, task) {
      rig.delays.push(ms);
      rig.task = task;
      return () => undefined;
    },
    read: () => rig.kept,
    write: (text) => {
      rig.kept = text;
    },
    reload: () => {
      rig.reloads += 1;
    },
  });
  return { rig, ask };
}

describe("reloading an outdated page", () => {
  it("happens once, at a moment drawn from a minute, however often it is asked for", () => {
    const { rig, ask } = createRig();
    ask();
    ask();
    expect(rig.delays).toEqual([30_000]);
    rig.task();
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
