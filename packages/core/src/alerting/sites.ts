/**
 * Sites of a calendar: whose hours a rule asks, and which sites are open (SPEC N25). A site that says nothing of its hours has
 * the calendar's own, since silence is not "closed". Reads only.
 */
import type { EpochMs } from "../vocabulary.ts";
import { standingOf } from "./calendar.ts";
import type { OpeningHours, SiteCalendar, SiteHours } from "./rule.ts";

/** Who is asked about: an agent by team and by the queue of their contact, a queue by itself. */
export interface Whereabouts {
  readonly team: string | null;
  readonly queueId: string | null;
}

/** A site as screens show it; `isOpen` is `null` where nobody said when it is open. */
export interface SiteStanding {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly teams: readonly string[];
  readonly queues: readonly string[];
  readonly isOpen: boolean | null;
}

interface Places {
  readonly byTeam: ReadonlyMap<string, SiteHours>;
  readonly byQueue: ReadonlyMap<string, SiteHours>;
}

const NO_SITES: readonly SiteHours[] = [];

/** Of each calendar while it is alive: it never changes, so this is a pure fact. */
const known = new WeakMap<SiteCalendar, Places>();

export const sitesIn = (calendar: SiteCalendar): readonly SiteHours[] => calendar.sites ?? NO_SITES;

/** The site of a team, else of a queue; the first that lists it. `null` where none does. */
export function siteOf(calendar: SiteCalendar, { team, queueId }: Whereabouts): SiteHours | null {
  if (sitesIn(calendar).length === 0) return null;
  const { byTeam, byQueue } = placesOf(calendar);
  const ofTeam = team === null ? undefined : byTeam.get(team);
  return ofTeam ?? (queueId === null ? undefined : byQueue.get(queueId)) ?? null;
}

function placesOf(calendar: SiteCalendar): Places {
  const found = known.get(calendar);
  if (found !== undefined) return found;
  const byTeam = new Map<string, SiteHours>();
  const byQueue = new Map<string, SiteHours>();
  for (const site of sitesIn(calendar)) {
    for (const team of site.teams) if (!byTeam.has(team)) byTeam.set(team, site);
    for (const queue of site.queues) if (!byQueue.has(queue)) byQueue.set(queue, site);
  }
  const places = { byTeam, byQueue };
  known.set(calendar, places);
  return places;
}

/** Whether anybody said when it is open. */
const hasHours = ({ open, holidays }: OpeningHours): boolean => open.length > 0 || holidays.length > 0;

/** The hours that are asked for whoever is there: the site's own, else the calendar's. */
export const hoursOf = (calendar: SiteCalendar, site: SiteHours | null): OpeningHours =>
  site !== null && hasHours(site) ? site : calendar;

/** Every site of the calendar as it stands at `at`, in its order. */
export function sitesOf(calendar: SiteCalendar, at: EpochMs): SiteStanding[] {
  return sitesIn(calendar).map((site) => {
    const { id, name, zone, teams, queues } = site;
    return { id, name, zone, teams, queues, isOpen: hasHours(site) ? standingOf(site, at).isOpen : null };
  });
}
