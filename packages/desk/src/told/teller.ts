/**
 * What the alert desk must be told of each input that was let in: whoever changed in a way that rules can see, from
 * what to what, and the queues. It remembers what it told, so that nothing is told twice and a snapshot is exactly what the
 * rows before it came to. Changes nothing on the floor, and writes nothing down itself.
 */
import type { AgentId, EpochMs, Floor, FloorInput, Outcome, QueueId, QueueRecord } from "@callboard/core";
import type { AgentIdentity, AgentRow, FloorEvent, QueueRow } from "@callboard/core/alerting";
import { type FigureBook, isSameDrawing } from "../queue-figures.ts";
import { agentRowOf, identityOf, isSameIdentity, isSameRow, queueRowOf, type ToldAgent } from "./rows.ts";

/** All that was told, as it stands. */
export interface ToldFloor {
  readonly who: readonly AgentIdentity[];
  readonly agents: readonly AgentRow[];
  readonly queues: readonly QueueRow[];
}

const NOTHING: readonly FloorEvent[] = [];
/** Ids of one `gone`: so many of the longest are still a small part of a batch. */
const GONE_IDS_MAX = 50;

export class Teller {
  readonly #floor: Floor;
  readonly #figures: FigureBook;
  readonly #agents = new Map<AgentId, ToldAgent>();
  readonly #queues = new Map<QueueId, QueueRow>();
  /** Queues whose own figures moved since they were told. */
  readonly #moved = new Set<QueueId>();
  #isBegun = false;

  constructor(floor: Floor, figures: FigureBook) {
    this.#floor = floor;
    this.#figures = figures;
  }

  /**
   * From here on changes are told. What stands on the floor by now was recovered, and is not told: whoever knew the floor
   * before the restart takes a snapshot, since numbers of rows leave one out there.
   */
  begin(): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    const floor = this.#floor;
    for (const agent of floor.agents.values()) {
      const { profile } = agent;
      this.#agents.set(agent.id, { profile, who: identityOf(agent), row: agentRowOf(floor, agent) });
    }
    for (const queue of floor.queues.values()) this.#queues.set(queue.id, this.#draw(queue));
  }

  #draw(queue: QueueRecord): QueueRow {
    return queueRowOf(queue, this.#figures.of(queue));
  }

  /** What one input came to, in the order in which it must be told. */
  note(input: FloorInput, outcome: Outcome): readonly FloorEvent[] {
    if (!this.#isBegun || outcome.verdict !== "applied") return NOTHING;
    const events: FloorEvent[] = [];
    this.#noteGone(outcome, events);
    const isRepaired = input.kind === "groundTruth";
    const atOf = this.#dater(input, outcome);
    for (const id of this.#concerned(input, outcome)) this.#noteAgent(id, atOf(id), isRepaired, events);
    for (const id of outcome.queues) {
      if (input.kind === "queueStats" && input.queueId === id) this.#noteReading(id, input.at, events);
      else this.#moved.add(id);
    }
    return events;
  }

  /** Whom an input may have changed. Labels are the site's, and skills may change without the verdict on them. */
  #concerned(input: FloorInput, outcome: Outcome): Iterable<AgentId> {
    if (input.kind === "site") return this.#floor.agents.keys();
    if (input.kind === "profiles") return input.profiles.map(({ agentId }) => agentId);
    return outcome.agents;
  }

  /** The instant of what happened to an agent. What the hour or bulk changed is dated by the event clock. */
  #dater(input: FloorInput, outcome: Outcome): (id: AgentId) => EpochMs {
    const { clock } = this.#floor;
    if (input.kind === "agentState") {
      const { report } = input;
      return (id) => (id === report.agentId ? report.at : clock);
    }
    if (outcome.facts.length === 0) return () => clock;
    const instants = new Map(outcome.facts.map(({ agentId, at }) => [agentId, at]));
    return (id) => instants.get(id) ?? clock;
  }

  #noteAgent(id: AgentId, at: EpochMs, isRepaired: boolean, events: FloorEvent[]): void {
    const agent = this.#floor.agents.get(id);
    if (agent === undefined) return;
    const told = this.#agents.get(id);
    const isSamePerson = told !== undefined && isSameIdentity(told, agent);
    const isStill = told !== undefined && isSameRow(told.row, this.#floor, agent);
    if (isSamePerson && isStill) return;
    const who = isSamePerson ? told.who : identityOf(agent);
    const row = isStill ? told.row : agentRowOf(this.#floor, agent);
    this.#agents.set(id, { profile: agent.profile, who, row });
    if (!isSamePerson) events.push({ kind: "who", who });
    if (!isStill) events.push({ kind: "agent", at, from: told?.row.state ?? "UNKNOWN", row, isRepaired });
  }

  /** A reading is told by itself and at once: two of its values must never be of two readings (invariant 4). */
  #noteReading(id: QueueId, at: EpochMs, events: FloorEvent[]): void {
    const queue = this.#floor.queues.get(id);
    if (queue === undefined) return;
    const row = this.#draw(queue);
    this.#moved.delete(id);
    this.#queues.set(id, row);
    events.push({ kind: "queue", at, row });
  }

  #noteGone({ removedAgents, removedQueues }: Outcome, events: FloorEvent[]): void {
    const agentIds = removedAgents.filter((id) => this.#agents.delete(id));
    const queueIds = removedQueues.filter((id) => this.#queues.delete(id));
    for (const id of removedQueues) this.#moved.delete(id);
    for (const ids of inPieces(agentIds)) events.push({ kind: "gone", agentIds: ids, queueIds: [] });
    for (const ids of inPieces(queueIds)) events.push({ kind: "gone", agentIds: [], queueIds: ids });
  }

  /** Whether a queue's own figures moved and are still to be told. */
  get isPending(): boolean {
    return this.#moved.size > 0;
  }

  /** Each queue whose own figures moved since it was last told, once, as it stands now. */
  fold(): readonly FloorEvent[] {
    if (this.#moved.size === 0) return NOTHING;
    const floor = this.#floor;
    const events: FloorEvent[] = [];
    for (const id of this.#moved) {
      const queue = floor.queues.get(id);
      if (queue === undefined) continue;
      const row = this.#draw(queue);
      const told = this.#queues.get(id);
      if (told !== undefined && isSameDrawing(told, row)) continue;
      this.#queues.set(id, row);
      events.push({ kind: "queue", at: floor.clock, row });
    }
    this.#moved.clear();
    return events;
  }

  told(): ToldFloor {
    return {
      who: Array.from(this.#agents.values(), ({ who }) => who),
      agents: Array.from(this.#agents.values(), ({ row }) => row),
      queues: [...this.#queues.values()],
    };
  }
}

function inPieces(ids: readonly string[]): string[][] {
  const pieces: string[][] = [];
  for (let start = 0; start < ids.length; start += GONE_IDS_MAX) {
    pieces.push(ids.slice(start, start + GONE_IDS_MAX));
  }
  return pieces;
}
