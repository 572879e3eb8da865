/** Alerts of record, silences, sinks and notices, as the alert desk answers them. */
import type {
  AlertDetail,
  AlertPage,
  AlertView,
  DeadResent,
  NoticePage,
  NoticeView,
  SilenceView,
  SinkTest,
  SinkView,
  SinkWritten,
} from "@callboard/alert-desk";
import { NOTICE_STATES, TELLINGS } from "@callboard/alert-desk/contracts";
import { SEVERITIES } from "@callboard/core";
import { PASSAGE_REASONS } from "@callboard/core/alerting";
import { z } from "zod";
import { lazy, shapeOf } from "../lazy.ts";
import { byPerson, instant } from "./parts.ts";
import { entity, evidence, figure } from "./rules.ts";

const comment = lazy(() => z.strictObject({ by: z.string(), at: instant(), text: z.string() }));

/** The guide's own record (section 3), field for field. */
const guideAlert = lazy(() =>
  z
    .strictObject({
      alert_type: z.string(),
      severity: z.enum(SEVERITIES),
      user_id: z.string().exactOptional(),
      queue_id: z.string().exactOptional(),
      state: z.string().nullable(),
      duration_seconds: z.number(),
      threshold_seconds: z.number(),
      timestamp: z.iso.datetime(),
    })
    .meta({ id: "AlertRecord", description: "The alert as receivers outside are told it." }),
);

const alertFields = lazy(() => ({
  id: z.string(),
  ruleId: z.string(),
  ruleName: z.string(),
  severity: z.enum(SEVERITIES),
  advice: z.string(),
  entity: entity(),
  entityName: z.string().nullable(),
  queueId: z.string().nullable(),
  queueName: z.string().nullable(),
  teamId: z.string().nullable(),
  teamName: z.string().nullable(),
  phase: z.enum(["firing", "recovering", "resolved"]),
  activeSince: instant(),
  firedAt: instant(),
  resolvedAt: instant().nullable(),
  reason: z.enum(PASSAGE_REASONS),
  figure: figure().nullable(),
  isFlapping: z.boolean(),
  incidentId: z.string(),
  telling: z.enum(TELLINGS),
  acknowledged: byPerson().nullable(),
  silenced: z.strictObject({ id: z.string(), by: z.string(), until: instant() }).nullable(),
  commentCount: z.number(),
  lastComment: comment().nullable(),
  record: guideAlert(),
}));

const alertView = shapeOf<AlertView>()(() => z.strictObject(alertFields()).meta({ id: "Alert" }));

export const alertPage = shapeOf<AlertPage>()(() =>
  z
    .strictObject({
      alerts: z.array(alertView()),
      next: z.string().nullable().meta({ description: "Give it as `before` to read on; null at the end." }),
    })
    .meta({ id: "AlertPage" }),
);

const attempt = lazy(() =>
  z.strictObject({
    at: instant(),
    status: z.number().nullable(),
    why: z.string().nullable(),
    isTimeout: z.boolean(),
  }),
);

export const noticeView = shapeOf<NoticeView>()(() =>
  z
    .strictObject({
      id: z.string(),
      kind: z.enum(["fire", "acknowledge", "resolve", "test"]),
      sinkId: z.string(),
      incidentId: z.string(),
      ruleId: z.string(),
      at: instant(),
      state: z.enum(NOTICE_STATES),
      tries: z.number(),
      last: attempt().nullable(),
      deliveredAt: instant().nullable(),
      resentBy: byPerson().nullable(),
      about: z.strictObject({
        entityKind: z.enum(["agent", "queue", "feed"]),
        entityName: z.string().nullable(),
        teamName: z.string().nullable(),
        queueName: z.string().nullable(),
      }),
      alerts: z.number(),
    })
    .meta({ id: "Notice" }),
);

const phase = lazy(() => z.enum(["normal", "pending", "firing", "recovering", "resolved"]));

export const alertDetail = shapeOf<AlertDetail>()(() =>
  z
    .strictObject({
      ...alertFields(),
      passages: z.array(
        z.strictObject({
          from: phase(),
          to: phase(),
          reason: z.enum(PASSAGE_REASONS),
          at: instant(),
          evidence: evidence(),
        }),
      ),
      passagesLeftOut: z.number(),
      comments: z.array(comment()),
      notices: z.array(noticeView()),
    })
    .meta({ id: "AlertDetail" }),
);

export const noticePage = shapeOf<NoticePage>()(() =>
  z.strictObject({ notices: z.array(noticeView()), next: z.string().nullable() }).meta({ id: "NoticePage" }),
);

export const deadResent = shapeOf<DeadResent>()(() => z.strictObject({ sent: z.number(), left: z.number() }));

// ── Silences ───────────────────────────────────────────────────────────────────────────────────────────────

export const silenceView = shapeOf<SilenceView>()(() =>
  z
    .strictObject({
      id: z.string(),
      matcher: z.strictObject({
        rules: z.array(z.string()).optional(),
        severities: z.array(z.enum(SEVERITIES)).optional(),
        queues: z.array(z.string()).optional(),
        teams: z.array(z.string()).optional(),
        agents: z.array(z.string()).optional(),
      }),
      reason: z.string(),
      by: z.string(),
      at: instant(),
      until: instant(),
      ended: byPerson().nullable(),
      isActive: z.boolean(),
      mutes: z.number(),
    })
    .meta({ id: "Silence" }),
);

export const silences = shapeOf<readonly SilenceView[]>()(() => z.array(silenceView()));

// ── Sinks ──────────────────────────────────────────────────────────────────────────────────────────────────

const sinkTestFields = lazy(() => ({
  at: instant(),
  verdict: z.enum(["delivered", "retry", "dead"]),
  status: z.number().nullable(),
  why: z.string().nullable(),
  body: z.string().nullable(),
}));

export const sinkTest = shapeOf<SinkTest>()(() => z.strictObject(sinkTestFields()).meta({ id: "SinkTest" }));

const shownSink = lazy(() => {
  const common = { id: z.string(), name: z.string(), enabled: z.boolean() };
  return z
    .discriminatedUnion("kind", [
      z.strictObject({ ...common, kind: z.literal("webhook"), host: z.string(), secrets: z.number() }),
      z.strictObject({ ...common, kind: z.enum(["slack", "teams"]), host: z.string() }),
      z.strictObject({
        ...common,
        kind: z.literal("pagerduty"),
        keyEnd: z.string(),
        serviceRegion: z.enum(["us", "eu"]),
      }),
      z.strictObject({ ...common, kind: z.literal("email"), from: z.string(), to: z.array(z.string()) }),
    ])
    .meta({ id: "Sink", description: "Never a secret: of an address its host, of a key its last letters." });
});

const sinkView = shapeOf<SinkView>()(() =>
  z
    .strictObject({
      sink: shownSink(),
      changed: byPerson(),
      last: attempt().nullable(),
      lastTest: sinkTest().nullable(),
      waiting: z.number(),
      dead: z.number(),
      locked: z.enum(["unknownKey", "tampered", "malformed", "notEntered"]).nullable(),
    })
    .meta({ id: "SinkView" }),
);

export const sinks = shapeOf<readonly SinkView[]>()(() => z.array(sinkView()));

export const sinkWritten = shapeOf<SinkWritten>()(() =>
  z
    .strictObject({
      view: sinkView(),
      newSecret: z
        .string()
        .nullable()
        .meta({ description: "A signing secret that was made for it: shown this once." }),
    })
    .meta({ id: "SinkWritten" }),
);
