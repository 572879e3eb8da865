/** A contact centre's own settings: what its status codes mean, what its queues aim for, which zone it lives in. */
import type { ShiftTemplate } from "./routability/profile.ts";
import type { AgentId, QueueId, ServiceLevelVariant } from "./vocabulary.ts";

/** What a customer-defined status code means (guide, section 2, "The Trap"). */
export interface StatusMeaning {
  readonly label: string;
  /** False where an agent with this code gets no contacts although the state is READY. */
  readonly takesContacts: boolean;
}

export interface QueueGoal {
  /** T of the service level: answered within this many seconds counts. */
  readonly thresholdSeconds: number;
  /** Abandons quicker than this are *short* and may be left out of the abandon rate. */
  readonly shortAbandonSeconds: number;
  readonly goalPct: number;
  readonly variant: ServiceLevelVariant;
}

/** Whose shift is which, as the site itself says: it knows better than CXone what it has agreed with people (SPEC R6). */
export interface SiteShifts {
  readonly templates: ReadonlyMap<string, ShiftTemplate>;
  /** Template ids, by the agent's id and by the team's name. */
  readonly byAgent: ReadonlyMap<AgentId, string>;
  readonly byTeam: ReadonlyMap<string, string>;
}

export const NO_SITE_SHIFTS: SiteShifts = { templates: new Map(), byAgent: new Map(), byTeam: new Map() };

export interface Site {
  readonly name: string;
  /** IANA zone: midnight for "today" figures and the hour of the week for baselines. */
  readonly zone: string;
  readonly statusCodes: ReadonlyMap<string, StatusMeaning>;
  readonly queueGoal: QueueGoal;
  readonly queueGoals: ReadonlyMap<QueueId, QueueGoal>;
  readonly shifts: SiteShifts;
}

/** 80 % within 20 seconds, abandons within the threshold ignored: the field's usual starting point. */
export const DEFAULT_QUEUE_GOAL: QueueGoal = {
  thresholdSeconds: 20,
  shortAbandonSeconds: 20,
  goalPct: 80,
  variant: "ignoreAbandons",
};

/** The goal that holds for one queue. */
export function goalOf(site: Site, queueId: QueueId): QueueGoal {
  return site.queueGoals.get(queueId) ?? site.queueGoal;
}
