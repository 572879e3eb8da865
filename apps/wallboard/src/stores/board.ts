/**
 * What the screen shows, as Vue sees it. Frames are folded into the replica as they come and reach the tiles once per
 * animation frame; the replica's maps themselves are never reactive, or two thousand agents would be watched for the
 * forty that are on the screen.
 */
import {
  type Applied,
  type BoardCounts,
  type BoardFeed,
  type BoardSite,
  type Freshness,
  floorTimeOf,
  freshnessOf,
  type Replica,
  upstreamAheadMs,
} from "@callboard/protocol";
import { defineStore } from "pinia";
import { computed, shallowRef } from "vue";
import { type AlertWatch, aliveFirst, watchOf } from "../floor/alert-watch.ts";
import { type SharedGoal, sharedGoal } from "../floor/goals.ts";
import { type HeldBack, heldBackReasons } from "../floor/held-back.ts";
import type { Connection, LineState } from "../live/connection.ts";
import { createAlertBook } from "./alert-book.ts";
import { createFloorChanges } from "./floor-changes.ts";
import { createSignals } from "./signals.ts";

export interface BoardPorts {
  now(): number;
  /** Runs the task before the next picture is drawn. */
  onNextFrame(task: () => void): void;
}

const WAITING: Freshness = { level: "aging", word: "waiting", ageMs: null };

export const useBoardStore = defineStore("board", () => {
  const line = shallowRef<LineState>({ kind: "dialling", attempt: 0 });
  const site = shallowRef<BoardSite | null>(null);
  const feed = shallowRef<BoardFeed | null>(null);
  const counts = shallowRef<BoardCounts | null>(null);
  const freshness = shallowRef<Freshness>(WAITING);
  const heldBack = shallowRef<HeldBack>({ notRoutable: [], unsure: [] });
  const goal = shallowRef<SharedGoal | null>(null);
  const agentCount = shallowRef(0);
  const queueCount = shallowRef(0);
  /** The server's clock to the second, for what need not turn on its own second. */
  const second = shallowRef(0);
  /** The same by CXone's clock, for what is counted from its instants; it stands still while the figures are old. */
  const floorSecond = shallowRef(0);
  /** What to do about the feed, where the desk knows; while the desk itself is not heard, its word is as old as the rest. */
  const advice = computed(() => (freshness.value.level === "lost" ? "" : (feed.value?.advice ?? "")));

  const book = createAlertBook();
  /** Whether anybody watches for alerts, as far as this screen can know. */
  const watch = computed<AlertWatch>(() => watchOf(book.alerting.value, freshness.value.level));
  const alerts = computed(() => aliveFirst(book.alerts.value, watch.value));

  let connection: Connection | null = null;
  let ports: BoardPorts | null = null;
  let isPlanned = false;
  let aheadMs = 0;
  let isWhole = false;
  let hasAgentsChanged = false;
  let haveAlertsChanged = false;
  const changedAgents = new Set<string>();
  const changedQueues = new Set<string>();
  const changes = createFloorChanges();
  const agents = createSignals((id) => connection?.replica.agents.get(id) ?? null);
  const queues = createSignals((id) => connection?.replica.queues.get(id) ?? null);

  function attach(to: Connection, through: BoardPorts): void {
    connection = to;
    ports = through;
  }

  function collect(applied: Extract<Applied, { kind: "applied" }>): void {
    isWhole ||= applied.isWhole;
    for (const id of applied.changedAgents) changedAgents.add(id);
    for (const id of applied.removedAgents) changedAgents.add(id);
    for (const id of applied.changedQueues) changedQueues.add(id);
    for (const id of applied.removedQueues) changedQueues.add(id);
    haveAlertsChanged ||= applied.isWhole || applied.changedAlerts.length + applied.removedAlerts.length > 0;
    plan();
  }

  /** Any number of frames between two pictures become one. */
  function plan(): void {
    if (isPlanned || ports === null) return;
    isPlanned = true;
    ports.onNextFrame(flush);
  }

  function flush(): void {
    isPlanned = false;
    if (connection === null) return;
    const { replica } = connection;
    site.value = replica.site;
    feed.value = replica.feed;
    counts.value = replica.counts;
    agentCount.value = replica.agents.size;
    queueCount.value = replica.queues.size;
    book.refresh(replica, haveAlertsChanged, serverNow());
    haveAlertsChanged = false;
    if (isWhole || changedQueues.size > 0) lookAtQueues(replica);
    changes.tell({ isWhole, agents: changedAgents, queues: changedQueues });
    if (isWhole) refreshAll();
    else refreshChanged();
    judge();
  }

  /** Set anew only when it differs, or every frame would lay the screen out again. */
  function lookAtQueues(replica: Replica): void {
    const shared = sharedGoal(replica.queues.values());
    if (JSON.stringify(shared) !== JSON.stringify(goal.value)) goal.value = shared;
  }

  function refreshChanged(): void {
    agents.refresh(changedAgents);
    queues.refresh(changedQueues);
    hasAgentsChanged ||= changedAgents.size > 0;
    changedAgents.clear();
    changedQueues.clear();
  }

  /** A snapshot may lack what the board had: every tile looks again. */
  function refreshAll(): void {
    isWhole = false;
    agents.refreshAll();
    queues.refreshAll();
    changedAgents.clear();
    changedQueues.clear();
    hasAgentsChanged = true;
    countHeldBack();
  }

  function countHeldBack(): void {
    if (!hasAgentsChanged || connection === null) return;
    hasAgentsChanged = false;
    heldBack.value = heldBackReasons(connection.replica.agents.values());
  }

  /** Figures grow old without anything happening, so this is asked each second as well as for each frame. */
  function judge(): void {
    if (connection === null || ports === null) return;
    const localNow = ports.now();
    const serverNow = connection.serverClock.now(localNow);
    if (serverNow === null) return;
    second.value = Math.floor(serverNow / 1_000) * 1_000;
    const next = freshnessOf({
      feed: connection.replica.feed,
      serverNow,
      localNow,
      lastFrameAt: connection.lastFrameAt(),
      isConnected: line.value.kind === "open",
      isFrozen: connection.replica.phase === "frozen",
      boardAt: connection.replica.boardAt,
    });
    const last = freshness.value;
    const isSame =
      last.word === next.word && last.level === next.level && wholeSeconds(last) === wholeSeconds(next);
    if (!isSame) freshness.value = next;
    aheadMs = upstreamAheadMs(connection.replica.feed, aheadMs);
    const floorTime = floorNow();
    if (floorTime !== null) floorSecond.value = Math.floor(floorTime / 1_000) * 1_000;
  }

  /** Everything that is told by the second rather than by the frame. */
  function eachSecond(): void {
    judge();
    countHeldBack();
  }

  function serverNow(): number | null {
    return connection === null || ports === null ? null : connection.serverClock.now(ports.now());
  }

  function floorNow(): number | null {
    const now = serverNow();
    if (connection === null || now === null) return null;
    const { feed: newest } = connection.replica;
    return floorTimeOf({ feed: newest, level: freshness.value.level, serverNow: now, aheadMs });
  }

  return {
    line,
    site,
    feed,
    counts,
    freshness,
    heldBack,
    goal,
    agentCount,
    queueCount,
    second,
    floorSecond,
    advice,
    alerts,
    alerting: book.alerting,
    watch,
    attach,
    collect,
    plan,
    eachSecond,
    serverNow,
    floorNow,
    agentSignal: agents.of,
    queueSignal: queues.of,
    agentMark: (id: string) => book.agentMarks.value.get(id) ?? null,
    queueMark: (id: string) => book.queueMarks.value.get(id) ?? null,
    alertCameAt: (id: string) => book.cameAt.get(id) ?? null,
    holdAgents: agents.hold,
    holdQueues: queues.hold,
    releaseAgents: agents.release,
    releaseQueues: queues.release,
    /** How much is kept for what is on the screen; for tests. */
    keptCount: () => agents.size() + queues.size() + changes.size(),
    onFloorChange: changes.listen,
    allAgents: () => connection?.replica.agents.values() ?? [],
    allQueues: () => connection?.replica.queues.values() ?? [],
    agentOf: (id: string) => connection?.replica.agents.get(id) ?? null,
    queueOf: (id: string) => connection?.replica.queues.get(id) ?? null,
    agentName: (id: string) => connection?.replica.agents.get(id)?.name ?? null,
    agentTeam: (id: string) => connection?.replica.agents.get(id)?.team ?? null,
    queueName: (id: string) => connection?.replica.queues.get(id)?.name ?? null,
  };
});

function wholeSeconds(freshness: Freshness): number | null {
  return freshness.ageMs === null ? null : Math.floor(freshness.ageMs / 1_000);
}
