/**
 * Who is where: the desk's knowledge of its relays, and its answer to where a new viewer goes. What it knows is what relays
 * told, and whom it has sent since; both may be some seconds old, so a relay that is full says so and another one is named.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";

export interface PlaceLimits {
  /** Viewers that the desk keeps itself. */
  readonly here: number;
  readonly perRelay: number;
  /** Of the tenant, everywhere together. */
  readonly most: number;
}

export const PLACE_LIMITS: PlaceLimits = {
  here: BOUNDS.relayFromViewers,
  perRelay: BOUNDS.viewersPerRelay,
  most: BOUNDS.viewersMax,
};

export type Place =
  | { readonly kind: "here" }
  | { readonly kind: "relay"; readonly relay: number }
  | { readonly kind: "nowhere" };

interface Known {
  /** As the relay told it. */
  readonly told: number;
  /** When it was sent others that this may not count yet. At most as many as a relay takes. */
  readonly sentAt: readonly EpochMs[];
  readonly heardAt: EpochMs;
  /** How many of its sockets are whose, as it told with `told`. At most as many as a relay takes. */
  readonly holders: ReadonlyMap<string, number>;
}

/** How many sockets each person, or each screen, has at a relay. */
export type Holders = readonly (readonly [holder: string, sockets: number])[];

const viewersOf = ({ told, sentAt }: Known): number => told + sentAt.length;

export class Places {
  readonly #relays = new Map<number, Known>();

  /**
   * Where a new viewer goes. The first relay with room is filled, so that the others empty and go away.
   *
   * @param here viewers at the desk itself
   */
  next(here: number, limits: PlaceLimits, now: EpochMs): Place {
    this.#forget(now);
    if (here + this.viewers >= limits.most) return { kind: "nowhere" };
    if (here < limits.here) return { kind: "here" };
    for (let relay = 1; relay <= BOUNDS.relaysMax; relay += 1) {
      const known = this.#relays.get(relay);
      if (known !== undefined && viewersOf(known) >= limits.perRelay) continue;
      const { sentAt, ...rest } = known ?? { told: 0, sentAt: [], heardAt: now, holders: new Map() };
      this.#relays.set(relay, { ...rest, sentAt: [...sentAt, now] });
      return { kind: "relay", relay };
    }
    return { kind: "nowhere" };
  }

  /** A relay tells how many it has, and whose they are. One without any is known no more. */
  report(relay: number, viewers: number, now: EpochMs, holders: Holders = []): void {
    if (!isRelay(relay)) return;
    const sentAt = this.#sentLately(relay, now);
    if (viewers === 0 && sentAt.length === 0) this.#relays.delete(relay);
    else {
      const held = new Map(holders.slice(0, BOUNDS.viewersPerObjectMax));
      this.#relays.set(relay, { told: viewers, sentAt, heardAt: now, holders: held });
    }
  }

  #sentLately(relay: number, now: EpochMs): readonly EpochMs[] {
    const sentAt = this.#relays.get(relay)?.sentAt ?? [];
    return sentAt.filter((at) => Math.abs(now - at) < BOUNDS.relayArrivalMs);
  }

  /** Whom it was sent it could not take. */
  full(relay: number, limits: PlaceLimits, now: EpochMs): void {
    if (!isRelay(relay)) return;
    const holders = this.#relays.get(relay)?.holders ?? new Map<string, number>();
    this.#relays.set(relay, { told: limits.perRelay, sentAt: [], heardAt: now, holders });
  }

  /** What a clock that is set back would keep for too long is dated anew. */
  #forget(now: EpochMs): void {
    for (const [relay, known] of this.#relays) {
      const heardAt = Math.min(known.heardAt, now);
      if (now - heardAt > BOUNDS.relayForgottenMs) this.#relays.delete(relay);
      else this.#relays.set(relay, { ...known, heardAt });
    }
  }

  /** At relays, as far as is known. */
  get viewers(): number {
    let sum = 0;
    for (const known of this.#relays.values()) sum += viewersOf(known);
    return sum;
  }

  /** How many sockets one person, or one screen, has at relays, as these told last: that may be some seconds old. */
  heldBy(holder: string, now: EpochMs): number {
    this.#forget(now);
    let sum = 0;
    for (const { holders } of this.#relays.values()) sum += holders.get(holder) ?? 0;
    return sum;
  }

  /** Relays that have viewers, or were sent some. */
  relays(): number[] {
    return [...this.#relays.keys()];
  }
}

export const isRelay = (relay: number): boolean =>
  Number.isInteger(relay) && relay >= 1 && relay <= BOUNDS.relaysMax;
