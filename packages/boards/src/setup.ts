/**
 * What an administrator sets for a tenant, in documents: each is read, checked and changed as a whole, with its own
 * revision. Wire shapes: plain JSON, lists rather than maps, since ids come from outside.
 */
import type { NameStyle, ServiceLevelVariant } from "@callboard/protocol";
import type { BoardPlan, Language, ScreenPlan } from "./plan.ts";

export interface GeneralSetup {
  /** The tenant's name as screens show it. */
  readonly name: string;
  /** IANA: "today" and the hour of the week are of this zone. */
  readonly zone: string;
  readonly language: Language;
}

/** One status code of the customer's (guide, section 2, "The Trap"). */
export interface CodeSetup {
  readonly code: string;
  readonly label: string;
  readonly takesContacts: boolean;
}

export interface BreakSetup {
  readonly name: string;
  /** "HH:MM" by the wall clock of the template's zone. */
  readonly start: string;
  readonly end: string;
}

export interface ShiftTemplateSetup {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  /** ISO weekdays on which the shift starts. */
  readonly days: readonly number[];
  readonly start: string;
  /** At or before `start` it is on the next day. */
  readonly end: string;
  readonly breaks: readonly BreakSetup[];
}

/** Whose shift a template is. A person's own wins over the team's, and both over what CXone says. */
export interface ShiftAssignment {
  readonly kind: "agent" | "team";
  /** The agent's id, or the team's name. */
  readonly who: string;
  readonly template: string;
}

export interface ShiftsSetup {
  readonly templates: readonly ShiftTemplateSetup[];
  readonly assignments: readonly ShiftAssignment[];
}

export interface GoalSetup {
  readonly thresholdSeconds: number;
  readonly shortAbandonSeconds: number;
  readonly goalPct: number;
  readonly variant: ServiceLevelVariant;
  /** From which wait on a queue is a warning and an alarm, and from how many waiting; `null`: not judged by it. */
  readonly warnWaitSeconds: number | null;
  readonly alarmWaitSeconds: number | null;
  readonly warnWaiting: number | null;
  readonly alarmWaiting: number | null;
}

export interface GoalsSetup {
  /** For every queue without one of its own. */
  readonly all: GoalSetup;
  readonly queues: readonly ({ readonly queueId: string } & GoalSetup)[];
}

/** What somebody is called where no name may be told. */
export interface AliasSetup {
  readonly agentId: string;
  readonly alias: string;
}

export interface PrivacySetup {
  /** For boards that are made anew, and for screens without a board. */
  readonly names: NameStyle;
  readonly aliases: readonly AliasSetup[];
}

/** The documents by their names, which are also their addresses under `/setup`. */
export interface SetupDocuments {
  readonly general: GeneralSetup;
  readonly codes: readonly CodeSetup[];
  readonly shifts: ShiftsSetup;
  readonly goals: GoalsSetup;
  readonly privacy: PrivacySetup;
  readonly boards: readonly BoardPlan[];
  readonly screens: readonly ScreenPlan[];
}
export type SetupName = keyof SetupDocuments;
export const SETUP_NAMES = [
  "general",
  "codes",
  "shifts",
  "goals",
  "privacy",
  "boards",
  "screens",
] as const satisfies readonly SetupName[];

/** A document as it is answered; revision 0 is what the product or the deployment's setting brings. */
export interface SetupView<N extends SetupName> {
  readonly name: N;
  readonly revision: number;
  readonly changed: { readonly by: string; readonly at: number } | null;
  readonly value: SetupDocuments[N];
}

/** A part of the tenant in one place, with hours of its own; kept with the alert desk's calendar. */
export interface SiteView {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly teams: readonly string[];
  readonly queues: readonly string[];
  /** Whether it is open now; `null` where nobody said when it is. */
  readonly isOpen: boolean | null;
}

/** What one screen needs besides frames: `GET …/wall?board=…` or `?screen=…`. */
export interface WallSetup {
  /** Rises with whatever may change it; frames carry it, and a screen that hears another one asks again. */
  readonly revision: number;
  readonly screen: ScreenPlan | null;
  /** Every board that the screen may show by its schedule; at least one. */
  readonly boards: readonly BoardPlan[];
  readonly sites: readonly SiteView[];
  readonly goals: GoalsSetup;
  readonly language: Language;
  readonly zone: string;
}
