/**
 * What the alerts page reads of what the Worker answers: as much as is shown, and no more. The whole shapes are those of
 * the alert desk (`packages/alert-desk/src/views.ts`); nothing here is of record.
 */
import type { BoardAlert, ByPerson, EpochMs, Severity } from "@callboard/protocol";

export type Unit = BoardAlert["unit"];

export interface Entity {
  readonly kind: "agent" | "queue" | "feed";
  readonly id: string;
}

export interface Figure {
  readonly field: string;
  readonly value: number | null;
  readonly threshold: number | null;
  readonly unit: Unit;
}

export interface Comment extends ByPerson {
  readonly text: string;
}

export interface AlertRow {
  readonly id: string;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly severity: Severity;
  readonly advice: string;
  readonly entity: Entity;
  readonly entityName: string | null;
  readonly queueId: string | null;
  readonly queueName: string | null;
  readonly teamName: string | null;
  readonly phase: "firing" | "recovering" | "resolved";
  readonly activeSince: EpochMs;
  readonly firedAt: EpochMs;
  readonly resolvedAt: EpochMs | null;
  readonly reason: string;
  readonly figure: Figure | null;
  readonly isFlapping: boolean;
  readonly telling: string;
  readonly acknowledged: ByPerson | null;
  readonly silenced: { readonly by: string; readonly until: EpochMs } | null;
  readonly commentCount: number;
  readonly lastComment: Comment | null;
}

export interface ComparedValue {
  readonly field: string;
  readonly value: string | number | null;
  readonly test: string;
  readonly against: string | number | readonly string[] | null;
  readonly unit: Unit;
  readonly verdict: "true" | "false" | "unknown";
}

export interface EvidenceEvent {
  readonly at: EpochMs;
  readonly what: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

/** One reading of a queue, frozen. */
export interface QueueReading {
  readonly id: string;
  readonly name: string | null;
  readonly statsAt: EpochMs | null;
  readonly waitSeconds: number | null;
  readonly availableAgents: number | null;
  readonly serviceLevelPct: number | null;
  readonly waitDeviationSeconds: number | null;
  readonly waiting: number;
  readonly routableAgents: number;
  /** Absent in evidence that was kept before it was counted. */
  readonly workingAgents?: number;
}

export interface Evidence {
  readonly at: EpochMs;
  readonly feed: string;
  readonly compared: readonly ComparedValue[];
  readonly events: readonly EvidenceEvent[];
  readonly queue: QueueReading | null;
  readonly blindMs: number;
  /** When anything was seen for the first time; absent in evidence that was kept before it was noted. */
  readonly seenSince?: EpochMs | null;
}

export interface Passage {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly at: EpochMs;
  readonly evidence: Evidence;
}

export interface Attempt {
  readonly at: EpochMs;
  readonly status: number | null;
  readonly why: string | null;
}

export interface NoticeRow {
  readonly id: string;
  readonly kind: string;
  readonly sinkId: string;
  readonly ruleId: string;
  readonly at: EpochMs;
  readonly state: string;
  readonly tries: number;
  readonly last: Attempt | null;
  readonly about: NoticeAbout;
  /** How many alerts it tells of. */
  readonly alerts: number;
}

/** Whom a notice's first alert is about. */
export interface NoticeAbout {
  readonly entityKind: Entity["kind"];
  readonly entityName: string | null;
  readonly teamName: string | null;
  readonly queueName: string | null;
}

export interface AlertDetail extends AlertRow {
  readonly passages: readonly Passage[];
  readonly passagesLeftOut: number;
  readonly comments: readonly Comment[];
  readonly notices: readonly NoticeRow[];
}

export interface AlertPage {
  readonly alerts: readonly AlertRow[];
  readonly next: string | null;
}

export interface SilenceMatcher {
  readonly rules?: readonly string[] | undefined;
  readonly severities?: readonly string[] | undefined;
  readonly queues?: readonly string[] | undefined;
  readonly teams?: readonly string[] | undefined;
  readonly agents?: readonly string[] | undefined;
}

export interface SilenceRow {
  readonly id: string;
  readonly matcher: SilenceMatcher;
  readonly reason: string;
  readonly by: string;
  readonly at: EpochMs;
  readonly until: EpochMs;
  readonly ended: ByPerson | null;
  readonly isActive: boolean;
  readonly mutes: number;
}

/** A rule is edited as JSON: the page knows its name and leaves the rest to the server's own check. */
export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly severity: Severity;
  readonly scope: { readonly of: "agents" | "queues" | "feed" };
}

export interface RuleRow {
  readonly rule: Rule;
  readonly origin: "default" | "changed" | "own";
  readonly changed: ByPerson | null;
  readonly firing: number;
}

export interface RuleCheck {
  readonly isRule: boolean;
  readonly complaints: readonly string[];
}

export interface BacktestFire {
  readonly alertId: string;
  readonly entity: Entity;
  readonly entityName: string | null;
  readonly from: EpochMs;
  readonly to: EpochMs | null;
}

export interface BacktestReport {
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  readonly blindMs: number;
  readonly fires: number;
  readonly firingMs: number;
  readonly entities: readonly {
    readonly entity: Entity;
    readonly entityName: string | null;
    readonly fires: number;
    readonly firingMs: number;
  }[];
  readonly list: readonly BacktestFire[];
  /** Those that fired already when the stretch began. */
  readonly alreadyFiring: number;
  readonly already: readonly BacktestFire[];
}

/** `site` is `null` for the calendar's own hours. */
export interface AskedHours {
  readonly site: { readonly id: string; readonly name: string } | null;
  readonly zone: string;
  readonly isOpen: boolean;
}

export interface Explanation {
  readonly phase: string;
  readonly activeSince: EpochMs | null;
  readonly firesAt: EpochMs | null;
  readonly because: readonly string[];
  /** The opening hours that the rule asks; `null` where it asks none. */
  readonly hours: AskedHours | null;
  readonly evidence: Evidence | null;
}

/** Never a secret: an address is its host, a key its last letters. */
export interface Sink {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly kind: string;
  readonly host?: string;
  readonly secrets?: number;
  readonly keyEnd?: string;
  readonly to?: readonly string[];
}

export interface SinkTest {
  readonly at: EpochMs;
  readonly verdict: string;
  readonly status: number | null;
  readonly why: string | null;
  readonly body: string | null;
}

export interface SinkRow {
  readonly sink: Sink;
  readonly last: Attempt | null;
  readonly lastTest: SinkTest | null;
  readonly waiting: number;
  readonly dead: number;
  /** Why its secrets cannot be opened, and nothing is sent to it. */
  readonly locked: "unknownKey" | "tampered" | "malformed" | null;
}

export interface SinkWritten {
  readonly view: SinkRow;
  readonly newSecret: string | null;
}

export interface NoticePage {
  readonly notices: readonly NoticeRow[];
  readonly next: string | null;
}

/** Dead letters of one sink that are sent again, and those still there: one order sends so many. */
export interface DeadResent {
  readonly sent: number;
  readonly left: number;
}

/** `from` and `to` are times of day as `08:30`; days are those on which it begins, 1 is Monday. */
export interface OpenSpan {
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}

/** The site's opening hours as people write them. */
export interface Calendar {
  readonly zone: string;
  readonly open: readonly OpenSpan[];
  /** Dates as `2026-12-25`. */
  readonly holidays: readonly string[];
}

export interface CalendarRow {
  readonly calendar: Calendar;
  readonly changed: ByPerson | null;
  readonly isOpen: boolean;
}
