/**
 * The event clock moves, and what time alone decides is decided: holds that are over, durations that passed their bound,
 * sites that open or close. In the order of their instants, each dated with its own (SPEC N5, N14, N25).
 */
import type { EpochMs } from "../vocabulary.ts";
import type { Passage } from "./alert.ts";
import { standingOf } from "./calendar.ts";
import { earliest } from "./dues.ts";
import type { Engine, FloorEntity } from "./entities.ts";
import { judgeEntity } from "./judge-entity.ts";
import { believedAt, dueMoment } from "./moment.ts";
import { NEVER } from "./question.ts";
import { hoursOf, sitesIn } from "./sites.ts";

/** Opening hours further back than this are not gone through one by one. */
const CALENDAR_BACK_MS = 7 * 24 * 3_600_000;

/** Brings the clock to `to` at least, and decides what is then believed. */
export function advance(engine: Engine, to: EpochMs, into: Passage[]): void {
  if (to > engine.clock) engine.clock = to;
  const believed = believedAt(engine);
  for (;;) {
    const first = earliest(engine.dues);
    const due = Math.min(first?.due ?? NEVER, engine.calendarTurn);
    if (due > believed) return;
    if (due === engine.calendarTurn || first === undefined) turnCalendar(engine, due, believed, into);
    else judgeEntity(engine, first, dueMoment(first, due), into);
  }
}

/** What an entity's new row proves to have lasted until `until` is decided before the row is taken in (SPEC N5). */
export function decideUntil(engine: Engine, entity: FloorEntity, until: EpochMs, into: Passage[]): void {
  while (entity.due < until) judgeEntity(engine, entity, dueMoment(entity, entity.due), into);
}

function turnCalendar(engine: Engine, due: EpochMs, believed: EpochMs, into: Passage[]): void {
  const at = believed - due > CALENDAR_BACK_MS ? believed : due;
  if (!readCalendarAt(engine, at)) return;
  for (const entity of everyEntity(engine)) judgeEntity(engine, entity, dueMoment(entity, at), into);
}

/** What is open at `at`, and until when that stands. Answers whether anything opened or closed by it. */
export function readCalendarAt(engine: Engine, at: EpochMs): boolean {
  if (!engine.rules.hasHours) {
    engine.calendarTurn = NEVER;
    return false;
  }
  const { calendar } = engine.ruleSet;
  const { isOpen, openSites } = engine;
  const own = standingOf(calendar, at);
  const open = new Set<string>();
  let turn = own.until;
  for (const site of sitesIn(calendar)) {
    const standing = standingOf(hoursOf(calendar, site), at);
    if (standing.isOpen) open.add(site.id);
    turn = Math.min(turn, standing.until);
  }
  engine.isOpen = own.isOpen;
  engine.openSites = open;
  engine.calendarTurn = turn;
  return own.isOpen !== isOpen || open.size !== openSites.size || [...open].some((id) => !openSites.has(id));
}

/** Queues first, then agents, each in the order in which they came. */
export function* everyEntity(engine: Engine): Generator<FloorEntity> {
  yield* engine.queues.values();
  yield* engine.agents.values();
}
