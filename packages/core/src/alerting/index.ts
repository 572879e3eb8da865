/** The second door into the domain: alert rules, and what they are given to judge. Screens never come through here. */
export type * from "./alert.ts";
export { PASSAGE_REASONS, PHASES } from "./alert.ts";
export type * from "./batch.ts";
export { AGENT_FIELDS, FEED_FIELDS, type FieldName, type FieldUnit, QUEUE_FIELDS } from "./fields.ts";
export type * from "./rule.ts";
export { SEVERITIES } from "./rule.ts";
