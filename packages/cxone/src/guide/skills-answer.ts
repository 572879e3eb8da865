/**
 * Reads `GET /api/v2/users/{id}/skills`: what one agent can be sent, and when (guide, section 2, "The Trap"). A
 * shift that cannot be read whole is unknown, since half a shift would call somebody available who is not.
 */
import {
  type AgentId,
  BOUNDS,
  type QueueId,
  type RoutingProfile,
  type ShiftKnowledge,
  type ShiftTemplate,
  type Skill,
} from "@callboard/core";
import { idOrNull } from "./agent-report.ts";
import { type ShiftRow, type SkillRow, shiftRow, skillRow } from "./contracts.ts";
import { bodyOf, type HttpAnswer, type HttpRefusal } from "./http.ts";
import { isId, nameOf } from "./text.ts";

export type SkillsResult =
  | {
      readonly kind: "ok";
      readonly profile: RoutingProfile;
      /** Skills, queue ids and shifts that could not be read or went beyond their bound. */
      readonly refusedRows: number;
    }
  | HttpRefusal;

const NO_SHIFT: ShiftKnowledge = { kind: "none" };
const UNKNOWN_SHIFT: ShiftKnowledge = { kind: "unknown" };
/** A skill that is assigned without a level is on. */
const DEFAULT_LEVEL = 1;

const invalid = (detail: string): HttpRefusal => ({ kind: "invalid", detail });

/** Reads the answer to `skillsRequest(agentId)`. No skills at all is an answer too: nobody can be sent there. */
export function readSkills(answer: HttpAnswer, agentId: AgentId): SkillsResult {
  const body = bodyOf(answer);
  if (body.kind !== "body") return body;
  if (Array.isArray(body.body)) return profileOf(body.body, { shift: UNKNOWN_SHIFT, refused: 0 });
  if (typeof body.body !== "object" || body.body === null) return invalid("no skills");
  const fields = new Map<string, unknown>(Object.entries(body.body));
  const owner = fields.get("user_id");
  if (owner !== undefined && owner !== null && owner !== agentId) return invalid("skills of another user");
  const rows = fields.get("skills");
  if (!Array.isArray(rows)) return invalid("no list of skills");
  const shift = fields.has("shift") ? fields.get("shift") : fields.get("active_shift_template");
  return profileOf(rows, shiftOf(shift));
}

interface ShiftRead {
  readonly shift: ShiftKnowledge;
  readonly refused: 0 | 1;
}

function profileOf(rows: readonly unknown[], { shift, refused }: ShiftRead): SkillsResult {
  const skills: Skill[] = [];
  let refusedRows: number = refused;
  for (const row of rows) {
    const parsed = skillRow.safeParse(row);
    const read = parsed.success && skills.length < BOUNDS.skillsPerAgentMax ? skillOf(parsed.data) : null;
    refusedRows += read === null ? 1 : read.refusedIds;
    if (read !== null) skills.push(read.skill);
  }
  return { kind: "ok", profile: { skills, shift }, refusedRows };
}

function skillOf(row: SkillRow): { readonly skill: Skill; readonly refusedIds: number } | null {
  const id = idOrNull(row.skill_id) ?? idOrNull(row.id);
  if (id === null) return null;
  const queueIds = queueIdsOf(row.queue_ids);
  const skill: Skill = {
    id,
    name: nameOf(row.name) ?? id,
    level: row.level ?? row.proficiency ?? DEFAULT_LEVEL,
    active: row.active ?? true,
    queueIds,
  };
  return { skill, refusedIds: (row.queue_ids?.length ?? 0) - (queueIds?.length ?? 0) };
}

function queueIdsOf(listed: SkillRow["queue_ids"]): readonly QueueId[] | null {
  if (listed === null || listed === undefined) return null;
  const readable = listed.filter((value): value is string => typeof value === "string" && isId(value));
  return readable.slice(0, BOUNDS.queuesPerSkillMax);
}

/** `undefined`: the upstream did not say. `null`: it says that there is no template. */
function shiftOf(value: unknown): ShiftRead {
  if (value === undefined) return { shift: UNKNOWN_SHIFT, refused: 0 };
  if (value === null) return { shift: NO_SHIFT, refused: 0 };
  const parsed = shiftRow.safeParse(value);
  const template = parsed.success ? templateOf(parsed.data) : null;
  if (template === null) return { shift: UNKNOWN_SHIFT, refused: 1 };
  return { shift: { kind: "template", template }, refused: 0 };
}

function templateOf(row: ShiftRow): ShiftTemplate | null {
  const zone = row.zone ?? row.time_zone ?? row.timezone;
  if (zone === null || zone === undefined) return null;
  const id = idOrNull(row.template_id) ?? idOrNull(row.id) ?? "";
  return {
    id,
    name: nameOf(row.name) ?? id,
    zone,
    days: [...new Set(row.days)].sort((a, b) => a - b),
    ...spanOf(row),
    breaks: (row.breaks ?? []).map((pause) => ({ name: nameOf(pause.name) ?? "", ...spanOf(pause) })),
  };
}

const DAY_MINUTES = 1_440;

const spanOf = (row: { readonly start: string; readonly end: string }) => ({
  startMinute: minuteOf(row.start),
  endMinute: minuteOf(row.end),
});

/** `HH:MM` to minutes; `24:00` is the next day's midnight, which a span understands as 0. */
function minuteOf(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) % DAY_MINUTES;
}
