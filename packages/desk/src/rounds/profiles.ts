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
import type { SignIn } from "../feed/sign-in.ts";
import type { Clock, Rest } from "../ports.ts";

export interface ProfilesParts {
  readonly clock: Clock;
  readonly rest: Rest;
  readonly signIn: SignIn;
  readonly floor: Floor;
  readonly onInput: (input: ProfilesInput) => void;
  /** When to call `run` again. */
  readonly onNext: (at: EpochMs) => void;
}

type Profile = ProfilesInput["profiles"][number];

export class Profiles {
  readonly #parts: ProfilesParts;
  /** When an agent's profile was last asked for with an answer. Who leaves and comes back is a new record. */
  readonly #askedAt = new WeakMap<AgentRecord, EpochMs>();
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
    const agentIds = this.#wanted(now);
    if (agentIds.length === 0) {
      this.#parts.onNext(now + BOUNDS.profileCheckMs);
      return;
    }
    this.#isRunning = true;
    const requests = agentIds.map((agentId) => skillsRequest(token, agentId));
    rest.send(requests, (answers) => {
      this.#isRunning = false;
      this.#take(agentIds, answers);
    });
  }

  #wanted(now: EpochMs): AgentId[] {
    const fresh: AgentId[] = [];
    const aged: AgentId[] = [];
    for (const [agentId, agent] of this.#parts.floor.agents) {
      const askedAt = this.#askedAt.get(agent);
      if (askedAt === undefined) (agent.profile === null ? fresh : aged).push(agentId);
      else if (now - askedAt > BOUNDS.profileMaxAgeMs) aged.push(agentId);
      if (fresh.length >= BOUNDS.profilesPerRequest) break;
    }
    return [...fresh, ...aged].slice(0, BOUNDS.profilesPerRequest);
  }

  #take(agentIds: readonly AgentId[], answers: readonly HttpAnswer[]): void {
    const now = this.#parts.clock.now();
    const profiles: Profile[] = [];
    let retryMs = 0;
    for (const [index, agentId] of agentIds.entries()) {
      const read = readSkills(answers[index] ?? { kind: "failed", why: "network" }, agentId);
      if (read.kind === "ok") profiles.push({ agentId, profile: read.profile });
      else this.#failures += 1;
      // What the upstream will not tell of one agent is asked again with the hourly round; an upstream in
      // trouble is left alone for a while.
      if (read.kind === "ok" || read.kind === "invalid" || read.kind === "forbidden")
        this.#note(agentId, now);
      else retryMs = Math.max(retryMs, BOUNDS.profileRetryMs, askedForMs(read));
    }
    if (profiles.length > 0) this.#parts.onInput({ kind: "profiles", profiles });
    this.#notBefore = now + retryMs;
    this.run();
  }

  #note(agentId: AgentId, now: EpochMs): void {
    const agent = this.#parts.floor.agents.get(agentId);
    if (agent !== undefined) this.#askedAt.set(agent, now);
  }
}

const askedForMs = (read: SkillsResult): number =>
  read.kind === "rateLimited" ? Math.min(read.retryAfterMs ?? 0, BOUNDS.retryAfterMaxMs) : 0;
