/**
 * A rule that a person wrote, read and checked; every mistake is one sentence that names its place (SPEC N1). What leaves
 * here is whole: all that a rule may leave out is filled in, and no condition asks for what its scope does not have.
 */
import { z } from "zod";
import { BOUNDS } from "../bounds.ts";
import { Complaints, type KeysOf, meant, quoted } from "./complaints.ts";
import { ConditionReader, withoutMinusZero } from "./read-condition.ts";
import { type Rule, type RuleHours, type RuleScope, SEVERITIES } from "./rule.ts";

export type RuleReading =
  | { readonly kind: "rule"; readonly rule: Rule }
  | { readonly kind: "refused"; readonly complaints: readonly string[] };

export type RulesReading =
  | { readonly kind: "rules"; readonly rules: readonly Rule[] }
  | { readonly kind: "refused"; readonly complaints: readonly string[] };

const HOURS = ["always", "open", "closed"] as const satisfies readonly RuleHours[];
const SCOPES = ["agents", "queues", "feed"] as const satisfies readonly RuleScope["of"][];
const RULE_ID = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const RULE_ID_MAX = 64;
/** Control characters, and marks that turn or hide the text behind them. */
const UNSEEN = /[\p{Cc}\p{Cf}]/u;

const objectError = (issue: { code?: string | undefined }): string | undefined =>
  issue.code === "unrecognized_keys" ? undefined : "must be an object";

const seconds = z
  .number({ error: "must be a number of seconds" })
  .min(0, "must not be below 0")
  .max(BOUNDS.ruleSecondsMax, `must be ${BOUNDS.ruleSecondsMax} seconds (a week) at most`)
  .transform(withoutMinusZero);
const shownText = (charsMax: number) =>
  z
    .string({ error: "must be a text" })
    .max(charsMax, `must have ${charsMax} letters at most`)
    .refine((text) => !UNSEEN.test(text), "has marks in it that cannot be seen");
const ids = (charsMax: number) =>
  z
    .array(
      z
        .string({ error: "must be a text" })
        .min(1, "must not be empty")
        .max(charsMax, `must have ${charsMax} letters at most`),
      { error: "must be a list" },
    )
    .max(BOUNDS.listedIdsMax, `may list ${BOUNDS.listedIdsMax} at most`);

const outline = z.strictObject(
  {
    id: z
      .string({ error: "must be a text" })
      .max(RULE_ID_MAX, `must have ${RULE_ID_MAX} letters at most`)
      .regex(RULE_ID, "must be lower-case words joined by underscores, as `agent_idle_exceeded`"),
    name: shownText(BOUNDS.nameCharsMax).refine((text) => text.trim() !== "", "must not be empty"),
    enabled: z.boolean({ error: "must be true or false" }).default(true),
    severity: z.enum(SEVERITIES),
    scope: z.unknown(),
    when: z.unknown(),
    holdSeconds: seconds.default(0),
    clear: z.unknown().default(null),
    keepFiringSeconds: seconds.default(0),
    cooldownSeconds: seconds.default(300),
    hours: z.enum(HOURS).default("always"),
    sinks: z
      .union([z.literal("all"), ids(BOUNDS.idCharsMax).max(BOUNDS.sinksMax)], {
        error: `must be \`all\`, or a list of the ids of ${BOUNDS.sinksMax} sinks at most`,
      })
      .default("all"),
    advice: shownText(BOUNDS.adviceCharsMax).default(""),
  },
  { error: objectError },
);

const of = z.enum(SCOPES);
const scopeOutlines = {
  agents: z.strictObject(
    {
      of,
      teams: ids(BOUNDS.nameCharsMax).exactOptional(),
      queues: ids(BOUNDS.idCharsMax).exactOptional(),
      skills: ids(BOUNDS.idCharsMax).exactOptional(),
    },
    { error: objectError },
  ),
  queues: z.strictObject({ of, queues: ids(BOUNDS.idCharsMax).exactOptional() }, { error: objectError }),
  feed: z.strictObject({ of }, { error: objectError }),
};

const ruleKeys: KeysOf = () => Object.keys(outline.shape);

/** Never throws, whatever comes. `complaints` is never empty. */
export function readRule(value: unknown): RuleReading {
  const complaints = new Complaints();
  try {
    const rule = ruleOf(value, complaints);
    if (rule !== null && complaints.list.length === 0) return { kind: "rule", rule };
  } catch {
    // A getter or a proxy that throws: nothing that came as JSON.
    complaints.add("The rule could not be read.");
  }
  return { kind: "refused", complaints: complaints.list };
}

/** Rules that stand together: no two of one id, and no more than an engine takes. Never throws. */
export function readRules(value: unknown): RulesReading {
  if (!Array.isArray(value)) return { kind: "refused", complaints: ["The rules must be a list."] };
  if (value.length > BOUNDS.rulesMax)
    return { kind: "refused", complaints: [`There may be ${BOUNDS.rulesMax} rules at most.`] };
  const complaints = new Complaints();
  const rules = new Map<string, Rule>();
  for (const [index, one] of value.entries()) {
    const reading = readRule(one);
    if (reading.kind === "refused") {
      for (const complaint of reading.complaints) complaints.add(`Rule ${index + 1}: ${complaint}`);
    } else if (rules.has(reading.rule.id))
      complaints.add(`Rule ${index + 1}: ${quoted(reading.rule.id)} is the id of another rule as well.`);
    else rules.set(reading.rule.id, reading.rule);
  }
  if (complaints.list.length > 0) return { kind: "refused", complaints: complaints.list };
  return { kind: "rules", rules: [...rules.values()] };
}

function ruleOf(value: unknown, complaints: Complaints): Rule | null {
  const read = outline.safeParse(value, { reportInput: true });
  if (!read.success) complaints.addIssues(read.error.issues, "the rule", ruleKeys);
  if (!isObject(value)) return null;
  // Go on with what is there, so that all mistakes are told at once.
  const scope = scopeOf(value.scope, complaints);
  if (scope === null) return null;
  const conditions = new ConditionReader(scope.of, complaints);
  const when = conditions.read(value.when, "when");
  const hasClear = value.clear !== undefined && value.clear !== null;
  const clear = hasClear ? conditions.read(value.clear, "clear") : null;
  if (!read.success || when === null) return null;
  const { id, name, enabled, severity, holdSeconds, keepFiringSeconds, cooldownSeconds } = read.data;
  const { hours, sinks, advice } = read.data;
  return {
    id,
    name,
    enabled,
    severity,
    scope,
    when,
    holdSeconds,
    clear,
    keepFiringSeconds,
    cooldownSeconds,
    hours,
    sinks,
    advice,
  };
}

function scopeOf(value: unknown, complaints: Complaints): RuleScope | null {
  if (!isObject(value)) {
    complaints.add("`scope` must be an object that says what the rule is `of`: agents, queues or the feed.");
    return null;
  }
  switch (value.of) {
    case "agents": {
      const read = scopeOutlines.agents.safeParse(value, { reportInput: true });
      if (read.success) return { ...read.data, of: "agents" };
      return inScope(read.error, complaints, Object.keys(scopeOutlines.agents.shape));
    }
    case "queues": {
      const read = scopeOutlines.queues.safeParse(value, { reportInput: true });
      if (read.success) return { ...read.data, of: "queues" };
      return inScope(read.error, complaints, Object.keys(scopeOutlines.queues.shape));
    }
    case "feed": {
      const read = scopeOutlines.feed.safeParse(value, { reportInput: true });
      if (read.success) return { of: "feed" };
      return inScope(read.error, complaints, Object.keys(scopeOutlines.feed.shape));
    }
    default:
      complaints.add(`\`scope.of\` is ${quoted(value.of)}, which it cannot be${meant(value.of, SCOPES)}`);
      return null;
  }
}

function inScope(error: z.ZodError, complaints: Complaints, keys: readonly string[]): null {
  const issues = error.issues.map((issue) => ({ ...issue, path: ["scope", ...issue.path] }));
  complaints.addIssues(issues, "the scope", () => keys);
  return null;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
