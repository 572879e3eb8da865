/** How the desks are doing, for whoever runs them. */
import type { AlertDeskStatus } from "@callboard/alert-desk";
import { FEED_STATES } from "@callboard/core";
import type { DeskStatus } from "@callboard/desk";
import { z } from "zod";
import { lazy, shapeOf } from "../lazy.ts";
import { feed } from "./board.ts";
import { counts, instant } from "./parts.ts";

const link = lazy(() =>
  z.strictObject({
    state: z.enum(["idle", "waiting", "dialing", "open", "paused"]),
    sinceMs: instant().nullable(),
    untilMs: instant().nullable(),
    leftMs: z.number().nullable(),
    attempt: z.number(),
    failures: z.number(),
    breaker: z.enum(["closed", "open", "halfOpen"]),
    why: z
      .enum([
        "network",
        "timeout",
        "refused401",
        "refused403",
        "rateLimited",
        "server5xx",
        "other4xx",
        "closed",
        "silent",
      ])
      .nullable(),
    proven: z.boolean(),
  }),
);

const reconciliation = lazy(() =>
  z.strictObject({
    rounds: z.number(),
    leftOut: z.number(),
    isRunning: z.boolean(),
    at: instant().nullable(),
    report: z
      .strictObject({
        asked: z.number(),
        answered: z.number(),
        repaired: z.number(),
        confirmed: z.number(),
        olderThanStream: z.number(),
        refused: z.number(),
        missing: z.number(),
        becameUnknown: z.number(),
        signedOut: z.number(),
      })
      .nullable(),
  }),
);

export const deskStatus = shapeOf<DeskStatus>()(() =>
  z
    .strictObject({
      tenant: z.string(),
      at: instant(),
      startedAt: instant(),
      recoveredAt: instant().nullable(),
      epoch: z.string(),
      seq: z.number(),
      feed: feed(),
      link: link(),
      token: z.strictObject({
        isHeld: z.boolean(),
        expiresAt: instant().nullable(),
        renewAt: instant().nullable(),
        isAsking: z.boolean(),
        obtained: z.number(),
      }),
      stream: z.strictObject({
        messages: z.number(),
        dials: z.number(),
        lastMessageAt: instant().nullable(),
        skewMs: z.number().nullable(),
        lagMs: z.number().nullable(),
      }),
      accepted: counts(),
      refused: counts(),
      refusals: z.array(
        z.strictObject({
          reason: z.string(),
          type: z.string().nullable(),
          detail: z.string().nullable(),
          sample: z.string().nullable(),
          count: z.number(),
          lastAt: instant(),
        }),
      ),
      unknownStates: z.array(z.strictObject({ state: z.string().nullable(), count: z.number() })),
      reconciliation: reconciliation(),
      profiles: z.strictObject({ known: z.number(), awaited: z.number(), failures: z.number() }),
      floor: z.strictObject({
        agents: z.number(),
        queues: z.number(),
        contacts: z.number(),
        unmappedStatusCodes: z.array(z.string()),
      }),
      viewers: z.strictObject({
        viewers: z.number(),
        relayLines: z.number(),
        frames: z.number(),
        sends: z.number(),
        snapshots: z.number(),
        rescued: z.number(),
        closed: counts(),
      }),
      relays: z.strictObject({ relays: z.number(), viewers: z.number() }),
      record: z.strictObject({
        seq: z.number(),
        rows: z.number(),
        checkpoints: z.number(),
        failures: z.number(),
        checkpointAt: instant().nullable(),
      }),
      outbox: z.strictObject({
        sent: z.number(),
        refused: z.number(),
        lost: z.number(),
        givenUp: z.number(),
        unsent: z.number(),
        inFlight: z.number(),
        lastSentAt: instant().nullable(),
      }),
      alerts: z.strictObject({
        state: z.enum(["unheard", "frozen", "watching"]),
        since: instant(),
        shown: z.number(),
        more: z.number(),
        pushes: z.number(),
        overtaken: z.number(),
        heardAt: instant().nullable(),
      }),
      duesFailed: z.number(),
      linkEvents: z.array(z.strictObject({ at: instant(), what: z.string() })),
    })
    .meta({ id: "DeskStatus", description: "Counts and codes; no names, no secrets." }),
);

const engine = lazy(() =>
  z.strictObject({
    clock: instant(),
    lineage: z.string().nullable(),
    seq: z.number(),
    feed: z.enum([...FEED_STATES, "unheard"]),
    isFrozen: z.boolean(),
    agents: z.number(),
    queues: z.number(),
    rulesEnabled: z.number(),
    dues: z.number(),
    pending: z.number(),
    firing: z.number(),
    recovering: z.number(),
    withoutRoom: z.number(),
    seenSince: instant().nullable(),
  }),
);

export const alertDeskStatus = shapeOf<AlertDeskStatus>()(() =>
  z
    .strictObject({
      tenant: z.string(),
      at: instant(),
      startedAt: instant(),
      life: z.string(),
      lineage: z.string().nullable(),
      lastSeq: z.number(),
      clock: instant(),
      batchAt: instant().nullable(),
      heardAt: instant().nullable(),
      lagMs: z.number().nullable(),
      feed: z.string().nullable(),
      isFrozen: z.boolean(),
      isUnheard: z.boolean(),
      batches: counts(),
      held: z.number(),
      isAskingDesk: z.boolean(),
      poisoned: z.array(z.strictObject({ at: instant(), why: z.string(), shape: z.string() })),
      firing: z.strictObject({
        critical: z.number(),
        high: z.number(),
        medium: z.number(),
        low: z.number(),
      }),
      incidentsOpen: z.number(),
      notices: z.strictObject({
        ready: z.number(),
        sending: z.number(),
        held: z.number(),
        delivered: z.number(),
        dead: z.number(),
        cancelled: z.number(),
      }),
      engine: engine(),
      push: z.strictObject({ revision: z.number(), shownAt: instant().nullable(), failures: z.number() }),
      history: z.strictObject({
        chunks: z.number(),
        bytes: z.number(),
        from: instant().nullable(),
        to: instant().nullable(),
        unpacked: z.number(),
        minutes: z.number(),
        minuteChars: z.number(),
      }),
      storageBytes: z.number(),
      checkpointAt: instant().nullable(),
      storageFailures: z.number(),
      duesFailed: z.number(),
    })
    .meta({ id: "AlertDeskStatus" }),
);
