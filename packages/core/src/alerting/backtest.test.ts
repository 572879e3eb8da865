/** A rule against a stretch of history. */
import { expect, it } from "vitest";
import { ALWAYS, agentRow, at, IDLE, identity, moved, rule } from "../../test/alerting-kit.ts";
import { BOUNDS } from "../bounds.ts";
import type { FeedState } from "../vocabulary.ts";
import { createBacktest } from "./backtest.ts";
import type { FloorBatch, FloorEvent, FloorSnapshot } from "./batch.ts";

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

it("[N17] tells how often it would have fired, on whom, and for how long", () => {
  const trial = createBacktest({ ...IDLE, enabled: false }, ALWAYS);
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
  const trial = createBacktest(IDLE, ALWAYS);
  expect(trial.report()).toMatchObject({ from: null, to: null, fires: 0, list: [] });
  trial.take(snapshot);
  trial.take(batch("5m"));
  trial.take(batch("6m", [], "down"));
  trial.take(batch("9m"));
  trial.take(batch("12m"));
  expect(trial.report()).toMatchObject({ from: at("0s"), to: at("12m"), blindMs: 4 * 60_000 });
});

it("[N17] counts all fires and lists no more than people can read", () => {
  const busy = rule({ scope: { of: "agents" }, when: { field: "state", is: "NOT_READY" } });
  const trial = createBacktest(busy, ALWAYS);
  trial.take(snapshot);
  const fires = BOUNDS.backtestFiresMax + 5;
  for (let minute = 1; minute <= fires; minute += 1) {
    const offset = `${minute}m`;
    trial.take(batch(offset, [moved(offset, "ada", "NOT_READY"), moved(`${minute}m1s`, "ada", "READY")]));
  }
  expect(trial.report()).toMatchObject({ fires, firingMs: fires * 1_000 });
  expect(trial.report().list).toHaveLength(BOUNDS.backtestFiresMax);
});
