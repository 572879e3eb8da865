/**
 * Every 60 s the upstream's ground truth against the floor (guide, edge case 2). One round at a time; a chunk
 * that fails leaves its agents out of the round rather than missing from it; an empty answer is taken for what it
 * is, the guide's silent array (SPEC C).
 */
import {
  type AgentId,
  type AgentReport,
  BOUNDS,
  type EpochMs,
  type Floor,
  type GroundTruthInput,
  idsToReconcile,
  type Outcome,
  type ReconcileReport,
} from "@callboard/core";
import {
  type AgentsResult,
  agentsRequest,
  chunkIds,
  type HttpAnswer,
  type HttpRefusal,
  readAgents,
} from "@callboard/cxone";
import { type Clock, Tally } from "@callboard/shell";
import type { SignIn } from "../feed/sign-in.ts";
import type { Rest } from "../ports.ts";
import type { DeskStatus } from "../status.ts";

export type RoundResult =
  | { readonly kind: "reconciled"; readonly askedAt: EpochMs }
  | { readonly kind: "empty" }
  | { readonly kind: "unauthorized" }
  | { readonly kind: "failed"; readonly why: string; readonly retryAfterMs: number | null };

type Chunks = readonly (readonly AgentId[])[];
type RoundFailure = Extract<RoundResult, { kind: "unauthorized" | "failed" }>;

export interface ReconcilerParts {
  readonly clock: Clock;
  readonly rest: Rest;
  readonly signIn: Pick<SignIn, "token">;
  /** Rows of an answer that were not used, and why; nought of them is no news. */
  readonly onLeftOut: (reason: string, count: number) => void;
  readonly floor: Floor;
  readonly onInput: (input: GroundTruthInput) => Outcome;
  readonly onResult: (result: RoundResult) => void;
}

interface Gathered {
  readonly askedIds: AgentId[];
  readonly reports: AgentReport[];
  /** Rows that could be read, whether or not they are still of use. */
  rows: number;
  failure: RoundFailure | null;
}

export class Reconciler {
  readonly #parts: ReconcilerParts;
  #isRunning = false;
  #last: { at: EpochMs; report: ReconcileReport } | null = null;
  #rounds = 0;
  /** Of all rounds together, by the words of their reports. */
  readonly #sums = new Tally();
  /** Where the next round begins: a floor that takes more requests than one round may send is gone through in turn. */
  #nextChunk = 0;
  /** Agents whom the last round did not ask about for want of requests. */
  #leftOut = 0;

  constructor(parts: ReconcilerParts) {
    this.#parts = parts;
  }

  facts(): DeskStatus["reconciliation"] {
    return {
      rounds: this.#rounds,
      leftOut: this.#leftOut,
      isRunning: this.#isRunning,
      at: this.#last?.at ?? null,
      report: this.#last?.report ?? null,
    };
  }

  sums(): Record<string, number> {
    return this.#sums.toRecord();
  }

  /** Runs one round, unless one is running, nobody is known, or there is no token to ask with. */
  run(): void {
    const token = this.#parts.signIn.token();
    if (this.#isRunning || token === null) return;
    const chunks = this.#chunksInTurn(chunkIds(idsToReconcile(this.#parts.floor)));
    if (chunks.length === 0) return;
    this.#isRunning = true;
    const askedAt = this.#parts.clock.now();
    const requests = chunks.map((ids) => agentsRequest(token, ids));
    this.#parts.rest.send(requests, (answers) => {
      this.#isRunning = false;
      this.#finish(chunks, this.#gather(chunks, answers), askedAt);
    });
  }

  /** As many chunks as one round may ask for, from where the last round ended. */
  #chunksInTurn(all: Chunks): Chunks {
    const from = all.length > BOUNDS.requestsPerRound ? this.#nextChunk % all.length : 0;
    const chunks = [...all.slice(from), ...all.slice(0, from)];
    const leftOut = chunks.splice(BOUNDS.requestsPerRound);
    this.#nextChunk = from + chunks.length;
    this.#leftOut = leftOut.reduce((sum, ids) => sum + ids.length, 0);
    return chunks;
  }

  #gather(chunks: Chunks, answers: readonly HttpAnswer[]): Gathered {
    const gathered: Gathered = { askedIds: [], reports: [], rows: 0, failure: null };
    const { floor } = this.#parts;
    for (const [index, ids] of chunks.entries()) {
      const answer = answers[index] ?? { kind: "failed", why: "network" };
      const read = readAgents(answer, ids);
      switch (read.kind) {
        case "ok":
          gathered.askedIds.push(...idsAnswered(ids, read));
          gathered.rows += read.reports.length;
          for (const report of read.reports) {
            // Who left the roster while the answer was on its way must not come back by it, nameless and for good.
            if (floor.agents.has(report.agentId)) gathered.reports.push(report);
          }
          this.#parts.onLeftOut("restRow", read.refusedRows);
          this.#parts.onLeftOut("unaskedRow", read.unaskedRows);
          break;
        case "empty":
          break;
        case "unauthorized":
          gathered.failure = graver(gathered.failure, { kind: "unauthorized" });
          break;
        case "rateLimited":
          gathered.failure = graver(gathered.failure, {
            kind: "failed",
            why: read.kind,
            retryAfterMs: read.retryAfterMs ?? 0,
          });
          break;
        case "forbidden":
        case "serverError":
        case "invalid":
        case "unreachable":
          gathered.failure = graver(gathered.failure, {
            kind: "failed",
            why: wordsOf(read),
            retryAfterMs: null,
          });
          break;
        default:
          read satisfies never;
      }
    }
    return gathered;
  }

  #finish(chunks: Chunks, gathered: Gathered, askedAt: EpochMs): void {
    if (gathered.reports.length > 0) {
      const outcome = this.#parts.onInput({
        kind: "groundTruth",
        askedIds: gathered.askedIds,
        reports: gathered.reports,
      });
      if (outcome.reconciled !== null) {
        this.#last = { at: this.#parts.clock.now(), report: outcome.reconciled };
        for (const [what, count] of Object.entries(outcome.reconciled)) this.#sums.add(what, count);
      }
    }
    this.#rounds += 1;
    // A round with a hole in it is not the whole truth: what was answered is used, and the round is run again.
    if (gathered.failure !== null) {
      this.#parts.onResult(gathered.failure);
      return;
    }
    if (gathered.rows === 0 && this.#isNewsless(chunks))
      this.#last = { at: this.#parts.clock.now(), report: nobodyOf(chunks) };
    else if (gathered.rows === 0 || this.#last === null) {
      this.#parts.onResult({ kind: "empty" });
      return;
    }
    this.#parts.onResult({ kind: "reconciled", askedAt });
  }

  /** At night everybody has signed out, and that nobody is listed is what was known already (SPEC C5). */
  #isNewsless(chunks: Chunks): boolean {
    const { agents } = this.#parts.floor;
    return chunks.every((ids) => ids.every((id) => (agents.get(id)?.state ?? "SIGNED_OUT") === "SIGNED_OUT"));
  }
}

/** A round in which nobody was listed. */
function nobodyOf(chunks: Chunks): ReconcileReport {
  const asked = chunks.reduce((sum, ids) => sum + ids.length, 0);
  return {
    ...{ asked, answered: 0, missing: asked },
    ...{ repaired: 0, confirmed: 0, olderThanStream: 0, refused: 0, becameUnknown: 0, signedOut: 0 },
  };
}

/** Of two chunks' failures the one that decides what is done: a wait that was asked for, then the token, then the rest. */
function graver(one: RoundFailure | null, other: RoundFailure): RoundFailure {
  if (one === null) return other;
  const [first, second] = [gravity(one), gravity(other)];
  return second > first ? other : one;
}

const gravity = (failure: RoundFailure): number =>
  failure.kind === "unauthorized" ? -1 : (failure.retryAfterMs ?? -2);

/**
 * The ids that this answer speaks of. Where rows could not be read, whom they were about is not known, so nobody of
 * the chunk is missing for it.
 */
function idsAnswered(
  ids: readonly AgentId[],
  read: Extract<AgentsResult, { kind: "ok" }>,
): readonly AgentId[] {
  return read.refusedRows === 0 ? ids : read.reports.map(({ agentId }) => agentId);
}

/** A failure as the status page tells it. */
function wordsOf(read: HttpRefusal): string {
  switch (read.kind) {
    case "serverError":
      return `status ${read.status}`;
    case "invalid":
      return read.detail;
    case "unreachable":
      return read.why;
    case "unauthorized":
    case "forbidden":
    case "rateLimited":
      return read.kind;
    default:
      return read satisfies never;
  }
}
