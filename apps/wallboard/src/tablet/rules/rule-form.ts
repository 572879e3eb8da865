/**
 * A rule as a form, for the common shape: comparisons that all hold, or any of them. What the form does not know of a rule stays
 * in it as it was; a condition of another shape is left alone. Nothing here judges a rule.
 */
import { fieldOf, type RuleScopeOf } from "./rule-fields.ts";

export type RuleJson = Readonly<Record<string, unknown>>;

/** One comparison as it is typed. */
export interface ConditionRow {
  field: string;
  test: string;
  value: string;
}

export interface RuleForm {
  name: string;
  severity: string;
  of: RuleScopeOf;
  teams: string[];
  queues: string[];
  skills: string[];
  join: "all" | "any";
  /** `null`: the condition is written in a way that only JSON shows. */
  rows: ConditionRow[] | null;
  holdSeconds: number | null;
  keepFiringSeconds: number | null;
  cooldownSeconds: number | null;
  hours: string;
  /** `null`: all of them. */
  sinks: string[] | null;
  advice: string;
}

const TESTS = ["above", "atLeast", "below", "atMost", "is", "isNot", "oneOf", "noneOf"] as const;
const LIST_TESTS: readonly string[] = ["oneOf", "noneOf"];

export function formOf(rule: RuleJson): RuleForm {
  const scope = recordOf(rule.scope);
  const of = scope.of === "queues" || scope.of === "feed" ? scope.of : "agents";
  const when = recordOf(rule.when);
  return {
    name: textOf(rule.name),
    severity: textOf(rule.severity),
    of,
    teams: textsOf(scope.teams),
    queues: textsOf(scope.queues),
    skills: textsOf(scope.skills),
    join: Array.isArray(when.any) ? "any" : "all",
    rows: rowsOf(when),
    holdSeconds: figureOf(rule.holdSeconds),
    keepFiringSeconds: figureOf(rule.keepFiringSeconds),
    cooldownSeconds: figureOf(rule.cooldownSeconds),
    hours: textOf(rule.hours),
    sinks: Array.isArray(rule.sinks) ? textsOf(rule.sinks) : null,
    advice: textOf(rule.advice),
  };
}

/** The rule with what the form says; its condition is written anew only where it was changed. */
export function withForm(rule: RuleJson, form: RuleForm): RuleJson {
  const before = formOf(rule);
  const isSameCondition =
    form.rows === null ||
    JSON.stringify([before.join, before.rows]) === JSON.stringify([form.join, form.rows]);
  const condition = (form.rows ?? []).map((row) => comparisonOf(form.of, row));
  return {
    ...rule,
    name: form.name,
    severity: form.severity,
    scope: scopeIn(form),
    when: isSameCondition ? rule.when : form.join === "any" ? { any: condition } : { all: condition },
    holdSeconds: form.holdSeconds ?? 0,
    keepFiringSeconds: form.keepFiringSeconds ?? 0,
    cooldownSeconds: form.cooldownSeconds ?? 0,
    hours: form.hours,
    sinks: form.sinks ?? "all",
    advice: form.advice,
  };
}

/** Lists that narrow nothing are left out. */
function scopeIn({ of, teams, queues, skills }: RuleForm): RuleJson {
  const lists = { agents: { teams, queues, skills }, queues: { queues }, feed: {} }[of];
  return { of, ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) };
}

function comparisonOf(of: RuleScopeOf, { field, test, value }: ConditionRow): RuleJson {
  if (LIST_TESTS.includes(test)) return { field, [test]: partsOf(value) };
  if (fieldOf(of, field)?.kind === "text") return { field, [test]: value.trim() };
  const figure = Number(value.replace(",", "."));
  // What is no figure goes as it was typed: the server says what is wrong with it.
  return { field, [test]: value.trim() === "" || Number.isNaN(figure) ? value : figure };
}

const partsOf = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

function rowsOf(when: RuleJson): ConditionRow[] | null {
  const list = Array.isArray(when.all) ? when.all : Array.isArray(when.any) ? when.any : [when];
  const rows = list.map((one: unknown) => rowOf(recordOf(one)));
  const read = rows.filter((row) => row !== null);
  return read.length === rows.length && rows.length > 0 ? read : null;
}

function rowOf(comparison: RuleJson): ConditionRow | null {
  const { field, ...rest } = comparison;
  const [test, ...more] = Object.keys(rest);
  if (
    typeof field !== "string" ||
    more.length > 0 ||
    !TESTS.some((one) => one === test) ||
    test === undefined
  )
    return null;
  const value = rest[test];
  if (typeof value === "string" || typeof value === "number") return { field, test, value: String(value) };
  const parts = Array.isArray(value) ? textsOf(value) : [];
  // A word with a comma in it would come apart in a line of words.
  return parts.length === 0 || parts.some((part) => part.includes(","))
    ? null
    : { field, test, value: parts.join(", ") };
}

const recordOf = (value: unknown): RuleJson =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
const figureOf = (value: unknown): number | null => (typeof value === "number" ? value : null);
