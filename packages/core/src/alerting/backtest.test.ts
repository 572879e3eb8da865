/** A rule against a stretch of history. */
import { expect, it } from "vitest";
import { ALWAYS, agentRow, at, IDLE, identity, moved, queueRow, rule } from "../../test/alerting-kit.ts";
import { BOUNDS } from "../bounds.ts";
import type { FeedState } from "../vocabulary.ts";
import { createBacktest, type Stretch } from "./backtest.ts";
import type { FloorBatch, FloorEvent, FloorSnapshot } from "./batch.ts";
import type { Rule } from "./rule.ts";

const HEAD = { v: 1, tenant: "demo", lineage: "log" } as const;
const snapshot: FloorSnapshot = {
  ...HEAD,
  ...{ seq: 0, at: at("0s"), clock: at("0s"), feed: "live", zone: "UTC", siteName: "Demo", queues: [] },
  who: [identity("ada", { name: "Ada" })],
  agents: [agentRow("ada", "READY")],
};
const batch = (offset: string, events: readonly FloorEvent[] = [], feed: FeedState = "live"): FloorBatch => ({
  ...HEAD,
  ...{ fromSeq: 1, toSeq: 1, at: at(offset), clock: at(offset), feed, events },
});

/** Whatever there is of it, unless a test asks for less. */
const EVER: Stretch = { from: 0, to: at("48h") };
const tried = (one: Rule, stretch: Partial<Stretch> = {}) =>
  createBacktest(one, ALWAYS, { ...EVER, ...stretch });

it("[N17] tells how often it would have fired, on whom, and for how long", () => {
  const trial = tried({ ...IDLE, enabled: false });
  trial.take(snapshot);
  trial.take(batch("1m", [moved("1m", "ada", "NOT_READY"), moved("1m", "bo", "NOT_READY")]));
  trial.take(batch("20m", [moved("20m", "ada", "READY")]));
  trial.take(batch("21m", [moved("21m", "ada", "NOT_READY")]));
  trial.take(batch("40m"));
  expect(trial.report()).toMatchObject({
    ruleId: "idle",
    from: at("0s"),
    to: at("40m"),
    blindMs: 0,
    fires: 3,
    entities: [
      { entity: { id: "ada" }, entityName: "Ada", fires: 2 },
      { entity: { id: "bo" }, fires: 1 },
    ],
    list: [
      {
        entity: { id: "ada" },
        from: at("16m0.001s"),
        to: at("20m"),
        reason: "conditionMet",
        endReason: "cleared",
      },
      { entity: { id: "bo" }, from: at("16m0.001s"), to: null, endReason: null },
      { entity: { id: "ada" }, from: at("36m0.001s"), to: null },
    ],
  });
  const { firingMs, entities } = trial.report();
  expect(firingMs).toBe(4 * 60_000 + 24 * 60_000 + 4 * 60_000 - 3);
  expect(entities.reduce((total, one) => total + one.firingMs, 0)).toBe(firingMs);
});

it("[N17] tells how much of it nobody saw, and nothing of an empty history", () => {
  const trial = tried(IDLE);
  expect(trial.report()).toMatchObject({ from: null, to: null, fires: 0, list: [] });
  trial.take(snapshot);
  trial.take(batch("5m"));
  trial.take(batch("6m", [], "down"));
  trial.take(batch("9m"));
  trial.take(batch("12m"));
  expect(trial.report()).toMatchObject({ from: at("0s"), to: at("12m"), blindMs: 4 * 60_000 });
});

it("[N17] rows that history does not have were not seen", () => {
  const trial = tried(IDLE);
  trial.take(snapshot);
  trial.take({ ...batch("1m"), fromSeq: 1, toSeq: 2 });
  trial.take({ ...batch("2m"), fromSeq: 3, toSeq: 3 });
  trial.take({ ...batch("5m"), fromSeq: 5, toSeq: 5 });
  trial.take({ ...batch("7m"), fromSeq: 6, toSeq: 6 });
  trial.take({ ...batch("8m"), fromSeq: 7, toSeq: 7, lineage: "another" });
  expect(trial.report()).toMatchObject({ from: at("0s"), to: at("8m"), blindMs: 4 * 60_000 });
});

it("[N17] counts all fires and lists no more than people can read", () => {
  const busy = rule({ scope: { of: "agents" }, when: { field: "state", is: "NOT_READY" } });
  const trial = tried(busy);
  trial.take(snapshot);
  const fires = BOUNDS.backtestFiresMax + 5;
  for (let minute = 1; minute <= fires; minute += 1) {
    const offset = `${minute}m`;
    trial.take(batch(offset, [moved(offset, "ada", "NOT_READY"), moved(`${minute}m1s`, "ada", "READY")]));
  }
  expect(trial.report()).toMatchObject({ fires, firingMs: fires * 1_000 });
  expect(trial.report().list).toHaveLength(BOUNDS.backtestFiresMax);
});

/** Ada is not ready from the first minute on, bo from the twentieth; both come back. */
function twoIdle(stretch: Partial<Stretch>) {
  const trial = tried(IDLE, stretch);
  trial.take(snapshot);
  trial.take(batch("1m", [moved("1m", "ada", "NOT_READY")]));
  trial.take(batch("20m", [moved("20m", "bo", "NOT_READY")]));
  trial.take(batch("30m", [moved("30m", "ada", "READY")]));
  trial.take(batch("50m", [moved("50m", "bo", "READY")]));
  trial.take(batch("60m"));
  return trial.report();
}

it("[N17] what lies before the stretch counts nothing, and what fires when it begins is cut to it", () => {
  expect(twoIdle({ from: at("25m"), to: at("40m") })).toMatchObject({
    ...{ from: at("25m"), to: at("40m"), blindMs: 0, fires: 1, firingMs: 10 * 60_000 - 1 },
    entities: [
      { entity: { id: "bo" }, fires: 1, firingMs: 5 * 60_000 - 1 },
      { entity: { id: "ada" }, fires: 0, firingMs: 5 * 60_000 },
    ],
    list: [{ entity: { id: "bo" }, from: at("35m0.001s"), to: null, endReason: null }],
    alreadyFiring: 1,
    already: [{ entity: { id: "ada" }, from: at("25m"), to: at("30m"), endReason: "cleared" }],
  });
});

it("[N17] what ended before the stretch, or fires behind it, is not told", () => {
  expect(twoIdle({ from: at("31m"), to: at("34m") })).toMatchObject({
    ...{ from: at("31m"), to: at("34m"), fires: 0, firingMs: 0, alreadyFiring: 0 },
    ...{ entities: [], list: [], already: [] },
  });
  expect(twoIdle({ from: at("32m"), to: at("45m") })).toMatchObject({ fires: 1, alreadyFiring: 0 });
});

it("[N17] what fires through the whole stretch was firing already and has no end", () => {
  expect(twoIdle({ from: at("18m"), to: at("19m") })).toMatchObject({
    ...{ fires: 0, firingMs: 60_000, alreadyFiring: 1, list: [] },
    already: [{ entity: { id: "ada" }, from: at("18m"), to: null, endReason: null }],
  });
});

it("[N17] a history that ends before the stretch tells nothing of it", () => {
  const nothing = { from: null, to: null, blindMs: 0, fires: 0, firingMs: 0, alreadyFiring: 0 };
  expect(twoIdle({ from: at("3h") })).toMatchObject({ ...nothing, entities: [], list: [], already: [] });
});

/** A desk that has just begun: the stream has said nothing yet, so there is no event clock. */
const unborn: FloorSnapshot = { ...snapshot, clock: 0, feed: "starting", who: [], agents: [] };

it("[N17] a young history begins with its first live row, and what came before is no blind time", () => {
  const trial = tried(IDLE, { from: at("0s") - 24 * 3_600_000 });
  trial.take(unborn);
  trial.take({ ...batch("10s", [], "catchingUp"), clock: 0 });
  trial.take({ ...batch("20s"), clock: 0 });
  trial.take(batch("1m", [moved("1m", "bo", "READY")]));
  trial.take(batch("5m"));
  expect(trial.report()).toMatchObject({ from: at("1m"), to: at("5m"), blindMs: 0, fires: 0 });
});

it("[N17] who is found beyond the bound when history begins was firing already", () => {
  const trial = tried(IDLE, { from: at("0s") - 24 * 3_600_000 });
  trial.take(unborn);
  trial.take(batch("20m", [moved("1m", "ada", "NOT_READY")], "catchingUp"));
  trial.take(batch("20m"));
  trial.take(batch("25m"));
  expect(trial.report()).toMatchObject({
    ...{ from: at("20m"), to: at("25m"), fires: 0, firingMs: 5 * 60_000, alreadyFiring: 1 },
    already: [{ entity: { id: "ada" }, from: at("20m"), to: null, reason: "heldThroughBlind" }],
  });
});

it("[N17] what is found before the stream has said anything is told from where history begins", () => {
  const away = rule({ scope: { of: "agents" }, when: { field: "state", is: "NOT_READY" } });
  const trial = tried(away, { from: at("0s") - 24 * 3_600_000 });
  trial.take({ ...unborn, feed: "live", agents: [agentRow("ada", "NOT_READY")] });
  trial.take(batch("10m"));
  trial.take(batch("15m"));
  expect(trial.report()).toMatchObject({
    ...{ from: at("10m"), to: at("15m"), fires: 0, firingMs: 5 * 60_000, alreadyFiring: 1 },
    already: [{ entity: { id: "ada" }, from: at("10m"), to: null }],
  });
});

it("[N17] blind time is what was not seen of the stretch alone", () => {
  const trial = tried(IDLE, { from: at("10m"), to: at("30m") });
  trial.take(snapshot);
  trial.take(batch("8m", [], "down"));
  trial.take(batch("12m"));
  trial.take(batch("25m", [], "stale"));
  trial.take(batch("40m"));
  expect(trial.report()).toMatchObject({ from: at("10m"), to: at("30m"), blindMs: (2 + 13 + 5) * 60_000 });
});

it("[N17] the whole floor that is kept each hour is what the engine already holds, and moves nothing", () => {
  const waits = rule({
    scope: { of: "queues" },
    when: { field: "waitSeconds", above: 60 },
    holdSeconds: 1_200,
  });
  const sales = queueRow("sales", { waitSeconds: 90, statsAt: at("0s") });
  const trial = tried(waits);
  trial.take({ ...snapshot, queues: [sales] });
  trial.take({ ...batch("15m"), fromSeq: 1, toSeq: 1 });
  trial.take({ ...snapshot, seq: 1, at: at("15m"), clock: at("15m"), queues: [sales] });
  trial.take({ ...batch("30m"), fromSeq: 2, toSeq: 2 });
  expect(trial.report()).toMatchObject({ fires: 1, blindMs: 0, list: [{ from: at("20m") }] });
});

it("[N17] the feed's own rule is counted by the desk's clock", () => {
  const blind = rule({ scope: { of: "feed" }, when: { field: "blindSeconds", above: 30 } });
  const trial = tried(blind, { from: at("1m") });
  trial.take(unborn);
  trial.take({ ...batch("2m", [], "down"), clock: 0 });
  trial.take({ ...batch("3m"), clock: 0 });
  trial.take({ ...batch("4m", [], "down"), clock: 0 });
  trial.take({ ...batch("5m"), clock: 0 });
  expect(trial.report()).toMatchObject({
    ...{ from: at("1m"), to: at("5m"), fires: 1, alreadyFiring: 1 },
    already: [{ from: at("1m"), to: at("3m") }],
  });
});
