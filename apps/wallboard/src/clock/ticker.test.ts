import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { duration } from "../format/duration.ts";
import { createTicker } from "./ticker.ts";

const BASE = 1_795_000_000_000;
const tickerOn = (now: () => number) => createTicker({ serverNow: now, floorNow: now });

describe("the one clock", () => {
  it("writes nothing while the server's time is unknown", () => {
    const written: number[] = [];
    const ticker = createTicker({ serverNow: () => null, floorNow: () => null });
    ticker.add({ since: BASE, write: (ms) => written.push(ms) });
    ticker.tick();
    expect(written).toEqual([]);
  });

  it("shows every duration right to within a tick, however the seconds fall", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: 1, max: 40 }), (sinceMs, ticks) => {
        let now = BASE + 100_000;
        const ticker = tickerOn(() => now);
        let shown = "";
        ticker.add({ since: BASE + sinceMs, write: (ms) => (shown = duration(ms)) });
        for (let tick = 0; tick < ticks; tick += 1) {
          now += 90 + ((tick * 7) % 20);
          ticker.tick();
        }
        const elapsed = now - BASE - sinceMs;
        expect([duration(elapsed), duration(elapsed - 220)]).toContain(shown);
      }),
    );
  });

  it("writes each figure about once a second, spread over the second", () => {
    let now = BASE;
    const ticker = tickerOn(() => now);
    let writes = 0;
    let most = 0;
    for (let n = 0; n < 100; n += 1)
      ticker.add({ since: BASE - 60_000 - n * 10, write: () => (writes += 1) });
    ticker.tick();
    writes = 0;
    for (let tick = 0; tick < 100; tick += 1) {
      now += 100;
      const before = writes;
      ticker.tick();
      most = Math.max(most, writes - before);
    }
    expect(writes).toBe(1_000);
    expect(most).toBeLessThanOrEqual(20);
  });

  it("writes everything at once after a sleep or when the clock was set", () => {
    let now = BASE;
    const ticker = tickerOn(() => now);
    const shown = new Map<number, number>();
    for (const since of [BASE - 5, BASE - 555, BASE - 905])
      ticker.add({ since, write: (ms) => shown.set(since, ms) });
    ticker.tick();
    for (const step of [60_000, -30_000]) {
      now += step;
      ticker.tick();
      for (const [since, ms] of shown) expect(ms).toBe(now - since);
    }
  });

  it("calls its tasks once a second, and neither tasks nor figures after they were taken off", () => {
    let now = BASE;
    const ticker = tickerOn(() => now);
    const seconds: number[] = [];
    let writes = 0;
    const stopTask = ticker.everySecond((at) => seconds.push(at));
    const stopFigure = ticker.add({ since: BASE, write: () => (writes += 1) });
    for (let tick = 0; tick < 30; tick += 1) {
      ticker.tick();
      now += 100;
    }
    expect(seconds).toEqual([BASE, BASE + 1_000, BASE + 2_000]);
    stopTask();
    stopFigure();
    const before = writes;
    now += 5_000;
    ticker.tick();
    expect([seconds.length, writes]).toEqual([3, before]);
  });

  it("counts durations on the floor's clock and calls tasks on the server's, each though the other stands still", () => {
    const time = { server: BASE, floor: (BASE - 40_000) as number | null };
    const ticker = createTicker({ serverNow: () => time.server, floorNow: () => time.floor });
    let shown = -1;
    let seconds = 0;
    ticker.everySecond(() => (seconds += 1));
    ticker.add({ since: BASE - 100_000, write: (ms) => (shown = ms) });
    const pass = (ticks: number, change: () => void) => {
      for (let tick = 0; tick < ticks; tick += 1) {
        change();
        ticker.tick();
      }
    };
    pass(30, () => (time.server += 100));
    expect([seconds, shown]).toEqual([4, 60_000]);
    time.floor = null;
    pass(10, () => (time.server += 100));
    expect([seconds, shown]).toEqual([5, 60_000]);
    time.floor = BASE;
    pass(1, () => undefined);
    expect(shown).toBe(100_000);
  });
});
