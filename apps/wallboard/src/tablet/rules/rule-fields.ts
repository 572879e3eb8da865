/**
 * The fields that a rule's condition may name, per scope, for the form. What each means is the server's
 * (`core/alerting/fields.ts`), which judges every rule; a field that is missing here can still be written as JSON.
 */
export type RuleScopeOf = "agents" | "queues" | "feed";
/** `since`: seconds that grow by themselves. */
export type FieldKind = "text" | "number" | "since";

export interface RuleField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly unit: "s" | "%" | "";
}

const text = (...names: readonly string[]) =>
  names.map((name): RuleField => ({ name, kind: "text", unit: "" }));
const count = (...names: readonly string[]) =>
  names.map((name): RuleField => ({ name, kind: "number", unit: "" }));
const pct = (...names: readonly string[]) =>
  names.map((name): RuleField => ({ name, kind: "number", unit: "%" }));
const seconds = (...names: readonly string[]) =>
  names.map((name): RuleField => ({ name, kind: "number", unit: "s" }));
const since = (...names: readonly string[]) =>
  names.map((name): RuleField => ({ name, kind: "since", unit: "s" }));

const WINDOWS = ["15m", "1h", "Today"] as const;
const windows = WINDOWS.flatMap((window) => [
  ...pct(`goalServiceLevelPct${window}`, `abandonPct${window}`),
  ...count(`offered${window}`, `answered${window}`, `abandoned${window}`),
  ...seconds(`asaSeconds${window}`, `ahtSeconds${window}`),
]);

export const RULE_FIELDS: Readonly<Record<RuleScopeOf, readonly RuleField[]>> = {
  agents: [
    ...text("state", "status", "statusCode", "rawState", "direction", "routable", "notRoutableReason"),
    ...since("stateSeconds", "callSeconds", "wrapUpSeconds"),
    ...seconds("callQueueWaitSeconds"),
    ...pct("callQueueServiceLevelPct"),
  ],
  queues: [
    ...seconds("waitSeconds", "waitDeviationSeconds"),
    ...since("longestWaitSeconds"),
    ...count(
      "waiting",
      "routableAgents",
      "workingAgents",
      "availableAgents",
      "abandonedCount",
      "callVolume1h",
    ),
    ...pct("serviceLevelPct", "serviceLevelDeviationPct", "goalPct"),
    ...count("usualWeeks"),
    ...windows,
  ],
  feed: [...text("feedState"), ...since("blindSeconds")],
};

export const TESTS_OF: Readonly<Record<FieldKind, readonly string[]>> = {
  text: ["is", "isNot", "oneOf", "noneOf"],
  number: ["above", "atLeast", "below", "atMost"],
  since: ["above", "atLeast", "below", "atMost"],
};

/** Words that a text field may have, to choose from. */
export const WORDS_OF: Readonly<Record<string, readonly string[]>> = {
  state: ["READY", "NOT_READY", "CALL", "AFTER_CALL_WORK", "WRAP_UP", "SIGNED_OUT", "UNKNOWN"],
  direction: ["INBOUND", "OUTBOUND"],
  routable: ["routable", "notRoutable", "unknown"],
  feedState: [
    "live",
    "starting",
    "catchingUp",
    "stale",
    "down",
    "paused",
    "refused",
    "misconfigured",
    "unheard",
  ],
};

export const fieldOf = (of: RuleScopeOf, name: string): RuleField | null =>
  RULE_FIELDS[of].find((field) => field.name === name) ?? null;
