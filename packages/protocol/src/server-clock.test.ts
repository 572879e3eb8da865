import { describe, expect, it } from "vitest";
import { createServerClock } from "./server-clock.ts";

const AHEAD = 1_795_000_000_000;

describe("the server's clock on a screen", () => {
  it("is unknown until a frame was heard", () => {
    expect(createServerClock().now(5)).toBeNull();
  });

  it("is not set back by one frame that was held up for seconds", () => {
    const clock = createServerClock();
    clock.hear(AHEAD + 1_000, 1_010);
    clock.hear(AHEAD + 6_000, 9_000);
    clock.hear(AHEAD + 11_000, 11_030);
    expect(clock.now(12_000)).toBe(AHEAD + 11_990);
  });

  it("follows at once when the screen slept and its own clock stood still", () => {
    const clock = createServerClock();
    clock.hear(AHEAD, 0);
    clock.hear(AHEAD + 3_600_000, 1_000);
    expect(clock.now(1_000)).toBe(AHEAD + 3_600_000);
  });

  it("does not take late news for the present after minutes without any", () => {
    const clock = createServerClock();
    clock.hear(1_000_000, 0);
    clock.hear(1_300_000 - 20_000, 300_000);
    expect(clock.now(300_000)).toBe(1_300_000);
  });

  it("follows a server whose clock was set back within a minute", () => {
    const clock = createServerClock();
    clock.hear(AHEAD + 90_000, 0);
    for (let local = 5_000; local <= 70_000; local += 5_000) clock.hear(AHEAD + local, local);
    expect(clock.now(70_000)).toBe(AHEAD + 70_000);
  });
});
