/**
 * The floor of the past, folded from history entry by entry: who stood how, and what has changed since somebody last looked.
 * It only repeats what rows said; it judges nothing and must never fill a hole.
 */
import { type AgentId, BOUNDS, type EpochMs, type FeedState, type QueueId } from "@callboard/core";
import type {
  AgentIdentity,
  AgentRow,
  FloorBatch,
  FloorEvent,
  FloorSnapshot,
  QueueRow,
} from "@callboard/core/alerting";
import type { BoardQueue, BoardSite } from "@callboard/protocol";
import type { HistoryEntry } from "../history/entries.ts";

/** Ids of one kind that were touched since the last look. */
export interface Touched {
  readonly changed: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

class Ledger {
  readonly changed = new Set<string>();
  readonly removed = new Set<string>();

  touch(id: string): void {
    this.changed.add(id);
    this.removed.delete(id);
  }

  remove(id: string): void {
    this.changed.delete(id);
    this.removed.add(id);
  }

  take(): Touched {
    const taken = { changed: new Set(this.changed), removed: new Set(this.removed) };
    this.changed.clear();
    this.removed.clear();
    return taken;
  }
}

export class PastFloor {
  readonly who = new Map<AgentId, AgentIdentity>();
  readonly agents = new Map<AgentId, AgentRow>();
  readonly queues = new Map<QueueId, QueueRow>();
  readonly #trends = new Map<QueueId, BoardQueue["waitTrend"]>();
  readonly #touchedAgents = new Ledger();
  readonly #touchedQueues = new Ledger();
  #site: BoardSite | null = null;
  #lineage = "";
  #seq = 0;
  #skewMs = 0;
  feed: FeedState = "starting";
  feedSince: EpochMs = 0;
  clock: EpochMs = 0;
  /** The moment that is shown, by CXone's clock. It goes on while nobody sees the floor, when the event clock does not. */
  at: EpochMs = 0;

  /** `null` until the whole floor was told once. */
  get site(): BoardSite | null {
    return this.#site;
  }

  /** The moment to which this entry leads, before it is taken. */
  momentOf({ clock, at, feed }: HistoryEntry): EpochMs {
    const moment = feed === "live" || clock === 0 ? clock : Math.max(clock, at + this.#skewMs);
    return Math.max(this.at, moment);
  }

  /** Whether it says nothing new: the whole floor as the rows before it have come to. */
  isKnown(entry: HistoryEntry): boolean {
    const isBatch = "events" in entry;
    if (isBatch || this.#site === null) return isBatch && this.#site === null;
    return entry.lineage === this.#lineage && entry.seq === this.#seq;
  }

  take(entry: HistoryEntry): void {
    this.at = this.momentOf(entry);
    if (this.feed !== entry.feed || this.#site === null) this.feedSince = this.at;
    this.feed = entry.feed;
    this.clock = Math.max(this.clock, entry.clock);
    this.#lineage = entry.lineage;
    if (entry.feed === "live") this.#skewMs = this.clock - entry.at;
    if ("events" in entry) this.#takeBatch(entry);
    else this.#takeSnapshot(entry);
  }

  /** Nobody said anything for too long: what is shown is old. */
  goStale(at: EpochMs): void {
    this.at = Math.max(this.at, at);
    this.feed = "stale";
    this.feedSince = this.at;
  }

  trendOf(id: QueueId): BoardQueue["waitTrend"] {
    return this.#trends.get(id) ?? null;
  }

  takeTouched(): { readonly agents: Touched; readonly queues: Touched } {
    return { agents: this.#touchedAgents.take(), queues: this.#touchedQueues.take() };
  }

  #takeBatch({ toSeq, site, events }: FloorBatch): void {
    this.#seq = toSeq;
    if (site !== undefined && this.#site !== null) this.#site = { ...this.#site, ...site };
    for (const event of events) this.#takeEvent(event);
  }

  #takeEvent(event: FloorEvent): void {
    switch (event.kind) {
      case "who":
        this.#meet(event.who);
        return;
      case "agent":
        this.#setAgent(event.row);
        return;
      case "queue":
        this.#setQueue(event.row);
        return;
      case "gone":
        for (const id of event.agentIds) this.#dropAgent(id);
        for (const id of event.queueIds) this.#dropQueue(id);
        return;
      default:
        event satisfies never;
    }
  }

  #takeSnapshot({ tenant, zone, siteName, seq, who, agents, queues }: FloorSnapshot): void {
    this.#site = { tenant, name: siteName, zone };
    this.#seq = seq;
    const agentIds = new Set(agents.map(({ id }) => id));
    const queueIds = new Set(queues.map(({ id }) => id));
    for (const id of this.agents.keys()) if (!agentIds.has(id)) this.#dropAgent(id);
    for (const id of this.queues.keys()) if (!queueIds.has(id)) this.#dropQueue(id);
    for (const one of who) this.#meet(one);
    for (const row of agents) this.#setAgent(row);
    for (const row of queues) this.#setQueue(row);
  }

  #meet(who: AgentIdentity): void {
    // People who left are forgotten with their row; strangers who never had one must not pile up.
    if (!this.who.has(who.id) && this.who.size >= BOUNDS.agentsMax) return;
    this.who.set(who.id, who);
    if (this.agents.has(who.id)) this.#touchedAgents.touch(who.id);
  }

  #setAgent(row: AgentRow): void {
    if (!this.agents.has(row.id) && this.agents.size >= BOUNDS.agentsMax) return;
    this.agents.set(row.id, row);
    this.#touchedAgents.touch(row.id);
  }

  #setQueue(row: QueueRow): void {
    const before = this.queues.get(row.id);
    if (before === undefined && this.queues.size >= BOUNDS.queuesMax) return;
    if (before !== undefined && before.statsAt !== row.statsAt)
      this.#trends.set(row.id, trendOf(before.waitSeconds, row.waitSeconds));
    this.queues.set(row.id, row);
    this.#touchedQueues.touch(row.id);
  }

  #dropAgent(id: AgentId): void {
    this.who.delete(id);
    if (this.agents.delete(id)) this.#touchedAgents.remove(id);
  }

  #dropQueue(id: QueueId): void {
    this.#trends.delete(id);
    if (this.queues.delete(id)) this.#touchedQueues.remove(id);
  }
}

function trendOf(before: number | null, now: number | null): BoardQueue["waitTrend"] {
  if (now === null || before === null) return null;
  return now > before ? 1 : now < before ? -1 : 0;
}
