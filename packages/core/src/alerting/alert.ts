/** What the engine says: passages of an alert from phase to phase, each with its reason and its evidence (SPEC N). */
import type { EpochMs, FeedState, QueueId } from "../vocabulary.ts";
import type { QueueRow } from "./batch.ts";
import type { FieldUnit } from "./fields.ts";
import type { Rule, Severity } from "./rule.ts";

/** `resolved` is a passage's end, not a place to stay: the entity is normal again afterwards. */
export type Phase = "normal" | "pending" | "firing" | "recovering" | "resolved";

export const PASSAGE_REASONS = [
  /** normal → pending, or → firing where the rule has no hold. */
  "conditionMet",
  /** pending → firing. */
  "heldLongEnough",
  /** pending or normal → firing after a blind time, as the truth then told that it had held all along. */
  "heldThroughBlind",
  /** pending → normal. */
  "conditionEnded",
  /** firing → recovering, or → resolved where the rule keeps no firing. */
  "cleared",
  /** recovering → firing. */
  "conditionMetAgain",
  /** recovering → resolved. */
  "stayedClear",
  /** What was told late, or ground truth, says that it never held as long as it must. */
  "corrected",
  "entityGone",
  "outOfScope",
  "outsideHours",
  "ruleChanged",
  "ruleDisabled",
  "ruleRemoved",
] as const;
export type PassageReason = (typeof PASSAGE_REASONS)[number];

export interface Entity {
  readonly kind: "agent" | "queue" | "feed";
  /** The agent's or queue's id; "feed" for the feed. */
  readonly id: string;
}

/** One comparison as it was made. */
export interface ComparedValue {
  readonly field: string;
  readonly value: string | number | null;
  /** "above", "is", …, and what it was held against (a field's own value where it named one). */
  readonly test: string;
  readonly against: string | number | readonly string[] | null;
  readonly unit: FieldUnit;
  readonly verdict: "true" | "false" | "unknown";
}

/** Something that happened to the entity, as a person reads it in the evidence. */
export interface EvidenceEvent {
  readonly at: EpochMs;
  /** A short code and its details, e.g. `{what: "state", from: "READY", to: "NOT_READY", code: "LUNCH"}`. */
  readonly what: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface Evidence {
  /** The event clock of the decision. */
  readonly at: EpochMs;
  readonly feed: FeedState | "unheard";
  readonly compared: readonly ComparedValue[];
  /** The entity's newest events up to then, oldest first; bounded. */
  readonly events: readonly EvidenceEvent[];
  /** The queue that the entity is, or works for, frozen at that instant; one reading. */
  readonly queue: QueueRow | null;
  /** Milliseconds of the last hour that were not seen. */
  readonly blindMs: number;
  /** The event clock when anything was seen for the first time: of the first live row; `null` before it. */
  readonly seenSince: EpochMs | null;
}

/** The figure that the rule is about, for people and for the guide's record. */
export interface Figure {
  readonly field: string;
  readonly value: number | null;
  readonly threshold: number | null;
  readonly unit: FieldUnit;
}

/** One passage. Together with the rule it holds all that the record, the wall and a notice need. */
export interface Passage {
  /** `{ruleId}.{activeSince in base 36}.{a|q|f}.{entity id}`: the same events always give the same id. */
  readonly alertId: string;
  readonly rule: Pick<
    Rule,
    "id" | "name" | "severity" | "advice" | "holdSeconds" | "cooldownSeconds" | "sinks"
  >;
  readonly entity: Entity;
  readonly entityName: string | null;
  readonly queueId: QueueId | null;
  readonly teamId: string | null;
  readonly teamName: string | null;
  readonly from: Phase;
  readonly to: Phase;
  readonly reason: PassageReason;
  /** On the event clock (for the feed's own rules on the desk's). */
  readonly at: EpochMs;
  /** Since when the condition has held. */
  readonly activeSince: EpochMs;
  /** When it fired; `null` until it has. */
  readonly firedAt: EpochMs | null;
  readonly figure: Figure | null;
  /** The agent's state; `null` for queues and the feed. */
  readonly state: string | null;
  /** It has fired so often of late that its comings and goings are told no more (SPEC N). */
  readonly isFlapping: boolean;
  readonly evidence: Evidence;
}

/** The guide's own alert, field for field (guide, section 3): the outward JSON. */
export interface GuideAlert {
  readonly alert_type: string;
  readonly severity: Severity;
  readonly user_id?: string;
  readonly queue_id?: string;
  readonly state: string | null;
  readonly duration_seconds: number;
  readonly threshold_seconds: number;
  /** ISO 8601, UTC, with milliseconds. */
  readonly timestamp: string;
}

/** Why a rule has, or has not, fired for an entity. */
export interface Explanation {
  readonly ruleId: string;
  readonly entity: Entity;
  readonly phase: Exclude<Phase, "resolved">;
  readonly activeSince: EpochMs | null;
  readonly firesAt: EpochMs | null;
  /** Everything that holds it back or made it so, most telling first; never empty. */
  readonly because: readonly ExplainedReason[];
  /** The opening hours that the rule asks for this entity; `null` where it asks none. */
  readonly hours: AskedHours | null;
  readonly evidence: Evidence | null;
}

/** Whose opening hours were asked (SPEC N25), and whether they are open. `site` is `null` for the calendar's own. */
export interface AskedHours {
  readonly site: { readonly id: string; readonly name: string } | null;
  readonly zone: string;
  readonly isOpen: boolean;
}

export type ExplainedReason =
  | "unknownRule"
  | "unknownEntity"
  | "otherScope"
  | "ruleDisabled"
  | "outOfScope"
  | "outsideHours"
  | "feedBlind"
  | "notReadSinceBlind"
  | "valueUnknown"
  | "conditionNotMet"
  | "notHeldLongEnough"
  | "isFiring"
  | "isRecovering";
