/**
 * What a television may ask for besides its frames: what one of its boards shows, and what its filters are held against. A filter
 * means here what it means on the wall, by the same code. Pure; it must never give more because something is not known.
 */
import {
  type AgentPlace,
  type BoardPlan,
  type Filter,
  factsOf,
  isAll,
  type Membership,
  membershipOf,
  needsDirectory,
  type SiteView,
} from "@callboard/boards";
import type { Desk } from "@callboard/desk";
import type { Directory, Media } from "@callboard/protocol";

/** What filters are held against; the directory and the places are made only where a filter needs them. */
export interface FloorNow {
  directory(): Directory;
  places(): readonly AgentPlace[];
  readonly queues: ReadonlyMap<string, { readonly media: Media | null }>;
  readonly sites: readonly SiteView[];
}

/** @param sites as the tenant's calendar said last */
export const floorNow = (desk: Desk, sites: readonly SiteView[]): FloorNow => ({
  directory: () => desk.directory(),
  places: () =>
    Array.from(desk.floor.agents.values(), ({ id, teamName: team, queueId }) => ({ id, team, queueId })),
  queues: desk.floor.queues,
  sites,
});

/** Of these queues the ones whose course one of the boards draws: those of its trends, within the trend's page. */
export function drawnQueues(
  boards: readonly BoardPlan[],
  queueIds: readonly string[],
  floor: FloorNow,
): readonly string[] {
  const trends = pagesOf(boards).flatMap(({ filter, widgets }) =>
    widgets
      .filter(({ kind }) => kind === "trend")
      .map((trend) => [filter, trend.filter].filter((each) => !isAll(each))),
  );
  const needsPeople = trends
    .flat()
    .some(({ teams, skills, media }) => teams.length + skills.length + media.length > 0);
  const membersOf = memberships(
    floor.sites,
    needsPeople ? floor.directory() : null,
    needsPeople ? floor.places() : [],
  );
  const parts = trends.map((filters) => filters.map(membersOf));
  return queueIds.filter((id) => {
    const queue = floor.queues.get(id);
    if (queue === undefined) return false;
    const { media } = queue;
    return parts.some((filters) => filters.every((one) => one.hasQueue({ id, media })));
  });
}

/**
 * As much of the directory as the boards' filters are about: agents of one of them, the skills of these and those that a filter
 * names. With it every filter holds whom it holds with the whole of it. Nothing where no filter needs it.
 */
export function neededDirectory(boards: readonly BoardPlan[], floor: FloorNow): Directory {
  const whole = floor.directory();
  const filters = filtersOf(boards);
  if (!filters.some(needsDirectory))
    return { at: whole.at, teams: [], skills: [], agents: [], queues: [], codes: [] };
  const agents = agentsOf(filters, whole, floor);
  const named = new Set(filters.flatMap((filter) => filter.skills));
  const places = new Set([
    ...agents.flatMap((agent) => agent.skills ?? []),
    ...whole.skills.flatMap(({ id }, place) => (named.has(id) ? [place] : [])),
  ]);
  const kept = [...places].sort((a, b) => a - b);
  const placeOf = new Map(kept.map((before, place) => [before, place]));
  return {
    ...{ at: whole.at, teams: [], codes: [] },
    skills: kept.flatMap((place) => whole.skills[place] ?? []),
    agents: agents.map(({ id, skills }) => ({
      id,
      skills: skills?.flatMap((place) => placeOf.get(place) ?? []) ?? null,
    })),
    queues: filters.some(({ media }) => media.length > 0) ? whole.queues : [],
  };
}

function agentsOf(
  filters: readonly Filter[],
  whole: Directory,
  { sites, places }: FloorNow,
): Directory["agents"] {
  const here = places();
  const parts = filters.map(memberships(sites, whole, here));
  // A queue that a team works is the team's, whatever else its filter says of people.
  const teams = new Set(filters.flatMap((filter) => filter.teams));
  const isWanted = (agent: AgentPlace): boolean =>
    (agent.team !== null && teams.has(agent.team)) || parts.some((part) => part.hasAgent(agent));
  const wanted = new Set(here.filter(isWanted).map(({ id }) => id));
  return whole.agents.filter(({ id }) => wanted.has(id));
}

const pagesOf = (boards: readonly BoardPlan[]) => boards.flatMap(({ pages }) => pages);

const filtersOf = (boards: readonly BoardPlan[]): readonly Filter[] =>
  pagesOf(boards)
    .flatMap(({ filter, widgets }) => [filter, ...widgets.map((widget) => widget.filter)])
    .filter((filter) => !isAll(filter));

function memberships(
  sites: readonly SiteView[],
  directory: Directory | null,
  places: readonly AgentPlace[],
): (filter: Filter) => Membership {
  const facts = factsOf(sites, directory);
  return (filter) => membershipOf(filter, facts, places);
}
