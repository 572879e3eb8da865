/**
 * Where people are apart from contacts: they come and go with human scatter around their template, take
 * their breaks a little late, have errands, and sometimes forget that the shift is over. What the template
 * asks (`roster.duty`) and what a person does are two things; the difference is the guide's trap.
 */

import { DAY_MS, MINUTE_MS } from "./bounds.ts";
import { callOut, pull } from "./contacts.ts";
import {
  type Agent,
  at,
  type Errand,
  enter,
  type Floor,
  later,
  type PlanStep,
  paced,
  type Roster,
} from "./floor.ts";
import { AVAILABLE } from "./routing.ts";
import { type Shift, shiftEndedBy, shiftEndingAfter } from "./shifts.ts";

/** State, the customer's own code, mean length in minutes, weight. */
const ERRANDS = [
  ["NOT_READY", "PERSONAL", 4, 30],
  ["NOT_READY", "BACK_OFFICE", 16, 22],
  ["NOT_READY", "COACHING", 20, 14],
  ["NOT_READY", "TEAM_MEETING", 25, 8],
  ["NOT_READY", "SYSTEM_ISSUE", 6, 6],
  ["READY", "READY_OUTBOUND_ONLY", 30, 14],
  ["READY", "READY_TRAINING", 15, 4],
] as const;

const ERRAND_EVERY_MS = 110 * MINUTE_MS;

/**
 * Puts a free agent where the agent wants to be: signed out, on break, on an errand, or ready. Call it only
 * for an agent without a contact; it does nothing for one that rings or is held from outside.
 */
export function settle(floor: Floor, agent: Agent): void {
  if (agent.isForced || agent.ringing !== null || agent.contact !== null) return;
  if (agent.errand !== null && agent.errand.untilMs <= floor.nowMs) agent.errand = null;
  const [state, code] = aim(agent);
  if (agent.state !== state || agent.statusCode !== code) enter(floor, agent, state, code);
  if (state !== "READY") return;
  if (code === "READY_OUTBOUND_ONLY") dialSoon(floor, agent);
  else pull(floor, agent);
}

function aim(agent: Agent): readonly ["SIGNED_OUT" | "READY" | "NOT_READY", string] {
  if (agent.want === "off") return ["SIGNED_OUT", "SIGNED_OUT"];
  if (agent.want === "break") return ["NOT_READY", agent.wantCode];
  if (agent.errand !== null) return [agent.errand.state, agent.errand.code];
  return ["READY", AVAILABLE];
}

function dialSoon(floor: Floor, agent: Agent): void {
  later(floor, agent, paced(floor, floor.random.exponential(25_000)), () => {
    const queue = agent.queues[0];
    if (queue !== undefined && agent.statusCode === "READY_OUTBOUND_ONLY") callOut(floor, queue, agent);
  });
}

/** Wrap-up and the penalty after a missed ring run their course; everything else gives way at once. */
function isMidWork(agent: Agent): boolean {
  return (
    agent.contact !== null ||
    agent.ringing !== null ||
    agent.state === "AFTER_CALL_WORK" ||
    agent.state === "WRAP_UP" ||
    (agent.state === "NOT_READY" && agent.statusCode === "RONA")
  );
}

/** Lets a changed wish take effect: now if the agent is free, else when the present work is done. */
function reconsider(floor: Floor, agent: Agent): void {
  if (isMidWork(agent) || agent.isForced) return;
  later(floor, agent, 0, () => settle(floor, agent));
}

// ---------------------------------------------------------------- the agent's own day

/** One shift as this person lives it: scattered in and out, breaks late by minutes, now and then skipped. */
function planShift(floor: Floor, shift: Shift): PlanStep[] {
  const { random } = floor;
  const minutes = (mean: number, deviation: number): number => random.normal(mean, deviation) * MINUTE_MS;
  const steps: PlanStep[] = [{ atMs: shift.startMs + minutes(-2, 3), want: "work", code: "" }];
  for (const pause of shift.breaks) {
    if (random.chance(0.04)) continue;
    // Most leave on time; some stay READY for a while although routing passes them over.
    const lateMs = random.chance(0.15) ? minutes(6, 3) : minutes(1, 1);
    steps.push({ atMs: pause.startMs + lateMs, want: "break", code: pause.code });
    steps.push({ atMs: pause.endMs + minutes(2, 2), want: "work", code: "" });
  }
  const overtimeMs = random.chance(0.1) ? random.exponential(12 * MINUTE_MS) : minutes(1, 2);
  steps.push({ atMs: shift.endMs + overtimeMs, want: "off", code: "" });
  return inOrder(steps);
}

/** Scatter must not turn a day around: each step comes at least half a minute after the one before. */
function inOrder(steps: readonly PlanStep[]): PlanStep[] {
  let earliestMs = Number.NEGATIVE_INFINITY;
  return steps.map((step) => {
    const atMs = Math.round(Math.max(step.atMs, earliestMs));
    earliestMs = atMs + MINUTE_MS / 2;
    return { ...step, atMs };
  });
}

/** Takes the agent through the rest of its plan, then makes the plan of the next shift. */
function followPlan(floor: Floor, agent: Agent): void {
  const step = agent.plan[0];
  if (step === undefined) {
    const shift = shiftEndingAfter(agent.roster.template, floor.nowMs + 30 * MINUTE_MS);
    if (shift === null) return;
    agent.plan = planShift(floor, shift);
    at(floor, floor.nowMs + MINUTE_MS, () => followPlan(floor, agent));
    return;
  }
  at(floor, step.atMs, () => {
    agent.plan.shift();
    agent.want = step.want;
    agent.wantCode = step.code;
    if (step.want === "off") agent.errand = null;
    reconsider(floor, agent);
    followPlan(floor, agent);
  });
}

/** Places the agent at the world's first instant, in a state that began in a plausible past. */
export function beginDay(floor: Floor, agent: Agent): void {
  const { nowMs, random } = floor;
  const { template } = agent.roster;
  const lastEndMs = shiftEndedBy(template, nowMs)?.endMs ?? nowMs - 3 * DAY_MS;
  let sinceMs = Math.min(nowMs - 1, Math.round(lastEndMs + random.normal(1, 2) * MINUTE_MS));
  const shift = shiftEndingAfter(template, nowMs);
  agent.plan = shift === null ? [] : planShift(floor, shift);
  while (agent.plan[0] !== undefined && agent.plan[0].atMs < nowMs) {
    const step = agent.plan.shift();
    if (step === undefined) break;
    agent.want = step.want;
    agent.wantCode = step.code;
    sinceMs = step.atMs;
  }
  const [state, code] = aim(agent);
  agent.state = state;
  agent.statusCode = code;
  agent.sinceMs = sinceMs;
  agent.lastUpdatedMs = sinceMs;
  followPlan(floor, agent);
  planErrand(floor, agent);
}

// ---------------------------------------------------------------- errands

function planErrand(floor: Floor, agent: Agent): void {
  at(floor, floor.nowMs + floor.random.exponential(ERRAND_EVERY_MS), () => {
    planErrand(floor, agent);
    if (agent.want !== "work" || agent.isForced || agent.errand !== null) return;
    agent.errand = drawErrand(floor);
    reconsider(floor, agent);
    at(floor, agent.errand.untilMs, () => reconsider(floor, agent));
  });
}

function drawErrand(floor: Floor): Errand {
  const [state, code, meanMinutes] = floor.random.weighted(
    ERRANDS.map((entry) => [entry, entry[3]] as const),
  );
  const lengthMs = floor.random.logNormal(meanMinutes * 0.85, 0.55) * MINUTE_MS;
  return { state, code, untilMs: Math.round(floor.nowMs + lengthMs) };
}

// ---------------------------------------------------------------- what the template asks

/** Follows a template's boundaries; those who waited READY for their shift or break's end are served then. */
export function followRoster(floor: Floor, roster: Roster): void {
  roster.shift = shiftEndingAfter(roster.template, floor.nowMs);
  if (roster.shift === null) {
    roster.duty = "off";
    return;
  }
  const { duty, untilMs } = dutyAt(roster.shift, floor.nowMs);
  const isBackToWork = duty === "work" && roster.duty !== "work";
  roster.duty = duty;
  if (isBackToWork) for (const agent of roster.agents) pull(floor, agent);
  at(floor, untilMs, () => followRoster(floor, roster));
}

/** What a shift asks at an instant, and until when. Breaks and the shift itself end exclusively. */
function dutyAt(shift: Shift, atMs: number): { duty: Roster["duty"]; untilMs: number } {
  if (atMs < shift.startMs) return { duty: "off", untilMs: shift.startMs };
  let untilMs = shift.endMs;
  for (const pause of shift.breaks) {
    if (pause.startMs <= atMs && atMs < pause.endMs) return { duty: "break", untilMs: pause.endMs };
    if (pause.startMs > atMs) untilMs = Math.min(untilMs, pause.startMs);
  }
  return { duty: "work", untilMs };
}
