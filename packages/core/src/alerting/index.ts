/** The second door into the domain: alert rules, and what they are given to judge. Screens never come through here. */
export type * from "./alert.ts";
export { PASSAGE_REASONS, PHASES } from "./alert.ts";
export {
  type Backtest,
  type BacktestEntity,
  type BacktestFire,
  type BacktestReport,
  createBacktest,
} from "./backtest.ts";
export type * from "./batch.ts";
export { type CalendarReading, isOpen, readCalendar } from "./calendar.ts";
export { DEFAULT_RULES } from "./defaults.ts";
export {
  type ActiveAlert,
  activeAlerts,
  changeRules,
  createEngine,
  type Engine,
  type EngineFacts,
  engineFacts,
  explain,
  isFrozen,
  packEngine,
  type RuleSet,
  snapshotOf,
  takeBatch,
  takeSilence,
  takeSnapshot,
  unpackEngine,
} from "./engine.ts";
export { AGENT_FIELDS, FEED_FIELDS, type FieldName, type FieldUnit, QUEUE_FIELDS } from "./fields.ts";
export { guideAlertOf } from "./guide-alert.ts";
export { readBatch } from "./read-batch.ts";
export { type RuleReading, readRule } from "./read-rule.ts";
export type * from "./rule.ts";
export { SEVERITIES } from "./rule.ts";
