/**
 * A rule as people write it: data, not code. Durations are in seconds, as in the guide's own alert. What reads and
 * checks a rule is `read-rule.ts`; what it means is SPEC N.
 */
import type { Severity } from "../vocabulary.ts";
import type { FieldName } from "./fields.ts";

export { SEVERITIES, type Severity } from "../vocabulary.ts";

export type RuleScope =
  | {
      readonly of: "agents";
      /** Each list narrows; an empty or absent one does not. Teams and skills by id; teams also by name. */
      readonly teams?: readonly string[];
      readonly queues?: readonly string[];
      readonly skills?: readonly string[];
    }
  | { readonly of: "queues"; readonly queues?: readonly string[] }
  | { readonly of: "feed" };

/** What a field is held against: a figure, or another field of the same row with a difference added. */
export type Operand = number | { readonly field: FieldName; readonly plus?: number };

export type Comparison =
  | { readonly field: FieldName; readonly above: Operand }
  | { readonly field: FieldName; readonly atLeast: Operand }
  | { readonly field: FieldName; readonly below: Operand }
  | { readonly field: FieldName; readonly atMost: Operand }
  | { readonly field: FieldName; readonly is: string | number }
  | { readonly field: FieldName; readonly isNot: string | number }
  | { readonly field: FieldName; readonly oneOf: readonly string[] }
  | { readonly field: FieldName; readonly noneOf: readonly string[] };

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison;

/** When a rule is awake, by the site's calendar. */
export type RuleHours = "always" | "open" | "closed";

export interface Rule {
  /** Lower-case words joined by underscores; the outward `alert_type`. */
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly severity: Severity;
  readonly scope: RuleScope;
  readonly when: Condition;
  /** Seconds of the event clock for which `when` must hold before it fires. */
  readonly holdSeconds: number;
  /** What must hold for the alert to end; where absent, `when` no longer holding. A reading in between ends nothing. */
  readonly clear: Condition | null;
  /** Seconds for which `clear` must hold before it ends: an alert does not come and go with each reading. */
  readonly keepFiringSeconds: number;
  /** At most one notice for one agent or queue within so many seconds; what fires in between is counted. */
  readonly cooldownSeconds: number;
  readonly hours: RuleHours;
  /** Which sinks are told; an empty list is "walls and tablets only". */
  readonly sinks: "all" | readonly string[];
  /** What a person should do about it, shown with the alert. May be empty. */
  readonly advice: string;
}

/** A weekly stretch of wall-clock time; one that ends at or before its beginning crosses midnight. */
export interface OpenSpan {
  /** ISO weekdays of its beginning, 1 is Monday. */
  readonly days: readonly number[];
  readonly startMinute: number;
  readonly endMinute: number;
}

/** When a place is open. Without a span it is, all day long, but for its holidays. */
export interface OpeningHours {
  /** IANA zone. */
  readonly zone: string;
  readonly open: readonly OpenSpan[];
  /** Local dates ("2026-12-25") on which no span begins; one that began the evening before still ends. */
  readonly holidays: readonly string[];
}

/** A part of the tenant in one place. Without spans and holidays it says nothing of its hours. */
export interface SiteHours extends OpeningHours {
  readonly id: string;
  readonly name: string;
  /** Teams by name and queues by id that are there. */
  readonly teams: readonly string[];
  readonly queues: readonly string[];
}

/** The tenant's own hours, and those of its sites; calendars of before there were sites have none. */
export interface SiteCalendar extends OpeningHours {
  readonly sites?: readonly SiteHours[];
}
