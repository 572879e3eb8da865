/**
 * Takes inputs into the floor and sees to what follows: the counts, what the screens must be told, what is worth
 * remembering. It decides nothing itself; the decisions are `step`'s.
 */
import {
  type AgentId,
  BOUNDS,
  type EpochMs,
  type Floor,
  type FloorInput,
  type GroundTruthInput,
  type Outcome,
  step,
} from "@callboard/core";
import type { HttpAnswer } from "@callboard/cxone";
import type { Clock } from "@callboard/shell";
import { Tally } from "@callboard/shell";
import type { DeskAgenda } from "./dues.ts";
import { Skew } from "./feed/skew.ts";
import type { Changes } from "./hub/changes.ts";
import type { Recorder } from "./record/recorder.ts";
import { type Refusal, Refusals } from "./refusals.ts";
import type { Teller } from "./told/teller.ts";
import { UnknownStates } from "./unknown-states.ts";

export interface IntakeParts {
  readonly clock: Clock;
  readonly floor: Floor;
  readonly changes: Changes;
  readonly recorder: Recorder;
  readonly teller: Teller;
  readonly agenda: DeskAgenda;
  readonly reconcileEveryMs: number;
  /** Something of the stream was let in: the desk may have begun to see. */
  readonly onNews: () => void;
}

export class Intake {
  readonly #parts: IntakeParts;
  readonly #skew: Skew;
  readonly accepted = new Tally();
  readonly refused = new Tally();
  readonly refusals = new Refusals();
  readonly unknownStates = new UnknownStates();
  #lastAcceptedAt: EpochMs | null = null;
  #hasNews = false;
  #refusedSince: string | null = null;

  constructor(parts: IntakeParts) {
    this.#skew = new Skew(parts.reconcileEveryMs);
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

  /** REST answered: what its `Date` says of the upstream's clock. */
  noteDates(answers: readonly HttpAnswer[]): void {
    const now = this.#parts.clock.now();
    for (const answer of answers) {
      if (answer.kind === "answered" && answer.dateMs !== undefined) this.#skew.observe(answer.dateMs, now);
    }
  }

  /**
   * The instant of the floor that is known, by our clock: when the newest event happened, and never later than when
   * the last one came. Messages that repeat the past do not make the board younger (SPEC F3).
   */
  asOf(): EpochMs | null {
    const skewMs = this.#skew.ms();
    if (this.#lastAcceptedAt === null || skewMs === null) return this.#lastAcceptedAt;
    return Math.min(this.#lastAcceptedAt, this.#parts.floor.clock - skewMs);
  }

  /** The upstream's clock minus ours; `null` while not known. */
  skewMs(): number | null {
    return this.#skew.ms();
  }

  /** Counts what was refused before it became an input: garbled, unknown, oversize. */
  refuse(refusal: Refusal): void {
    this.refused.add(refusal.reason);
    this.refusals.add(refusal, this.#parts.clock.now());
    this.#refusedSince = refusal.reason;
  }

  take(input: FloorInput): Outcome {
    const now = this.#parts.clock.now();
    const { floor } = this.#parts;
    const wereMissed = input.kind === "groundTruth" ? missedOn(floor) : NOBODY;
    const outcome = step(floor, input, now);
    this.#mark(input, outcome);
    this.unknownStates.note(input, outcome);
    if (outcome.verdict === "applied") this.#remember(input, outcome, wereMissed);
    if (input.kind !== "time") this.#count(input, outcome, now);
    return outcome;
  }

  #count(input: FloorInput, outcome: Outcome, now: EpochMs): void {
    if (outcome.verdict === "refused") {
      this.refuse({ reason: outcome.reason, type: input.kind });
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
    // The site's name, its zone and its words for codes are in the head of a board and in rows that did not move.
    if (input.kind === "site") changes.renew();
    for (const agentId of outcome.agents) {
      if (input.kind === "roster") changes.introduceAgent(agentId);
      else changes.touchAgent(agentId);
    }
    for (const agentId of outcome.removedAgents) changes.removeAgent(agentId);
    for (const queueId of outcome.queues) changes.touchQueue(queueId);
    for (const queueId of outcome.removedQueues) changes.removeQueue(queueId);
  }

  #remember(input: FloorInput, outcome: Outcome, wereMissed: ReadonlySet<AgentId>): void {
    const { clock, recorder, teller, agenda } = this.#parts;
    if (outcome.learned.length > 0) recorder.learn(outcome.learned);
    const entry = input.kind === "groundTruth" ? newsOnly(input, outcome, wereMissed) : input;
    if (entry !== null && entry.kind !== "time" && !recorder.add(entry)) {
      // What the log does not carry is bulk, and stands in the next checkpoint: soon, rather than at the minute.
      agenda.planBy("checkpoint", clock.now() + BOUNDS.checkpointSoonMs);
    }
    recorder.tell(teller.note(input, outcome));
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

const NOBODY: ReadonlySet<AgentId> = new Set();

/** Who was missing from the last round. */
function missedOn(floor: Floor): Set<AgentId> {
  const missed = new Set<AgentId>();
  for (const agent of floor.agents.values()) if (agent.missedRounds > 0) missed.add(agent.id);
  return missed;
}

/** Of a round only what it changed is worth a line in the log: who moved, who was missing, and who no longer is. */
function newsOnly(
  input: GroundTruthInput,
  outcome: Outcome,
  wereMissed: ReadonlySet<AgentId>,
): GroundTruthInput | null {
  const changed = new Set(outcome.agents);
  const answered = new Set(input.reports.map(({ agentId }) => agentId));
  const askedIds = input.askedIds.filter((agentId) => !answered.has(agentId));
  const news = input.reports.filter(({ agentId }) => changed.has(agentId) || wereMissed.has(agentId));
  if (askedIds.length === 0 && news.length === 0) return null;
  // An answer without a single report is taken for the silent array (SPEC C5), so one goes with those who are missing.
  const reports = news.length > 0 ? news : input.reports.slice(0, 1);
  return { kind: "groundTruth", askedIds, reports };
}
