/**
 * The rules engine alone, in this process: what a second's worth of batches costs with many rules, beside an engine that
 * asks every rule for everybody each time. Both are given the same rows of the same recorded floor.
 */
import {
  createEngine,
  type Engine,
  engineFacts,
  type FloorBatch,
  takeBatch,
  takeSnapshot,
} from "@callboard/core/alerting";
import { monotonicMs } from "../clock.ts";
import { median } from "../measure/stats.ts";
import { manyRules } from "./many-rules.ts";
import { NaiveEngine } from "./naive-engine.ts";
import type { RecordedFloor } from "./recorded-floor.ts";

/** Milliseconds for each second of the floor, and for each batch: of each the median of its rounds. */
interface Timed {
  readonly secondMs: readonly number[];
  readonly batchMs: readonly number[];
}

export interface RulesResult {
  readonly agentRules: number;
  readonly queueRules: number;
  readonly agents: number;
  readonly queues: number;
  readonly pairs: number;
  readonly eventsPerSecond: number;
  readonly batchesPerSecond: number;
  readonly engine: Timed;
  readonly naive: Timed;
  readonly seconds: number;
  readonly passages: number;
}

export const MANY_RULES = {
  rules: manyRules(),
  calendar: { zone: "UTC", open: [], holidays: [] },
};
/** The first seconds are the engines' first, too: not yet compiled code is not what runs all day. */
const WARM_UP_SECONDS = 10;
const ROUNDS = 3;

export function measureRules(floor: RecordedFloor): RulesResult {
  const { rules } = MANY_RULES;
  const ours: Timed[] = [];
  const naives: Timed[] = [];
  let engine: Engine | null = null;
  let pairs = 0;
  let passages = 0;
  let holdingNaively = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const fresh = createEngine(MANY_RULES);
    takeSnapshot(fresh, floor.snapshot);
    passages = 0;
    const naive = new NaiveEngine(rules, floor.snapshot);
    pairs = naive.pairs;
    ours.push(
      timed(floor, (batch) => {
        passages += takeBatch(fresh, batch).length;
      }),
    );
    naives.push(
      timed(floor, (batch) => {
        holdingNaively = naive.take(batch);
      }),
    );
    engine = fresh;
  }
  if (engine === null) throw new Error("no round was run");
  const { agents, queues, firing } = engineFacts(engine);
  if (firing === 0 || holdingNaively === 0) throw new Error("rules of which none ever holds prove nothing");
  const batches = floor.seconds.flat();
  return {
    agentRules: rules.filter(({ scope }) => scope.of === "agents").length,
    queueRules: rules.filter(({ scope }) => scope.of === "queues").length,
    agents,
    queues,
    pairs,
    eventsPerSecond: batches.reduce((sum, { events }) => sum + events.length, 0) / floor.seconds.length,
    batchesPerSecond: batches.length / floor.seconds.length,
    engine: mediansOf(ours),
    naive: mediansOf(naives),
    seconds: floor.seconds.length,
    passages,
  };
}

function timed({ seconds }: RecordedFloor, take: (batch: FloorBatch) => void): Timed {
  const secondMs: number[] = [];
  const batchMs: number[] = [];
  for (const [second, batches] of seconds.entries()) {
    const isCounted = second >= WARM_UP_SECONDS;
    let sum = 0;
    for (const batch of batches) {
      const startedAt = monotonicMs();
      take(batch);
      const ms = monotonicMs() - startedAt;
      sum += ms;
      if (isCounted) batchMs.push(ms);
    }
    if (isCounted) secondMs.push(sum);
  }
  return { secondMs, batchMs };
}

/** Every round is given the same rows, so what only one of them was slow at was the machine's doing. */
const mediansOf = (rounds: readonly Timed[]): Timed => ({
  secondMs: placeByPlace(rounds.map(({ secondMs }) => secondMs)),
  batchMs: placeByPlace(rounds.map(({ batchMs }) => batchMs)),
});

const placeByPlace = (rounds: readonly (readonly number[])[]): number[] =>
  (rounds[0] ?? []).map((_, place) => median(rounds.map((round) => round[place] ?? Number.NaN)));
