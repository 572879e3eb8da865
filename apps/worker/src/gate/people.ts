/**
 * Who was granted what at which tenant, as the registry last said. It is asked anew every so often, by one request at a time; where
 * it cannot be asked, what it said last holds for one more such while, and then nobody is let in: a role that was taken away
 * must not live on because an object does not answer.
 */
import { BOUNDS } from "@callboard/core";
import type { Role, TenantPeople, TenantState } from "@callboard/tenancy";
import { grantKey, higher, keysOfPerson, type Person } from "./person.ts";

export interface KnownTenant {
  readonly id: string;
  readonly name: string;
  readonly state: TenantState;
}

/** What the list says, found at once. Ids and grants come from outside: they are keys of maps alone. */
export class PeopleIndex {
  readonly #tenants = new Map<string, KnownTenant>();
  readonly #granted = new Map<string, { readonly tenant: string; readonly role: Role }[]>();

  constructor(rows: readonly TenantPeople[]) {
    for (const { id, name, state, people } of rows.slice(0, BOUNDS.tenantsMax)) {
      this.#tenants.set(id, { id, name, state });
      for (const grant of people) {
        const key = grantKey(grant);
        const known = this.#granted.get(key) ?? [];
        known.push({ tenant: id, role: grant.role });
        this.#granted.set(key, known);
      }
    }
  }

  get size(): number {
    return this.#tenants.size;
  }

  tenant(id: string): KnownTenant | null {
    return this.#tenants.get(id) ?? null;
  }

  all(): Iterable<KnownTenant> {
    return this.#tenants.values();
  }

  /** Where the person may look, and as what: of several grants the highest role. */
  seatsOf(person: Person): ReadonlyMap<string, Role> {
    const seats = new Map<string, Role>();
    for (const key of keysOfPerson(person)) {
      for (const { tenant, role } of this.#granted.get(key) ?? [])
        seats.set(tenant, higher(seats.get(tenant), role));
    }
    return seats;
  }
}

export interface PeopleAnswer {
  readonly revision: number;
  readonly tenants: readonly TenantPeople[] | null;
}

export interface PeoplePorts {
  readonly now: () => number;
  /** Asks the registry; may throw, and may never answer. `tenants` is `null` where nothing has changed since the revision `known`. */
  readonly ask: (known: number | null) => Promise<PeopleAnswer>;
  /** Ends the wait for an answer that does not come. */
  readonly after: (ms: number) => Promise<void>;
}

export class PeopleCache {
  #index: PeopleIndex | null = null;
  #revision: number | null = null;
  #at = 0;
  #flight: Promise<void> | null = null;
  /** Rises with each change that is known here: what was asked before it does not count. */
  #changes = 0;

  /** The list, at most two `grantsCachedMs` old; `null` where it cannot be had. `since`: not from before this instant. */
  async index(ports: PeoplePorts, since = 0): Promise<PeopleIndex | null> {
    if (!this.#holds(ports, BOUNDS.grantsCachedMs) || this.#at < since) await this.#refresh(ports);
    return this.#holds(ports, 2 * BOUNDS.grantsCachedMs) ? this.#index : null;
  }

  /** As `index`, for what the list does not know: it may be new. Asked for so seldom that guesses cost nothing. */
  again(ports: PeoplePorts): Promise<PeopleIndex | null> {
    return this.index(ports, ports.now() - BOUNDS.peopleAskAgainMs);
  }

  /** Something was changed through this very isolate: whoever comes next asks anew. */
  forget(): void {
    this.#changes += 1;
    this.#at = 0;
    this.#flight = null;
  }

  #holds({ now }: PeoplePorts, ms: number): boolean {
    const age = now() - this.#at;
    // A clock that was set back makes nothing young again.
    return this.#index !== null && age >= 0 && age < ms;
  }

  /** One request asks, the others wait for its answer: but not for ever, since who asks may be gone. */
  async #refresh(ports: PeoplePorts): Promise<void> {
    const flight = this.#flight ?? this.#ask(ports);
    this.#flight = flight;
    await Promise.race([flight, ports.after(BOUNDS.peopleAskMs)]);
    if (this.#flight === flight) this.#flight = null;
  }

  async #ask(ports: PeoplePorts): Promise<void> {
    // What is said is as old as the question.
    const at = ports.now();
    const changes = this.#changes;
    try {
      const { revision, tenants } = await ports.ask(this.#revision);
      if (changes !== this.#changes) return;
      // An answer that took long must not replace a newer one.
      if (this.#index !== null && at < this.#at && this.#at <= ports.now()) return;
      if (tenants === null && revision !== this.#revision) return;
      if (tenants !== null) this.#index = new PeopleIndex(tenants);
      this.#revision = revision;
      this.#at = at;
    } catch {
      // What it said last goes on for its while; whoever asked hears of it by the refusal after that.
    }
  }
}
