/**
 * Whether an agent or a queue belongs to a filter's part of the floor. Lists within a filter must all hold; an empty list
 * asks for nothing. What CXone does not say (which skills, which queues a skill serves) puts nobody in: a figure of a
 * team must never quietly be a figure of the whole floor. Walls draw by it, and the Worker answers a television by it.
 */
import type { BoardAgent, BoardQueue, Directory, Media } from "@callboard/protocol";
import type { Filter } from "./plan.ts";
import type { SiteView } from "./setup.ts";

/** As much of an agent as says where they belong. */
export type AgentPlace = Pick<BoardAgent, "id" | "team" | "queueId">;
type QueueKind = Pick<BoardQueue, "id" | "media">;

/** What filters are held against besides the floor itself, looked up once and not for each agent. */
export interface FloorFacts {
  readonly sites: ReadonlyMap<
    string,
    { readonly teams: ReadonlySet<string>; readonly queues: ReadonlySet<string> }
  >;
  /** Skills of each agent by id; absent where they are not known. */
  readonly skillsOf: ReadonlyMap<string, readonly string[]>;
  /** Queues that each skill serves; absent where that is not known. */
  readonly queuesOfSkill: ReadonlyMap<string, ReadonlySet<string>>;
  readonly mediaOf: ReadonlyMap<string, Media>;
}

export interface Membership {
  hasAgent(agent: AgentPlace): boolean;
  hasQueue(queue: QueueKind): boolean;
}

export function isAll(filter: Filter): boolean {
  const { teams, queues, skills, media, sites } = filter;
  return teams.length + queues.length + skills.length + media.length + sites.length === 0;
}

/** Whether the filter cannot be answered without knowing who has which skill. */
export function needsDirectory(filter: Filter): boolean {
  return filter.queues.length + filter.skills.length + filter.media.length + filter.teams.length > 0;
}

export function factsOf(sites: readonly SiteView[], directory: Directory | null): FloorFacts {
  const skills = directory?.skills ?? [];
  const skillsOf = new Map<string, readonly string[]>();
  for (const { id, skills: places } of directory?.agents ?? []) {
    if (places === null) continue;
    skillsOf.set(
      id,
      places.map((place) => skills[place]?.id).filter((skill) => skill !== undefined),
    );
  }
  const queuesOfSkill = new Map<string, ReadonlySet<string>>();
  for (const { id, queueIds } of skills) if (queueIds !== null) queuesOfSkill.set(id, new Set(queueIds));
  const mediaOf = new Map<string, Media>();
  for (const { id, media } of directory?.queues ?? []) if (media !== null) mediaOf.set(id, media);
  return {
    sites: new Map(
      sites.map((site) => [site.id, { teams: new Set(site.teams), queues: new Set(site.queues) }] as const),
    ),
    skillsOf,
    queuesOfSkill,
    mediaOf,
  };
}

/** @param teamsOf teams by agent, for queues that a team works */
export function membershipOf(filter: Filter, facts: FloorFacts, agents: Iterable<AgentPlace>): Membership {
  const teams = new Set(filter.teams);
  const queues = new Set(filter.queues);
  const skills = new Set(filter.skills);
  const media = new Set(filter.media);
  const sites = filter.sites.map((id) => facts.sites.get(id)).filter((site) => site !== undefined);
  const wantsSites = filter.sites.length > 0;

  const reachOf = (agentId: string): ReadonlySet<string>[] =>
    (facts.skillsOf.get(agentId) ?? [])
      .map((skill) => facts.queuesOfSkill.get(skill))
      .filter((reached) => reached !== undefined);

  const reaches = (agent: AgentPlace, isWanted: (queueId: string) => boolean): boolean =>
    (agent.queueId !== null && isWanted(agent.queueId)) ||
    reachOf(agent.id).some((reached) => someOf(reached, isWanted));

  const worksMedia = (queueId: string) => {
    const its = facts.mediaOf.get(queueId);
    return its !== undefined && media.has(its);
  };

  const isInSite = (agent: AgentPlace): boolean =>
    sites.some((site) =>
      site.teams.size > 0
        ? agent.team !== null && site.teams.has(agent.team)
        : reaches(agent, (queueId) => site.queues.has(queueId)),
    );

  const queuesOfTeams = teams.size === 0 ? null : queuesWorkedBy(agents, teams, reachOf);

  return {
    hasAgent(agent) {
      if (teams.size > 0 && (agent.team === null || !teams.has(agent.team))) return false;
      if (wantsSites && !isInSite(agent)) return false;
      if (skills.size > 0 && !(facts.skillsOf.get(agent.id) ?? []).some((skill) => skills.has(skill)))
        return false;
      if (queues.size > 0 && !reaches(agent, (queueId) => queues.has(queueId))) return false;
      return media.size === 0 || reaches(agent, worksMedia);
    },
    hasQueue({ id, media: its }) {
      if (queues.size > 0 && !queues.has(id)) return false;
      if (wantsSites && !sites.some((site) => site.queues.has(id))) return false;
      if (
        skills.size > 0 &&
        !filter.skills.some((skill) => facts.queuesOfSkill.get(skill)?.has(id) === true)
      ) {
        return false;
      }
      if (media.size > 0 && !(its === null ? worksMedia(id) : media.has(its))) return false;
      return queuesOfTeams === null || queuesOfTeams.has(id);
    },
  };
}

/** The queues that somebody of these teams can be given contacts of. */
function queuesWorkedBy(
  agents: Iterable<AgentPlace>,
  teams: ReadonlySet<string>,
  reachOf: (agentId: string) => readonly ReadonlySet<string>[],
): ReadonlySet<string> {
  const worked = new Set<string>();
  for (const { id, team, queueId } of agents) {
    if (team === null || !teams.has(team)) continue;
    if (queueId !== null) worked.add(queueId);
    for (const reached of reachOf(id)) for (const each of reached) worked.add(each);
  }
  return worked;
}

function someOf(ids: ReadonlySet<string>, isWanted: (id: string) => boolean): boolean {
  for (const id of ids) if (isWanted(id)) return true;
  return false;
}
