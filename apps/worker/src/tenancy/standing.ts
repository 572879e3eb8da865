/**
 * What one of a tenant's objects knows of its tenant: by its own stored charge, else by the local development's setting. It learns
 * of a change from the registry, and keeps it; nothing older ever replaces it, and what was deleted does not come back by a late call.
 */
import { BOUNDS } from "@callboard/core";
import { type Charge, charge as chargeShape } from "@callboard/tenancy";
import { registryOf } from "../desks.ts";
import type { Env } from "../env.ts";
import { readTenants, type Tenant } from "../tenants.ts";
import { learnedAt, storeCharge, storedCharge, tenantOfCharge } from "./charge.ts";

/** `locked`: the secret cannot be opened, and so the upstream not be asked. */
export type StandingName = Standing["kind"] | "locked";

export type Standing =
  | { readonly kind: "active"; readonly tenant: Tenant }
  /** The upstream is hung up, and nothing is watched. */
  | { readonly kind: "paused" }
  /** No tenant of this deployment, or none any more. */
  | { readonly kind: "unknown" };

/** What a charge that came means for the object. */
type Lesson =
  /** It holds this revision or a newer one. */
  | { readonly kind: "held"; readonly revision: number }
  /** All that it has is to be deleted. */
  | { readonly kind: "remove"; readonly revision: number }
  /** The registry could not be asked, or what came is no charge of this tenant. */
  | { readonly kind: "nothing" };

/** The object that holds a post, and what it does when it learns something. */
export interface PostHolder {
  /** Whether a running desk may go on when the one became the other. */
  isSame(before: Tenant, now: Tenant): boolean;
  /** The running desk is called off. */
  end(): void;
  /** There is nobody to watch for, now that it has ended. */
  rest(): Promise<void>;
  wake(): void;
}

const UNKNOWN: Standing = { kind: "unknown" };
const NOTHING: Lesson = { kind: "nothing" };

export class Post {
  readonly #ctx: DurableObjectState;
  readonly #env: Env;
  #standing: Standing | null = null;

  readonly #holder: PostHolder;

  constructor(ctx: DurableObjectState, env: Env, holder: PostHolder) {
    this.#holder = holder;
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

  /** Also of a paused one: for what is to be done about what it has stored. */
  get stored(): Tenant | null {
    const charge = storedCharge(this.#ctx.storage);
    return charge === null ? this.tenant : tenantOfCharge(charge, this.#env);
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

  /** The revision of the tenant's record that it holds; `null` where it holds none. */
  get revision(): number | null {
    return storedCharge(this.#ctx.storage)?.revision ?? null;
  }

  /**
   * The revision that whoever is let in now was surely judged by. Gates may go by the list before for a while (`gate/people.ts`): so long
   * after a change it is the one before, and who comes in is looked at once more (`isFormer`).
   */
  get judgedRevision(): number | null {
    const { revision } = this;
    const learned = learnedAt(this.#ctx.storage);
    if (revision === null || learned === null) return revision;
    const isRecent = Math.abs(Date.now() - learned) < 2 * BOUNDS.grantsCachedMs + BOUNDS.peopleAskMs;
    return isRecent ? revision - 1 : revision;
  }

  /**
   * Takes what the registry sent, and follows it. Gives the revision that is obeyed now, `null` where it could not be. An object that
   * holds nothing asks the registry itself: what came may be older than its removal.
   */
  assign(charge: Charge): Promise<number | null> {
    const held = storedCharge(this.#ctx.storage);
    return this.#follow(async () => (held === null ? this.#pull() : this.#take(charge)));
  }

  /** Makes sure that it holds at least this revision. */
  async ensure(revision: number): Promise<void> {
    const held = storedCharge(this.#ctx.storage)?.revision ?? -1;
    if (held < revision) await this.#follow(() => this.#pull());
  }

  async #follow(learn: () => Promise<Lesson>): Promise<number | null> {
    const before = this.tenant;
    const lesson = await learn();
    if (lesson.kind === "nothing") return null;
    if (lesson.kind === "remove") await this.#deleteAll();
    const now = this.tenant;
    const isSame = before !== null && now !== null && this.#holder.isSame(before, now);
    // What was deleted was deleted under a desk that had ended.
    if (!isSame && lesson.kind === "held") this.#holder.end();
    if (now === null) await this.#holder.rest();
    else this.#holder.wake();
    return lesson.revision;
  }

  /** Everything that the object has stored is gone, this too. */
  async #deleteAll(): Promise<void> {
    this.#holder.end();
    // Whatever comes before it is done finds nobody to open a desk for.
    this.#standing = UNKNOWN;
    await this.#ctx.storage.deleteAlarm();
    await this.#ctx.storage.deleteAll();
    this.#standing = null;
  }

  /** Asks the registry for the charge. */
  async #pull(): Promise<Lesson> {
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
}
