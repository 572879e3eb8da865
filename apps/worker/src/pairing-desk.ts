/**
 * The deployment's one desk for televisions that are not paired yet: it has the codes that they show, and whose screens they became. It
 * knows no tenant's floor, and gives nothing away but to who has a pairing's own secret.
 */
import { type Claimed, type Confirmed, type Confirming, type Offered, PairingBook } from "@callboard/tenancy";
import { TracedObject } from "./log/traced-object.ts";
import { digestOf } from "./screens/digest.ts";
import { sqlPort } from "./storage/sql-port.ts";

export class PairingDesk extends TracedObject {
  #book: PairingBook | null = null;

  /** `site`: who asks, as `screens/site.ts` says it. */
  async offer(site: string): Promise<Offered> {
    const offered = this.#open().offer(site);
    await this.#wakeForSweep();
    return offered;
  }

  confirm(confirming: Confirming): Confirmed {
    return this.#open().confirm(confirming);
  }

  settle(id: string, tenant: string, screen: string): boolean {
    return this.#open().settle(id, tenant, screen);
  }

  release(id: string, tenant: string): void {
    this.#open().release(id, tenant);
  }

  claim(id: string, secret: string): Claimed {
    return this.#open().claim(id, secret);
  }

  override async alarm(): Promise<void> {
    await this.#wakeForSweep();
  }

  /** What is over goes when it is over; a desk without open codes sleeps. */
  async #wakeForSweep(): Promise<void> {
    const next = this.#open().sweep();
    if (next !== null) await this.ctx.storage.setAlarm(next);
  }

  #open(): PairingBook {
    this.#book ??= new PairingBook({
      sql: sqlPort(this.ctx.storage),
      clock: { now: () => Date.now() },
      chance: secretChance,
      digest: digestOf,
    });
    return this.#book;
  }
}

const TWO_TO_32 = 2 ** 32;

/** Chance that nobody can foresee, unlike `Math.random`. */
const secretChance = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / TWO_TO_32;
