/**
 * The shapes of everything the guide's API sends, as tolerant as the last column of DIALECT.md: fields we do not
 * know are ignored, absent ones are `null`, and what is of the wrong kind is refused. Only shapes are checked
 * here; what they mean is for `translate.ts` and the readers.
 *
 * zod switches its own compiled path off inside workerd, which makes each event 20 times dearer, so the messages
 * of the stream are compiled by hand, once, at module scope (the only place where workerd allows it).
 */
import { BOUNDS } from "@callboard/core";
import { z } from "zod";
import { isId } from "./text.ts";

const interpreted: string[] = [];

/** The compiled twin of a schema, or the schema itself where the runtime does not let code be made. */
function hot<S extends z.ZodType>(name: string, schema: S): S {
  try {
    return z.compile(schema, { strict: true });
  } catch {
    interpreted.push(name);
    return schema;
  }
}

/** Names of the hot contracts that run uncompiled. Empty: the fast path is on. `/api/health` tells them. */
export const interpretedContracts: readonly string[] = interpreted;

const id = z.string().max(BOUNDS.idCharsMax).refine(isId, "not an id");
/** An empty text stands for no id. */
const idOrNone = z
  .string()
  .max(BOUNDS.idCharsMax)
  .refine((text) => text === "" || isId(text), "not an id")
  .nullish();
const text = z.string().nullish();
const seconds = z
  .number()
  .min(0)
  .max(BOUNDS.stateDurationMaxMs / 1_000)
  .nullish();
const count = z.number().min(0).max(BOUNDS.queueCountMax).nullish();

// ── The stream ─────────────────────────────────────────────────────────────────────────────────────────────

const agentFields = {
  user_id: id,
  state: z.string().min(1),
  state_code: text,
  queue_id: idOrNone,
  call_id: idOrNone,
  direction: text,
  duration_seconds: seconds,
  last_updated: text,
};

export const agentStateChange = hot(
  "agent_state_change",
  z.object({ timestamp: z.string(), data: z.object(agentFields) }),
);

export const queueStatsUpdate = hot(
  "queue_stats_update",
  z.object({
    timestamp: z.string(),
    data: z.object({
      queue_id: id,
      queue_name: text,
      wait_time_seconds: seconds,
      abandoned_count: count,
      available_agents: count,
      call_volume_1h: count,
      service_level_pct: z.number().min(0).max(100).nullish(),
    }),
  }),
);

export const interactionStateChange = hot(
  "interaction_state_change",
  z.object({
    timestamp: z.string(),
    data: z.object({
      interaction_id: id,
      queue_id: id,
      user_id: idOrNone,
      phase: z.enum(["QUEUED", "OFFERED", "ANSWERED", "ENDED", "ABANDONED"]),
      media: text,
      direction: z.enum(["INBOUND", "OUTBOUND"]).nullish(),
      queued_at: text,
      offered_at: text,
      answered_at: text,
      ended_at: text,
    }),
  }),
);

// ── REST ───────────────────────────────────────────────────────────────────────────────────────────────────

/** A row of ground truth: the stream's `data`, and perhaps a `timestamp` of its own. Thousands a minute: hot. */
export const agentRow = hot("agent_row", z.object({ ...agentFields, timestamp: text }));

/** Visible ASCII only: the token becomes a header's value (RFC 6750, section 2.1). */
const bearer = z
  .string()
  .min(1)
  .max(BOUNDS.tokenCharsMax)
  .regex(/^[\x21-\x7e]+$/, "not a bearer token");
const lifeSeconds = z.number().min(1).max(BOUNDS.tokenLifeMaxSeconds);

export const tokenAnswer = z.object({
  access_token: bearer,
  token_type: z
    .string()
    .regex(/^bearer$/i, "not a bearer token")
    .nullish(),
  expires_in: z
    .union([
      lifeSeconds,
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number)
        .pipe(lifeSeconds),
    ])
    .nullish(),
  scope: text,
});

export const userRow = z.object({
  id: idOrNone,
  user_id: idOrNone,
  name: text,
  display_name: text,
  first_name: text,
  last_name: text,
  team_id: idOrNone,
  team_name: text,
  active: z.boolean().nullish(),
});

export const skillRow = z.object({
  skill_id: idOrNone,
  id: idOrNone,
  name: text,
  level: z.number().min(0).max(BOUNDS.skillLevelMax).nullish(),
  proficiency: z.number().min(0).max(BOUNDS.skillLevelMax).nullish(),
  active: z.boolean().nullish(),
  queue_ids: z.array(z.unknown()).nullish(),
});

const localTime = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)(?::00)?$/, "not a local time");
const zone = z.string().min(1).max(BOUNDS.zoneCharsMax);

export const shiftRow = z.object({
  template_id: idOrNone,
  id: idOrNone,
  name: text,
  zone: zone.nullish(),
  time_zone: zone.nullish(),
  timezone: zone.nullish(),
  days: z.array(z.int().min(1).max(7)).max(7),
  start: localTime,
  end: localTime,
  breaks: z
    .array(z.object({ name: text, start: localTime, end: localTime }))
    .max(BOUNDS.breaksPerShiftMax)
    .nullish(),
});

export type AgentRow = z.infer<typeof agentRow>;
export type UserRow = z.infer<typeof userRow>;
export type SkillRow = z.infer<typeof skillRow>;
export type ShiftRow = z.infer<typeof shiftRow>;

/** The first thing wrong, as a path and a reason; it never repeats the text from outside. */
export function firstFault(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return "unreadable";
  const path = issue.path.map(String).join(".");
  const fault = path === "" ? issue.message : `${path}: ${issue.message}`;
  return fault.slice(0, BOUNDS.detailCharsMax);
}
