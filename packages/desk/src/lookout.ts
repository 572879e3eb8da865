/**
 * Keeps what people are told of the feed: it looks anew at the end of each turn, and says what has turned since the
 * last look. What is told of it is only ever what was last seen, never a guess.
 */
import type { EpochMs, FeedState, Floor } from "@callboard/core";
import type { BoardFeed } from "@callboard/protocol";
import type { Clock } from "@callboard/shell";
import { type Sight, sightOf } from "./feed/sight.ts";
import type { Intake } from "./intake.ts";
import type { Upstream } from "./upstream.ts";

export interface LookoutParts {
  readonly clock: Clock;
  readonly floor: Floor;
  readonly intake: Intake;
  readonly upstream: Upstream;
  /** When the floor that was recovered at the start had last been written. */
  readonly recoveredAt: EpochMs | null;
}

/** What has turned since the last look. */
export interface Turned {
  readonly from: FeedState;
  readonly isState: boolean;
  readonly isAdvice: boolean;
  readonly isSeeing: boolean;
}

export class Lookout {
  readonly #parts: LookoutParts;
  #sight: Sight = { state: "starting", isSeeing: false, advice: "" };
  #since: EpochMs;

  constructor(parts: LookoutParts) {
    this.#parts = parts;
    this.#since = parts.clock.now();
  }

  get state(): FeedState {
    return this.#sight.state;
  }

  get isSeeing(): boolean {
    return this.#sight.isSeeing;
  }

  look(): Turned {
    const { clock, upstream } = this.#parts;
    const now = clock.now();
    const before = this.#sight;
    this.#sight = this.#see(now);
    // A misconfiguration is told in place of a silence, so one may lie hidden behind it.
    const mayHaveMissed = before.state === "stale" || before.state === "misconfigured";
    if (mayHaveMissed && this.#sight.isSeeing) {
      // What a silent stream kept to itself may be lost: it is not live again before the truth was compared.
      upstream.onHeardAgain();
      this.#sight = this.#see(now);
    }
    const { state, isSeeing, advice } = this.#sight;
    if (state !== before.state) this.#since = now;
    return {
      from: before.state,
      isState: state !== before.state,
      isAdvice: advice !== before.advice,
      isSeeing: isSeeing !== before.isSeeing,
    };
  }

  #see(now: EpochMs): Sight {
    const { intake, upstream } = this.#parts;
    const { lastAcceptedAt, hasNews, refusedSince } = intake;
    return sightOf({ ...upstream.facts(), lastAcceptedAt, hasNews, refusedSince, asOf: intake.asOf() }, now);
  }

  /** The clock was set: how long the feed has been as it is stays the same. */
  shift(byMs: number): void {
    this.#since += byMs;
  }

  /** The feed as every frame carries it. */
  boardFeed(): BoardFeed {
    const { floor, intake, upstream } = this.#parts;
    return {
      state: this.#sight.state,
      since: this.#since,
      asOf: intake.asOf() ?? this.#knownBefore(),
      clock: floor.clock === 0 ? null : floor.clock,
      reconciledAt: upstream.reconciledAt,
      advice: this.#sight.advice,
    };
  }

  /**
   * The instant of the floor that was known before this start: no later than the event clock says. Rows go on being written
   * while nothing is heard, and must not make the old look young.
   */
  #knownBefore(): EpochMs | null {
    const { floor, recoveredAt } = this.#parts;
    return recoveredAt === null || floor.clock === 0 ? null : Math.min(recoveredAt, floor.clock);
  }
}
