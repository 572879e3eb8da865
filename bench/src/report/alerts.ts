/** The rows of the tables about alerts and rules. */
import type { AlertDeskResult } from "../inside/alert-desk.ts";
import type { RulesResult } from "../inside/rules.ts";
import { AT_ONCE, HELD } from "../measure/alert-rules.ts";
import type { AlertsResult, AlertsRound, AlertTimes } from "../measure/alerts.ts";
import { median, quantile } from "../measure/stats.ts";
import { arrows, figure, type Row, table } from "./table.ts";

export function alertsTable(agents: number, result: AlertsResult): string[] {
  const { relay, desk } = result.rounds;
  const alerts = desk.reduce((sum, round) => sum + round.alerts, 0);
  const rate = Math.round(median(desk.map(({ eventsPerSecond }) => eventsPerSecond)));
  const head = [
    `${alerts} alerts at ${rate} events/s, ${agents.toLocaleString("en")} agents, ${result.screens} screens`,
    ...["bare relay", "Callboard", "Callboard ÷ relay"],
  ];
  const pair = (what: string, ruleId: string, place: keyof AlertTimes): Row[] =>
    [0.5, 0.99].map((share) => {
      // What a relay does is the same for every event, so it has twice the samples.
      const way = median(relay.map((round) => quantile([...timesOf(round, null, place)], share)));
      const ours = median(desk.map((round) => quantile([...timesOf(round, ruleId, place)], share)));
      return [`${what}, p${share * 100} (ms)`, figure(way, 1), figure(ours, 0), figure(ours / way, 0)];
    });
  const held = `the event that ends a hold of ${HELD.holdSeconds} s`;
  const memory = arrows([result.memoryBeforeMb, result.memoryAfterMb]);
  const repeated = desk.reduce((sum, round) => sum + round.repeated, 0);
  return table(
    head,
    [
      ...pair("without a hold: event → wall", AT_ONCE.id, "wall"),
      ...pair("without a hold: event → webhook", AT_ONCE.id, "webhook"),
      ...pair(`${held} → wall`, HELD.id, "wall"),
      ...pair(`${held} → webhook`, HELD.id, "webhook"),
      ["webhooks that came twice", "", figure(repeated, 0), ""],
      ["memory of workerd (MB), before the first → after the last", "", memory, ""],
    ],
    1,
  );
}

/** Of all rules where none is named. */
function* timesOf(round: AlertsRound, ruleId: string | null, place: keyof AlertTimes): Generator<number> {
  for (const [id, times] of round.times) if (ruleId === null || id === ruleId) yield* times[place];
}

export function rulesRows(rules: RulesResult, alertDesk: AlertDeskResult): Row[] {
  const { engine, naive, pairs } = rules;
  const compared = (what: string, pick: (of: typeof engine) => readonly number[], share: number): Row => {
    const theirs = quantile(pick(naive), share);
    const ours = quantile(pick(engine), share);
    return [what, figure(theirs, 1), figure(ours, 1), figure(ours / theirs, 2)];
  };
  const second = `${rules.agentRules} rules × ${figure(rules.agents, 0)} agents and ${rules.queueRules} × ${rules.queues} queues, a second of ${figure(rules.eventsPerSecond, 0)} events`;
  const perSecond = (of: typeof engine): number => pairs / (quantile(of.batchMs, 0.5) / 1_000) / 1e6;
  const deskMs = (share: number): string => figure(quantile(alertDesk.secondMs, share), 1);
  return [
    compared(`${second}, p50 (ms)`, ({ secondMs }) => secondMs, 0.5),
    compared("the same, p99 (ms)", ({ secondMs }) => secondMs, 0.99),
    compared(
      `a batch of them (${figure(rules.batchesPerSecond, 1)} a second), p50 (ms)`,
      ({ batchMs }) => batchMs,
      0.5,
    ),
    compared("the same, p99 (ms)", ({ batchMs }) => batchMs, 0.99),
    [
      "pairs of a rule and an agent or queue that a batch decides, millions/s",
      ...[naive, engine].map((of) => figure(perSecond(of), 0)),
      figure(perSecond(engine) / perSecond(naive), 1),
    ],
    ["passages of alerts, a second", "", figure(rules.passages / rules.seconds, 0), ""],
    ["the alert desk's whole turn with such a second, SQLite included, p50 (ms)", "", deskMs(0.5), ""],
    ["the same, p99 (ms)", "", deskMs(0.99), ""],
    [
      "heap of the engine → of the alert desk with its engine (MB)",
      "",
      [alertDesk.engineHeapMb, alertDesk.alertDeskHeapMb].map((mb) => figure(mb, 1)).join(" → "),
      "",
    ],
    ["stored for that minute, before it is packed (MB)", "", figure(alertDesk.storedMb, 0), ""],
  ];
}
