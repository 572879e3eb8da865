/** Alerts of queues, as stories: one payload, hysteresis, hours of the site, and what a blind time leaves. */
import { describe, expect, it } from "vitest";
import { at, queueRow, rule, Timeline } from "../../test/alerting-kit.ts";

const WAIT = rule({
  id: "wait",
  scope: { of: "queues" },
  when: {
    all: [
      { field: "waitSeconds", above: 120 },
      { field: "availableAgents", above: 5 },
    ],
  },
});
const long = { waitSeconds: 121, availableAgents: 6 };

describe("a queue's reading", () => {
  it("[N6] fires at once, at its own instant", () => {
    const story = new Timeline([WAIT]).reading("5s", "sales", long);
    expect(story.told()).toEqual(["5s wait sales normal>firing conditionMet"]);
  });

  it.each([
    ["120 seconds are not above 120", { waitSeconds: 120, availableAgents: 6 }],
    ["5 agents are not above 5", { waitSeconds: 500, availableAgents: 5 }],
    ["a wait that is not told is unknown", { waitSeconds: null, availableAgents: 6 }],
  ])("[N2] %s, and nothing fires", (_, figures) => {
    expect(new Timeline([WAIT]).reading("5s", "sales", figures).told()).toEqual([]);
  });

  it("[N12] is never joined with another: a long wait and free agents of two readings are nothing", () => {
    const story = new Timeline([WAIT]).reading("5s", "sales", { waitSeconds: 500, availableAgents: 0 });
    expect(story.reading("10s", "sales", { waitSeconds: 3, availableAgents: 9 }).told()).toEqual([]);
  });

  it("[N8] that is not known ends nothing", () => {
    const story = new Timeline([WAIT]).reading("5s", "sales", long);
    story.reading("10s", "sales", { waitSeconds: null, availableAgents: 9 });
    expect(story.told()).toHaveLength(1);
    expect(story.reading("15s", "sales").told()).toEqual(["15s wait sales firing>resolved cleared"]);
  });
});

describe("a hold of readings", () => {
  it("[N5] that was over just before the reading that ends it has fired", () => {
    const story = new Timeline([{ ...WAIT, holdSeconds: 60 }])
      .reading("0s", "sales", long)
      .reading("1m0.4s", "sales");
    expect(story.told()).toEqual([
      "0s wait sales normal>pending conditionMet",
      "1m wait sales pending>firing heldLongEnough",
      "1m0.4s wait sales firing>resolved cleared",
    ]);
  });
});

describe("hysteresis", () => {
  const steady = rule({
    id: "wait",
    scope: { of: "queues" },
    when: { field: "waitSeconds", above: 120 },
    clear: { field: "waitSeconds", atMost: 100 },
    keepFiringSeconds: 60,
  });
  const readings = (...waits: readonly [string, number][]) => {
    const story = new Timeline([steady]);
    for (const [offset, waitSeconds] of waits) story.reading(offset, "sales", { waitSeconds });
    return story;
  };

  it("[N8] a wait between the two bounds ends nothing", () => {
    expect(readings(["5s", 121], ["10s", 101], ["15s", 119], ["20s", 130]).told()).toHaveLength(1);
  });

  it("[N8] it recovers, and is over when that has lasted", () => {
    const story = readings(["5s", 121], ["10s", 90], ["40s", 95]).passes("1m30s");
    expect(story.told()).toEqual([
      "5s wait sales normal>firing conditionMet",
      "10s wait sales firing>recovering cleared",
      "1m10s wait sales recovering>resolved stayedClear",
    ]);
  });

  it("[N8] it fires again as the same alert when the wait is long again meanwhile", () => {
    const story = readings(["5s", 121], ["10s", 90], ["40s", 125]);
    expect(new Set(story.passages.map(({ alertId }) => alertId)).size).toBe(1);
    expect(story.told().at(-1)).toBe("40s wait sales recovering>firing conditionMetAgain");
  });

  it("[N8] what is not known while it recovers begins the time anew", () => {
    const story = readings(["5s", 121], ["10s", 90]).reading("30s", "sales", { waitSeconds: null });
    story.reading("40s", "sales", { waitSeconds: 90 }).passes("3m");
    expect(story.told().at(-1)).toBe("1m40s wait sales recovering>resolved stayedClear");
  });
});

describe("what grows by itself", () => {
  const waiting = rule({
    id: "longest",
    scope: { of: "queues" },
    when: { field: "longestWaitSeconds", above: 300 },
  });

  it("[N4] fires when the longest wait passes its bound, without any event", () => {
    const story = new Timeline([waiting]).reading("5s", "sales", { waiting: 1, longestWaitSince: at("2s") });
    expect(story.passes("6m").told()).toEqual(["5m2.001s longest sales normal>firing conditionMet"]);
  });

  it("[N3] ends when nobody waits", () => {
    const story = new Timeline([waiting]).reading("5s", "sales", { waiting: 1, longestWaitSince: at("2s") });
    story.passes("6m").told();
    expect(story.reading("7m", "sales").told()).toEqual(["7m longest sales firing>resolved cleared"]);
  });

  it("[N2] a wait whose beginning nobody knows is unknown", () => {
    const story = new Timeline([waiting]).reading("5s", "sales", { waiting: 1, longestWaitSince: null });
    expect(story.passes("30m").told()).toEqual([]);
  });

  it("[N4] may be held against a figure of the row, from either side", () => {
    const against = rule({
      id: "usual",
      scope: { of: "queues" },
      when: { field: "waitSeconds", below: { field: "longestWaitSeconds", plus: -60 } },
    });
    const story = new Timeline([against]);
    story.reading("0s", "sales", { waitSeconds: 30, waiting: 1, longestWaitSince: at("0s") });
    expect(story.passes("5m").told()).toEqual(["1m30.001s usual sales normal>firing conditionMet"]);
  });
});

describe("queues after a blind time", () => {
  it("[N12] a firing alert stays until a reading says otherwise", () => {
    const story = new Timeline([WAIT]).reading("5s", "sales", long);
    story.turns("10s", "down").turns("50s", "catchingUp").turns("1m", "live").passes("2m");
    expect(story.told()).toHaveLength(1);
    expect(story.reading("3m", "sales").told()).toEqual(["3m wait sales firing>resolved cleared"]);
  });

  it("[N12] a hold begins anew, and not before the queue is read again", () => {
    const held = { ...WAIT, holdSeconds: 60 };
    const story = new Timeline([held]).reading("0s", "sales", long);
    story.turns("10s", "down").turns("2m", "live").passes("4m");
    expect(story.told()).toEqual([
      "0s wait sales normal>pending conditionMet",
      "2m wait sales pending>normal conditionEnded",
    ]);
    story.reading("5m", "sales", long).passes("7m");
    expect(story.told()).toEqual([
      "5m wait sales normal>pending conditionMet",
      "6m wait sales pending>firing heldLongEnough",
    ]);
  });

  it("[N12] a reading that came while the stream was caught up with counts from the thaw on", () => {
    const story = new Timeline([WAIT]).turns("10s", "down").turns("50s", "catchingUp");
    story.reading("55s", "sales", long).turns("1m", "live");
    expect(story.told()).toEqual(["1m wait sales normal>firing conditionMet"]);
  });

  it("[N12] a snapshot's old reading is no reading, and a fresh one is", () => {
    const rows = [
      queueRow("old", { ...long, statsAt: at("1m") }),
      queueRow("new", { ...long, statsAt: at("9m50s") }),
    ];
    const story = new Timeline([WAIT]);
    story.snapshot("10m", { queues: rows });
    expect(story.told()).toEqual(["10m wait new normal>firing conditionMet"]);
  });
});

describe("hours of the site", () => {
  const calendar = {
    zone: "UTC",
    open: [{ days: [1, 2, 3, 4, 5], startMinute: 8 * 60, endMinute: 15 * 60 }],
    holidays: [],
  };
  const awake = { ...WAIT, hours: "open" } as const;

  it("[N14] the site closes at 15:00, and the alert ends there", () => {
    const story = new Timeline([awake], { calendar }).reading("5s", "sales", long).passes("1h");
    expect(story.told()).toEqual([
      "5s wait sales normal>firing conditionMet",
      "27m50s wait sales firing>resolved outsideHours",
    ]);
  });

  it("[N14] nothing fires while it is closed, and what holds fires when it opens", () => {
    const story = new Timeline([awake], { calendar }).passes("30m").reading("40m", "sales", long);
    expect(story.passes("17h").told()).toEqual([]);
    expect(story.passes("17h30m").told()).toEqual(["1047m50s wait sales normal>firing conditionMet"]);
  });

  it("[N14] a rule for closed hours is the other way round", () => {
    const story = new Timeline([{ ...WAIT, hours: "closed" }], { calendar }).reading("5s", "sales", long);
    expect(story.passes("1h").told()).toEqual(["27m50s wait sales normal>firing conditionMet"]);
  });

  it("[N14] a calendar that is changed wakes and sends to sleep at once", () => {
    const story = new Timeline([awake], { calendar }).reading("5s", "sales", long);
    story.told();
    expect(story.rules([awake], { ...calendar, holidays: ["2024-05-15"] }).told()).toEqual([
      "5s wait sales firing>resolved outsideHours",
    ]);
  });
});
