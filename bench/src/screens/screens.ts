/** All screens in one process of their own, so that reading does not slow down what sends. */
import { monotonicMs } from "../clock.ts";
import { answerCalls } from "../remote/child.ts";
import type { ScreensCalls } from "../remote/parts.ts";
import { Screen } from "./screen.ts";

const OPENED_TOGETHER = 20;

/** Evenly spread over the screens, with the first and the last to be served among them. */
function places(count: number, watching: number): Set<number> {
  const gap = (count - 1) / Math.max(1, watching - 1);
  return new Set(Array.from({ length: Math.min(count, watching) }, (_, nth) => Math.round(nth * gap)));
}

export async function runScreens(): Promise<void> {
  let screens: Screen[] = [];
  let beganAt = 0;
  answerCalls<ScreensCalls>({
    clock: async () => monotonicMs(),
    async open(subject, url, count, watching) {
      const watched = places(count, watching);
      screens = [];
      while (screens.length < count) {
        const batch = Array.from(
          { length: Math.min(OPENED_TOGETHER, count - screens.length) },
          (_, index) => new Screen(subject, url, watched.has(screens.length + index)),
        );
        screens.push(...batch);
        await Promise.all(batch.map(({ ready }) => ready));
      }
    },
    async begin() {
      beganAt = monotonicMs();
      for (const screen of screens) screen.begin();
    },
    async progress() {
      return { received: screens.reduce((sum, { tally }) => sum + tally.frames, 0) };
    },
    async seen() {
      const ms = monotonicMs() - beganAt;
      const tallies = screens.map(({ tally }) => tally);
      const sum = (pick: (tally: (typeof tallies)[number]) => number): number =>
        tallies.reduce((total, tally) => total + pick(tally), 0);
      return {
        bytes: sum(({ bytes }) => bytes),
        frames: sum(({ frames }) => frames),
        unreadable: sum(({ unreadable }) => unreadable),
        ms,
        changes: tallies.flatMap(({ changes }) => [...changes]),
        alerts: tallies.flatMap(({ alerts }) => [...alerts]),
        deltas: tallies.flatMap(({ deltas }) => deltas),
        watching: screens.filter((screen) => screen.isWatching).length,
        lost: screens.filter((screen) => screen.isLost).length,
      };
    },
    async awaitMark(mark, withinMs) {
      const impatience = new Promise<never>((_, reject) => {
        setTimeout(() => reject(new Error(`the mark was not shown within ${withinMs} ms`)), withinMs).unref();
      });
      const shown = await Promise.race([
        Promise.all(screens.map((screen) => screen.shows(mark))),
        impatience,
      ]);
      return Math.max(...shown);
    },
    async close() {
      await Promise.all(screens.map((screen) => screen.close()));
      screens = [];
    },
  });
}
