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

  /** `address`: the client's, as Cloudflare tells it. */
  async offer(address: string): Promise<Offered> {
    const offered = this.#open().offer(siteOf(address));
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

/** What one site is given is 48 bits of an address: 65,536 networks, with addresses without end in each. */
const GROUPS_OF_A_SITE = 3;

/** All IPv6 addresses of one site count as one. `::` stands for zeros, and is written out for that. */
function siteOf(address: string): string {
  if (!address.includes(":") || address.includes(".")) return address;
  const [head = "", tail = ""] = address.toLowerCase().split("::");
  const [before, after] = [head, tail].map((part) => (part === "" ? [] : part.split(":")));
  const zeros = Array.from(
    { length: Math.max(0, 8 - (before?.length ?? 0) - (after?.length ?? 0)) },
    () => "0",
  );
  const groups = address.includes("::") ? [...(before ?? []), ...zeros, ...(after ?? [])] : (before ?? []);
  return groups.slice(0, GROUPS_OF_A_SITE).join(":");
}
