/**
 * The one door into the floor: `step(floor, input, now)` (SPEC S). It changes the floor in place, says what
 * changed and why, and depends on nothing but its arguments: the same inputs give the same floor.
 */
import { takeReport } from "./agent/agent.ts";
import { BOUNDS } from "./bounds.ts";
import { applyInteraction, markUnsure, recountContacts, sweepContacts } from "./contact/contact.ts";
import type { AgentRecord, Floor } from "./floor.ts";
import { forgetTheSilent } from "./forget/forget.ts";
import type {
  AgentStateInput,
  FeedInput,
  FloorInput,
  GroundTruthInput,
  InteractionInput,
  ProfilesInput,
  QueueStatsInput,
  SiteInput,
} from "./inputs.ts";
import { type AgentFact, applied, type Outcome, refused, unchanged } from "./outcome.ts";
import { noteHeard, noteMedia, queueOf, takeStats } from "./queue/queue.ts";
import { takeRound } from "./reconcile/reconcile.ts";
import { takeRoster } from "./roster/roster.ts";
import { rejudge, workQueueOf } from "./routability/rejudge.ts";
import { renewUnmappedCodes } from "./routability/unmapped-codes.ts";
import { goalOf } from "./site.ts";
import type { EpochMs, QueueId } from "./vocabulary.ts";

const MINUTE_MS = 60_000;

/**
 * Takes one input into the floor. `now` is the caller's clock in epoch milliseconds; it bounds the future and
 * places shifts, and never dates an event.
 */
export function step(floor: Floor, input: FloorInput, now: EpochMs): Outcome {
  switch (input.kind) {
    case "agentState":
      return stepAgentState(floor, input, now);
    case "queueStats":
      return stepQueueStats(floor, input, now);
    case "interaction":
      return stepInteraction(floor, input, now);
    case "roster":
      return takeRoster(floor, input, now);
    case "profiles":
      return stepProfiles(floor, input, now);
    case "groundTruth":
      return stepGroundTruth(floor, input, now);
    case "feed":
      return stepFeed(floor, input);
    case "time":
      return stepTime(floor, now);
    case "site":
      return stepSite(floor, input, now);
    default:
      return input satisfies never;
  }
}

/** The event clock moves only forward, and only by what the stream itself says (SPEC S2). */
function advanceClock(floor: Floor, at: EpochMs): void {
  if (at > floor.clock) floor.clock = at;
}

function stepAgentState(floor: Floor, input: AgentStateInput, now: EpochMs): Outcome {
  const { report } = input;
  const verdict = takeReport(floor, report, "stream", now);
  switch (verdict.kind) {
    case "refused":
      return refused(verdict.reason);
    case "unchanged":
      return unchanged(verdict.reason);
    case "refreshed":
    case "moved": {
      advanceClock(floor, report.at);
      const queues = new Set<QueueId>();
      if (verdict.kind === "moved" && verdict.countedFor !== null) queues.add(verdict.countedFor);
      const agent = floor.agents.get(report.agentId);
      if (agent === undefined) throw new Error("a report that was taken in has left no agent");
      rejudge(floor, agent, now, queues);
      agent.missedRounds = 0;
      agent.heardAt = Math.max(agent.heardAt ?? report.at, report.at);
      if (verdict.kind !== "moved")
        return applied("sameStateRefreshed", { agents: [agent.id], queues: [...queues] });
      return applied(verdict.fact.gap === null ? "newState" : "stateAfterGap", {
        agents: [agent.id],
        queues: [...queues],
        facts: [{ ...verdict.fact, routability: agent.routability }],
      });
    }
    default:
      return verdict satisfies never;
  }
}

function stepQueueStats(floor: Floor, input: QueueStatsInput, now: EpochMs): Outcome {
  if (input.at > now + BOUNDS.futureToleranceMs) return refused("fromFuture");
  const isNew = !floor.queues.has(input.queueId);
  const queue = queueOf(floor, input.queueId, input.at);
  if (queue === null) return refused("tooManyQueues");
  const verdict = takeStats(floor, queue, input);
  if (verdict.kind === "unchanged") return unchanged(verdict.reason);
  advanceClock(floor, input.at);
  const woken = wake(floor, isNew ? queue.id : null, now);
  woken.queues.add(queue.id);
  return applied("newStats", { agents: woken.agents, queues: [...woken.queues], learned: verdict.learned });
}

/** A queue that is new may be one that READY agents have waited for (SPEC R4), or others work for already (SPEC Q8). */
function wake(floor: Floor, newQueueId: QueueId | null, now: EpochMs) {
  if (newQueueId === null) return { agents: [], queues: new Set<QueueId>() };
  return rejudgeAll(floor, now, (agent) => isReady(agent) || workQueueOf(agent) === newQueueId);
}

function stepInteraction(floor: Floor, input: InteractionInput, now: EpochMs): Outcome {
  if (input.at > now + BOUNDS.futureToleranceMs) return refused("fromFuture");
  const isNew = !floor.queues.has(input.queueId);
  const queue = queueOf(floor, input.queueId, input.at);
  if (queue === null) return refused("tooManyQueues");
  const taken = applyInteraction(floor.contacts, input, contactDeps(floor));
  if (taken.verdict !== "contactPhase" && taken.verdict !== "contactRepaired") {
    // What is not let in leaves nothing behind, not even the queue it named.
    if (isNew) floor.queues.delete(input.queueId);
    return taken.verdict === "duplicate" ? unchanged("duplicate") : refused(taken.verdict);
  }
  advanceClock(floor, input.at);
  noteHeard(queue, input.at);
  noteMedia(queue, input);
  const woken = wake(floor, isNew ? queue.id : null, now);
  // A late event's queue may be new to the floor though the contact has moved on from it.
  for (const queueId of [input.queueId, ...taken.queueIds]) woken.queues.add(queueId);
  return applied(taken.verdict, { agents: woken.agents, queues: [...woken.queues] });
}

function contactDeps(floor: Floor) {
  return {
    clock: floor.clock,
    goalOf: (queueId: QueueId) => goalOf(floor.site, queueId),
    windowsOf: (queueId: QueueId) => floor.queues.get(queueId)?.windows ?? null,
  };
}

function stepProfiles(floor: Floor, input: ProfilesInput, now: EpochMs): Outcome {
  const queues = new Set<QueueId>();
  const agents: string[] = [];
  for (const { agentId, profile } of input.profiles) {
    const agent = floor.agents.get(agentId);
    if (agent === undefined) continue;
    agent.profile = profile;
    if (rejudge(floor, agent, now, queues)) agents.push(agentId);
  }
  return applied("profiles", { agents, queues: [...queues] });
}

function stepGroundTruth(floor: Floor, input: GroundTruthInput, now: EpochMs): Outcome {
  const round = takeRound(floor, input, now);
  if (round.kind === "emptyAnswer") return unchanged("emptyAnswer");
  const queues = new Set<QueueId>(round.queueIds);
  for (const agent of round.touched) rejudge(floor, agent, now, queues);
  const facts: AgentFact[] = round.facts.map((fact) => ({
    ...fact,
    routability: floor.agents.get(fact.agentId)?.routability ?? fact.routability,
  }));
  return applied("reconciled", {
    agents: round.touched.map((agent) => agent.id),
    queues: [...queues],
    facts,
    reconciled: round.report,
  });
}

function stepFeed(floor: Floor, input: FeedInput): Outcome {
  const last = floor.blind.at(-1);
  const isBlind = last !== undefined && last.to === null;
  if (input.seeing === !isBlind) return unchanged("nothingDue");
  if (input.seeing) {
    if (last !== undefined) last.to = Math.max(last.from, input.at);
  } else {
    floor.blind.push({ from: input.at, to: null });
    if (floor.blind.length > BOUNDS.blindIntervalsMax) floor.blind.shift();
    markUnsure(floor.contacts);
  }
  return applied("feedChanged", { queues: [...floor.queues.keys()] });
}

/**
 * Shifts and breaks turn on whole minutes, so that is how often everybody is judged again (SPEC R4), and how often
 * those are looked for of whom nothing was heard for long.
 */
function stepTime(floor: Floor, now: EpochMs): Outcome {
  sweepContacts(floor.contacts, floor.clock);
  const minute = Math.floor(now / MINUTE_MS);
  if (minute === floor.judgedMinute) return unchanged("nothingDue");
  floor.judgedMinute = minute;
  const gone = forgetTheSilent(floor);
  const { agents, queues } = rejudgeAll(floor, now, (agent) => isReady(agent) || agent.workQueueId !== null);
  // Windows slide even where nothing happened, so every queue is drawn anew once a minute.
  for (const queueId of floor.queues.keys()) queues.add(queueId);
  return applied("timePassed", { agents, queues: [...queues], ...gone });
}

function stepSite(floor: Floor, input: SiteInput, now: EpochMs): Outcome {
  floor.site = input.site;
  renewUnmappedCodes(floor);
  recountContacts(floor.contacts, contactDeps(floor));
  const { agents } = rejudgeAll(floor, now, () => true);
  return applied("siteChanged", { agents, queues: [...floor.queues.keys()] });
}

/** Only a READY agent's verdict can turn with the hour or with a queue: all others are settled by their state. */
const isReady = (agent: AgentRecord): boolean => agent.state === "READY";

function rejudgeAll(floor: Floor, now: EpochMs, isConcerned: (agent: AgentRecord) => boolean) {
  const queues = new Set<QueueId>();
  const agents: string[] = [];
  for (const agent of floor.agents.values()) {
    if (isConcerned(agent) && rejudge(floor, agent, now, queues)) agents.push(agent.id);
  }
  return { agents, queues };
}
