/** Why a rule has, or has not, fired for somebody: the answer to a person's question (SPEC N20). It changes nothing. */
import type { EpochMs } from "../vocabulary.ts";
import type { AskedHours, Entity, ExplainedReason, Explanation } from "./alert.ts";
import { standingOf } from "./calendar.ts";
import { type CompiledRule, compileRules } from "./compiled-rule.ts";
import { type AnyEntity, type Engine, entityOf } from "./entities.ts";
import { evidenceOf } from "./evidence.ts";
import type { Gate } from "./judge-alert.ts";
import { gateOf, whereaboutsOf } from "./judge-entity.ts";
import { NEVER } from "./question.ts";
import type { Rule, RuleScope } from "./rule.ts";
import { hoursOf, siteOf } from "./sites.ts";

const SCOPE_OF: Readonly<Record<Entity["kind"], RuleScope["of"]>> = {
  agent: "agents",
  queue: "queues",
  feed: "feed",
};

/** As of the event clock; for the feed as of the desk's last word. A disabled rule is explained as if it were enabled. */
export function explain(engine: Engine, ruleId: string, entity: Entity): Explanation {
  const nothing = (reason: ExplainedReason): Explanation => ({
    ruleId,
    entity,
    phase: "normal",
    activeSince: null,
    firesAt: null,
    because: [reason],
    hours: null,
    evidence: null,
  });
  const rule = engine.ruleSet.rules.find(({ id }) => id === ruleId);
  if (rule === undefined) return nothing("unknownRule");
  if (SCOPE_OF[entity.kind] !== rule.scope.of) return nothing("otherScope");
  const found = entityOf(engine, entity);
  if (found === null || found.view === null || found.isGone) return nothing("unknownEntity");
  return explainFound(engine, rule, found, entity) ?? nothing("unknownRule");
}

function explainFound(engine: Engine, rule: Rule, found: AnyEntity, entity: Entity): Explanation | null {
  const compiled = compileRules([{ ...rule, enabled: true }]);
  const at = found.kind === "feed" ? (found.heardAt ?? found.at) : Math.max(found.at, engine.clock);
  const hours = hoursAsked(engine, found, at);
  const gate = (isCovered: boolean): Gate => gateOf(rule.hours, hours.isOpen, isCovered);
  switch (found.kind) {
    case "agent": {
      const [one] = compiled.agents;
      if (one === undefined || found.view === null) return null;
      return explained(engine, found, one, rule, gate(one.covers(found.who, found.view)), at, entity);
    }
    case "queue": {
      const [one] = compiled.queues;
      if (one === undefined || found.view === null) return null;
      return explained(engine, found, one, rule, gate(one.covers(found.view.row)), at, entity);
    }
    case "feed": {
      const [one] = compiled.feed;
      return one === undefined ? null : explained(engine, found, one, rule, gate(true), at, entity);
    }
    default:
      return found satisfies never;
  }
}

/** Whose hours a rule would ask, and whether they are open then. */
function hoursAsked(engine: Engine, found: AnyEntity, at: EpochMs): AskedHours {
  const { calendar } = engine.ruleSet;
  const site = found.kind === "feed" ? null : siteOf(calendar, whereaboutsOf(found));
  const hours = hoursOf(calendar, site);
  const isOfSite = site !== null && hours === site;
  return {
    site: isOfSite ? { id: site.id, name: site.name } : null,
    zone: hours.zone,
    isOpen: standingOf(hours, at).isOpen,
  };
}

function explained<View>(
  engine: Engine,
  found: AnyEntity & { readonly view: View | null },
  compiled: CompiledRule<View>,
  rule: Rule,
  gate: Gate,
  at: EpochMs,
  entity: Entity,
): Explanation {
  const alert = found.alerts?.get(rule.id) ?? null;
  const isBlind = found.kind !== "feed" && (engine.isFrozen || engine.isSilent);
  const because: ExplainedReason[] = [];
  if (alert?.phase === "firing") because.push("isFiring");
  if (alert?.phase === "recovering") because.push("isRecovering");
  if (!rule.enabled) because.push("ruleDisabled");
  if (isBlind) because.push("feedBlind");
  if (gate !== null) because.push(gate);
  if (alert === null || alert.phase === "pending") because.push(...standOf(found, compiled, at));
  // The condition holds, and nothing else holds it back.
  if (because.length === 0) because.push("notHeldLongEnough");
  const judges = compiled.clear === null ? [compiled.when] : [compiled.when, compiled.clear];
  return {
    ruleId: rule.id,
    entity,
    phase: alert?.phase ?? "normal",
    activeSince: alert?.activeSince ?? null,
    firesAt: rule.enabled && gate === null ? (alert?.fireAt ?? firesAt(found.view, compiled, at)) : null,
    because,
    hours: rule.hours === "always" ? null : hoursAsked(engine, found, at),
    evidence: evidenceOf(engine, found, judges, at, at),
  };
}

function standOf<View>(
  found: AnyEntity & { readonly view: View | null },
  { when }: CompiledRule<View>,
  at: EpochMs,
): ExplainedReason[] {
  if (found.view === null) return ["valueUnknown"];
  const verdict = when.judge(found.view, at);
  if (verdict !== -1) return verdict === 1 ? [] : ["conditionNotMet"];
  const isUnread = found.kind === "queue" && found.view?.isRead === false;
  return isUnread ? ["notReadSinceBlind", "valueUnknown"] : ["valueUnknown"];
}

/** When it will fire if nothing comes; `null` where time alone will not make it. */
function firesAt<View>(view: View | null, { when, holdMs }: CompiledRule<View>, at: EpochMs): EpochMs | null {
  if (view === null) return null;
  if (when.judge(view, at) === 1) return when.began(view, at, at) + holdMs;
  const turn = when.isTimed ? when.nextTurn(view, at) : NEVER;
  return turn !== NEVER && when.judge(view, turn) === 1 ? turn + holdMs : null;
}
