/**
 * Blind time: rules neither fire nor resolve, and afterwards everything is looked at once, by the truth that was fetched
 * meanwhile (SPEC N10 to N13). What was read before it is no reading any more.
 */
import { BOUNDS } from "../bounds.ts";
import type { EpochMs, FeedState } from "../vocabulary.ts";
import { everyEntity, readCalendarAt } from "./advance.ts";
import type { Passage } from "./alert.ts";
import type { FloorSnapshot } from "./batch.ts";
import { type Engine, pastKey } from "./entities.ts";
import { noteBlind, noteEvent, noteSeeing, noteSeen } from "./evidence.ts";
import { judgeEntity, judgeFeed, removeEntity } from "./judge-entity.ts";
import { wholeMoment } from "./moment.ts";

/** Whether what comes in this state is what happens now: while catching up the stream is heard, but ground truth is not yet. */
export const isSeeing = (feed: FeedState): boolean => feed === "live" || feed === "catchingUp";

export function freeze(engine: Engine): void {
  if (engine.isFrozen) return;
  engine.isFrozen = true;
  noteBlind(engine);
  forgetReadings(engine);
}

/** No queue is read until its next reading. */
export function forgetReadings(engine: Engine): void {
  for (const queue of engine.queues.values()) {
    if (queue.view !== null) queue.view = { ...queue.view, isRead: false };
  }
}

/** The feed is live and ground truth was compared: everything is judged once, at the event clock. */
export function thaw(engine: Engine, into: Passage[]): void {
  engine.isFrozen = false;
  noteSeeing(engine);
  noteSeen(engine, engine.clock);
  readCalendarAt(engine, engine.clock);
  for (const entity of [...everyEntity(engine)]) {
    if (entity.isGone) removeEntity(engine, entity, into);
    else judgeEntity(engine, entity, wholeMoment(engine, entity, true), into);
  }
}

/** What the desk says of the feed, or `unheard` where it says nothing, at its clock (SPEC N13). */
export function takeFeedState(
  engine: Engine,
  state: FeedState | "unheard",
  at: EpochMs,
  into: Passage[],
): void {
  const { feed } = engine;
  const heardAt = Math.max(feed.heardAt ?? at, at);
  const before = feed.view?.state ?? null;
  const blindSince = feed.view?.blindSince ?? feed.heardAt ?? heardAt;
  feed.view = { state, blindSince: state === "live" ? null : blindSince };
  feed.heardAt = heardAt;
  if (before !== state) noteEvent(feed, { at: heardAt, what: "feed", details: { from: before, to: state } });
  judgeFeed(engine, heardAt, into);
}

/**
 * The desk's clock was set back to `at`: what the feed's rules count from cannot lie ahead of it, or they would stand still
 * until it has caught up.
 */
export function setFeedBack(engine: Engine, at: EpochMs): void {
  const { feed, pasts, rules } = engine;
  const { view } = feed;
  if (feed.heardAt !== null) feed.heardAt = Math.min(feed.heardAt, at);
  if (view !== null && view.blindSince !== null)
    feed.view = { ...view, blindSince: Math.min(view.blindSince, at) };
  for (const { rule, holdMs } of rules.feed) {
    const alert = feed.alerts?.get(rule.id);
    if (alert !== undefined) alert.fireAt = Math.min(alert.fireAt, at + holdMs);
    const past = pasts.get(pastKey(rule.id, feed));
    if (past === undefined) continue;
    past.activeSince = Math.min(past.activeSince, at);
    past.endedAt = Math.min(past.endedAt, at);
  }
}

/** Whether a queue's reading in a snapshot is of now: nothing says whether a blind time lay behind it. */
export const isFreshIn = ({ clock, feed }: FloorSnapshot, statsAt: EpochMs | null): boolean =>
  isSeeing(feed) && (statsAt === null || clock - statsAt <= BOUNDS.readingStandsMaxMs);
