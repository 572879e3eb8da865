/**
 * The truth about a deployment's tenants, and how people change it. A change is decided and written in one transaction, with who did
 * it; their objects are told afterwards, and again until they have confirmed. Nothing throws at whoever asks, and no secret is ever
 * in an answer, a deed, or a row in clear.
 */
import { BOUNDS, quoted } from "@callboard/core";
import {
  type Clock,
  done,
  doublingMs,
  isRefused,
  migrate,
  noStorage,
  type Refused,
  type Reply,
  readOrder,
  readPerson,
  type Sql,
  stale,
  wrong,
} from "@callboard/shell";
import type {
  Charge,
  DeedChanges,
  DeploymentLog,
  TenantPage,
  TenantPeople,
  TenantState,
  TenantView,
} from "../contracts.ts";
import { changesOf } from "./changes.ts";
import { readLog } from "./log.ts";
import { TENANT_STEPS } from "./migrations.ts";
import { readChange, readId, readInput, type TenantDraft } from "./read.ts";
import {
  chargeOf,
  isSamePeople,
  peopleOf,
  TENANT_OBJECTS,
  type TenantObject,
  type TenantRecord,
  viewOf,
} from "./record.ts";
import {
  beingRemoved,
  isGone,
  isTaken,
  NO_SECRET,
  noKey,
  noSuchTenant,
  otherRegion,
  tooMany,
  tooManyPeople,
} from "./refusals.ts";
import type { Rewrapped, SealedSlice } from "./sealed-slice.ts";
import { CLIENT_SECRET, type Sealer } from "./sealer.ts";
import { keyVersions, rewrapSlice } from "./seals.ts";
import { TenantStore } from "./tenant-store.ts";

export interface TenantBookParts {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly sealer: Sealer;
  /** Where this deployment runs; empty where it has no region, as in local development. */
  readonly region: string;
  /** Ids that the local development's environment has taken. */
  readonly taken: ReadonlySet<string>;
}

type Fields = Readonly<Record<string, unknown>>;
type Deed = "added" | "added again" | "changed" | "paused" | "resumed" | "removing" | "removed";

/** What an object is to be told, and how to say that it holds it. */
export interface Telling {
  readonly charge: Charge;
  readonly objects: readonly TenantObject[];
}

export class TenantBook {
  readonly #parts: TenantBookParts;
  readonly #store: TenantStore;
  /** Everybody's people, until something of them changes. */
  #people: { readonly revision: number; readonly list: readonly TenantPeople[] } | null = null;
  #revision: number;
  #peopleRevision: number;

  /** Throws where the storage does: there is no truth then. */
  constructor(parts: TenantBookParts) {
    this.#parts = parts;
    migrate(parts.sql, "tenant", TENANT_STEPS);
    this.#store = new TenantStore(parts.sql);
    this.#revision = this.#store.newest();
    this.#peopleRevision = this.#store.peopleRevision();
  }

  // ── Questions ────────────────────────────────────────────────────────────────────────────────────────

  /** Rises with each deed that changes anything of `people()`, and with no other. */
  get peopleRevision(): number {
    return this.#peopleRevision;
  }

  countsByState(): ReadonlyMap<string, number> {
    return this.#store.countsByState();
  }

  /** `{after?, limit?}`: in the order of their ids. */
  page({ after = "", limit = BOUNDS.tenantPageMax }: Fields = {}): Reply<TenantPage> {
    const count = Number(limit);
    if (
      typeof after !== "string" ||
      !Number.isSafeInteger(count) ||
      count < 1 ||
      count > BOUNDS.tenantPageMax
    )
      return wrong("This is no page", [
        `\`after\` is a tenant's id, and \`limit\` is from 1 to ${BOUNDS.tenantPageMax}.`,
      ]);
    return this.#reading(() => {
      const records = this.#store.after(after, count);
      const next = records.length === count ? (records.at(-1)?.id ?? null) : null;
      return done({ tenants: records.map((record) => this.#view(record)), next });
    });
  }

  view(id: string): Reply<TenantView> {
    return this.#reading(() => {
      const record = this.#store.one(id);
      return record === null ? noSuchTenant(id) : done(this.#view(record));
    });
  }

  /** What its objects are to hold; `null` for no tenant of ours. Throws where the storage does. */
  charge(id: string): Charge | null {
    const record = this.#store.one(id);
    return record === null ? null : chargeOf(record);
  }

  /** Which revision each active tenant's objects should have, page by page. */
  revisions(after: string, limit: number) {
    const records = this.#store.after(after, limit);
    const active = records.filter(({ state }) => state === "active");
    return {
      tenants: active.map(({ id, revision }) => ({ id, revision })),
      next: records.length === limit ? (records.at(-1)?.id ?? null) : null,
    };
  }

  /** Who may look where: all of it, bounded by `BOUNDS.tenantsMax` and `BOUNDS.deploymentGrantsMax`. */
  people(): readonly TenantPeople[] {
    if (this.#people?.revision === this.#peopleRevision) return this.#people.list;
    const everybody = this.#store.readable().map(peopleOf);
    this.#people = { revision: this.#peopleRevision, list: everybody };
    return everybody;
  }

  /** Who did what, the newest first: `{before, limit}` as an address has them. */
  deeds(query: Fields = {}): Reply<DeploymentLog> {
    return this.#reading(() => readLog(this.#store, query, null));
  }

  /** The same of one tenant, since it was added: what was done to an earlier one of its name is nothing to it. */
  deedsAbout(id: string, query: Fields = {}): Reply<DeploymentLog> {
    return this.#reading(() => readLog(this.#store, query, id));
  }

  #view(record: TenantRecord): TenantView {
    return viewOf(record, this.#parts.sealer.keyVersionOf(record.sealedSecret));
  }

  // ── Changes ──────────────────────────────────────────────────────────────────────────────────────────

  /** Adds a tenant (`revision` 0 or `null`) or changes all of one: `{by, revision, value}`. For who runs the deployment. */
  put(id: string, fields: Fields): Reply<TenantView> {
    return this.#reading(() => {
      const before = this.#store.one(id);
      return before === null ? this.#add(id, fields) : this.#change(before, fields, readInput(fields.value));
    });
  }

  /** Changes what a tenant's own administrators may: everything but region and label. `{by, revision, value}`. */
  change(id: string, fields: Fields): Reply<TenantView> {
    return this.#reading(() => {
      const before = this.#store.one(id);
      if (before === null) return noSuchTenant(id);
      return this.#change(before, fields, readChange(fields.value, before));
    });
  }

  /** `{by}`. What is paused already stays so. */
  pause(id: string, fields: Fields): Reply<TenantView> {
    return this.#turn(id, fields, "paused", "paused");
  }

  resume(id: string, fields: Fields): Reply<TenantView> {
    return this.#turn(id, fields, "active", "resumed");
  }

  /** `{by, revision}`: of the tenant that was looked at, and no other. It is gone only when its objects have confirmed that they deleted all they had. */
  remove(id: string, fields: Fields): Reply<TenantView> {
    return this.#turn(id, fields, "removing", "removing");
  }

  #add(id: string, fields: Fields): Reply<TenantView> {
    const order = readOrder(fields);
    if (isRefused(order)) return order;
    if (order.revision !== null && order.revision !== 0) return isGone(id);
    const draft = readInput(fields.value);
    const complaints = [...readId(id), ...draft.complaints];
    if (draft.kind === "read" && draft.secret === null) complaints.push(NO_SECRET);
    if (draft.kind === "refused" || draft.secret === null || complaints.length > 0)
      return wrong("This is no tenant yet", complaints);
    if (this.#parts.taken.has(id)) return isTaken(id);
    const { tenants } = this.#store.counts();
    if (tenants >= BOUNDS.tenantsMax) return tooMany;
    const refusal = this.#mayNot(draft, 0);
    if (refusal !== null) return refusal;
    const sealedSecret = this.#seal(id, draft.secret);
    const at = this.#parts.clock.now();
    const record: TenantRecord = {
      ...{ ...draft.settings, id, state: "active", sealedSecret, createdAt: at },
      ...{ revision: this.#revision + 1, changed: { by: order.by, at }, held: { desk: 0, alerts: 0 } },
    };
    const what = this.#store.wasThere(id) ? "added again" : "added";
    return this.#save(record, what, changesOf(null, record, true));
  }

  #change(before: TenantRecord, fields: Fields, draft: TenantDraft): Reply<TenantView> {
    const order = readOrder(fields);
    if (isRefused(order)) return order;
    if (before.state === "removing") return beingRemoved(before.id);
    if (order.revision !== before.revision)
      return stale(`the tenant ${quoted(before.id)}`, order.revision, before);
    if (draft.kind === "refused") return wrong("This cannot be set yet", draft.complaints);
    const refusal = this.#mayNot(draft, before.people.length);
    if (refusal !== null) return refusal;
    const sealedSecret = draft.secret === null ? before.sealedSecret : this.#seal(before.id, draft.secret);
    const record = { ...before, ...draft.settings, ...this.#stamp(order.by), sealedSecret };
    return this.#save(record, "changed", changesOf(before, record, draft.secret !== null));
  }

  #turn(id: string, fields: Fields, state: TenantState, what: Deed): Reply<TenantView> {
    return this.#reading(() => {
      const by = readPerson(fields.by);
      if (typeof by !== "string") return by;
      const before = this.#store.one(id);
      if (before === null) return noSuchTenant(id);
      if (before.state === state) return done(this.#view(before));
      if (before.state === "removing") return beingRemoved(id);
      // A pause can be taken back; a removal is of what whoever asks for it has seen.
      if (state === "removing" && fields.revision !== before.revision)
        return stale(`the tenant ${quoted(id)}`, null, before);
      return this.#save({ ...before, ...this.#stamp(by), state }, what, null);
    });
  }

  #stamp(by: string): Pick<TenantRecord, "revision" | "changed"> {
    return { revision: this.#revision + 1, changed: { by, at: this.#parts.clock.now() } };
  }

  /** What else stands against a draft; `grantsNow` of the deployment's grants are this tenant's own. */
  #mayNot(draft: Extract<TenantDraft, { kind: "read" }>, grantsNow: number): Refused | null {
    const { region: here, sealer } = this.#parts;
    const { region, people } = draft.settings;
    if (here !== "" && region !== here) return otherRegion(region, here);
    if (draft.secret !== null && sealer.current === null) return noKey;
    const grants = this.#store.counts().grants - grantsNow + people.length;
    if (people.length > grantsNow && grants > BOUNDS.deploymentGrantsMax) return tooManyPeople;
    return null;
  }

  #seal(tenant: string, secret: string): string {
    return this.#parts.sealer.seal({ tenant, field: CLIENT_SECRET }, secret);
  }

  #save(record: TenantRecord, what: Deed, changes: DeedChanges | null): Reply<TenantView> {
    const { revision, changed, id } = record;
    return this.#write(() => {
      this.#store.noteDeed({ number: revision, ...changed, what, subject: id, changes });
      const before = this.#store.one(id);
      if (before === null || !isSamePeople(before, record)) this.#store.notePeople(revision);
      this.#store.save(record);
      return done(this.#view(record));
    });
  }

  // ── What the objects hold ────────────────────────────────────────────────────────────────────────────

  /** Whose objects are to be told now, and what. Throws where the storage does. */
  toTell(limit: number): readonly Telling[] {
    return this.#store.toTell(this.#parts.clock.now(), limit).map(tellingOf);
  }

  /** One tenant's, whenever it would be due; `null` where nobody is to be told. */
  tellingOf(id: string): Telling | null {
    const record = this.#store.one(id);
    const telling = record === null ? null : tellingOf(record);
    return telling === null || telling.objects.length === 0 ? null : telling;
  }

  /** When somebody is to be told again; `null` where all have heard. */
  nextTellAt(): number | null {
    return this.#store.nextTellAt();
  }

  /**
   * Objects hold this charge, or, where it is being removed, nothing any more. A tenant whose objects have all deleted themselves
   * is gone. What was not confirmed is told again, later each time.
   */
  settle({ charge }: Telling, confirmed: readonly TenantObject[]): void {
    const { id, revision, sealedSecret } = charge;
    this.#write(() => {
      for (const object of confirmed) this.#store.confirm(id, object, revision, sealedSecret);
      const record = this.#store.one(id);
      if (record === null) return;
      const isDone = tellingOf(record).objects.length === 0;
      if (isDone && record.state === "removing") this.#bury(record);
      else this.#store.planTell(id, isDone ? null : this.#parts.clock.now() + this.#waitMs(id));
    });
  }

  #bury({ id, changed }: TenantRecord): void {
    const { revision, changed: stamp } = this.#stamp(changed.by);
    const what: Deed = "removed";
    this.#store.noteDeed({ number: revision, ...stamp, what, subject: id, changes: null });
    this.#store.notePeople(revision);
    this.#store.bury(id, revision, stamp.by, stamp.at);
  }

  #waitMs(id: string): number {
    return doublingMs(BOUNDS.assignRetryMs, this.#store.triesOf(id) + 1, BOUNDS.assignRetryMaxMs);
  }

  // ── Keys ─────────────────────────────────────────────────────────────────────────────────────────────

  /** With which version each tenant's secret is sealed, from `after` on; `next` is what to ask with for the rest. */
  keyVersions(after: string, limit: number): SealedSlice<number | null> {
    return keyVersions(this.#store, this.#parts.sealer, { after, limit });
  }

  /** Seals the next tenants' secrets with the current key. Their objects are told; revisions stay as they are. */
  rewrap(after: string, limit: number): Reply<SealedSlice<Rewrapped>> {
    const { sealer, clock } = this.#parts;
    return this.#write(() => done(rewrapSlice(this.#store, sealer, clock.now(), { after, limit })));
  }

  /** Notes what was done to the deployment as a whole, such as keys that were rotated. */
  noteDeed(by: string, what: string, subject: string): Reply<null> {
    return this.#write(() => {
      const { revision, changed } = this.#stamp(by);
      this.#store.noteDeed({ number: revision, ...changed, what, subject, changes: null });
      return done(null);
    });
  }

  // ── Storage ──────────────────────────────────────────────────────────────────────────────────────────

  #reading<Value>(work: () => Reply<Value>): Reply<Value> {
    try {
      return work();
    } catch {
      return noStorage;
    }
  }

  #write<Given>(work: () => Given): Given | Refused {
    try {
      const given = this.#parts.sql.transaction(work);
      this.#revision = this.#store.newest();
      this.#peopleRevision = this.#store.peopleRevision();
      return given;
    } catch {
      return noStorage;
    }
  }
}

const objectsBehind = ({ held, revision }: TenantRecord) =>
  TENANT_OBJECTS.filter((one) => held[one] < revision);
const tellingOf = (record: TenantRecord): Telling => ({
  charge: chargeOf(record),
  objects: objectsBehind(record),
});
