/**
 * The one clock of the screen. A timer per tile would cost a television all of its time (performance.md, "The wall"),
 * so tiles register here: each is written when *its own* second turns, which spreads the writes over the second by
 * itself and makes every figure exact. Durations run on CXone's clock, since that is whose instants they are counted from,
 * and stand still while it does; tasks run on the server's. It must never read the screen's date.
 */

/** A figure that grows with time: written once on registration and then each time its second turns. */
export interface Timed {
  /** From when it counts, by CXone's clock. */
  readonly since: number;
  write(elapsedMs: number): void;
}

export interface Ticker {
  /** Starts writing; the answer stops it. */
  add(timed: Timed): () => void;
  /** Called once a second, on the server's full second. The answer stops it. */
  everySecond(task: (serverNow: number) => void): () => void;
  /** To be called about ten times a second. */
  tick(): void;
}

const SLOTS = 10;
const SLOT_MS = 1_000 / SLOTS;
const slotOf = (ms: number) => ((Math.floor(ms / SLOT_MS) % SLOTS) + SLOTS) % SLOTS;

export interface TickerClocks {
  /** The server's clock; `null` while unknown: then no task is called. */
  serverNow(): number | null;
  /** CXone's clock up to which durations are counted; `null` while unknown: then nothing is written. */
  floorNow(): number | null;
}

export function createTicker(clocks: TickerClocks): Ticker {
  const slots = Array.from({ length: SLOTS }, () => new Set<Timed>());
  const tasks = new Set<(serverNow: number) => void>();
  let lastServer: number | null = null;
  let lastFloor: number | null = null;

  function writeSlot(slot: number, now: number): void {
    for (const timed of slots[slot] ?? []) timed.write(now - timed.since);
  }

  function write(now: number): void {
    const from = Math.floor((lastFloor ?? now - 1_000) / SLOT_MS);
    const until = Math.floor(now / SLOT_MS);
    // Only slots that are over are written: within one, some figures' seconds have not turned yet.
    // A clock that was set or stopped, or a screen that slept, has every figure written at once.
    const due = until < from || until - from >= SLOTS ? SLOTS : until - from;
    for (let step = 1; step <= due; step += 1) writeSlot(slotOf((until - step) * SLOT_MS), now);
    lastFloor = now;
  }

  return {
    add(timed) {
      const slot = slots[slotOf(timed.since)];
      slot?.add(timed);
      const now = clocks.floorNow();
      if (now !== null) timed.write(now - timed.since);
      return () => slot?.delete(timed);
    },
    everySecond(task) {
      tasks.add(task);
      return () => tasks.delete(task);
    },
    tick() {
      const now = clocks.serverNow();
      if (now !== null) {
        if (lastServer === null || Math.floor(now / 1_000) !== Math.floor(lastServer / 1_000)) {
          for (const task of tasks) task(now);
        }
        lastServer = now;
      }
      // After the tasks, which may find that the figures have grown old and stop the floor's clock.
      const floorNow = clocks.floorNow();
      if (floorNow !== null) write(floorNow);
    },
  };
}
