/**
 * How many contacts come when. Demand follows staffing, as planners make staffing follow demand: for each
 * skill the people on duty per half hour of the local week, times how hard that skill is driven. So the floor
 * is matched at any hour and in any size of world, with some queues relaxed and some that struggle.
 */

import { DAY_MS } from "./bounds.ts";
import { arrive } from "./contacts.ts";
import { type Agent, at, type Floor, type Queue, type QueueManners } from "./floor.ts";
import type { Random } from "./random.ts";
import type { ShiftTemplate } from "./types.ts";
import { HALF_HOURS, halfHourOfWeek, offsetMsAt, QUARTER_MS } from "./zone.ts";

/** Share of people on duty who are really there: errands, coaching, scatter and missed rings take the rest. */
const PRESENCE = 0.84;
const WEEK_MINUTES = 7 * 24 * 60;

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Minutes on duty, breaks taken out, within each half hour of the local week (0–30). */
export function dutyMinutes(template: ShiftTemplate): number[] {
  const minutes = new Array<number>(HALF_HOURS).fill(0);
  const add = (day: number, start: string, end: string, by: number): void => {
    const shiftStart = minuteOf(template.start);
    const from = minuteOf(start) + (minuteOf(start) < shiftStart ? 1_440 : 0);
    let to = minuteOf(end);
    while (to <= from) to += 1_440;
    for (let minute = from; minute < to; minute++) {
      const slot = Math.floor((((day - 1) * 1_440 + minute) % WEEK_MINUTES) / 30);
      minutes[slot] = (minutes[slot] ?? 0) + by;
    }
  };
  for (const day of template.days) {
    add(day, template.start, template.end, 1);
    for (const pause of template.breaks) add(day, pause.start, pause.end, -1);
  }
  return minutes;
}

/** Mean time that one contact of a queue takes of an agent, in ms, at speed 1. */
function handleMs(manners: QueueManners): number {
  const talkMs = manners.talkMedianMs * Math.exp(manners.talkSigma ** 2 / 2);
  const wrapMs = manners.wrapMedianMs * Math.exp(0.7 ** 2 / 2) * manners.wrapShare;
  return talkMs + wrapMs + manners.ringMedianMs;
}

/** People of the skill on duty in each half hour of the week; people with several skills are shared out. */
export function capacityOf(staff: readonly { agent: Agent; share: number }[]): number[] {
  const capacity = new Array<number>(HALF_HOURS).fill(0);
  const minutesByTemplate = new Map<string, number[]>();
  for (const { agent, share } of staff) {
    const { template } = agent.roster;
    const minutes = minutesByTemplate.get(template.id) ?? dutyMinutes(template);
    minutesByTemplate.set(template.id, minutes);
    minutes.forEach((onDuty, slot) => {
      capacity[slot] = (capacity[slot] ?? 0) + (share * onDuty) / 30;
    });
  }
  return capacity;
}

/** The day's swing around the plan: a wave before noon, a smaller one in the afternoon. */
function wave(slot: number, phase: number): number {
  const hour = (slot % 48) / 2 + phase;
  return 1 + 0.06 * Math.exp(-((hour - 10.5) ** 2) / 2) + 0.04 * Math.exp(-((hour - 15) ** 2) / 3) - 0.02;
}

/**
 * Arrivals per ms for each half hour of the local week, such that the skill's people are busy for the share
 * `load` of their presence. Callers do not know of breaks, so capacity is smoothed; a closed hour stays 0.
 */
export function arrivalCurve(
  capacity: readonly number[],
  load: number,
  share: number,
  manners: QueueManners,
  random: Random,
): number[] {
  const phase = random.between(-0.7, 0.7);
  const perAgentMs = (load * PRESENCE * share) / handleMs(manners);
  return capacity.map((here, slot) => {
    if (here === 0) return 0;
    let sum = 0;
    for (let step = -2; step <= 2; step++) {
      sum += (3 - Math.abs(step)) * (capacity[(slot + step + HALF_HOURS) % HALF_HOURS] ?? 0);
    }
    return Math.min(sum / 9, here * 1.6) * perAgentMs * wave(slot, phase);
  });
}

/** Plans the queue's next arrival; rates change on quarter hours of UTC, where zones change theirs too. */
export function planArrival(floor: Floor, queue: Queue): void {
  queue.arrivalPlan += 1;
  const plan = queue.arrivalPlan;
  const untilMs = (Math.floor(floor.nowMs / QUARTER_MS) + 1) * QUARTER_MS;
  const slot = halfHourOfWeek(floor.nowMs, offsetMsAtQuarter(floor));
  const perMs = (queue.arrivalsPerMs[slot] ?? 0) * queue.surgeFactor * floor.speed;
  const arrivalMs = perMs > 0 ? floor.nowMs + floor.random.exponential(1 / perMs) : Number.POSITIVE_INFINITY;
  at(floor, Math.min(arrivalMs, untilMs), () => {
    if (queue.arrivalPlan !== plan) return;
    if (arrivalMs < untilMs) arrive(floor, queue);
    planArrival(floor, queue);
  });
}

const offsetMemo = new WeakMap<Floor, { quarter: number; offsetMs: number }>();

/** Time only moves forward, so the present quarter hour's offset is all that need be remembered. */
function offsetMsAtQuarter(floor: Floor): number {
  const quarter = Math.floor(floor.nowMs / QUARTER_MS);
  const known = offsetMemo.get(floor);
  if (known?.quarter === quarter) return known.offsetMs;
  const offsetMs = offsetMsAt(floor.zone, floor.nowMs);
  offsetMemo.set(floor, { quarter, offsetMs });
  return offsetMs;
}

/** A surge multiplies arrivals of one queue for a while; a later surge replaces it. */
export function startSurge(floor: Floor, queue: Queue, factor: number, seconds: number): void {
  queue.surgeFactor = factor;
  queue.surgeEndsMs = floor.nowMs + Math.min(seconds * 1_000, DAY_MS);
  planArrival(floor, queue);
  at(floor, queue.surgeEndsMs, () => {
    if (queue.surgeEndsMs > floor.nowMs) return;
    queue.surgeFactor = 1;
    planArrival(floor, queue);
  });
}
