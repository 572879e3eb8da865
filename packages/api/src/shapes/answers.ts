/** Who is who, one agent, how figures went, and the floor at a past minute. */
import { AGENT_STATES, MEDIA } from "@callboard/core";
import {
  type AgentFacts,
  type AgentTimeline,
  type Directory,
  NAME_STYLES,
  type QueueTrend,
  type ReplayPage,
  type Trends,
} from "@callboard/protocol";
import { z } from "zod";
import { lazy, shapeOf } from "../lazy.ts";
import { agentDetail } from "./board.ts";
import { instant } from "./parts.ts";

export const nameStyle = lazy(() =>
  z.enum(NAME_STYLES).meta({ id: "NameStyle", description: "How people's names are told." }),
);

export const directory = shapeOf<Directory>()(() =>
  z
    .strictObject({
      at: instant(),
      teams: z.array(z.string()),
      skills: z.array(
        z.strictObject({ id: z.string(), name: z.string(), queueIds: z.array(z.string()).nullable() }),
      ),
      agents: z.array(z.strictObject({ id: z.string(), skills: z.array(z.number()).nullable() })),
      queues: z.array(z.strictObject({ id: z.string(), name: z.string(), media: z.enum(MEDIA).nullable() })),
      codes: z.array(z.strictObject({ code: z.string(), isMapped: z.boolean(), isOnReady: z.boolean() })),
    })
    .meta({ id: "Directory" }),
);

export const agentFacts = shapeOf<AgentFacts>()(() =>
  z
    .strictObject({
      at: instant(),
      agent: agentDetail(),
      skills: z
        .array(
          z.strictObject({
            id: z.string(),
            name: z.string(),
            level: z.number(),
            isActive: z.boolean(),
            queueIds: z.array(z.string()).nullable(),
          }),
        )
        .nullable(),
      shift: z
        .strictObject({
          name: z.string(),
          zone: z.string(),
          source: z.enum(["cxone", "site"]),
          from: instant().nullable(),
          to: instant().nullable(),
          breaks: z.array(z.strictObject({ name: z.string(), from: instant(), to: instant() })),
        })
        .nullable(),
    })
    .meta({ id: "AgentFacts" }),
);

export const agentTimeline = shapeOf<AgentTimeline>()(() =>
  z
    .strictObject({
      from: instant(),
      to: instant(),
      spans: z.array(
        z.strictObject({
          from: instant(),
          to: instant().nullable(),
          state: z.enum(AGENT_STATES),
          status: z.string().nullable(),
          queueId: z.string().nullable(),
          routability: z.enum(["routable", "notRoutable", "unknown"]),
        }),
      ),
    })
    .meta({ id: "AgentTimeline", description: "Oldest first. What was not seen is a hole." }),
);

const trend = shapeOf<QueueTrend>()(() =>
  z
    .strictObject({
      queueId: z.string(),
      from: instant(),
      to: instant(),
      stepMs: z.number(),
      points: z.array(
        z.strictObject({
          at: instant(),
          waitSeconds: z.number().nullable(),
          waiting: z.number().nullable(),
          routable: z.number().nullable(),
          serviceLevelPct: z.number().nullable(),
          serviceLevelOf: z.number().exactOptional(),
          offered: z.number(),
          answered: z.number(),
          abandoned: z.number(),
          blindMs: z.number(),
        }),
      ),
      usual: z.array(
        z.strictObject({
          from: instant(),
          to: instant(),
          weeks: z.number(),
          waitSeconds: z.number(),
          waitSpreadSeconds: z.number().nullable(),
          serviceLevelPct: z.number().nullable(),
          serviceLevelSpreadPct: z.number().nullable(),
          volume: z.number().nullable(),
          volumeSpread: z.number().nullable(),
        }),
      ),
    })
    .meta({ id: "QueueTrend" }),
);

export const trends = shapeOf<Trends>()(() =>
  z.strictObject({ at: instant(), trends: z.array(trend()) }).meta({ id: "Trends" }),
);

export const replayPage = shapeOf<ReplayPage>()(() =>
  z
    .strictObject({
      from: instant(),
      to: instant(),
      frames: z.array(z.strictObject({ at: instant(), text: z.string() })),
      kept: z.strictObject({ from: instant(), to: instant() }).nullable(),
    })
    .meta({ id: "ReplayPage" }),
);
