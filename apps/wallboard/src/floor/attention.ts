/**
 * What needs a supervisor now, worst first: alerts that nobody has taken up, queues off their goal or over their limits, and
 * people whose state has lasted so long that it asks for a look. Whoever has an alert is told of by it alone, taken up or
 * not: nobody is to be called twice for one thing. It must never decide what fires, and it reads no clock.
 */
import type { BoardAgent, BoardAlert, BoardQueue, EpochMs, Severity } from "@callboard/protocol";
import { type AgentGroup, compareText, groupOf, longAfterMs } from "./agent-groups.ts";
import { careOf } from "./alert-order.ts";
import { type Severity as QueueNeed, severityOf, type Yardstick } from "./queue-severity.ts";

export type AttentionItem =
  | { readonly kind: "alert"; readonly id: string; readonly alert: BoardAlert }
  | { readonly kind: "queue"; readonly id: string; readonly queue: BoardQueue; readonly need: QueueNeed }
  | {
      readonly kind: "agent";
      readonly id: string;
      readonly agent: BoardAgent;
      readonly group: AgentGroup;
      /** How long was too long. */
      readonly longAfterMs: number;
    };

export interface AttentionInput {
  readonly alerts: Iterable<BoardAlert>;
  readonly queues: Iterable<BoardQueue>;
  readonly agents: Iterable<BoardAgent>;
  /** CXone's clock now, and the feed's event clock (`severityOf`). */
  readonly floorNow: EpochMs;
  readonly clock: EpochMs | null;
  /** By what queues are judged. */
  readonly yardstick: Yardstick;
}

const ALERT_RANK: Record<Severity, number> = { critical: 0, high: 2, medium: 4, low: 7 };
const QUEUE_RANK = { critical: 1, warning: 3 } as const;
const PERSON_RANK: Partial<Record<AgentGroup, number>> = { readyNotRoutable: 5, notReady: 6, wrapUp: 6 };
/** That the floor is not seen stands before everything: the rest is as old as that. */
const FEED_RANK = -1;
/** What only flickers stands behind everything. */
const FLICKER_RANK = 8;

interface Ranked {
  readonly item: AttentionItem;
  readonly rank: number;
  /** Longest first within a rank. */
  readonly since: EpochMs;
  readonly name: string;
}

export function attentionOf(input: AttentionInput): AttentionItem[] {
  const agentsTold = new Set<string>();
  const queuesTold = new Set<string>();
  const ranked: Ranked[] = [];
  for (const alert of input.alerts) {
    if (alert.entity.kind === "agent") agentsTold.add(alert.entity.id);
    if (alert.entity.kind === "queue") queuesTold.add(alert.entity.id);
    const rank = rankOfAlert(alert);
    if (rank === null) continue;
    ranked.push({
      item: { kind: "alert", id: `alert ${alert.id}`, alert },
      rank,
      since: alert.activeSince,
      name: "",
    });
  }
  for (const queue of input.queues) if (!queuesTold.has(queue.id)) addQueue(ranked, queue, input);
  for (const agent of input.agents) if (!agentsTold.has(agent.id)) addAgent(ranked, agent, input.floorNow);
  ranked.sort(
    (a, b) =>
      a.rank - b.rank ||
      a.since - b.since ||
      compareText(a.name, b.name) ||
      compareText(a.item.id, b.item.id),
  );
  return ranked.map(({ item }) => item);
}

function rankOfAlert(alert: BoardAlert): number | null {
  const care = careOf(alert);
  if (alert.entity.kind === "feed" && (care === "open" || care === "ending")) return FEED_RANK;
  switch (care) {
    case "open":
    case "ending":
      return ALERT_RANK[alert.severity];
    case "flapping":
      return FLICKER_RANK;
    case "seen":
    case "silenced":
      return null;
    default:
      return care satisfies never;
  }
}

function addQueue(ranked: Ranked[], queue: BoardQueue, { floorNow, clock, yardstick }: AttentionInput): void {
  const need = severityOf(queue, floorNow, clock, yardstick);
  if (need.level !== "critical" && need.level !== "warning") return;
  ranked.push({
    item: { kind: "queue", id: `queue ${queue.id}`, queue, need },
    rank: QUEUE_RANK[need.level],
    since: queue.longestWaitSince ?? floorNow,
    name: queue.name,
  });
}

function addAgent(ranked: Ranked[], agent: BoardAgent, floorNow: EpochMs): void {
  const group = groupOf(agent);
  const afterMs = longAfterMs(group);
  const rank = PERSON_RANK[group];
  if (afterMs === null || rank === undefined || agent.since === null) return;
  if (floorNow - agent.since < afterMs) return;
  ranked.push({
    item: { kind: "agent", id: `agent ${agent.id}`, agent, group, longAfterMs: afterMs },
    rank,
    since: agent.since,
    name: agent.name,
  });
}
