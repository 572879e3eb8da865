/** All rules that an agent, a queue or the feed can concern, asked at one moment (SPEC N14, N15). */
import type { EpochMs } from "../vocabulary.ts";
import type { Passage, PassageReason } from "./alert.ts";
import { standingOf } from "./calendar.ts";
import type { AgentRule, CompiledRules } from "./compiled-rule.ts";
import { setDue } from "./dues.ts";
import type { AgentEntity, AnyEntity, Engine, FloorEntity, Instance, QueueEntity } from "./entities.ts";
import { endAlert, type Gate, judgeAlert } from "./judge-alert.ts";
import { feedMoment, type Moment } from "./moment.ts";
import { NEVER } from "./question.ts";
import type { RuleHours } from "./rule.ts";
import { siteOf, sitesIn, type Whereabouts } from "./sites.ts";

/** Judges an agent or a queue, and sets when it must be judged again. */
export function judgeEntity(engine: Engine, entity: FloorEntity, moment: Moment, into: Passage[]): void {
  entity.at = moment.at;
  const due =
    entity.kind === "agent"
      ? judgeAgent(engine, entity, moment, into)
      : judgeQueue(engine, entity, moment, into);
  setDue(engine.dues, entity, due);
}

function judgeAgent(engine: Engine, entity: AgentEntity, moment: Moment, into: Passage[]): EpochMs {
  const { view, who } = entity;
  if (view === null) return NEVER;
  const isOpen = isOpenFor(engine, entity);
  let due = NEVER;
  for (const rule of rulesFor(engine.rules, entity)) {
    const gate = gateOf(rule.rule.hours, isOpen, rule.covers(who, view));
    due = Math.min(due, judgeAlert(engine, entity, rule, gate, moment, into));
  }
  entity.isNewEntry = false;
  return due;
}

/** Those that can hold in the agent's state; where an alert stands, all, since one of them must end it. */
const rulesFor = (rules: CompiledRules, { view, alerts }: AgentEntity): readonly AgentRule[] =>
  view === null || alerts !== null ? rules.agents : rules.byState[view.state];

function judgeQueue(engine: Engine, entity: QueueEntity, moment: Moment, into: Passage[]): EpochMs {
  const { view } = entity;
  if (view === null) return NEVER;
  const isOpen = isOpenFor(engine, entity);
  let due = NEVER;
  for (const rule of engine.rules.queues) {
    const gate = gateOf(rule.rule.hours, isOpen, rule.covers(view.row));
    due = Math.min(due, judgeAlert(engine, entity, rule, gate, moment, into));
  }
  return due;
}

/** Where an agent or a queue is, as sites list them. */
export const whereaboutsOf = (entity: FloorEntity): Whereabouts =>
  entity.kind === "agent"
    ? { team: entity.who?.teamName ?? null, queueId: entity.view?.queueId ?? null }
    : { team: null, queueId: entity.id };

/** Whether it is open where the entity is, as of the last turn of the calendar (SPEC N25). */
function isOpenFor(engine: Engine, entity: FloorEntity): boolean {
  const { calendar } = engine.ruleSet;
  if (!engine.rules.hasHours || sitesIn(calendar).length === 0) return engine.isOpen;
  const site = siteOf(calendar, whereaboutsOf(entity));
  return site === null ? engine.isOpen : engine.openSites.has(site.id);
}

/** The feed's own rules, by the desk's clock. They are asked with each word and with each silence, so nothing is due. */
export function judgeFeed(engine: Engine, at: EpochMs, into: Passage[]): void {
  const { feed } = engine;
  const moment = feedMoment(feed, at);
  feed.at = moment.at;
  for (const rule of engine.rules.feed) {
    const { hours } = rule.rule;
    const isSiteOpen = hours === "always" || standingOf(engine.ruleSet.calendar, at).isOpen;
    judgeAlert(engine, feed, rule, gateOf(hours, isSiteOpen, true), moment, into);
  }
}

export function gateOf(hours: RuleHours, isSiteOpen: boolean, isCovered: boolean): Gate {
  if (hours !== "always" && (hours === "open") !== isSiteOpen) return "outsideHours";
  return isCovered ? null : "outOfScope";
}

/** Ends one alert by the rules under which it stands. */
export function endStanding(
  engine: Engine,
  entity: AnyEntity,
  alert: Instance,
  reason: PassageReason,
  at: EpochMs,
  into: Passage[],
): void {
  const { rules } = engine;
  switch (entity.kind) {
    case "agent":
      for (const rule of rules.agents)
        if (rule.rule.id === alert.ruleId) endAlert(engine, entity, rule, alert, reason, at, into);
      return;
    case "queue":
      for (const rule of rules.queues)
        if (rule.rule.id === alert.ruleId) endAlert(engine, entity, rule, alert, reason, at, into);
      return;
    case "feed":
      for (const rule of rules.feed)
        if (rule.rule.id === alert.ruleId) endAlert(engine, entity, rule, alert, reason, at, into);
      return;
    default:
      entity satisfies never;
  }
}

/** An agent or a queue that left the floor takes its alerts along. */
export function removeEntity(engine: Engine, entity: FloorEntity, into: Passage[]): void {
  const at = Math.max(entity.at, engine.clock);
  for (const alert of [...(entity.alerts?.values() ?? [])])
    endStanding(engine, entity, alert, "entityGone", at, into);
  setDue(engine.dues, entity, NEVER);
  if (entity.kind === "agent") engine.agents.delete(entity.id);
  else engine.queues.delete(entity.id);
}
