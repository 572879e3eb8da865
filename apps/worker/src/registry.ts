/**
 * The registry of this deployment's tenants as a Durable Object: one for all of them. A change is committed, then both of the
 * tenant's objects are told, and told again by the one alarm until they have confirmed. Nothing asks it on the way of a board: each
 * object keeps its own copy. Nothing throws across a call; `null` stands for a book that cannot be opened.
 */
import { BOUNDS } from "@callboard/core";
import { inLanes, type Reply } from "@callboard/shell";
import {
  type Charge,
  type Telling,
  TenantBook,
  type TenantObject,
  type TenantPeople,
  type TenantView,
} from "@callboard/tenancy";
import { CheckLeases } from "./check/leases.ts";
import { alertDeskOf, deskOf } from "./desks.ts";
import { vouched } from "./gate/whose.ts";
import { TracedObject } from "./log/traced-object.ts";
import { consoleJournal } from "./ports/ports.ts";
import { sqlPort } from "./storage/sql-port.ts";
import { guardTurn } from "./tenant-object.ts";
import { readTenants } from "./tenants.ts";
import { vaultOf } from "./vault/index.ts";

type Fields = Readonly<Record<string, unknown>>;

export class TenantRegistry extends TracedObject {
  #book: TenantBook | null = null;
  readonly #checks = new CheckLeases(() => Date.now());

  // ── Questions ────────────────────────────────────────────────────────────────────────────────────────

  /** `{after?, limit?}`, in the order of their ids. */
  page(query: Fields) {
    return this.#ask("page", (book) => book.page(query));
  }

  view(id: string) {
    return this.#ask("view", (book) => book.view(id));
  }

  /** Who did what, the newest first: `{before?, limit?}`. */
  deeds(query: Fields) {
    return this.#ask("deeds", (book) => book.deeds(query));
  }

  /** The same of one tenant since it was added. */
  deedsAbout(id: string, query: Fields) {
    return this.#ask("deeds about", (book) => book.deedsAbout(id, query));
  }

  /** Who may look where; `tenants` is `null` where nothing of that has changed since the revision that the caller knows. */
  people(
    known: number | null = null,
  ): { readonly revision: number; readonly tenants: readonly TenantPeople[] | null } | null {
    return this.#ask("people", (book) => {
      const revision = book.peopleRevision;
      return { revision, tenants: known === revision ? null : book.people() };
    });
  }

  /** What a tenant's objects are to hold; `value` is `null` where there is no such tenant. */
  charge(id: string): { readonly value: Charge | null } | null {
    return this.#ask("charge", (book) => ({ value: book.charge(id) }));
  }

  /** The next active tenants after an id, each with the revision that its objects should have. */
  revisions(after: string) {
    return this.#ask("revisions", (book) => book.revisions(after, BOUNDS.wakesPerPage));
  }

  countsByState() {
    return this.#ask("counts", (book) => book.countsByState());
  }

  // ── Changes ──────────────────────────────────────────────────────────────────────────────────────────

  /** Adds one, or changes all of it: `{by, revision, value}`. */
  put(id: string, fields: Fields) {
    return this.#change("put", id, (book) => book.put(id, fields));
  }

  /** Changes what its own administrators may: `{by, revision, value}`. */
  change(id: string, fields: Fields) {
    return this.#change("change", id, (book) => book.change(id, fields));
  }

  pause(id: string, fields: Fields) {
    return this.#change("pause", id, (book) => book.pause(id, fields));
  }

  resume(id: string, fields: Fields) {
    return this.#change("resume", id, (book) => book.resume(id, fields));
  }

  /** It is gone when its objects have deleted themselves; until then the answer's state is "removing". */
  remove(id: string, fields: Fields) {
    return this.#change("remove", id, (book) => book.remove(id, fields));
  }

  async #change(
    what: string,
    id: string,
    turn: (book: TenantBook) => Reply<TenantView>,
  ): Promise<Reply<TenantView> | null> {
    const reply = this.#ask(what, turn);
    if (reply?.kind === "done") await this.#tellNow(id);
    return reply;
  }

  // ── Keys ─────────────────────────────────────────────────────────────────────────────────────────────

  /** With which versions the next tenants' secrets are sealed, from `after` on. */
  keyVersions(after: string) {
    return this.#ask("key versions", (book) => book.keyVersions(after, BOUNDS.tenantPageMax));
  }

  /** Seals the next tenants' secrets with the current key; their objects hear of it soon. */
  async rewrap(after: string) {
    const reply = this.#ask("rewrap", (book) => book.rewrap(after, BOUNDS.tenantPageMax));
    await this.#arm();
    return reply;
  }

  /** Notes what was done to the deployment as a whole. */
  noteDeed(by: string, what: string, subject: string) {
    return this.#ask("deed", (book) => book.noteDeed(by, what, subject));
  }

  // ── Checks ───────────────────────────────────────────────────────────────────────────────────────────

  /** Whether a connection check may run. What was granted is given back. */
  takeCheck(subject: string) {
    return this.#checks.take(subject);
  }

  giveCheck(subject: string, id: string): void {
    this.#checks.give(subject, id);
  }

  // ── Telling ──────────────────────────────────────────────────────────────────────────────────────────

  /** The cron passes by: an alarm that was lost is set again. */
  async wake(): Promise<boolean> {
    await this.#arm();
    return this.#book !== null;
  }

  override async alarm(): Promise<void> {
    // First of all the next alarm: Cloudflare never calls one again that has thrown six times.
    await this.ctx.storage.setAlarm(Date.now() + BOUNDS.assignRetryMaxMs);
    const tellings = this.#ask("to tell", (book) => book.toTell(BOUNDS.assignsPerAlarm)) ?? [];
    await inLanes(tellings, BOUNDS.assignConcurrency, (telling) => this.#tell(telling));
    await this.#arm();
  }

  /** Whoever changed something waits for its objects to know, but not for ever: the alarm goes on. */
  async #tellNow(id: string): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + BOUNDS.assignPatienceMs);
    const telling = this.#ask("telling", (book) => book.tellingOf(id));
    if (telling !== null) await this.#tell(telling);
    await this.#arm();
  }

  async #tell(telling: Telling): Promise<void> {
    const { charge, objects } = telling;
    const answers = await Promise.all(objects.map((object) => this.#assign(object, charge)));
    const confirmed = objects.filter((_, index) => answers[index] === true);
    this.#ask("settle", (book) => book.settle(telling, confirmed) ?? true);
    if (confirmed.length === objects.length) return;
    const facts = { tenant: charge.id, revision: charge.revision, state: charge.state };
    consoleJournal().note("charge not taken", facts);
  }

  /** Whether the object holds this charge or a newer one; of a tenant that is removed, whether it has deleted itself. */
  async #assign(object: TenantObject, charge: Charge): Promise<boolean> {
    const tenant = vouched(charge.id, "registry");
    const told =
      object === "desk"
        ? deskOf(this.env, tenant).assign(charge)
        : alertDeskOf(this.env, tenant).assign(charge);
    try {
      const held = await Promise.race([told, scheduler.wait(BOUNDS.assignPatienceMs).then(() => null)]);
      return held !== null && held >= charge.revision;
    } catch {
      return false;
    }
  }

  /** The alarm stands where somebody is to be told next, and nowhere where all have heard. */
  async #arm(): Promise<void> {
    const at = this.#ask("arm", (book) => ({ next: book.nextTellAt() }));
    if (at === null) return;
    if (at.next === null) await this.ctx.storage.deleteAlarm();
    else await this.ctx.storage.setAlarm(Math.max(at.next, Date.now() + 1));
  }

  // ── The book ─────────────────────────────────────────────────────────────────────────────────────────

  #ask<Given>(what: string, turn: (book: TenantBook) => Given): Given | null {
    const book = this.#book ?? this.#guard("open", () => this.#open());
    this.#book = book;
    return book === null ? null : this.#guard(what, () => turn(book));
  }

  #open(): TenantBook {
    return new TenantBook({
      sql: sqlPort(this.ctx.storage),
      clock: { now: () => Date.now() },
      sealer: vaultOf(this.env),
      region: this.env.CALLBOARD_REGION ?? "",
      taken: new Set(readTenants(this.env).tenants.keys()),
    });
  }

  #guard<Given>(what: string, turn: () => Given): Given | null {
    return guardTurn(this.ctx, "registry turn failed", what, turn);
  }
}
