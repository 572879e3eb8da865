/** Rules, and what is said about them: checks, backtests, and why one fired or did not. */

import type { CalendarView, RuleCheck, RuleView } from "@callboard/alert-desk";
import { BOUNDS, FEED_STATES, SEVERITIES } from "@callboard/core";
import {
  AGENT_FIELDS,
  type BacktestFire,
  type BacktestReport,
  type Comparison,
  type Condition,
  type Entity,
  type Evidence,
  type Explanation,
  FEED_FIELDS,
  type FieldName,
  type Figure,
  PASSAGE_REASONS,
  QUEUE_FIELDS,
  type QueueRow,
  type Rule,
  type RuleScope,
  type SiteStanding,
} from "@callboard/core/alerting";
import { z } from "zod";
import { lazy, shapeOf } from "../lazy.ts";
import { window } from "./board.ts";
import { byPerson, instant } from "./parts.ts";

const FIELDS = Object.keys({ ...AGENT_FIELDS, ...QUEUE_FIELDS, ...FEED_FIELDS }) as FieldName[];

const field = lazy(() =>
  z.enum(FIELDS).meta({
    id: "RuleField",
    description: "What a condition looks at. Which ones there are depends on the scope.",
  }),
);
const unit = lazy(() => z.enum(["seconds", "pct", "count"]).nullable());

// ── A rule ─────────────────────────────────────────────────────────────────────────────────────────────────

const operand = lazy(() =>
  z
    .union([z.number(), z.strictObject({ field: field(), plus: z.number().exactOptional() })])
    .meta({ id: "RuleOperand", description: "A figure, or another field with a difference added." }),
);

const comparison = shapeOf<Comparison>()(() => {
  const word = z.union([z.string(), z.number()]);
  return z
    .union([
      z.strictObject({ field: field(), above: operand() }),
      z.strictObject({ field: field(), atLeast: operand() }),
      z.strictObject({ field: field(), below: operand() }),
      z.strictObject({ field: field(), atMost: operand() }),
      z.strictObject({ field: field(), is: word }),
      z.strictObject({ field: field(), isNot: word }),
      z.strictObject({ field: field(), oneOf: z.array(z.string()) }),
      z.strictObject({ field: field(), noneOf: z.array(z.string()) }),
    ])
    .meta({ id: "RuleComparison" });
});

const condition = shapeOf<Condition>()((): z.ZodType<Condition, Condition> => {
  const inner = z.lazy(condition);
  return z
    .union([
      z.strictObject({ all: z.array(inner) }),
      z.strictObject({ any: z.array(inner) }),
      z.strictObject({ not: inner }),
      comparison(),
    ])
    .meta({ id: "RuleCondition" });
});

const scope = shapeOf<RuleScope>()(() => {
  const ids = z.array(z.string());
  return z
    .discriminatedUnion("of", [
      z.strictObject({
        of: z.literal("agents"),
        teams: ids.exactOptional(),
        queues: ids.exactOptional(),
        skills: ids.exactOptional(),
      }),
      z.strictObject({ of: z.literal("queues"), queues: ids.exactOptional() }),
      z.strictObject({ of: z.literal("feed") }),
    ])
    .meta({ id: "RuleScope" });
});

const sinks = lazy(() => z.union([z.literal("all"), z.array(z.string())]));

const rule = shapeOf<Rule>()(() =>
  z
    .strictObject({
      id: z.string(),
      name: z.string(),
      enabled: z.boolean(),
      severity: z.enum(SEVERITIES),
      scope: scope(),
      when: condition(),
      holdSeconds: z.number(),
      clear: condition().nullable(),
      keepFiringSeconds: z.number(),
      cooldownSeconds: z.number(),
      hours: z.enum(["always", "open", "closed"]),
      sinks: sinks(),
      advice: z.string(),
    })
    .meta({ id: "Rule" }),
);

/** A rule as people write it: what may be left out is. What its words and bounds are is `readRule`'s to say. */
export const writtenRule = lazy(() =>
  z
    .strictObject({
      id: z.string().exactOptional().meta({
        description: "Lower-case words joined by underscores; the address's own where it is left out.",
      }),
      name: z.string().max(BOUNDS.nameCharsMax),
      enabled: z.boolean().default(true),
      severity: z.enum(SEVERITIES),
      scope: scope(),
      when: condition(),
      holdSeconds: z.number().min(0).max(BOUNDS.ruleSecondsMax).default(0),
      clear: condition().nullable().default(null),
      keepFiringSeconds: z.number().min(0).max(BOUNDS.ruleSecondsMax).default(0),
      cooldownSeconds: z.number().min(0).max(BOUNDS.ruleSecondsMax).default(300),
      hours: z.enum(["always", "open", "closed"]).default("always"),
      sinks: sinks().default("all"),
      advice: z.string().max(BOUNDS.adviceCharsMax).default(""),
    })
    .meta({ id: "WrittenRule" }),
);

export const ruleView = shapeOf<RuleView>()(() =>
  z
    .strictObject({
      rule: rule(),
      origin: z.enum(["default", "changed", "own"]),
      changed: byPerson().nullable(),
      firing: z.number(),
    })
    .meta({ id: "RuleView" }),
);

export const rules = shapeOf<readonly RuleView[]>()(() => z.array(ruleView()));

export const ruleCheck = shapeOf<RuleCheck>()(() =>
  z.strictObject({ isRule: z.boolean(), rule: rule().nullable(), complaints: z.array(z.string()) }),
);

// ── Evidence ───────────────────────────────────────────────────────────────────────────────────────────────

export const entity = shapeOf<Entity>()(() =>
  z.strictObject({ kind: z.enum(["agent", "queue", "feed"]), id: z.string() }).meta({ id: "Entity" }),
);

export const figure = shapeOf<Figure>()(() =>
  z.strictObject({
    field: z.string(),
    value: z.number().nullable(),
    threshold: z.number().nullable(),
    unit: unit(),
  }),
);

const queueRow = shapeOf<QueueRow>()(() =>
  z
    .strictObject({
      id: z.string(),
      name: z.string().nullable(),
      media: z.enum(["voice", "chat", "email", "digital", "other"]).nullable().exactOptional(),
      statsAt: instant().nullable(),
      waitSeconds: z.number().nullable(),
      abandonedCount: z.number().nullable(),
      availableAgents: z.number().nullable(),
      callVolume1h: z.number().nullable(),
      serviceLevelPct: z.number().nullable(),
      usualWeeks: z.number(),
      waitDeviationSeconds: z.number().nullable(),
      serviceLevelDeviationPct: z.number().nullable(),
      waiting: z.number(),
      longestWaitSince: instant().nullable(),
      unsureWaiting: z.number().exactOptional(),
      routableAgents: z.number(),
      workingAgents: z.number(),
      goal: z.strictObject({
        thresholdSeconds: z.number(),
        shortAbandonSeconds: z.number(),
        goalPct: z.number(),
        variant: z.enum(["ignoreAbandons", "abandonsMissed", "abandonsMet", "answeredOnly"]),
      }),
      last15m: window(),
      last1h: window(),
      today: window(),
    })
    .meta({ id: "QueueReading" }),
);

export const evidence = shapeOf<Evidence>()(() =>
  z
    .strictObject({
      at: instant(),
      feed: z.enum([...FEED_STATES, "unheard"]),
      compared: z.array(
        z.strictObject({
          field: z.string(),
          value: z.union([z.string(), z.number()]).nullable(),
          test: z.string(),
          against: z.union([z.string(), z.number(), z.array(z.string())]).nullable(),
          unit: unit(),
          verdict: z.enum(["true", "false", "unknown"]),
        }),
      ),
      events: z.array(
        z.strictObject({
          at: instant(),
          what: z.string(),
          details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).nullable()),
        }),
      ),
      queue: queueRow().nullable(),
      blindMs: z.number(),
      seenSince: instant().nullable(),
    })
    .meta({ id: "Evidence", description: "What was compared, and on what it stood." }),
);

export const explanation = shapeOf<Explanation>()(() =>
  z
    .strictObject({
      ruleId: z.string(),
      entity: entity(),
      phase: z.enum(["normal", "pending", "firing", "recovering"]),
      activeSince: instant().nullable(),
      firesAt: instant().nullable(),
      because: z.array(
        z.enum([
          "unknownRule",
          "unknownEntity",
          "otherScope",
          "ruleDisabled",
          "outOfScope",
          "outsideHours",
          "feedBlind",
          "notReadSinceBlind",
          "valueUnknown",
          "conditionNotMet",
          "notHeldLongEnough",
          "isFiring",
          "isRecovering",
        ]),
      ),
      hours: z
        .strictObject({
          site: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
          zone: z.string(),
          isOpen: z.boolean(),
        })
        .nullable(),
      evidence: evidence().nullable(),
    })
    .meta({ id: "Explanation" }),
);

// ── Backtests and the calendar ─────────────────────────────────────────────────────────────────────────────

const fire = shapeOf<BacktestFire>()(() =>
  z
    .strictObject({
      alertId: z.string(),
      entity: entity(),
      entityName: z.string().nullable(),
      queueId: z.string().nullable(),
      activeSince: instant(),
      from: instant(),
      to: instant().nullable(),
      reason: z.enum(PASSAGE_REASONS),
      endReason: z.enum(PASSAGE_REASONS).nullable(),
      figure: figure().nullable(),
    })
    .meta({ id: "BacktestFire" }),
);

export const backtestReport = shapeOf<BacktestReport>()(() =>
  z
    .strictObject({
      ruleId: z.string(),
      from: instant().nullable(),
      to: instant().nullable(),
      blindMs: z.number(),
      fires: z.number(),
      firingMs: z.number(),
      entities: z.array(
        z.strictObject({
          entity: entity(),
          entityName: z.string().nullable(),
          fires: z.number(),
          firingMs: z.number(),
        }),
      ),
      list: z.array(fire()),
      alreadyFiring: z.number(),
      already: z.array(fire()),
    })
    .meta({ id: "BacktestReport" }),
);

export const siteStanding = shapeOf<SiteStanding>()(() =>
  z
    .strictObject({
      id: z.string(),
      name: z.string(),
      zone: z.string(),
      teams: z.array(z.string()),
      queues: z.array(z.string()),
      isOpen: z.boolean().nullable(),
    })
    .meta({
      id: "Site",
      description: "A site as it stands now; isOpen is null where nobody said when it is.",
    }),
);

const writtenHours = lazy(() => ({
  zone: z.string(),
  open: z.array(z.strictObject({ days: z.array(z.number()), from: z.string(), to: z.string() })),
  holidays: z.array(z.string()),
}));

export const calendarView = shapeOf<CalendarView>()(() =>
  z
    .strictObject({
      calendar: z.strictObject({
        ...writtenHours(),
        sites: z.array(
          z.strictObject({
            id: z.string(),
            name: z.string(),
            teams: z.array(z.string()),
            queues: z.array(z.string()),
            ...writtenHours(),
          }),
        ),
      }),
      changed: byPerson().nullable(),
      isOpen: z.boolean(),
      sites: z.array(siteStanding()),
    })
    .meta({ id: "CalendarView" }),
);
