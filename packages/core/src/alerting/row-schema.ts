/**
 * What a row of the floor must look like, field by field, whether it comes over the queue or out of a checkpoint. Only
 * shapes are checked here. Every text and every list has a bound; fields that we do not know are dropped, so that a newer
 * desk may tell more.
 */
import { z } from "zod";
import { BOUNDS } from "../bounds.ts";
import {
  AGENT_STATES,
  DIRECTIONS,
  FEED_STATES,
  MEDIA,
  NOT_ROUTABLE_REASONS,
  ROUTABILITY_UNKNOWN_REASONS,
  SERVICE_LEVEL_VARIANTS,
} from "../vocabulary.ts";
import type { AgentIdentity, AgentRow, QueueRow } from "./batch.ts";

/**
 * The compiled twin of a schema, or the schema itself where the runtime does not let code be made. zod switches its own
 * compiled path off inside workerd, which makes each row many times dearer; so this is called at module scope, the only
 * place where workerd allows it.
 */
export function compiled<S extends z.ZodType>(schema: S): S {
  try {
    return z.compile(schema, { strict: true });
  } catch {
    return schema;
  }
}

/** Somewhat inside what a calendar can hold. */
const INSTANT_MAX = 8e15;

export const idText = z.string().min(1).max(BOUNDS.idCharsMax);
const idOrNone = idText.nullable();
/** Names, labels and codes: cut where they are first let in, so a longer one is not ours. */
const textOrNone = z.string().max(BOUNDS.nameCharsMax).nullable();
export const instant = z.int().min(-INSTANT_MAX).max(INSTANT_MAX);
const instantOrNone = instant.nullable();
const figure = z.number();
const figureOrNone = figure.nullable();
const count = z.int().min(0);
export const seq = z.int().min(0);
export const feedState = z.enum(FEED_STATES);

export const identityRow = z.object({
  id: idText,
  name: textOrNone,
  teamId: textOrNone,
  teamName: textOrNone,
  skillIds: z.array(z.string().max(BOUNDS.nameCharsMax)).max(BOUNDS.skillsPerAgentMax).nullable(),
}) satisfies z.ZodType<AgentIdentity>;

const usualFigures = z.object({
  weeks: figure,
  waitSeconds: figure,
  serviceLevelPct: figureOrNone,
  volume: figureOrNone,
});

const queueContext = z.object({
  queueId: idText,
  frozenAt: instant,
  statsAt: instantOrNone,
  waitSeconds: figureOrNone,
  serviceLevelPct: figureOrNone,
  baseline: usualFigures.nullable(),
  waitDeviationSeconds: figureOrNone,
  serviceLevelDeviationPct: figureOrNone,
});

export const agentRow = z.object({
  id: idText,
  state: z.enum(AGENT_STATES),
  rawState: textOrNone,
  statusCode: textOrNone,
  status: textOrNone,
  since: instantOrNone,
  callSince: instantOrNone,
  wrapUpSince: instantOrNone,
  queueId: idOrNone,
  direction: z.enum(DIRECTIONS).nullable(),
  routability: z.object({
    kind: z.enum(["routable", "notRoutable", "unknown"]),
    reason: z.enum([...NOT_ROUTABLE_REASONS, ...ROUTABILITY_UNKNOWN_REASONS]).nullable(),
    detail: textOrNone,
  }),
  context: queueContext.nullable(),
}) satisfies z.ZodType<AgentRow>;

const windowRow = z.object({
  offered: count,
  answered: count,
  abandoned: count,
  serviceLevelPct: figureOrNone,
  serviceLevelOf: figure.exactOptional(),
  abandonPct: figureOrNone,
  asaSeconds: figureOrNone,
  ahtSeconds: figureOrNone,
  blindMs: figure,
});

export const queueRow = z.object({
  id: idText,
  name: textOrNone,
  media: z.enum(MEDIA).nullable().exactOptional(),
  statsAt: instantOrNone,
  waitSeconds: figureOrNone,
  abandonedCount: figureOrNone,
  availableAgents: figureOrNone,
  callVolume1h: figureOrNone,
  serviceLevelPct: figureOrNone,
  usualWeeks: figure,
  waitDeviationSeconds: figureOrNone,
  serviceLevelDeviationPct: figureOrNone,
  waiting: count,
  longestWaitSince: instantOrNone,
  unsureWaiting: count.exactOptional(),
  routableAgents: count,
  workingAgents: count,
  goal: z.object({
    thresholdSeconds: figure,
    shortAbandonSeconds: figure,
    goalPct: figure,
    variant: z.enum(SERVICE_LEVEL_VARIANTS),
  }),
  last15m: windowRow,
  last1h: windowRow,
  today: windowRow,
}) satisfies z.ZodType<QueueRow>;
