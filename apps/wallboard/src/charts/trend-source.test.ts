import { describe, expect, it } from "vitest";
import { readTrends } from "./read-trends.ts";
import { createTrendSource } from "./trend-source.ts";

const START = 1_795_000_000_000 - (1_795_000_000_000 % 60_000);

function rig() {
  const asked: { stretch: string; queueIds: readonly string[] }[] = [];
  const state = { isSeen: true, fails: false, news: 0, now: START };
  const source = createTrendSource({
    ask: async (question) => {
      asked.push(question);
      if (state.fails) throw new Error("no answer");
      const { now } = state;
      const trends = question.queueIds.map((queueId) => ({
        queueId,
        from: now - 60_000,
        to: now,
        stepMs: 60_000,
        points: [],
        usual: [],
      }));
      return { at: now, trends };
    },
    chance: () => 0.5,
    isSeen: () => state.isSeen,
    onNews: () => {
      state.news += 1;
    },
  });
  const pass = async (seconds: number) => {
    for (let n = 0; n < seconds; n += 1) {
      state.now += 1_000;
      source.tick(state.now);
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    }
  };
  return { source, asked, state, pass };
}

describe("the source of trends", () => {
  it("asks once for all charts that want the same, then once a minute", async () => {
    const { source, asked, pass } = rig();
    source.want("hours3", ["a", "b"]);
    source.want("hours3", ["b"]);
    await pass(60);
    expect(asked).toEqual([{ stretch: "hours3", queueIds: ["a", "b"] }]);
    await pass(10);
    expect(asked).toHaveLength(2);
    expect(source.of("hours3", "b")?.trend.queueId).toBe("b");
    expect(source.of("day", "b")).toBeNull();
  });

  it("asks for a few queues at a time, and one question after the other", async () => {
    const { source, asked, pass } = rig();
    source.want(
      "day",
      Array.from({ length: 250 }, (_, n) => `q${n}`),
    );
    source.want("hours8", ["x"]);
    await pass(6);
    expect(asked.map(({ stretch, queueIds }) => [stretch, queueIds.length])).toEqual([
      ["day", 25],
      ["day", 25],
      ["day", 25],
      ["day", 25],
      ["hours8", 1],
    ]);
  });

  it("asks no more for what nobody wants, and still knows it when its page comes round again", async () => {
    const { source, asked, state, pass } = rig();
    const first = source.want("day", ["a"]);
    const second = source.want("day", ["a"]);
    await pass(2);
    first();
    first();
    second();
    await pass(120);
    expect(asked).toHaveLength(1);
    state.fails = true;
    source.want("day", ["a"]);
    await pass(2);
    expect(asked).toHaveLength(2);
    expect(source.of("day", "a")?.at).toBe(START + 1_000);
  });

  it("keeps no more than so many that nobody wants, the last ones", async () => {
    const { source, pass } = rig();
    for (let n = 0; n < 120; n += 1) {
      const stop = source.want("day", [`q${n}`]);
      await pass(1);
      stop();
    }
    expect(source.of("day", "q19")).toBeNull();
    expect(source.of("day", "q20")).not.toBeNull();
    expect(source.of("day", "q119")).not.toBeNull();
  });

  it("keeps what it knows through errors, and asks again more and more seldom", async () => {
    const { source, asked, state, pass } = rig();
    source.want("day", ["a"]);
    await pass(2);
    state.fails = true;
    await pass(600);
    expect(source.hasFailed()).toBe(true);
    expect(source.of("day", "a")).not.toBeNull();
    expect(asked.length).toBeGreaterThan(9);
    expect(asked.length).toBeLessThan(20);
    state.fails = false;
    await pass(61);
    expect(source.hasFailed()).toBe(false);
  });

  it("does nothing while nobody looks", async () => {
    const { source, asked, state, pass } = rig();
    state.isSeen = false;
    source.want("day", ["a"]);
    await pass(300);
    expect(asked).toEqual([]);
  });
});

describe("an answer about trends", () => {
  it.each([[null], [7], ["x"], [[]], [{}], [{ at: "now", trends: [] }], [{ at: 1, trends: {} }]])(
    "%j is none",
    (value) => {
      expect(readTrends(value)).toBeNull();
    },
  );

  it("is read without what is not as agreed", () => {
    const queue = { queueId: "__proto__", from: 0, to: 1, stepMs: 1 };
    const read = readTrends({
      at: 5,
      trends: [
        null,
        { ...queue, stepMs: "1" },
        {
          ...queue,
          points: [{ at: 1, waiting: Number.NaN, offered: "9" }, { waiting: 1 }],
          usual: [{ from: 0 }],
        },
      ],
    });
    expect(read?.trends).toEqual([
      {
        ...queue,
        usual: [],
        points: [
          {
            at: 1,
            ...{ waitSeconds: null, waiting: null, routable: null, serviceLevelPct: null },
            ...{ offered: 0, answered: 0, abandoned: 0, blindMs: 0 },
          },
        ],
      },
    ]);
  });
});
