/** Everything measured for one size of centre: rounds of both subjects, first one and then the other in front. */

import { sleep, waitUntil } from "../clock.ts";
import type { Plan } from "../options.ts";
import type { Subject } from "../remote/parts.ts";
import { memoryMb } from "../runtime/process-facts.ts";
import { type AlertsResult, measureAlerts } from "./alerts.ts";
import { type FloodResult, measureFlood } from "./flood.ts";
import { type LiveResult, measureLive } from "./live.ts";
import { type Stage, statusOf } from "./stage.ts";

export interface SizeResult {
  readonly agents: number;
  readonly queues: number;
  /** The desk with its floor loaded and its code warm. */
  readonly memoryAtStartMb: number | null;
  readonly memoryAtEndMb: number | null;
  /** The desk without any screen. */
  readonly unwatched: LiveResult;
  readonly live: Readonly<Record<Subject, readonly LiveResult[]>>;
  readonly floods: Readonly<Record<Subject, readonly FloodResult[]>>;
  readonly floodsToAll: Readonly<Record<Subject, readonly FloodResult[]>>;
  /** `null` at sizes at which they are not measured. */
  readonly alerts: AlertsResult | null;
}

const LOADED_WITHIN_MS = 60_000;
/** Code that has run a while is compiled; before that both subjects are slower and not alike. */
const WARM_UP_MESSAGES = 10_000;

export async function measureSize(
  stage: Stage,
  size: Plan["sizes"][number],
  plan: Plan,
  say: (text: string) => void,
): Promise<SizeResult> {
  const live: Record<Subject, LiveResult[]> = { desk: [], relay: [] };
  const floods: Record<Subject, FloodResult[]> = { desk: [], relay: [] };
  const floodsToAll: Record<Subject, FloodResult[]> = { desk: [], relay: [] };
  await waitForFloor(stage, size.agents);
  for (const subject of inTurn(0)) await measureFlood(stage, subject, 1, WARM_UP_MESSAGES);
  const memoryAtStartMb = memoryMb(stage.runtimes.desk.pid);
  const unwatched = await measureLive(stage, "desk", 0, plan.liveMs);
  for (let round = 0; round < plan.rounds; round += 1) {
    say(`${size.agents} agents, latency, round ${round + 1} of ${plan.rounds}`);
    for (const subject of inTurn(round))
      live[subject].push(await measureLive(stage, subject, plan.screens, plan.liveMs));
  }
  const alerts = size.agents === plan.alerts.agents ? await measureAlerts(stage, plan, say) : null;
  for (let round = 0; round < plan.rounds; round += 1) {
    say(`${size.agents} agents, throughput, round ${round + 1} of ${plan.rounds}`);
    for (const subject of inTurn(round)) {
      floods[subject].push(await measureFlood(stage, subject, 1, plan.floodMessages));
      const count = plan.floodMessagesToAll[subject];
      floodsToAll[subject].push(await measureFlood(stage, subject, plan.screens, count));
    }
  }
  await sleep(500);
  const memoryAtEndMb = memoryMb(stage.runtimes.desk.pid);
  return { ...size, memoryAtStartMb, memoryAtEndMb, unwatched, live, floods, floodsToAll, alerts };
}

/** The order alternates, so that a machine that grows warm or busy does not always hurt the same one. */
const inTurn = (round: number): readonly Subject[] =>
  round % 2 === 0 ? ["relay", "desk"] : ["desk", "relay"];

/** Live, with every agent's skills known and the windows filled, and the relay dialled in. */
async function waitForFloor(stage: Stage, agents: number): Promise<void> {
  const { desk, relay } = stage.runtimes;
  await waitUntil(
    "the desk's floor",
    async () => {
      const { feed, profiles } = await statusOf(desk);
      return feed.state === "live" && profiles.known >= agents ? true : undefined;
    },
    LOADED_WITHIN_MS,
  );
  await stage.screens.open("relay", relay.screenUrl, 1, 0);
  await waitUntil(
    "the relay's stream",
    async () => (await stage.upstream.isConnected("relay")) || undefined,
    5_000,
  );
  await stage.screens.close();
  await stage.upstream.tellHistory("desk");
}
