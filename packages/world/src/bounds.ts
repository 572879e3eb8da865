/** Every bound and every fixed figure of the model's machinery, in one place. Not for the product's bounds. */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** The world runs this long before its start, unseen, so that the floor and its last hour are warm. */
export const WARM_UP_MS = 65 * MINUTE_MS;

/** Each queue reports its figures this often (DIALECT.md), whatever the speed. */
export const QUEUE_STATS_EVERY_MS = 5_000;

/** Closed contacts are kept this long, so that a test can recount any window of the day. */
export const KEEP_CONTACTS_MS = 25 * HOUR_MS;

/** No queue keeps more contacts than this, whatever their age. */
export const MAX_CONTACTS_KEPT = 50_000;

/** Beyond this many waiting contacts a caller hears the busy tone and never enters the queue. */
export const MAX_WAITING = 500;

export const MAX_AGENTS = 10_000;
export const MAX_QUEUES = 1_000;
export const MAX_SPEED = 100;
