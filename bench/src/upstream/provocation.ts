/**
 * Agents who do what the bench's rules are about, on top of a living centre: each goes into a state under a code of its
 * rule's, stays there, and comes back in the end. What is noted is when the event was sent that decides the alert: the
 * agent's own change where the rule has no hold, and else the first event of anybody that is dated at or after the
 * hold's end, since only events move the alert desk's clock.
 */
import { type AgentState, type AgentTruth, toWire, type WireMessage } from "@callboard/world";
import { grouped } from "../grouped.ts";
import { BENCH_RULES } from "../measure/alert-rules.ts";
import { alertKey, changeKey, type Provoked, type ProvokeOptions } from "../remote/parts.ts";

type BenchRule = (typeof BENCH_RULES)[number];
type AgentMessage = Extract<WireMessage, { type: "agent_state_change" }>;

interface Step {
  readonly rule: BenchRule;
  readonly agentId: string;
  /** Which nobody else ever works in: the alerts of a rule in one queue are told once a minute. */
  readonly queueId: string;
  readonly beginsMs: number;
}

interface Waiting extends Step {
  readonly change: string;
  readonly endsMs: number;
}

export class Provocation {
  /** Those whom the centre must not move meanwhile. */
  readonly agentIds: ReadonlySet<string>;
  /** When the last alert should have been decided. */
  readonly overMs: number;
  readonly #steps: Step[];
  readonly #isDeciding: boolean;
  /** Whose hold is not over, soonest first. */
  readonly #waiting: Waiting[] = [];
  readonly causes: Provoked["causes"][number][] = [];

  /** `nowMs` is the wall clock, by which events are dated. */
  constructor(agents: readonly AgentTruth[], options: ProvokeOptions, nowMs: number) {
    this.#steps = stepsOf(agents, options, nowMs);
    this.agentIds = new Set(this.#steps.map(({ agentId }) => agentId));
    const holdMs = Math.max(...BENCH_RULES.map(({ holdSeconds }) => holdSeconds)) * 1_000;
    this.overMs = nowMs + options.spreadMs + (options.isDeciding ? holdMs : 0);
    this.#isDeciding = options.isDeciding;
  }

  /** The changes that are to be sent now. */
  due(nowMs: number): { readonly message: AgentMessage; readonly sent: (at: number) => void }[] {
    const due = [];
    for (;;) {
      const [step] = this.#steps;
      if (step === undefined || step.beginsMs > nowMs) return due;
      this.#steps.shift();
      const message = messageOf(step, "NOT_READY", step.rule.code, nowMs);
      due.push({ message, sent: (at: number) => this.#begin(step, message, nowMs, at) });
    }
  }

  #begin(step: Step, message: AgentMessage, beganMs: number, sentAt: number): void {
    const change = changeKey(step.agentId, message.data.last_updated);
    const { holdSeconds } = step.rule;
    if (holdSeconds === 0 || !this.#isDeciding) this.#decide({ ...step, change }, sentAt);
    else this.#waiting.push({ ...step, change, endsMs: beganMs + holdSeconds * 1_000 });
  }

  /** An event dated so was sent. */
  heard(timestamp: string, sentAt: number): void {
    const ms = Date.parse(timestamp);
    for (;;) {
      const [first] = this.#waiting;
      if (first === undefined || first.endsMs > ms) return;
      this.#waiting.shift();
      this.#decide(first, sentAt);
    }
  }

  #decide({ rule, agentId, change }: Step & { readonly change: string }, decidedAt: number): void {
    this.causes.push({ ruleId: rule.id, key: alertKey(rule.id, agentId), change, decidedAt });
  }

  /** All of them are ready again. */
  release(nowMs: number): AgentMessage[] {
    return Array.from(this.agentIds, (agentId) =>
      messageOf({ agentId, queueId: null }, "READY", "AVAILABLE", nowMs),
    );
  }
}

/** One agent of each team for each rule, each in a queue of its own, so that no alert waits for another one's notice. */
function stepsOf(
  agents: readonly AgentTruth[],
  { round, alertsPerRule, spreadMs }: ProvokeOptions,
  nowMs: number,
): Step[] {
  const each = BENCH_RULES.length;
  const teams = [...grouped(agents, ({ teamId }) => teamId).values()].filter(({ length }) => length >= each);
  if (teams.length < alertsPerRule) throw new Error(`only ${teams.length} teams for ${alertsPerRule} alerts`);
  const steps: Step[] = [];
  for (const [nth, rule] of BENCH_RULES.entries()) {
    const chosen = teams
      .slice(0, alertsPerRule)
      .flatMap((team) => team[((round * each) % (team.length - (team.length % each))) + nth] ?? []);
    const gapMs = spreadMs / alertsPerRule;
    for (const [place, { id }] of chosen.entries())
      steps.push({
        ...{ rule, agentId: id, queueId: `bench-${nowMs}-${nth}-${place}` },
        beginsMs: nowMs + gapMs * (place + nth / BENCH_RULES.length),
      });
  }
  return steps.sort((a, b) => a.beginsMs - b.beginsMs);
}

function messageOf(
  { agentId, queueId }: { readonly agentId: string; readonly queueId: string | null },
  state: AgentState,
  statusCode: string,
  atMs: number,
): AgentMessage {
  const message = toWire({
    ...{ kind: "agentState", agentId, state, statusCode, atMs, sinceMs: atMs, lastUpdatedMs: atMs },
    ...{ queueId, contactId: null, direction: null },
  });
  if (message.type !== "agent_state_change") throw new Error("not an agent's change");
  return message;
}
