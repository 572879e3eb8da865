/**
 * What can be asked of the alert desk, and sent to it, as it comes from outside: read by these schemas here, and told by the
 * same ones in the API's document. Each mistake is words that follow the name of what is wrong.
 */
import { BOUNDS } from "@callboard/core";
import { SEVERITIES } from "@callboard/core/alerting";
import { z } from "zod";
import { NOTICE_STATES, TREND_STRETCHES } from "../views.ts";
import { commentText, instant, pageLimit, person } from "./edge.ts";

const id = z.string().max(BOUNDS.idCharsMax);

/** A search for alerts. `before` is the `next` of the page before. */
export const alertQuery = z.strictObject({
  state: z.enum(["firing", "resolved", "all"], "must be firing, resolved or all").default("all"),
  text: z.string().max(BOUNDS.nameCharsMax).optional(),
  severity: z.enum(SEVERITIES, `must be one of ${SEVERITIES.join(", ")}`).optional(),
  ruleId: id.optional(),
  entityId: id.optional(),
  queueId: id.optional(),
  from: instant.optional(),
  to: instant.optional(),
  limit: pageLimit,
  before: z.string().max(BOUNDS.sinkUrlCharsMax).optional(),
});

export const noticeQuery = z.strictObject({
  state: z.enum(NOTICE_STATES, `must be one of ${NOTICE_STATES.join(", ")}`).optional(),
  sinkId: z.string().max(BOUNDS.idCharsMax).optional(),
  incidentId: z.string().max(BOUNDS.sinkUrlCharsMax).optional(),
  limit: pageLimit,
  before: z.coerce.number("must be the `next` of the page before").int().optional(),
});

const list = <Item extends z.ZodType>(item: Item) =>
  z.array(item, "must be a list").max(BOUNDS.listedIdsMax, `has room for ${BOUNDS.listedIdsMax}`).optional();
const ids = list(z.string("must be text").max(BOUNDS.nameCharsMax));

/** What a silence mutes. */
export const silenceMatcher = z.strictObject(
  {
    rules: ids,
    severities: list(z.enum(SEVERITIES, `must be one of ${SEVERITIES.join(", ")}`)),
    queues: ids,
    teams: ids,
    agents: ids,
  },
  "must be an object of lists",
);

/** A silence as somebody enters it: `minutes` or `until`, and whose deed it is. */
export const silenceOrder = z.strictObject({
  matcher: silenceMatcher,
  minutes: z
    .number("must be a number")
    .positive("must be more than 0")
    .max(BOUNDS.silenceMaxMs / 60_000, `must be at most ${BOUNDS.silenceMaxMs / 60_000}`)
    .optional(),
  until: instant.optional(),
  reason: commentText.pipe(
    z.string().max(BOUNDS.commentCharsMax, `must be at most ${BOUNDS.commentCharsMax} characters`),
  ),
  by: person,
});

/** Whom "why?" is about. */
export const whyEntity = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("agent"), id: z.string().max(BOUNDS.idCharsMax) }),
  z.object({ kind: z.literal("queue"), id: z.string().max(BOUNDS.idCharsMax) }),
  z.object({ kind: z.literal("feed") }),
]);

export const timelineQuery = z.object({
  agentId: z.string().min(1).max(BOUNDS.idCharsMax),
  from: instant.optional(),
  to: instant.optional(),
});

export const trendsQuery = z.object({
  queues: z
    .array(z.string().min(1).max(BOUNDS.idCharsMax), "must be a list of queue ids")
    .min(1, "must name a queue")
    .max(BOUNDS.trendQueuesMax, `must name at most ${BOUNDS.trendQueuesMax} queues`),
  stretch: z.enum(TREND_STRETCHES, `must be one of: ${TREND_STRETCHES.join(", ")}`),
});

const SECONDS_MAX = BOUNDS.replaySecondsMax;

export const replayQuery = z.object({
  from: instant,
  seconds: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(1, "must be at least 1")
    .max(SECONDS_MAX, `must be at most ${SECONDS_MAX}: ask for the next page from where this one ends`)
    .default(60),
});
