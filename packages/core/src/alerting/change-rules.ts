/** Other rules, or another calendar, for an engine that goes on (SPEC N15). */
import { everyEntity, readCalendarAt } from "./advance.ts";
import type { Passage, PassageReason } from "./alert.ts";
import { compileRules } from "./compiled-rule.ts";
import { alertsOf, type Engine, type RuleSet } from "./entities.ts";
import { endStanding, judgeEntity, judgeFeed } from "./judge-entity.ts";
import { wholeMoment } from "./moment.ts";
import type { Rule } from "./rule.ts";

/**
 * Alerts of a rule that is gone, disabled, or decides by something else end with that reason, also while the feed is blind:
 * a person has done it. Another name, severity, advice, cooldown or sink ends nothing.
 */
export function changeRules(engine: Engine, ruleSet: RuleSet): Passage[] {
  const passages: Passage[] = [];
  const before = new Map(engine.ruleSet.rules.map((rule) => [rule.id, rule]));
  const after = new Map(ruleSet.rules.map((rule) => [rule.id, rule]));
  for (const { entity, alert } of [...alertsOf(engine)]) {
    const reason = endingOf(before.get(alert.ruleId), after.get(alert.ruleId));
    const at = Math.max(entity.at, entity.kind === "feed" ? entity.at : engine.clock);
    if (reason !== null) endStanding(engine, entity, alert, reason, at, passages);
  }
  engine.ruleSet = ruleSet;
  engine.rules = compileRules(ruleSet.rules);
  if (engine.feed.heardAt !== null) judgeFeed(engine, engine.feed.heardAt, passages);
  if (engine.isFrozen) return passages;
  readCalendarAt(engine, engine.clock);
  for (const entity of everyEntity(engine))
    judgeEntity(engine, entity, wholeMoment(engine, entity, false), passages);
  return passages;
}

function endingOf(before: Rule | undefined, after: Rule | undefined): PassageReason | null {
  if (after === undefined) return "ruleRemoved";
  if (!after.enabled) return "ruleDisabled";
  return before !== undefined && decisive(before) === decisive(after) ? null : "ruleChanged";
}

/** All by which a rule decides. Both sides were written by `readRule`, so that equal rules give equal texts. */
const decisive = ({ scope, when, holdSeconds, clear, keepFiringSeconds, hours }: Rule): string =>
  JSON.stringify([scope, when, holdSeconds, clear, keepFiringSeconds, hours]);
