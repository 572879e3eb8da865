/** The guide's REST: users, their skills and shift, and the agents' true states. */

import { type AgentTruth, agentRow, skillsRow, userRow } from "@callboard/world";
import { type Answer, failure, ok } from "../http.ts";
import type { Tenant } from "../tenant.ts";
import type { Grant } from "../tokens.ts";

const SKILLS_PATH = /^\/api\/v2\/users\/([^/]+)\/skills$/;

/** Which scope a path needs beyond a valid token; null for none, undefined for a path that is not REST. */
export function scopeOf(path: string): string | null | undefined {
  if (path === "/api/v2/realtime/agents") return "realtime:read";
  if (path === "/api/v2/users" || SKILLS_PATH.test(path)) return null;
  return undefined;
}

/** Answers a request whose access has been checked. */
export function answerRest(tenant: Tenant, grant: Grant, url: URL): Answer {
  // The guide's trap: without users:read nobody can be resolved, and the lists are empty instead of refused.
  const seesUsers = grant.scopes.includes("users:read");
  if (url.pathname === "/api/v2/users") return ok(seesUsers ? users(tenant) : []);
  if (url.pathname === "/api/v2/realtime/agents") {
    return ok(seesUsers ? agents(tenant, url.searchParams.get("user_ids")) : []);
  }
  const id = SKILLS_PATH.exec(url.pathname)?.[1];
  const agent = id === undefined || !seesUsers ? null : tenant.world.truth().agent(decoded(id));
  return agent === null ? failure(404, "not_found", "there is no such user") : ok(skillsRow(agent));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function users(tenant: Tenant): unknown[] {
  return tenant.isEmptied("users") ? [] : tenant.thinned(tenant.world.truth().agents.map(userRow));
}

/** Rows for the ids asked for, each once, unknown ones left out; for everyone when no ids were given. */
function agents(tenant: Tenant, ids: string | null): unknown[] {
  if (tenant.isEmptied("agents")) return [];
  const truth = tenant.world.truth();
  const skewMs = tenant.faults.get("skew")?.ms ?? 0;
  const found = ids === null ? truth.agents : byIds(ids, (id) => truth.agent(id));
  return tenant.thinned(found.map((agent) => agentRow(agent, skewMs)));
}

function byIds(ids: string, find: (id: string) => AgentTruth | null): AgentTruth[] {
  const found: AgentTruth[] = [];
  for (const id of new Set(ids.split(","))) {
    const agent = find(id.trim());
    if (agent !== null) found.push(agent);
  }
  return found;
}
