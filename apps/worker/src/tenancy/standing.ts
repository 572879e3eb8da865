/**
 * What one of a tenant's objects knows of its tenant: by its own stored charge, else by the local development's setting. It learns
 * of a change from the registry, and keeps it; nothing older ever replaces it, and what was deleted does not come back by a late call.
 */
import { type Charge, charge as chargeShape } from "@callboard/tenancy";
import { registryOf } from "../desks.ts";
import type { Env } from "../env.ts";
import { readTenants, type Tenant } from "../tenants.ts";
import { storeCharge, storedCharge, tenantOfCharge } from "./charge.ts";

/** `locked`: the secret cannot be opened, and so the upstream not be asked. */
export type StandingName = Standing["kind"] | "locked";

export type Standing =
  | { readonly kind: "active"; readonly tenant: Tenant }
  /** The upstream is hung up, and nothing is watched. */
  | { readonly kind: "paused" }
  /** No tenant of this deployment, or none any more. */
  | { readonly kind: "unknown" };

/** What a charge that came means for the object. */
export type Lesson =
  /** It holds this revision or a newer one. */
  | { readonly kind: "held"; readonly revision: number }
  /** All that it has is to be deleted. */
  | { readonly kind: "remove"; readonly revision: number }
  /** The registry could not be asked, or what came is no charge of this tenant. */
  | { readonly kind: "nothing" };

const UNKNOWN: Standing = { kind: "unknown" };
const NOTHING: Lesson = { kind: "nothing" };

export class Post {
  readonly #ctx: DurableObjectState;
  readonly #env: Env;
  #standing: Standing | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    this.#ctx = ctx;
    this.#env = env;
  }

  /** Throws where the storage does. */
  get standing(): Standing {
    this.#standing ??= this.#read();
    return this.#standing;
  }

  get tenant(): Tenant | null {
    const { standing } = this;
    return standing.kind === "active" ? standing.tenant : null;
  }

  get name(): StandingName {
    const { standing } = this;
    return standing.kind === "active" && standing.tenant.credentials === null ? "locked" : standing.kind;
  }

  #read(): Standing {
    const charge = storedCharge(this.#ctx.storage);
    if (charge === null) return this.#local();
    return charge.state === "active"
      ? { kind: "active", tenant: tenantOfCharge(charge, this.#env) }
      : { kind: "paused" };
  }

  /** An object knows its tenant by its own name, which no request can change. */
  #local(): Standing {
    const { name } = this.#ctx.id;
    const tenant = name === undefined ? undefined : readTenants(this.#env).tenants.get(name);
    return tenant === undefined ? UNKNOWN : { kind: "active", tenant };
  }

  /** Takes what the registry sent. An object that holds nothing asks the registry itself: what came may be older than its removal. */
  async learn(value: unknown): Promise<Lesson> {
    const held = storedCharge(this.#ctx.storage);
    return held === null ? this.pull() : this.#take(value);
  }

  /** Whether it holds at least this revision. */
  holds(revision: number): boolean {
    return (storedCharge(this.#ctx.storage)?.revision ?? -1) >= revision;
  }

  /** Asks the registry for the charge. */
  async pull(): Promise<Lesson> {
    try {
      const { name } = this.#ctx.id;
      const answer = name === undefined ? null : await registryOf(this.#env).charge(name);
      return answer === null || answer.value === null ? NOTHING : this.#take(answer.value);
    } catch {
      return NOTHING;
    }
  }

  #take(value: unknown): Lesson {
    const read = chargeShape.safeParse(value);
    if (!read.success || read.data.id !== this.#ctx.id.name) return NOTHING;
    const charge: Charge = read.data;
    const held = storedCharge(this.#ctx.storage);
    if (held !== null && held.revision > charge.revision) return { kind: "held", revision: held.revision };
    if (charge.state === "removing") return { kind: "remove", revision: charge.revision };
    storeCharge(this.#ctx.storage, charge);
    this.#standing = null;
    return { kind: "held", revision: charge.revision };
  }

  /** Everything that the object has stored is gone, this too. */
  async deleteAll(): Promise<void> {
    await this.#ctx.storage.deleteAlarm();
    await this.#ctx.storage.deleteAll();
    this.#standing = null;
  }
}
