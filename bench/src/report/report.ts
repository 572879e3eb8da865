/** The bench's results as Markdown, to be pasted into the README as they are. */
import type { AlertDeskResult } from "../inside/alert-desk.ts";
import type { InsideResult } from "../inside/inside.ts";
import type { RulesResult } from "../inside/rules.ts";
import type { FloodResult } from "../measure/flood.ts";
import type { LiveResult } from "../measure/live.ts";
import type { SizeResult } from "../measure/size.ts";
import { median, medianKnown, quantile } from "../measure/stats.ts";
import type { Plan } from "../options.ts";
import { alertsTable, rulesRows } from "./alerts.ts";
import { arrows, figure, known, type Row, table } from "./table.ts";

export interface Report {
  readonly plan: Plan;
  readonly sizes: readonly SizeResult[];
  readonly inside: InsideResult;
  readonly rules: RulesResult;
  readonly alertDesk: AlertDeskResult;
  readonly gapMs: number;
  readonly seconds: number;
  readonly machine: {
    readonly cores: number;
    readonly model: string;
    readonly loadBefore: number;
    readonly loadAfter: number;
    readonly node: string;
  };
}

export function report({ plan, sizes, inside, rules, alertDesk, gapMs, seconds, machine }: Report): string {
  const head = ["agents", "what", "bare relay", "Callboard", "Callboard ÷ relay"];
  return [
    ...table(
      head,
      sizes.flatMap((size) => sizeRows(size, plan)),
      2,
    ),
    "",
    ...sizes.flatMap(({ agents, alerts }) => (alerts === null ? [] : [...alertsTable(agents, alerts), ""])),
    ...table(["rules alone, in Node", "all pairs asked", "Callboard", "÷"], rulesRows(rules, alertDesk), 1),
    "",
    ...table(["one by one, in Node, 2,000 agents", "", ""], insideRows(inside), 1),
    "",
    `Medians of ${plan.rounds} round${plan.rounds === 1 ? "" : "s"}, ${machine.cores} × ${machine.model}, load ${machine.loadBefore.toFixed(1)} before and ${machine.loadAfter.toFixed(1)} after (this run's own share is about 2), ` +
      `Node ${machine.node}; ${seconds.toFixed(0)} s in all; clocks agree within ${gapMs.toFixed(2)} ms.`,
  ].join("\n");
}

function sizeRows(size: SizeResult, plan: Plan): Row[] {
  const { relay, desk } = size.live;
  const agents = size.agents.toLocaleString("en");
  const pair = (what: string, pick: (one: LiveResult) => number, digits = 0): Row =>
    compared(agents, what, median(relay.map(pick)), median(desk.map(pick)), digits);
  type Floods = SizeResult["floods"];
  const flood = (what: string, floods: Floods, pick: (one: FloodResult) => number, digits = 0): Row =>
    compared(agents, what, median(floods.relay.map(pick)), median(floods.desk.map(pick)), digits);
  const messagesPerSecond = (one: FloodResult): number => one.messagesPerSecond;
  const cpuUs = (one: FloodResult): number => one.cpuUsPerMessage ?? Number.NaN;
  const rate = Math.round(median(desk.map(({ eventsPerSecond }) => eventsPerSecond)));
  const at = `at ${rate} events/s, ${plan.screens} screens`;
  return [
    flood("messages/s, 1 screen", size.floods, messagesPerSecond),
    flood("CPU of workerd (µs) a message, 1 screen", size.floods, cpuUs, 1),
    flood(`messages/s, ${plan.screens} screens`, size.floodsToAll, messagesPerSecond),
    pair(`latency p50 (ms) ${at}`, ({ latencies }) => quantile(latencies, 0.5), 1),
    pair(`latency p99 (ms) ${at}`, ({ latencies }) => quantile(latencies, 0.99), 1),
    pair("bytes per screen and event", ({ bytesPerScreenPerEvent }) => bytesPerScreenPerEvent),
    pair("kB/s per screen", ({ bytesPerScreenPerSecond }) => bytesPerScreenPerSecond / 1_000, 1),
    pair("frames/s per screen", ({ framesPerSecond }) => framesPerSecond, 1),
    [agents, "CPU of workerd (% of a core), same load", cpu(relay), cpu(desk), ""],
    [agents, "the same without screens", "", cpu([size.unwatched]), ""],
    [
      agents,
      "memory of workerd (MB): warm → no screens",
      "",
      arrows([size.memoryAtStartMb, size.unwatched.memoryMb]),
      "",
    ],
    [
      agents,
      `… → ${plan.screens} screens, round by round → after all floods`,
      arrows(relay.map(({ memoryMb }) => memoryMb)),
      arrows([...desk.map(({ memoryMb }) => memoryMb), size.memoryAtEndMb]),
      "",
    ],
    [agents, "SQLite rows/s", "", known(medianKnown(desk.map(({ rowsPerSecond }) => rowsPerSecond)), 1), ""],
    [
      agents,
      "changes overtaken within a frame",
      "",
      `${(median(desk.map(({ foldedShare }) => foldedShare)) * 100).toFixed(1)} %`,
      "",
    ],
  ];
}

function insideRows({ stepNs, translateNs, turnNs, snapshot, delta }: InsideResult): Row[] {
  const kb = (chars: number): string => `${(chars / 1_000).toFixed(1)} kB`;
  const ms = (value: number): string => `${value.toFixed(2)} ms`;
  return [
    ["`core.step`, an agent's change", `${Math.round(stepNs)} ns`, ""],
    ["JSON.parse and translation", `${Math.round(translateNs)} ns`, ""],
    ["the desk's whole turn with both", `${Math.round(turnNs)} ns`, ""],
    ["snapshot", kb(snapshot.chars), `written in ${ms(snapshot.writeMs)}, read in ${ms(snapshot.readMs)}`],
    [
      "delta, 50 agents changed",
      kb(delta.chars),
      `written in ${ms(delta.writeMs)}, read in ${ms(delta.readMs)}`,
    ],
  ];
}

const compared = (agents: string, what: string, relay: number, desk: number, digits: number): Row => [
  agents,
  what,
  figure(relay, digits),
  figure(desk, digits),
  (desk / relay).toFixed(2),
];

const cpu = (results: readonly LiveResult[]): string => {
  const share = medianKnown(results.map(({ cpuShare }) => cpuShare));
  return share === null ? "–" : `${(share * 100).toFixed(0)} %`;
};
