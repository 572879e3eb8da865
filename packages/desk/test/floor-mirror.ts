/**
 * The floor as an alert desk comes to hold it: a snapshot, and batches folded onto it, each on the seq it follows. What
 * does not follow is not taken; then rows are asked for, and where there are none a snapshot.
 */
import type {
  AgentIdentity,
  AgentRow,
  FloorBatch,
  FloorEvent,
  FloorSnapshot,
  QueueRow,
} from "@callboard/core/alerting";
import type { Desk } from "../src/desk.ts";

export class FloorMirror {
  lineage = "";
  seq = -1;
  clock = 0;
  feed = "";
  readonly who = new Map<string, AgentIdentity>();
  readonly agents = new Map<string, AgentRow>();
  readonly queues = new Map<string, QueueRow>();
  batches = 0;
  snapshots = 0;

  /** Brings it up to the desk's present, as an alert desk does that has noticed a gap. False while it cannot be. */
  catchUp(desk: Pick<Desk, "rowsAfter" | "snapshot">): boolean {
    for (;;) {
      const rows = desk.rowsAfter(this.lineage, this.seq);
      if (rows === null) return this.#adopt(desk.snapshot());
      if (rows.length === 0) return true;
      for (const row of rows)
        if (!this.take(row)) throw new Error("an answer does not follow on what is held");
    }
  }

  #adopt(snapshot: FloorSnapshot | null): boolean {
    if (snapshot === null) return false;
    this.snapshots += 1;
    const { lineage, seq, clock, feed } = snapshot;
    Object.assign(this, { lineage, seq, clock, feed });
    refill(this.who, snapshot.who);
    refill(this.agents, snapshot.agents);
    refill(this.queues, snapshot.queues);
    return true;
  }

  /** False where the batch is not the one that follows. */
  take({ lineage, fromSeq, toSeq, clock, feed, events }: FloorBatch): boolean {
    if (lineage !== this.lineage || fromSeq !== this.seq + 1 || toSeq < fromSeq) return false;
    if (clock < this.clock) throw new Error("the event clock went back");
    this.batches += 1;
    Object.assign(this, { seq: toSeq, clock, feed });
    for (const event of events) this.#fold(event);
    return true;
  }

  #fold(event: FloorEvent): void {
    switch (event.kind) {
      case "who":
        this.who.set(event.who.id, event.who);
        return;
      case "agent": {
        const from = this.agents.get(event.row.id)?.state ?? "UNKNOWN";
        if (event.from !== from) throw new Error(`told from ${event.from}, held ${from}`);
        this.agents.set(event.row.id, event.row);
        return;
      }
      case "queue":
        this.queues.set(event.row.id, event.row);
        return;
      case "gone":
        for (const id of event.agentIds) {
          this.who.delete(id);
          this.agents.delete(id);
        }
        for (const id of event.queueIds) this.queues.delete(id);
        return;
      default:
        event satisfies never;
    }
  }

  content() {
    const { seq, clock, feed, who, agents, queues } = this;
    return { seq, clock, feed, who, agents, queues };
  }
}

/** A snapshot in the same shape. */
export const contentOf = ({ seq, clock, feed, who, agents, queues }: FloorSnapshot) => ({
  ...{ seq, clock, feed },
  who: new Map(who.map((one) => [one.id, one])),
  agents: new Map(agents.map((row) => [row.id, row])),
  queues: new Map(queues.map((row) => [row.id, row])),
});

function refill<T extends { readonly id: string }>(map: Map<string, T>, rows: readonly T[]): void {
  map.clear();
  for (const row of rows) map.set(row.id, row);
}
