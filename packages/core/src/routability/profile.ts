/**
 * What `/users/{id}/skills` tells of one agent: the skill profile and the active shift template. Times of a
 * shift are local to its own zone and are turned into an answer only for one instant at a time.
 */
import type { QueueId } from "../vocabulary.ts";

export interface Skill {
  readonly id: string;
  readonly name: string;
  /** Proficiency; a skill at level 0 is switched off. */
  readonly level: number;
  readonly active: boolean;
  /** The queues this skill serves, or `null` where the upstream does not say. */
  readonly queueIds: readonly QueueId[] | null;
}

/** Minutes of a local day, 0..1439; an `endMinute` at or before `startMinute` is on the next day. */
export interface LocalSpan {
  readonly startMinute: number;
  readonly endMinute: number;
}

export interface ShiftBreak extends LocalSpan {
  readonly name: string;
}

export interface ShiftTemplate extends LocalSpan {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  /** ISO weekdays (1 = Monday) on which the shift *starts*. */
  readonly days: readonly number[];
  readonly breaks: readonly ShiftBreak[];
}

/** `none`: works without a template, so no shift restricts the agent. `unknown`: the upstream did not say. */
export type ShiftKnowledge =
  | { readonly kind: "template"; readonly template: ShiftTemplate }
  | { readonly kind: "none" }
  | { readonly kind: "unknown" };

export interface RoutingProfile {
  readonly skills: readonly Skill[];
  readonly shift: ShiftKnowledge;
}
