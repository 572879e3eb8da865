/**
 * How long after the event that decides an alert it stands on the walls and its webhook has arrived, while the centre
 * lives at its set rate. The relay's figures are of the same agents' events, passed on and posted as they are: it holds
 * nothing and decides nothing, so that is the least which the way itself costs.
 */
import { waitUntil } from "../clock.ts";
import { grouped } from "../grouped.ts";
import type { Plan } from "../options.ts";
import type { Arrival, Provoked, Seen, Subject } from "../remote/parts.ts";
import { TENANT } from "../runtime/names.ts";
import { memoryMb } from "../runtime/process-facts.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { BENCH_RULES, SINK_ID, writtenRule } from "./alert-rules.ts";
import type { Stage } from "./stage.ts";

/** Milliseconds, one for each alert (and for each watching screen). */
export interface AlertTimes {
  readonly wall: readonly number[];
  readonly webhook: readonly number[];
}

export interface AlertsRound {
  readonly eventsPerSecond: number;
  readonly alerts: number;
  /** By rule. */
  readonly times: ReadonlyMap<string, AlertTimes>;
  /** Alerts that the receiver was told of more than once. */
  readonly repeated: number;
}

export interface AlertsResult {
  readonly screens: number;
  readonly rounds: Readonly<Record<Subject, readonly AlertsRound[]>>;
  /** Resident memory of the desk's workerd before the first alert and after the last. */
  readonly memoryBeforeMb: number | null;
  readonly memoryAfterMb: number | null;
}

const COMPLETE_WITHIN_MS = 15_000;
const OVER_WITHIN_MS = 15_000;
const WATCHING = 5;

export async function measureAlerts(
  stage: Stage,
  plan: Plan,
  say: (text: string) => void,
): Promise<AlertsResult> {
  const { desk } = stage.runtimes;
  const receiver = await stage.receiver.url();
  await put(desk, `sinks/${SINK_ID}`, { id: SINK_ID, kind: "webhook", name: "Bench", url: receiver });
  for (const rule of BENCH_RULES) await put(desk, `rules/${rule.id}`, writtenRule(rule));
  const rounds: Record<Subject, AlertsRound[]> = { desk: [], relay: [] };
  const memoryBeforeMb = memoryMb(desk.pid);
  for (let round = 0; round < plan.rounds; round += 1) {
    say(`alerts, round ${round + 1} of ${plan.rounds}`);
    const order: readonly Subject[] = round % 2 === 0 ? ["relay", "desk"] : ["desk", "relay"];
    for (const subject of order) rounds[subject].push(await measureRound(stage, subject, round, plan));
  }
  return { screens: plan.alerts.screens, rounds, memoryBeforeMb, memoryAfterMb: memoryMb(desk.pid) };
}

async function measureRound(
  stage: Stage,
  subject: Subject,
  round: number,
  { alerts }: Plan,
): Promise<AlertsRound> {
  const { screenUrl } = stage.runtimes[subject];
  const url =
    subject === "relay"
      ? `${screenUrl}?receiver=${encodeURIComponent(await stage.receiver.url())}`
      : screenUrl;
  await stage.screens.open(subject, url, alerts.screens, WATCHING);
  await stage.screens.begin();
  await stage.receiver.begin();
  const provoked = await stage.upstream.provoke(subject, {
    ...{ round, alertsPerRule: alerts.alertsPerRule, spreadMs: alerts.spreadMs, settleMs: alerts.settleMs },
    isDeciding: subject === "desk",
  });
  const sights = await complete(stage, subject, provoked);
  await stage.screens.close();
  if (subject === "desk") await waitUntilOver(stage.runtimes.desk);
  return roundOf(subject, provoked, sights);
}

interface Sights {
  readonly seen: Seen;
  readonly arrivals: readonly Arrival[];
}

/** Fails where an alert was not shown on every watching screen, or its webhook did not come. */
function complete(stage: Stage, subject: Subject, { causes }: Provoked): Promise<Sights> {
  return waitUntil(
    `${causes.length} alerts on the ${subject}'s screens and at the receiver`,
    async () => {
      const seen = await stage.screens.seen();
      const { arrivals } = await stage.receiver.arrived();
      const told = new Set(arrivals.map(({ key }) => key));
      const shown = new Map<string, number>();
      for (const [key] of subject === "desk" ? seen.alerts : seen.changes)
        shown.set(key, (shown.get(key) ?? 0) + 1);
      const isWhole = causes.every(
        ({ key, change }) =>
          told.has(key) && shown.get(subject === "desk" ? key : change) === Math.max(1, seen.watching),
      );
      return isWhole ? { seen, arrivals } : undefined;
    },
    COMPLETE_WITHIN_MS,
  );
}

function roundOf(subject: Subject, { sent, causes }: Provoked, { seen, arrivals }: Sights): AlertsRound {
  const sentAt = new Map(sent.changes);
  const sights = grouped(subject === "desk" ? seen.alerts : seen.changes, ([key]) => key);
  const arrivedAt = new Map<string, number>();
  for (const { key, at } of arrivals) if (!arrivedAt.has(key)) arrivedAt.set(key, at);
  const times = new Map<string, { wall: number[]; webhook: number[] }>();
  for (const { ruleId, key, change, decidedAt } of causes) {
    const from = subject === "desk" ? decidedAt : (sentAt.get(change) ?? Number.NaN);
    const of = times.get(ruleId) ?? { wall: [], webhook: [] };
    times.set(ruleId, of);
    for (const [, at] of sights.get(subject === "desk" ? key : change) ?? []) of.wall.push(at - from);
    of.webhook.push((arrivedAt.get(key) ?? Number.NaN) - from);
  }
  const provokedKeys = new Set(causes.map(({ key }) => key));
  const told = arrivals.filter(({ key }) => provokedKeys.has(key)).length;
  return {
    eventsPerSecond: sent.events / (sent.ms / 1_000),
    alerts: causes.length,
    times,
    repeated: told - causes.length,
  };
}

/** Another round's alerts are none of this one's. */
async function waitUntilOver(desk: Runtime): Promise<void> {
  await waitUntil(
    "the end of the provoked alerts",
    async () => {
      const pages = await Promise.all(
        BENCH_RULES.map(async ({ id }) => {
          const answer = await fetch(`${desk.origin}${path(`alerts?state=firing&ruleId=${id}`)}`);
          return (await answer.json()) as { readonly alerts: readonly unknown[] };
        }),
      );
      return pages.every(({ alerts }) => alerts.length === 0) || undefined;
    },
    OVER_WITHIN_MS,
  );
}

const path = (rest: string): string => `/api/tenants/${TENANT}/${rest}`;

async function put(desk: Runtime, rest: string, value: object): Promise<void> {
  const answer = await fetch(desk.origin + path(rest), {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...value, by: "bench" }),
  });
  if (!answer.ok) throw new Error(`PUT ${rest}: ${answer.status} ${await answer.text()}`);
}
