/** What the alert desk answers with: plain values that go over RPC and into JSON as they are. Never a secret. */
import type { EpochMs, QueueId } from "@callboard/core";
import type {
  EngineFacts,
  Entity,
  Evidence,
  Figure,
  GuideAlert,
  PassageReason,
  Phase,
  Rule,
  Severity,
  SiteStanding,
} from "@callboard/core/alerting";
import type { DeliveryVerdict, Notice, NoticeAlert, NoticeKind, ShownSink, Sink } from "@callboard/notices";
import type { ByPerson, QueueTrend } from "@callboard/protocol";
import type { SealRefusal } from "./ports.ts";
import type { PastAlert } from "./replay/past-alerts.ts";
import type { LockedWhy } from "./sinks/stored-sink.ts";

/** What became of an alert's telling: told to its sinks, waiting for its turn, or why it is not told. */
export const TELLINGS = [
  "waiting",
  "told",
  /** Its rule names no sink, or none of them exists and is enabled. */
  "noSink",
  "silenced",
  "cooldown",
  "flapping",
] as const;
export type Telling = (typeof TELLINGS)[number];

/** One alert of record. Names are full: whoever shows them chooses their own style. */
export interface AlertView {
  readonly id: string;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly severity: Severity;
  readonly advice: string;
  readonly entity: Entity;
  readonly entityName: string | null;
  readonly queueId: QueueId | null;
  readonly queueName: string | null;
  readonly teamId: string | null;
  readonly teamName: string | null;
  readonly phase: "firing" | "recovering" | "resolved";
  readonly activeSince: EpochMs;
  readonly firedAt: EpochMs;
  readonly resolvedAt: EpochMs | null;
  /** Of its last passage. */
  readonly reason: PassageReason;
  /** What was compared when it fired. */
  readonly figure: Figure | null;
  readonly isFlapping: boolean;
  readonly incidentId: string;
  readonly telling: Telling;
  readonly acknowledged: ByPerson | null;
  readonly silenced: { readonly id: string; readonly by: string; readonly until: EpochMs } | null;
  readonly commentCount: number;
  readonly lastComment: Comment | null;
  /** The guide's own alert, as it fired. */
  readonly record: GuideAlert;
}

export interface Comment extends ByPerson {
  readonly text: string;
}

/** One passage of an alert that has fired, with what it was decided on. */
export interface PassageView {
  readonly from: Phase;
  readonly to: Phase;
  readonly reason: PassageReason;
  readonly at: EpochMs;
  readonly evidence: Evidence;
}

export interface AlertDetail extends AlertView {
  /** Oldest first, from the fire on; `passagesLeftOut` are those in the middle that the record has no room for. */
  readonly passages: readonly PassageView[];
  readonly passagesLeftOut: number;
  readonly comments: readonly Comment[];
  /** Notices of its incident. */
  readonly notices: readonly NoticeView[];
}

export interface AlertPage {
  readonly alerts: readonly AlertView[];
  /** Give it as `before` to read on; `null` at the end. */
  readonly next: string | null;
}

export interface SilenceMatcher {
  readonly rules?: readonly string[] | undefined;
  readonly severities?: readonly Severity[] | undefined;
  readonly queues?: readonly string[] | undefined;
  /** By id or by name. */
  readonly teams?: readonly string[] | undefined;
  readonly agents?: readonly string[] | undefined;
}

/** All given lists must match; within a list any one does. */
export interface Silence {
  readonly id: string;
  readonly matcher: SilenceMatcher;
  readonly reason: string;
  readonly by: string;
  readonly at: EpochMs;
  readonly until: EpochMs;
  /** Who ended it before its time. */
  readonly ended: ByPerson | null;
}

export interface SilenceView extends Silence {
  readonly isActive: boolean;
  /** Alerts that fire now and are muted by it. */
  readonly mutes: number;
}

export interface RuleView {
  readonly rule: Rule;
  /** `default`: as it is shipped; `changed`: a shipped rule that somebody changed; `own`: the site's own. */
  readonly origin: "default" | "changed" | "own";
  readonly changed: ByPerson | null;
  readonly firing: number;
}

export interface RuleCheck {
  readonly isRule: boolean;
  readonly rule: Rule | null;
  readonly complaints: readonly string[];
}

/** Opening hours as people write them. */
export interface WrittenHours {
  readonly zone: string;
  readonly open: readonly { readonly days: readonly number[]; readonly from: string; readonly to: string }[];
  readonly holidays: readonly string[];
}

export interface WrittenSite extends WrittenHours {
  readonly id: string;
  readonly name: string;
  readonly teams: readonly string[];
  readonly queues: readonly string[];
}

/** The calendar as people write it; what is shown can be changed and sent back. */
export interface WrittenCalendar extends WrittenHours {
  readonly sites: readonly WrittenSite[];
}

export interface CalendarView {
  readonly calendar: WrittenCalendar;
  readonly changed: ByPerson | null;
  /** By the calendar's own hours, now. */
  readonly isOpen: boolean;
  /** Its sites as they stand now, for whoever shows them. */
  readonly sites: readonly SiteStanding[];
}

export interface SinkView {
  readonly sink: ShownSink;
  readonly changed: ByPerson;
  /** The newest attempt of a notice; a word and a code, never what was sent. */
  readonly last: AttemptView | null;
  readonly lastTest: SinkTest | null;
  readonly waiting: number;
  readonly dead: number;
  /** Why its secrets cannot be opened, and nothing is sent to it; `null`: they can. */
  readonly locked: LockedWhy | null;
}

/** With which keys the secrets of sinks are sealed. */
export interface SealsInUse {
  readonly versions: readonly { readonly version: number; readonly secrets: number }[];
  /** Sinks that cannot be opened. */
  readonly locked: number;
  /** Sinks of an earlier version that wait for a first key. */
  readonly inClear: number;
}

/** What came of sealing them with the current key: `current` were so before. */
export interface SinksResealed {
  readonly rewrapped: number;
  readonly current: number;
  readonly refused: readonly { readonly id: string; readonly why: SealRefusal | "noKey" }[];
}

/** A sink just written, with the signing secret if one was made for it: the only time that it is shown. */
export interface SinkWritten {
  readonly view: SinkView;
  readonly newSecret: string | null;
}

export interface SinkTest {
  readonly at: EpochMs;
  readonly verdict: DeliveryVerdict["kind"];
  readonly status: number | null;
  readonly why: string | null;
  /** The answer's first characters. */
  readonly body: string | null;
}

export interface TestNotice {
  readonly sink: Sink;
  readonly notice: Notice;
}

/**
 * `ready` waits for its delivery (or for its next try), `sending` was handed to whoever delivers, `held` waits for the
 * outcome of the fire that it would end; the others are the end.
 */
export const NOTICE_STATES = ["ready", "sending", "held", "delivered", "dead", "cancelled"] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

export interface AttemptView {
  readonly at: EpochMs;
  readonly status: number | null;
  readonly why: string | null;
  /** The receiver said nothing in all the time that it was given. */
  readonly isTimeout: boolean;
}

/** Whom a notice's first alert is about. Names are full. */
export type NoticeAbout = Pick<NoticeAlert, "entityKind" | "entityName" | "teamName" | "queueName">;

export interface NoticeView {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly sinkId: string;
  readonly incidentId: string;
  readonly ruleId: string;
  readonly at: EpochMs;
  readonly state: NoticeState;
  readonly tries: number;
  readonly last: AttemptView | null;
  readonly deliveredAt: EpochMs | null;
  readonly resentBy: ByPerson | null;
  readonly about: NoticeAbout;
  /** How many alerts it tells of. */
  readonly alerts: number;
}

/** Dead letters of one sink that are sent again, and those that are still there: one order sends so many. */
export interface DeadResent {
  readonly sent: number;
  readonly left: number;
}

export interface NoticePage {
  readonly notices: readonly NoticeView[];
  readonly next: string | null;
}

/** Asked before a notice is delivered. */
export type Claim =
  | {
      readonly kind: "send";
      readonly sink: Sink;
      readonly notice: Notice;
      /** The sink's last attempt timed out, or another one takes long just now: nobody should wait for this one. */
      readonly isSlow: boolean;
    }
  | { readonly kind: "later"; readonly ms: number }
  | { readonly kind: "settled" };

export type Settled = { readonly kind: "ack" } | { readonly kind: "retry"; readonly delayMs: number };

export type BatchVerdict = "committed" | "duplicate" | "poisoned" | "again";

/**
 * A page of stored history, oldest first. Each text is lines of JSON, each line a `HistoryEntry`; those of `packed` are gzip.
 * `packed` comes before `plain`.
 */
export interface HistoryPage {
  readonly packed: readonly Uint8Array[];
  readonly plain: readonly string[];
  /** What this page covers, by the desk's clock; `null` where it holds nothing. */
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  /** Give it with the same stretch to read on: what is packed meanwhile is on the next page. `null` at the end. */
  readonly cursor: string | null;
}

export const TREND_STRETCHES = ["hours3", "hours8", "day"] as const;
export type TrendStretch = (typeof TREND_STRETCHES)[number];

/** Trends without what is usual: that is the tenant's desk's to say. */
export interface TrendFigures {
  readonly at: EpochMs;
  readonly trends: readonly Omit<QueueTrend, "usual">[];
}

/** What a replay of a stretch needs besides the pages of history. */
export interface Past {
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** What is kept altogether, by CXone's clock as near as the desk's tells it; `null` where it is nothing. */
  readonly kept: { readonly from: EpochMs; readonly to: EpochMs } | null;
  /** The newest alerts that fired at any moment of it, and how many more did. */
  readonly alerts: readonly PastAlert[];
  readonly moreAlerts: number;
}

export interface AlertDeskStatus {
  readonly tenant: string;
  readonly at: EpochMs;
  readonly startedAt: EpochMs;
  readonly life: string;
  readonly lineage: string | null;
  readonly lastSeq: number;
  /** The event clock, and the desk's clock of the newest batch. */
  readonly clock: EpochMs;
  readonly batchAt: EpochMs | null;
  readonly heardAt: EpochMs | null;
  readonly lagMs: number | null;
  readonly feed: string | null;
  readonly isFrozen: boolean;
  readonly isUnheard: boolean;
  readonly batches: Readonly<Record<string, number>>;
  readonly held: number;
  readonly isAskingDesk: boolean;
  readonly poisoned: readonly PoisonedBatch[];
  readonly firing: Readonly<Record<Severity, number>>;
  readonly incidentsOpen: number;
  readonly notices: Readonly<Record<NoticeState, number>>;
  readonly engine: EngineFacts;
  readonly push: { readonly revision: number; readonly shownAt: EpochMs | null; readonly failures: number };
  readonly history: {
    readonly chunks: number;
    readonly bytes: number;
    readonly from: EpochMs | null;
    readonly to: EpochMs | null;
    readonly unpacked: number;
    /** Rows of the floor's minutes, and the characters of their text. */
    readonly minutes: number;
    readonly minuteChars: number;
  };
  readonly storageBytes: number;
  readonly checkpointAt: EpochMs | null;
  readonly storageFailures: number;
  readonly duesFailed: number;
}

/** What is counted for whoever watches many alert desks, besides the status. */
export interface AlertFigures {
  /** Alerts that are not over. */
  readonly alerts: readonly { readonly severity: Severity; readonly phase: string; readonly count: number }[];
  /** Notices that are kept, by the kind of their sink; "removed" where that is gone. */
  readonly notices: readonly { readonly sink: string; readonly state: NoticeState; readonly count: number }[];
}

export interface PoisonedBatch {
  readonly at: EpochMs;
  readonly why: string;
  /** JSON of its seqs, how many events of each kind it held, and how long it was; `{}` where it was another tenant's. */
  readonly shape: string;
}
