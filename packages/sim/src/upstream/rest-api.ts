/**
 * The guide's REST calls over one world: token, users, skills, realtime agents, with the ways in which they fail or
 * tell half the truth. It answers with what is so at the instant of the call and knows nothing of networks.
 */
import type { Credentials, HttpAnswer, HttpRequest } from "@callboard/cxone";
import {
  type AgentTruth,
  agentRow,
  type Random,
  skillsRow,
  toWire,
  userRow,
  type WireAgent,
  type World,
  type WorldEvent,
} from "@callboard/world";
import type { Scheduler } from "../scheduler.ts";
import type { Weather } from "../weather.ts";
import type { Tokens } from "./tokens.ts";

export interface RestApiParts {
  readonly scheduler: Scheduler;
  readonly weather: Weather;
  readonly random: Random;
  readonly world: World;
  readonly tokens: Tokens;
  readonly credentials: Credentials;
  readonly tokenLifeMs: number;
  readonly skewMs: number;
  readonly onForeignToken: () => void;
}

const SKILLS = /^\/api\/v2\/users\/([^/]+)\/skills$/;
const AGENTS = "/api/v2/realtime/agents?user_ids=";

// In every runtime that the simulation meets, though in no ECMAScript library.
declare function btoa(binary: string): string;

const answered = (status: number, body: unknown, retryAfterMs: number | null = null): HttpAnswer => ({
  kind: "answered",
  status,
  retryAfterMs,
  body,
});

export class RestApi {
  readonly #parts: RestApiParts;
  /** What the stream said of each agent before its last word: what a lagging replica of the upstream still says. */
  readonly #previous = new Map<string, WireAgent>();
  readonly #present = new Map<string, WireAgent>();

  constructor(parts: RestApiParts) {
    this.#parts = parts;
    for (const agent of parts.world.truth().agents)
      this.#present.set(agent.id, agentRow(agent, parts.skewMs));
  }

  /** Keeps what an older answer would say. */
  note(event: WorldEvent): void {
    const message = toWire(event, this.#parts.skewMs);
    if (message.type !== "agent_state_change") return;
    const { user_id } = message.data;
    const before = this.#present.get(user_id);
    if (before !== undefined) this.#previous.set(user_id, before);
    this.#present.set(user_id, message.data);
  }

  /** The answer of this instant, with the `Date` that the upstream's clock gives it. */
  answer(request: HttpRequest): HttpAnswer {
    const answer =
      this.#refusal() ?? (request.origin === "login" ? this.#token(request) : this.#api(request));
    const { scheduler, skewMs } = this.#parts;
    const dateMs = Math.floor((scheduler.nowMs + skewMs) / 1_000) * 1_000;
    return answer.kind === "answered" ? { ...answer, dateMs } : answer;
  }

  #refusal(): HttpAnswer | null {
    const { weather, random } = this.#parts;
    if (weather.strikes("rest401")) return answered(401, null);
    if (weather.strikes("rest403")) return answered(403, null);
    if (weather.strikes("rest429")) {
      return answered(429, null, random.pick([null, 1_000, 5_000, 20_000]));
    }
    if (weather.strikes("rest5xx")) return answered(random.pick([500, 502, 503, 504]), null);
    return null;
  }

  #token(request: HttpRequest): HttpAnswer {
    const { credentials, tokens, tokenLifeMs, weather, scheduler } = this.#parts;
    const expected = btoa(`${credentials.clientId}:${credentials.clientSecret.reveal()}`);
    if (request.headers.authorization !== `Basic ${expected}`) {
      this.#parts.onForeignToken();
      return answered(401, { error: "invalid_client" });
    }
    const isScopeless = weather.strikes("scopeMissing");
    const token = tokens.issue(scheduler.nowMs + tokenLifeMs, !isScopeless);
    return answered(200, {
      access_token: token.text,
      token_type: "Bearer",
      expires_in: tokenLifeMs / 1_000,
      scope: isScopeless ? "realtime:read" : "realtime:read users:read",
    });
  }

  #api(request: HttpRequest): HttpAnswer {
    const { tokens, scheduler, onForeignToken } = this.#parts;
    const verdict = tokens.judge(request, scheduler.nowMs);
    if (verdict.kind === "foreign") onForeignToken();
    if (verdict.kind !== "good") return answered(401, null);
    const { hasUsersRead } = verdict.token;
    const { path } = request;
    if (path === "/api/v2/users") return answered(200, hasUsersRead ? this.#users() : []);
    if (path.startsWith(AGENTS)) {
      const ids = path.slice(AGENTS.length).split(",").map(decodeURIComponent);
      return answered(200, hasUsersRead ? this.#agents(ids) : []);
    }
    const id = SKILLS.exec(path)?.[1];
    const agent = id === undefined ? null : this.#parts.world.truth().agent(decodeURIComponent(id));
    return agent === null ? answered(404, null) : answered(200, skillsRow(agent));
  }

  #users(): unknown[] {
    const { weather, world } = this.#parts;
    if (weather.strikes("restEmpty")) return [];
    const rows = world.truth().agents.map(userRow);
    return weather.strikes("usersPartial") ? this.#some(rows) : rows;
  }

  #agents(ids: readonly string[]): unknown[] {
    const { weather, world, skewMs } = this.#parts;
    if (weather.strikes("restEmpty")) return [];
    const truth = world.truth();
    const known = ids.map((id) => truth.agent(id)).filter((agent): agent is AgentTruth => agent !== null);
    const rows = known.map((agent) => {
      const older = this.#previous.get(agent.id);
      return older !== undefined && weather.strikes("restOlder") ? older : agentRow(agent, skewMs);
    });
    return weather.strikes("restPartial") ? this.#some(rows) : rows;
  }

  /** A part of a list, and never nothing: an empty list is another fault. */
  #some<T>(rows: readonly T[]): T[] {
    const { random } = this.#parts;
    const kept = rows.filter(() => random.chance(0.6));
    return kept.length > 0 ? kept : rows.slice(0, 1);
  }
}
