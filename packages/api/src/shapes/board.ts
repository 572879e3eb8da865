/** The board, as `/board` answers it. */
import {
  AGENT_STATES,
  DIRECTIONS,
  FEED_STATES,
  MEDIA,
  NOT_ROUTABLE_REASONS,
  ROUTABILITY_UNKNOWN_REASONS,
  SERVICE_LEVEL_VARIANTS,
  SEVERITIES,
} from "@callboard/core";
import type {
  BoardAgentDetail,
  BoardAlert,
  BoardCall,
  BoardFeed,
  BoardQueue,
  BoardRoutability,
  BoardWindow,
  DetailedBoard,
} from "@callboard/protocol";
import { z } from "zod";
import { shapeOf } from "../lazy.ts";
import { byPerson, instant } from "./parts.ts";

const routability = shapeOf<BoardRoutability>()(() =>
  z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("routable") }),
      z.strictObject({
        kind: z.literal("notRoutable"),
        reason: z.enum(NOT_ROUTABLE_REASONS),
        detail: z.string().nullable(),
      }),
      z.strictObject({ kind: z.literal("unknown"), reason: z.enum(ROUTABILITY_UNKNOWN_REASONS) }),
    ])
    .meta({
      id: "Routability",
      description: "Whether a contact could be given to an agent now, and why not.",
    }),
);

const call = shapeOf<BoardCall>()(() =>
  z.strictObject({
    since: instant().nullable(),
    queueId: z.string(),
    frozenAt: instant(),
    statsAt: instant().nullable(),
    waitSeconds: z.number().nullable(),
    serviceLevelPct: z.number().nullable(),
    baseline: z
      .strictObject({
        weeks: z.number(),
        waitSeconds: z.number(),
        serviceLevelPct: z.number().nullable(),
        volume: z.number().nullable(),
      })
      .nullable(),
    waitDeviationSeconds: z.number().nullable(),
    serviceLevelDeviationPct: z.number().nullable(),
  }),
);

export const agentDetail = shapeOf<BoardAgentDetail>()(() =>
  z
    .strictObject({
      id: z.string(),
      name: z.string(),
      team: z.string().nullable(),
      state: z.enum(AGENT_STATES),
      rawState: z.string().nullable(),
      status: z.string().nullable(),
      since: instant().nullable(),
      lastUpdated: instant().nullable(),
      queueId: z.string().nullable(),
      direction: z.enum(DIRECTIONS).nullable(),
      routability: routability(),
      trusted: z.boolean(),
      call: call().nullable(),
      gap: z.strictObject({ from: z.enum(AGENT_STATES), to: z.enum(AGENT_STATES), at: instant() }).nullable(),
      lastCall: z
        .strictObject({
          contactId: z.string().nullable(),
          queueId: z.string().nullable(),
          endedAt: instant(),
          talkMs: z.number().nullable(),
        })
        .nullable(),
    })
    .meta({ id: "Agent" }),
);

export const window = shapeOf<BoardWindow>()(() =>
  z
    .strictObject({
      offered: z.number(),
      answered: z.number(),
      abandoned: z.number(),
      serviceLevelPct: z.number().nullable(),
      serviceLevelOf: z.number().exactOptional(),
      asaSeconds: z.number().nullable(),
      ahtSeconds: z.number().nullable(),
      abandonPct: z.number().nullable(),
      blindMs: z.number(),
    })
    .meta({
      id: "QueueWindow",
      description: "Figures of one window; null where there is nothing to divide by.",
    }),
);

const queue = shapeOf<BoardQueue>()(() =>
  z
    .strictObject({
      id: z.string(),
      name: z.string(),
      media: z.enum(MEDIA).nullable(),
      statsAt: instant().nullable(),
      waitSeconds: z.number().nullable(),
      abandonedCount: z.number().nullable(),
      availableAgents: z.number().nullable(),
      callVolume1h: z.number().nullable(),
      serviceLevelPct: z.number().nullable(),
      waitTrend: z.literal([-1, 0, 1]).nullable(),
      waitDeviationSeconds: z.number().nullable(),
      waiting: z.number(),
      longestWaitSince: instant().nullable(),
      unsureWaiting: z.number(),
      routableAgents: z.number(),
      goalPct: z.number(),
      thresholdSeconds: z.number(),
      variant: z.enum(SERVICE_LEVEL_VARIANTS),
      last15m: window(),
      last1h: window(),
      today: window(),
    })
    .meta({ id: "Queue" }),
);

export const feed = shapeOf<BoardFeed>()(() =>
  z
    .strictObject({
      state: z.enum(FEED_STATES),
      since: instant(),
      asOf: instant().nullable(),
      clock: instant().nullable(),
      reconciledAt: instant().nullable(),
      advice: z.string(),
    })
    .meta({ id: "Feed", description: "What the desk knows of its own sight." }),
);

const alert = shapeOf<BoardAlert>()(() =>
  z
    .strictObject({
      id: z.string(),
      ruleId: z.string(),
      ruleName: z.string(),
      severity: z.enum(SEVERITIES),
      phase: z.enum(["firing", "recovering"]),
      entity: z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("agent"), id: z.string() }),
        z.strictObject({ kind: z.literal("queue"), id: z.string() }),
        z.strictObject({ kind: z.literal("feed") }),
      ]),
      queueId: z.string().nullable(),
      activeSince: instant(),
      firedAt: instant(),
      value: z.number().nullable(),
      threshold: z.number().nullable(),
      unit: z.enum(["seconds", "pct", "count"]).nullable(),
      acknowledged: byPerson().nullable(),
      silenced: z.strictObject({ by: z.string(), until: instant() }).nullable(),
      isFlapping: z.boolean(),
      comments: z.number(),
      lastComment: z.strictObject({ by: z.string(), at: instant(), text: z.string() }).nullable(),
    })
    .meta({ id: "BoardAlert" }),
);

export const board = shapeOf<DetailedBoard>()(() =>
  z
    .strictObject({
      epoch: z.string(),
      seq: z.number(),
      at: instant(),
      site: z.strictObject({ tenant: z.string(), name: z.string(), zone: z.string() }),
      feed: feed(),
      counts: z.strictObject({
        byState: z.array(z.number()).meta({ description: `In the order ${AGENT_STATES.join(", ")}.` }),
        routable: z.number(),
        readyNotRoutable: z.number(),
        readyUnknown: z.number(),
      }),
      agents: z.array(agentDetail()),
      queues: z.array(queue()),
      alerting: z.strictObject({
        state: z.enum(["unheard", "frozen", "watching"]),
        since: instant(),
        more: z.number(),
      }),
      alerts: z.array(alert()),
    })
    .meta({ id: "Board" }),
);
