/**
 * The floor's nouns as the model knows them: all times in UTC epoch milliseconds. What is exported from here
 * is read-only for the outside; only the model's own files change it. Never wire JSON: that is wire.ts.
 */

export type AgentState = "READY" | "NOT_READY" | "CALL" | "AFTER_CALL_WORK" | "WRAP_UP" | "SIGNED_OUT";
export type Media = "voice" | "chat" | "email" | "digital";
export type Direction = "INBOUND" | "OUTBOUND";
export type Phase = "QUEUED" | "OFFERED" | "ANSWERED" | "ENDED" | "ABANDONED";

/** Local times of `zone`, "HH:MM"; `days` are ISO weekdays of the shift's start (DIALECT.md). */
export interface ShiftTemplate {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly days: readonly number[];
  readonly start: string;
  readonly end: string;
  readonly breaks: readonly { readonly name: string; readonly start: string; readonly end: string }[];
}

export interface AgentSkill {
  readonly skillId: string;
  readonly name: string;
  /** 1 (learning) to 10 (expert). */
  readonly level: number;
  readonly active: boolean;
  readonly queueIds: readonly string[];
}

/** An agent as the world truly has it now. */
export interface AgentTruth {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly name: string;
  readonly teamId: string;
  readonly teamName: string;
  readonly skills: readonly AgentSkill[];
  /** null for the few people whom nobody gave a template. */
  readonly shift: ShiftTemplate | null;
  readonly state: AgentState;
  readonly statusCode: string;
  /** When the state began. */
  readonly sinceMs: number;
  /** When the agent's newest event was; strictly rising. */
  readonly lastUpdatedMs: number;
  readonly queueId: string | null;
  readonly contactId: string | null;
  readonly direction: Direction | null;
  /** Held in a state from outside (see `World.force`); the model leaves such an agent alone. */
  readonly isForced: boolean;
}

/** One contact from its arrival to its end; the raw material of every window. */
export interface ContactTruth {
  readonly id: string;
  readonly queueId: string;
  readonly media: Media;
  readonly direction: Direction;
  readonly phase: Phase;
  /** Who is offered it, has it or had it. */
  readonly agentId: string | null;
  /** null for outbound, which never waits. */
  readonly queuedAtMs: number | null;
  /** The latest offer: one that was not answered is replaced by the next. */
  readonly offeredAtMs: number | null;
  readonly answeredAtMs: number | null;
  /** The end of the talk; null for an abandoned contact. */
  readonly endedAtMs: number | null;
  readonly abandonedAtMs: number | null;
  readonly lastUpdatedMs: number;
}

export interface QueueTruth {
  readonly id: string;
  readonly name: string;
  readonly media: Media;
  /** "In time" means answered within this, in the queue's own figures. */
  readonly thresholdMs: number;
  /** Contacts not answered yet, ringing ones included, oldest first. */
  readonly waiting: readonly ContactTruth[];
  /** Contacts of the last day in order of their beginning (arrival, or answer for outbound), open ones too. */
  readonly contacts: readonly ContactTruth[];
}

/** A consistent, read-only and *live* view: read it between two calls of `advance`, or copy what you keep. */
export interface Truth {
  readonly nowMs: number;
  readonly zone: string;
  readonly speed: number;
  readonly agents: readonly AgentTruth[];
  readonly queues: readonly QueueTruth[];
  agent(id: string): AgentTruth | null;
  queue(id: string): QueueTruth | null;
  /** Whether routing would give this agent a contact now: ready, on duty, not ringing, not held. */
  isRoutable(agentId: string): boolean;
}

/** `atMs` equals `lastUpdatedMs`; `sinceMs` is earlier only for a refresh of an unchanged state. */
export interface AgentStateEvent {
  readonly kind: "agentState";
  readonly atMs: number;
  readonly agentId: string;
  readonly state: AgentState;
  readonly statusCode: string;
  readonly sinceMs: number;
  readonly lastUpdatedMs: number;
  readonly queueId: string | null;
  readonly contactId: string | null;
  readonly direction: Direction | null;
}

/** The upstream's own figures of one queue at one instant. */
export interface QueueStatsEvent {
  readonly kind: "queueStats";
  readonly atMs: number;
  readonly queueId: string;
  readonly queueName: string;
  /** Longest wait of those waiting now, in whole seconds; 0 when nobody waits. */
  readonly waitSeconds: number;
  /** Abandoned within the last hour. */
  readonly abandonedCount: number;
  /** Agents whom routing would give a contact of this queue now. */
  readonly availableAgents: number;
  /** Inbound contacts that arrived within the last hour. */
  readonly callVolume1h: number;
  /** Answered in time ÷ (answered + abandoned) of the last hour, in per cent; null when nothing was decided. */
  readonly serviceLevelPct: number | null;
}

export interface InteractionEvent {
  readonly kind: "interaction";
  readonly atMs: number;
  readonly contactId: string;
  readonly queueId: string;
  readonly agentId: string | null;
  readonly phase: Phase;
  readonly media: Media;
  readonly direction: Direction;
  readonly queuedAtMs: number | null;
  readonly offeredAtMs: number | null;
  readonly answeredAtMs: number | null;
  /** The talk's end, or the moment the caller gave up. */
  readonly endedAtMs: number | null;
}

export type WorldEvent = AgentStateEvent | QueueStatsEvent | InteractionEvent;

export interface WorldOptions {
  readonly seed: number;
  readonly agents: number;
  readonly queues: number;
  readonly startMs: number;
  /** IANA name of the site's zone: arrival curves and shifts live in it. */
  readonly zone: string;
  /** Activity is this many times faster; the calendar is not (see README). Default 1. */
  readonly speed?: number;
  /** Sprinkles hostile strings over names. Default false. */
  readonly hostileNames?: boolean;
  /** Transitions of held "puppet" agents per second, on top of the model, for benches. Default 0. */
  readonly extraEventsPerSecond?: number;
}
