/**
 * What alerts are about, as the world has it: each agent's stays from state to state, and each queue's readings, with when
 * the desk was told of them. It knows nothing of engines and rules' languages.
 */
import type { AgentStateEvent, QueueStatsEvent, Truth, WorldEvent } from "@callboard/world";
import type { Stay } from "../alerts/rules.ts";

export interface StayRecord extends Stay {
  /** `null` while it lasts. */
  untilMs: number | null;
  /** When the desk first heard of its beginning on the stream; `null` while it has not. */
  heardAtMs: number | null;
  next: StayRecord | null;
}

export interface ReadingRecord {
  readonly reading: QueueStatsEvent;
  heardAtMs: number | null;
}

export class AlertTruth {
  readonly #stays = new Map<string, StayRecord[]>();
  readonly #readings = new Map<string, ReadingRecord[]>();
  readonly #byEvent = new Map<WorldEvent, StayRecord | ReadingRecord>();

  constructor(truth: Truth) {
    for (const { id, state, statusCode, sinceMs } of truth.agents) {
      const stay = { agentId: id, state, statusCode, sinceMs };
      this.#stays.set(id, [{ ...stay, untilMs: null, heardAtMs: null, next: null }]);
    }
  }

  onEvent(event: WorldEvent): void {
    if (event.kind === "agentState" && event.sinceMs === event.atMs) this.#begin(event);
    if (event.kind === "queueStats") this.#read(event);
  }

  #begin(event: AgentStateEvent): void {
    const { agentId, state, statusCode, sinceMs } = event;
    const stay: StayRecord = {
      ...{ agentId, state, statusCode, sinceMs },
      ...{ untilMs: null, heardAtMs: null, next: null },
    };
    const stays = this.#stays.get(agentId) ?? [];
    const before = stays.at(-1);
    if (before !== undefined) {
      before.untilMs = sinceMs;
      before.next = stay;
    }
    stays.push(stay);
    this.#stays.set(agentId, stays);
    this.#byEvent.set(event, stay);
  }

  #read(event: QueueStatsEvent): void {
    const record = { reading: event, heardAtMs: null };
    const readings = this.#readings.get(event.queueId) ?? [];
    readings.push(record);
    this.#readings.set(event.queueId, readings);
    this.#byEvent.set(event, record);
  }

  /** The desk was told. */
  onHeard(event: WorldEvent, nowMs: number): void {
    const record = this.#byEvent.get(event);
    if (record !== undefined) record.heardAtMs ??= nowMs;
  }

  stayOf(event: WorldEvent): StayRecord | null {
    const record = this.#byEvent.get(event);
    return record !== undefined && "agentId" in record ? record : null;
  }

  readingOf(event: WorldEvent): ReadingRecord | null {
    const record = this.#byEvent.get(event);
    return record !== undefined && "reading" in record ? record : null;
  }

  staysOf(agentId: string): readonly StayRecord[] {
    return this.#stays.get(agentId) ?? [];
  }

  readingsOf(queueId: string): readonly ReadingRecord[] {
    return this.#readings.get(queueId) ?? [];
  }

  *stays(): Generator<StayRecord> {
    for (const stays of this.#stays.values()) yield* stays;
  }

  get agentIds(): Iterable<string> {
    return this.#stays.keys();
  }
}
