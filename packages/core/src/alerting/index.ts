/** The second door into the domain: alert rules, and what they are given to judge. Screens never come through here. */
export type * from "./alert.ts";
export { PASSAGE_REASONS } from "./alert.ts";
export {
  type Backtest,
  type BacktestEntity,
  type BacktestFire,
  type BacktestReport,
  createBacktest,
  type Stretch,
} from "./backtest.ts";
export type * from "./batch.ts";
export { isOpen } from "./calendar.ts";
export { changeRules } from "./change-rules.ts";
export { DEFAULT_RULES } from "./defaults.ts";
export {
  type ActiveAlert,
  activeAlerts,
  agentRowOf,
  agentRows,
  createEngine,
  type EngineFacts,
  engineFacts,
  isFrozen,
  queueRows,
  snapshotOf,
  takeBatch,
  takeSilence,
  takeSnapshot,
} from "./engine.ts";
export type { Engine, RuleSet } from "./entities.ts";
export { explain } from "./explain.ts";
export { AGENT_FIELDS, FEED_FIELDS, type FieldName, type FieldUnit, QUEUE_FIELDS } from "./fields.ts";
export { forgetAgent } from "./forget-agent.ts";
export { guideAlertOf } from "./guide-alert.ts";
export { packEngine, unpackEngine } from "./pack-engine.ts";
export { readBatch } from "./read-batch.ts";
export { type CalendarReading, readCalendar, writtenCalendar } from "./read-calendar.ts";
export { type RuleReading, type RulesReading, readRule, readRules } from "./read-rule.ts";
export type * from "./rule.ts";
export { SEVERITIES } from "./rule.ts";
export { type SiteStanding, sitesOf } from "./sites.ts";
