/**
 * Skills and shifts of every agent, a batch at a time and one batch in flight, kept for an hour (guide, section 2:
 * `/api/v2/users/{id}/skills`). Without them READY says nothing, so new agents come first.
 */
import {
  type AgentId,
  type AgentRecord,
  BOUNDS,
  type EpochMs,
  type Floor,
  type ProfilesInput,
} from "@callboard/core";
import { type HttpAnswer, readSkills, type SkillsResult, skillsRequest } from "@callboard/cxone";
import { type Clock, doublingMs } from "@callboard/shell";
import type { SignIn } from "../feed/sign-in.ts";
import type { Rest } from "../ports.ts";

export interface ProfilesParts {
  readonly clock: Clock;
  readonly rest: Rest;
  readonly signIn: SignIn;
  readonly floor: Floor;
  /** Parts of profiles that could not be read, and why; nought of them is no news. */
  readonly onLeftOut: (reason: string, count: number) => void;
  readonly onInput: (input: ProfilesInput) => void;
  /** When to call `run` again. */
  readonly onNext: (at: EpochMs) => void;
}

/** An agent whose profile could not be had: how often in a row, and until when they are left out. */
interface Setback {
  readonly times: number;
  readonly until: EpochMs;
}

interface Wanted {
  readonly agentIds: readonly AgentId[];
  /** When to look again, where nobody is wanted now. */
  readonly nextAt: EpochMs;
}

type Profile = ProfilesInput["profiles"][number];

export class Profiles {
  readonly #parts: ProfilesParts;
  /** When an agent's profile was last asked for with an answer. Who leaves and comes back is a new record. */
  readonly #askedAt = new WeakMap<AgentRecord, EpochMs>();
  /** One agent's failure is no reason to leave out the others, and is not to come first in every batch. */
  readonly #setbacks = new WeakMap<AgentRecord, Setback>();
  #isRunning = false;
  /** The upstream is left alone until then. */
  #notBefore: EpochMs = 0;
  #failures = 0;

  constructor(parts: ProfilesParts) {
    this.#parts = parts;
  }

  facts(): { known: number; awaited: number; failures: number } {
    const { agents } = this.#parts.floor;
    let known = 0;
    for (const agent of agents.values()) if (agent.profile !== null) known += 1;
    return { known, awaited: agents.size - known, failures: this.#failures };
  }

  /** Loads the next batch, unless one is in flight. */
  run(): void {
    const { clock, signIn, rest } = this.#parts;
    const token = signIn.token();
    if (this.#isRunning || token === null) return;
    const now = clock.now();
    const restMs = Math.min(this.#notBefore - now, BOUNDS.retryAfterMaxMs);
    if (restMs > 0) {
      this.#parts.onNext(now + restMs);
      return;
    }
    const { agentIds, nextAt } = this.#wanted(now);
    if (agentIds.length === 0) {
      this.#parts.onNext(nextAt);
      return;
    }
    this.#isRunning = true;
    const requests = agentIds.map((agentId) => skillsRequest(token, agentId));
    rest.send(requests, (answers) => {
      this.#isRunning = false;
      this.#take(agentIds, answers);
    });
  }

  #wanted(now: EpochMs): Wanted {
    const fresh: AgentId[] = [];
    const aged: AgentId[] = [];
    let nextAt = now + BOUNDS.profileCheckMs;
    for (const [agentId, agent] of this.#parts.floor.agents) {
      const askedAt = this.#askedAt.get(agent);
      if (askedAt !== undefined && now - askedAt <= BOUNDS.profileMaxAgeMs) continue;
      const until = this.#leftOutUntil(agent, now);
      if (until > now) nextAt = Math.min(nextAt, until);
      else if (askedAt === undefined && agent.profile === null) fresh.push(agentId);
      else aged.push(agentId);
      if (fresh.length >= BOUNDS.profilesPerRequest) break;
    }
    return { agentIds: [...fresh, ...aged].slice(0, BOUNDS.profilesPerRequest), nextAt };
  }

  /** A clock that was set back must not make the wait longer than any can be. */
  #leftOutUntil(agent: AgentRecord, now: EpochMs): EpochMs {
    return Math.min(this.#setbacks.get(agent)?.until ?? now, now + BOUNDS.profileRetryMaxMs);
  }

  #take(agentIds: readonly AgentId[], answers: readonly HttpAnswer[]): void {
    const now = this.#parts.clock.now();
    const profiles: Profile[] = [];
    let failed = 0;
    let restMs = 0;
    for (const [index, agentId] of agentIds.entries()) {
      const read = readSkills(answers[index] ?? { kind: "failed", why: "network" }, agentId);
      if (read.kind === "ok") {
        profiles.push({ agentId, profile: read.profile });
        this.#parts.onLeftOut("skillRow", read.refusedRows);
      } else this.#failures += 1;
      switch (read.kind) {
        case "ok":
        case "invalid":
        case "forbidden":
          // What the upstream will not tell of one agent is asked again with the hourly round.
          this.#noteAnswer(agentId, now);
          break;
        case "serverError":
        case "unreachable":
          failed += 1;
          this.#noteSetback(agentId, now);
          break;
        case "unauthorized":
        case "rateLimited":
          // That is about us, not about the agent.
          restMs = Math.max(restMs, BOUNDS.profileRetryMs, askedForMs(read));
          break;
        default:
          read satisfies never;
      }
    }
    // An upstream in trouble is left alone for a while.
    if (2 * failed > agentIds.length) restMs = Math.max(restMs, BOUNDS.profileRetryMs);
    if (profiles.length > 0) this.#parts.onInput({ kind: "profiles", profiles });
    this.#notBefore = now + restMs;
    this.run();
  }

  #noteAnswer(agentId: AgentId, now: EpochMs): void {
    const agent = this.#parts.floor.agents.get(agentId);
    if (agent === undefined) return;
    this.#askedAt.set(agent, now);
    this.#setbacks.delete(agent);
  }

  #noteSetback(agentId: AgentId, now: EpochMs): void {
    const agent = this.#parts.floor.agents.get(agentId);
    if (agent === undefined) return;
    const times = (this.#setbacks.get(agent)?.times ?? 0) + 1;
    const waitMs = doublingMs(BOUNDS.profileRetryMs, times, BOUNDS.profileRetryMaxMs);
    this.#setbacks.set(agent, { times, until: now + waitMs });
  }
}

const askedForMs = (read: SkillsResult): number =>
  read.kind === "rateLimited" ? Math.min(read.retryAfterMs ?? 0, BOUNDS.retryAfterMaxMs) : 0;
