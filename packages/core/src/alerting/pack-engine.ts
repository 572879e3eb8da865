/**
 * An engine as plain JSON and back, for checkpoints (SPEC N21): whole or not at all. What it reads is its own writing, but
 * of another day: from other code or a damaged disk. Put back, it goes on as if it had never stopped.
 */
import { z } from "zod";
import { BOUNDS } from "../bounds.ts";
import type { EpochMs } from "../vocabulary.ts";
import { isZone } from "../zone/zone-clock.ts";
import { setDue } from "./dues.ts";
import { type AnyEntity, agentOf, alertsOf, type Engine, newEngine, queueOf } from "./entities.ts";
import { NEVER } from "./question.ts";
import { readRules } from "./read-rule.ts";
import { agentRow, compiled, feedState, identityRow, idText, instant, queueRow, seq } from "./row-schema.ts";
import type { Rule } from "./rule.ts";

/** Raised with every change of the packed shape. Only the one before there were sites is read besides; any other is not. */
const VERSION = 3;
const VERSION_WITHOUT_SITES = 2;

const orNull = instant.nullable();
const detail = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const events = z
  .array(z.object({ at: instant, what: z.string(), details: z.record(z.string(), detail) }))
  .max(BOUNDS.evidenceEventsMax);

const alert = z.object({
  alertId: z.string(),
  ruleId: z.string(),
  activeSince: instant,
  fireAt: instant,
  phase: z.enum(["pending", "firing", "recovering"]),
  changedAt: instant,
  firedAt: orNull,
  staySince: orNull,
  clearSince: orNull,
});

const standing = {
  at: orNull,
  due: orNull,
  alerts: z.array(alert).max(BOUNDS.rulesMax),
  events,
};

const hours = {
  zone: z.string().refine(isZone),
  open: z.array(z.object({ days: z.array(z.int()), startMinute: z.int(), endMinute: z.int() })),
  holidays: z.array(z.string()),
};

const plain = z.object({
  v: z.literal(VERSION),
  rules: z.array(z.unknown()).max(BOUNDS.rulesMax),
  calendar: z.object({
    ...hours,
    sites: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          teams: z.array(z.string()),
          queues: z.array(z.string()),
          ...hours,
        }),
      )
      .max(BOUNDS.sitesMax),
  }),
  header: z
    .object({
      tenant: z.string(),
      lineage: z.string(),
      seq,
      at: instant,
      feed: feedState,
      zone: z.string(),
      siteName: z.string(),
    })
    .nullable(),
  clock: instant,
  isFrozen: z.boolean(),
  isSilent: z.boolean(),
  isOpen: z.boolean(),
  openSites: z.array(z.string()).max(BOUNDS.sitesMax),
  calendarTurn: orNull,
  feed: z.object({
    ...standing,
    view: z.object({ state: z.union([feedState, z.literal("unheard")]), blindSince: orNull }).nullable(),
    heardAt: orNull,
  }),
  agents: z
    .array(
      z.object({
        ...standing,
        id: idText,
        who: identityRow.nullable(),
        view: agentRow.nullable(),
        isGone: z.boolean(),
        isNewEntry: z.boolean(),
      }),
    )
    .max(BOUNDS.agentsMax),
  queues: z
    .array(
      z.object({
        ...standing,
        id: idText,
        view: z.object({ row: queueRow, isRead: z.boolean() }).nullable(),
        isGone: z.boolean(),
      }),
    )
    .max(BOUNDS.queuesMax),
  pasts: z
    .array(
      z.object({
        key: z.string(),
        fires: z.array(instant).max(BOUNDS.flapFires),
        isFlapping: z.boolean(),
        activeSince: orNull,
        endedAt: orNull,
      }),
    )
    .max(BOUNDS.alertsRememberedMax),
  blind: z.array(z.object({ from: instant, to: orNull })).max(BOUNDS.blindIntervalsMax),
  seenSince: orNull,
  withoutRoom: z.int().min(0),
});

const schema = compiled(plain);

type PackedEngine = z.output<typeof plain>;
type PackedStanding = Pick<PackedEngine["agents"][number], "at" | "due" | "alerts" | "events">;

/** The engine as JSON values, its rules and its calendar included. */
export function packEngine(engine: Engine): unknown {
  const { ruleSet, header, clock, isFrozen, isSilent, isOpen, openSites } = engine;
  const { feed, blind, seenSince, withoutRoom } = engine;
  return {
    v: VERSION,
    rules: ruleSet.rules,
    calendar: { ...ruleSet.calendar, sites: ruleSet.calendar.sites ?? [] },
    header,
    clock,
    isFrozen,
    isSilent,
    isOpen,
    openSites: [...openSites],
    calendarTurn: finite(engine.calendarTurn),
    feed: { ...packStanding(feed), view: feed.view, heardAt: feed.heardAt },
    agents: Array.from(engine.agents.values(), (one) => ({
      ...packStanding(one),
      who: one.who,
      isNewEntry: one.isNewEntry,
    })),
    queues: Array.from(engine.queues.values(), packStanding),
    pasts: Array.from(engine.pasts, ([key, past]) => ({
      key,
      ...past,
      activeSince: finite(past.activeSince),
      endedAt: finite(past.endedAt),
    })),
    blind,
    seenSince,
    withoutRoom,
  };
}

const packStanding = ({ id, view, at, due, alerts, events: newest, isGone }: AnyEntity) => ({
  id,
  view,
  at: finite(at),
  due: finite(due),
  alerts: [...(alerts?.values() ?? [])],
  events: newest,
  isGone,
});

/** JSON has no infinity. */
const finite = (at: EpochMs): EpochMs | null => (Number.isFinite(at) ? at : null);

/**
 * The engine that `packEngine` wrote, with the rules of that day (`changeRules` brings today's), or `null` where the value
 * is not one: whole or not at all. Never throws.
 */
export function unpackEngine(packed: unknown): Engine | null {
  try {
    const read = schema.safeParse(upgraded(packed));
    if (!read.success) return null;
    const rules = readRules(read.data.rules);
    return rules.kind === "rules" ? engineOf(read.data, rules.rules) : null;
  } catch {
    // A getter or a proxy that throws: not JSON, and so not an engine.
    return null;
  }
}

/** An engine of before there were sites, as one of today; anything else as it is. */
function upgraded(packed: unknown): unknown {
  const before = z
    .looseObject({ v: z.literal(VERSION_WITHOUT_SITES), calendar: z.looseObject({}) })
    .safeParse(packed);
  if (!before.success) return packed;
  const { calendar, ...rest } = before.data;
  return { ...rest, v: VERSION, calendar: { ...calendar, sites: [] }, openSites: [] };
}

function engineOf(packed: PackedEngine, rules: readonly Rule[]): Engine | null {
  const engine: Engine = {
    ...newEngine({ rules, calendar: packed.calendar }),
    header: packed.header,
    clock: packed.clock,
    isFrozen: packed.isFrozen,
    isSilent: packed.isSilent,
    isOpen: packed.isOpen,
    openSites: new Set(packed.openSites),
    calendarTurn: packed.calendarTurn ?? NEVER,
    seenSince: packed.seenSince,
    withoutRoom: packed.withoutRoom,
  };
  engine.blind.splice(0, engine.blind.length, ...packed.blind);
  const known = new Set(rules.filter((rule) => rule.enabled).map((rule) => rule.id));
  for (const { key, fires, isFlapping, activeSince, endedAt } of packed.pasts) {
    const ends = { activeSince: activeSince ?? LONG_AGO, endedAt: endedAt ?? LONG_AGO };
    engine.pasts.set(key, { fires, isFlapping, ...ends });
  }
  const { feed } = engine;
  feed.view = packed.feed.view;
  feed.heardAt = packed.feed.heardAt;
  restore(engine, feed, packed.feed);
  for (const row of packed.agents) {
    const agent = agentOf(engine, row.id);
    if (agent === null) return null;
    agent.who = row.who;
    agent.view = row.view;
    agent.isNewEntry = row.isNewEntry;
    restore(engine, agent, row);
    agent.isGone = row.isGone;
    setDue(engine.dues, agent, row.due ?? NEVER);
  }
  for (const row of packed.queues) {
    const queue = queueOf(engine, row.id);
    if (queue === null) return null;
    queue.view = row.view;
    restore(engine, queue, row);
    queue.isGone = row.isGone;
    setDue(engine.dues, queue, row.due ?? NEVER);
  }
  const isWhole = Array.from(alertsOf(engine)).every(({ alert }) => known.has(alert.ruleId));
  return isWhole ? engine : null;
}

const LONG_AGO = Number.NEGATIVE_INFINITY;

function restore(engine: Engine, entity: AnyEntity, packed: PackedStanding): void {
  entity.at = packed.at ?? LONG_AGO;
  entity.events = packed.events;
  if (packed.alerts.length > 0) entity.alerts = new Map(packed.alerts.map((one) => [one.ruleId, one]));
  for (const { phase } of packed.alerts) engine[phase] += 1;
}
