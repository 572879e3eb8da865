/**
 * Rules made ready for one engine: conditions as closures, scopes as sets, and for agents the states in which a rule can
 * hold at all, so that an event asks only the rules that it can concern (SPEC N22).
 */
import { AGENT_STATES, type AgentState } from "../vocabulary.ts";
import type { Passage } from "./alert.ts";
import type { AgentIdentity, QueueRow } from "./batch.ts";
import { judgeOf } from "./judge.ts";
import type { Judge, Vocabulary } from "./question.ts";
import type { Condition, Rule, RuleScope, Severity } from "./rule.ts";
import {
  AGENT_READERS,
  type AgentView,
  FEED_READERS,
  type FeedView,
  QUEUE_READERS,
  type QueueView,
} from "./views.ts";

export interface CompiledRule<View> {
  readonly rule: Rule;
  /** What every passage carries of it. */
  readonly told: Passage["rule"];
  readonly when: Judge<View>;
  readonly clear: Judge<View> | null;
  readonly holdMs: number;
  readonly keepMs: number;
  /** Fires are kept to the last fifth of the room only for these (SPEC N22). */
  readonly isSevere: boolean;
}

export interface AgentRule extends CompiledRule<AgentView> {
  readonly covers: (who: AgentIdentity | null, view: AgentView) => boolean;
}

export interface QueueRule extends CompiledRule<QueueView> {
  readonly covers: (row: QueueRow) => boolean;
}

/** The enabled rules of one set, in its order. */
export interface CompiledRules {
  readonly agents: readonly AgentRule[];
  /** The same by the state of the agent in which they can hold. */
  readonly byState: Readonly<Record<AgentState, readonly AgentRule[]>>;
  readonly queues: readonly QueueRule[];
  readonly feed: readonly CompiledRule<FeedView>[];
  /** Whether any rule sleeps by the calendar. */
  readonly hasHours: boolean;
}

const AGENTS: Vocabulary<AgentView> = { readers: AGENT_READERS, sinceOf: (row) => row.since };
const QUEUES: Vocabulary<QueueView> = { readers: QUEUE_READERS, sinceOf: () => null };
const FEED: Vocabulary<FeedView> = { readers: FEED_READERS, sinceOf: () => null };
const SEVERE: readonly Severity[] = ["critical", "high"];

/** Rules that `readRule` has let in. */
export function compileRules(rules: readonly Rule[]): CompiledRules {
  const agents: AgentRule[] = [];
  const queues: QueueRule[] = [];
  const feed: CompiledRule<FeedView>[] = [];
  const twice = rules.find(({ id }, index) => rules.findIndex((other) => other.id === id) !== index);
  if (twice !== undefined) throw new Error(`two rules have the id ${twice.id}`);
  for (const rule of rules) {
    if (!rule.enabled) continue;
    if (rule.scope.of === "agents")
      agents.push({ ...compiled(rule, AGENTS), covers: agentScope(rule.scope) });
    else if (rule.scope.of === "queues")
      queues.push({ ...compiled(rule, QUEUES), covers: queueScope(rule.scope) });
    else feed.push(compiled(rule, FEED));
  }
  return {
    agents,
    byState: rulesByState(agents),
    queues,
    feed,
    hasHours: rules.some((rule) => rule.enabled && rule.hours !== "always"),
  };
}

function compiled<View>(rule: Rule, vocabulary: Vocabulary<View>): CompiledRule<View> {
  const { id, name, severity, advice, holdSeconds, cooldownSeconds, sinks } = rule;
  return {
    rule,
    told: { id, name, severity, advice, holdSeconds, cooldownSeconds, sinks },
    when: judgeOf(rule.when, vocabulary),
    clear: rule.clear === null ? null : judgeOf(rule.clear, vocabulary),
    holdMs: Math.round(holdSeconds * 1_000),
    keepMs: Math.round(rule.keepFiringSeconds * 1_000),
    isSevere: SEVERE.includes(severity),
  };
}

/** Each list that is there narrows; who is not known to be in it is not (SPEC N15). */
function agentScope(scope: RuleScope & { of: "agents" }): AgentRule["covers"] {
  const teams = listed(scope.teams);
  const queues = listed(scope.queues);
  const skills = listed(scope.skills);
  return (who, view) =>
    (teams === null || holdsOne(teams, who?.teamId) || holdsOne(teams, who?.teamName)) &&
    (queues === null || holdsOne(queues, view.queueId)) &&
    (skills === null || who?.skillIds?.some((skill) => skills.has(skill)) === true);
}

function queueScope(scope: RuleScope & { of: "queues" }): QueueRule["covers"] {
  const queues = listed(scope.queues);
  return (row) => queues === null || queues.has(row.id);
}

const listed = (ids: readonly string[] | undefined): ReadonlySet<string> | null =>
  ids === undefined || ids.length === 0 ? null : new Set(ids);

const holdsOne = (ids: ReadonlySet<string>, id: string | null | undefined): boolean =>
  id !== null && id !== undefined && ids.has(id);

function rulesByState(rules: readonly AgentRule[]): CompiledRules["byState"] {
  const holding = rules.map((one) => ({ one, states: statesOf(one.rule.when, false) }));
  const of = (state: AgentState) => holding.filter(({ states }) => states.has(state)).map(({ one }) => one);
  return {
    READY: of("READY"),
    NOT_READY: of("NOT_READY"),
    CALL: of("CALL"),
    AFTER_CALL_WORK: of("AFTER_CALL_WORK"),
    WRAP_UP: of("WRAP_UP"),
    SIGNED_OUT: of("SIGNED_OUT"),
    UNKNOWN: of("UNKNOWN"),
  };
}

const ALL_STATES: ReadonlySet<AgentState> = new Set(AGENT_STATES);

/** The states in which a condition is not ruled out by its comparisons of the state alone. */
function statesOf(condition: Condition, isNegated: boolean): ReadonlySet<AgentState> {
  if ("not" in condition) return statesOf(condition.not, !isNegated);
  if ("all" in condition || "any" in condition) {
    const parts = "all" in condition ? condition.all : condition.any;
    const sets = parts.map((part) => statesOf(part, isNegated));
    const isEvery = "all" in condition !== isNegated;
    return isEvery
      ? statesWhere((state) => sets.every((set) => set.has(state)))
      : statesWhere((state) => sets.some((set) => set.has(state)));
  }
  if (condition.field !== "state") return ALL_STATES;
  const isNamed = (state: AgentState): boolean => {
    if ("is" in condition) return condition.is === state;
    if ("isNot" in condition) return condition.isNot !== state;
    if ("oneOf" in condition) return condition.oneOf.includes(state);
    if ("noneOf" in condition) return !condition.noneOf.includes(state);
    return true;
  };
  return statesWhere((state) => isNamed(state) !== isNegated);
}

const statesWhere = (holds: (state: AgentState) => boolean): ReadonlySet<AgentState> =>
  new Set(AGENT_STATES.filter(holds));
