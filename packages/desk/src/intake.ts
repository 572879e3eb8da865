/**
 * Takes inputs into the floor and sees to what follows: the counts, what the screens must be told, what is worth
 * remembering. It decides nothing itself; the decisions are `step`'s.
 */
import { BOUNDS, type EpochMs, type Floor, type FloorInput, type Outcome, step } from "@callboard/core";
import type { Agenda } from "./agenda.ts";
import { Tally } from "./counters.ts";
import { Skew } from "./feed/skew.ts";
import type { Changes } from "./hub/changes.ts";
import type { Clock } from "./ports.ts";
import type { Recorder } from "./record/recorder.ts";

export interface IntakeParts {
  readonly clock: Clock;
  readonly floor: Floor;
  readonly changes: Changes;
  readonly recorder: Recorder;
  readonly agenda: Agenda;
  /** The feed's state, for the log. */
  readonly feedState: () => string;
  /** Something of the stream was let in: the desk may have begun to see. */
  readonly onNews: () => void;
}

export class Intake {
  readonly #parts: IntakeParts;
  readonly #skew = new Skew();
  readonly accepted = new Tally();
  readonly refused = new Tally();
  #lastAcceptedAt: EpochMs | null = null;
  #hasNews = false;
  #refusedSince: string | null = null;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /** When something of the stream was last let in, by the desk's clock. */
  get lastAcceptedAt(): EpochMs | null {
    return this.#lastAcceptedAt;
  }

  /** Whether that was since the link was last dialled. */
  get hasNews(): boolean {
    return this.#hasNews;
  }

  /** The link is dialled: what was heard before says nothing of what will be. */
  awaitNews(): void {
    this.#hasNews = false;
  }

  /** The clock was set: what was heard just now must not look as if it were still to come. */
  shift(byMs: number): void {
    if (this.#lastAcceptedAt !== null) this.#lastAcceptedAt += byMs;
  }

  /** Why the stream's messages have been refused since then; `null` where none was. */
  get refusedSince(): string | null {
    return this.#refusedSince;
  }

  /** The upstream's clock minus ours; `null` while not known. */
  skewMs(): number | null {
    return this.#skew.ms();
  }

  /** Counts what was refused before it became an input: garbled, unknown, oversize. */
  refuse(reason: string): void {
    this.refused.add(reason);
    this.#refusedSince = reason;
  }

  take(input: FloorInput): Outcome {
    const now = this.#parts.clock.now();
    const outcome = step(this.#parts.floor, input, now);
    this.#mark(input, outcome);
    if (outcome.verdict === "applied") this.#remember(input, outcome, now);
    if (input.kind !== "time") this.#count(input, outcome, now);
    return outcome;
  }

  #count(input: FloorInput, outcome: Outcome, now: EpochMs): void {
    if (outcome.verdict === "refused") {
      this.refuse(outcome.reason);
      return;
    }
    this.accepted.add(outcome.reason);
    const at = streamInstant(input);
    if (at === null) return;
    this.#lastAcceptedAt = now;
    this.#hasNews = true;
    this.#refusedSince = null;
    this.#skew.observe(at, now);
    this.#parts.onNews();
  }

  #mark(input: FloorInput, outcome: Outcome): void {
    const { changes } = this.#parts;
    for (const agentId of outcome.agents) {
      if (input.kind === "roster") changes.introduceAgent(agentId);
      else changes.touchAgent(agentId);
    }
    for (const agentId of outcome.removedAgents) changes.removeAgent(agentId);
    for (const queueId of outcome.queues) changes.touchQueue(queueId);
  }

  #remember(input: FloorInput, outcome: Outcome, now: EpochMs): void {
    const { recorder, agenda, feedState } = this.#parts;
    if (outcome.learned.length > 0) recorder.learn(outcome.learned);
    const entry = input.kind === "groundTruth" ? repairsOnly(input, outcome) : input;
    if (entry === null || entry.kind === "time") return;
    // What the log does not carry is bulk, and stands in the next checkpoint: soon, rather than at the minute.
    if (!recorder.add(entry, feedState())) agenda.planBy("checkpoint", now + BOUNDS.checkpointSoonMs);
  }
}

/** The event time of what came from the stream; `null` for everything else. */
function streamInstant(input: FloorInput): EpochMs | null {
  switch (input.kind) {
    case "agentState":
      return input.report.at;
    case "queueStats":
    case "interaction":
      return input.at;
    case "roster":
    case "profiles":
    case "groundTruth":
    case "feed":
    case "time":
    case "site":
      return null;
    default:
      return input satisfies never;
  }
}

/** Of a round only what it changed is worth a line in the log. */
function repairsOnly(
  input: Extract<FloorInput, { kind: "groundTruth" }>,
  outcome: Outcome,
): FloorInput | null {
  const changed = new Set(outcome.agents);
  const reports = input.reports.filter((report) => changed.has(report.agentId));
  return reports.length === 0 ? null : { kind: "groundTruth", askedIds: [], reports };
}
