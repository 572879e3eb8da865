/**
 * One tenant's alert desk as a Durable Object: it hands each call, each message of the queue and each alarm to the alert
 * desk as one turn, and nothing more. Nothing throws across a call: whoever asks gets an answer, or `null` where the
 * desk cannot be opened.
 */
import { type AlertingFile, type BatchVerdict, type Claim, AlertDesk as Desk } from "@callboard/alert-desk";
import { BOUNDS } from "@callboard/core";
import type { DeliveryAnswer } from "@callboard/notices";
import type { Charge, RetentionOrder } from "@callboard/tenancy";
import { deskOf } from "./desks.ts";
import type { Env } from "./env.ts";
import { isLocalDeployment } from "./gate/local.ts";
import { vouched } from "./gate/whose.ts";
import { TracedObject } from "./log/traced-object.ts";
import { Pace } from "./pace.ts";
import { alertPorts } from "./ports/alert-ports.ts";
import { Tenure } from "./ports/tenure.ts";
import { Post } from "./tenancy/standing.ts";
import { guardTurn } from "./tenant-object.ts";
import type { Tenant } from "./tenants.ts";
import { sinkVault, vaultOf } from "./vault/index.ts";

const DAY_MS = 24 * 3_600_000;

/** Whom the question "why?" is about. */
export interface AskedEntity {
  readonly kind: "agent" | "queue" | "feed";
  readonly id: string;
}

export class AlertDesk extends TracedObject {
  readonly #post: Post;
  #desk: Desk | null = null;
  #tenure = new Tenure();
  #toldDeedsAt = Number.NEGATIVE_INFINITY;
  readonly #testPace = new Pace({
    ...{ everyMs: BOUNDS.sinkTestEveryMs, most: BOUNDS.sinksMax, now: () => Date.now() },
  });

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#post = new Post(ctx, env, {
      // Who it signs in as is nothing to an alert desk.
      isSame: ({ site: one }, { site: other }) => one.name === other.name && one.zone === other.zone,
      end: () => this.#end(),
      rest: () => ctx.storage.deleteAlarm(),
      wake: () => this.#wake(),
    });
  }

  /**
   * Makes sure that the alert desk is awake: the cron calls it each minute, and the tenant's desk when it begins. `revision`: the one
   * of its charge that it should hold.
   */
  async wake(revision: number | null = null): Promise<boolean> {
    if (revision !== null) await this.#post.ensure(revision);
    return this.#wake();
  }

  #wake(): boolean {
    return this.#ask("wake", (desk) => desk.wake() ?? true) !== null;
  }

  /** The registry tells what it holds of this tenant. Gives the revision that is obeyed now; `null` where it could not be. */
  assign(charge: Charge): Promise<number | null> {
    return this.#post.assign(charge);
  }

  /** The running desk is called off; what it has committed stands. */
  #end(): void {
    this.#tenure.end();
    this.#tenure = new Tenure();
    this.#desk = null;
  }

  override async alarm(): Promise<void> {
    if (this.#post.tenant === null) return this.ctx.storage.deleteAlarm();
    // First of all the next alarm: Cloudflare never calls one again that has thrown six times.
    await this.ctx.storage.setAlarm(Date.now() + BOUNDS.alertWatchdogMs);
    this.#wake();
    await this.#forgetDeeds();
  }

  /** The tenant's desk keeps the other log of deeds, and asks nobody for how long: it is told now and then. */
  async #forgetDeeds(): Promise<void> {
    const { tenant } = this.#post;
    if (tenant === null || Date.now() - this.#toldDeedsAt < BOUNDS.auditForgetEveryMs) return;
    this.#toldDeedsAt = Date.now();
    const kept = this.retention();
    if (kept?.kind !== "done") return;
    const before = Date.now() - kept.value.value.auditDays * DAY_MS;
    try {
      await deskOf(this.env, vouched(tenant.id, "itself")).forgetDeeds(before);
    } catch {
      // It is told again in an hour.
    }
  }

  // ── The queues' consumers ────────────────────────────────────────────────────────────────────────────

  /** What became of each row, in their order: it may take as long as a hole is waited for. "unwanted": nothing is watched here. */
  take(batches: readonly unknown[]): Promise<readonly BatchVerdict[] | "unwanted" | null> {
    if (this.#isIdle) return Promise.resolve("unwanted" as const);
    return new Promise<readonly BatchVerdict[] | null>((resolve) => {
      const taken = this.#ask("take", (desk) => {
        desk.take(batches, resolve);
        return true;
      });
      if (taken === null) resolve(null);
    });
  }

  /** No tenant, or a paused one: what is still on its way to it is of no use. A resumed one asks its desk for what it lacks. */
  get #isIdle(): boolean {
    return this.#post.tenant === null;
  }

  noteLostBatches(batches: readonly unknown[]) {
    if (this.#isIdle) return true;
    return this.#ask("lost", (desk) => {
      for (const batch of batches) desk.noteLostBatch(batch);
      return true;
    });
  }

  /** Whether a notice is to be delivered now, to whom and what. */
  claim(noticeId: string): Claim | null {
    if (this.#isIdle) return { kind: "settled" };
    return this.#ask("claim", (desk) => desk.claim(noticeId));
  }

  settle(noticeId: string, answer: DeliveryAnswer) {
    return this.#ask("settle", (desk) => desk.settle(noticeId, answer));
  }

  bury(noticeId: string, why: string) {
    if (this.#isIdle) return true;
    return this.#ask("bury", (desk) => desk.bury(noticeId, why) ?? true);
  }

  // ── People ───────────────────────────────────────────────────────────────────────────────────────────

  alerts(query: unknown) {
    return this.#ask("alerts", (desk) => desk.alerts(query));
  }

  alert(id: string) {
    return this.#ask("alert", (desk) => desk.alert(id));
  }

  acknowledge(id: string, person: unknown) {
    return this.#ask("acknowledge", (desk) => desk.acknowledge(id, person));
  }

  unacknowledge(id: string, person: unknown) {
    return this.#ask("unacknowledge", (desk) => desk.unacknowledge(id, person));
  }

  comment(id: string, person: unknown, text: unknown) {
    return this.#ask("comment", (desk) => desk.comment(id, person, text));
  }

  silences() {
    return this.#ask("silences", (desk) => desk.silences());
  }

  silence(value: unknown) {
    return this.#ask("silence", (desk) => desk.silence(value));
  }

  endSilence(id: string, person: unknown) {
    return this.#ask("end silence", (desk) => desk.endSilence(id, person));
  }

  rules() {
    return this.#ask("rules", (desk) => desk.rules());
  }

  rule(id: string) {
    return this.#ask("rule", (desk) => desk.rule(id));
  }

  putRule(value: unknown, person: unknown) {
    return this.#ask("put rule", (desk) => desk.putRule(value, person));
  }

  removeRule(id: string, person: unknown) {
    return this.#ask("remove rule", (desk) => desk.removeRule(id, person));
  }

  restoreRule(id: string, person: unknown) {
    return this.#ask("restore rule", (desk) => desk.restoreRule(id, person));
  }

  checkRule(value: unknown) {
    return this.#ask("check rule", (desk) => desk.checkRule(value));
  }

  why(ruleId: string, entity: AskedEntity) {
    return this.#ask("why", (desk) => desk.why(ruleId, entity));
  }

  calendar() {
    return this.#ask("calendar", (desk) => desk.calendar());
  }

  putCalendar(value: unknown, person: unknown) {
    return this.#ask("put calendar", (desk) => desk.putCalendar(value, person));
  }

  sinks() {
    return this.#ask("sinks", (desk) => desk.sinks());
  }

  putSink(value: unknown, person: unknown) {
    return this.#ask("put sink", (desk) => desk.putSink(value, person));
  }

  removeSink(id: string, person: unknown) {
    return this.#ask("remove sink", (desk) => desk.removeSink(id, person));
  }

  rotateSecret(id: string, person: unknown) {
    return this.#ask("rotate secret", (desk) => desk.rotateSecret(id, person));
  }

  endRotation(id: string, person: unknown) {
    return this.#ask("end rotation", (desk) => desk.endRotation(id, person));
  }

  /** Holds the sink's secrets: for whoever delivers, never for an answer. */
  testNotice(sinkId: string) {
    return this.#ask("test notice", (desk) => desk.testNotice(sinkId));
  }

  /** Whether a test may go to the sink now, which is `null` and counts; otherwise from when on. */
  paceTest(sinkId: string): { readonly retryAt: number | null } {
    return { retryAt: this.#testPace.take(sinkId) };
  }

  noteTest(sinkId: string, answer: DeliveryAnswer) {
    return this.#ask("note test", (desk) => desk.noteTest(sinkId, answer));
  }

  seals() {
    return this.#askAtRest("seals", (desk) => desk.seals());
  }

  reseal(person: unknown) {
    return this.#askAtRest("reseal", (desk) => desk.reseal(person));
  }

  notices(query: unknown) {
    return this.#ask("notices", (desk) => desk.notices(query));
  }

  resend(noticeId: string, person: unknown) {
    return this.#ask("resend", (desk) => desk.resend(noticeId, person));
  }

  resendDead(sinkId: string, person: unknown) {
    return this.#ask("resend dead", (desk) => desk.resendDead(sinkId, person));
  }

  // ── What is kept ─────────────────────────────────────────────────────────────────────────────────────

  retention() {
    return this.#ask("retention", (desk) => desk.data.retention());
  }

  putRetention(order: RetentionOrder, person: string) {
    return this.#ask("put retention", (desk) => desk.data.putRetention(order, person));
  }

  eraseAgent(id: string, person: string, withSettings: boolean) {
    return this.#ask("erase agent", (desk) => desk.data.eraseAgent(id, person, withSettings));
  }

  deeds(query: Readonly<Record<string, unknown>>) {
    return this.#ask("deeds", (desk) => desk.data.deeds(query));
  }

  erasures() {
    return this.#ask("erasures", (desk) => desk.data.erasures());
  }

  backup() {
    return this.#ask("backup", (desk) => desk.data.backup());
  }

  /** `file`: JSON, since what came from outside is more than a call between objects would carry. */
  restore(file: string, person: string, isTrial: boolean) {
    return this.#ask("restore", (desk) =>
      desk.data.restore(JSON.parse(file) as AlertingFile, person, isTrial),
    );
  }

  historyPage(query: unknown) {
    return this.#ask("history", (desk) => desk.historyPage(query));
  }

  past(query: unknown) {
    return this.#ask("past", (desk) => desk.past(query));
  }

  trends(query: unknown) {
    return this.#ask("trends", (desk) => desk.trends(query));
  }

  timeline(query: unknown) {
    return this.#ask("timeline", (desk) => desk.timeline(query));
  }

  status() {
    return this.#ask("status", (desk) => desk.status());
  }

  /** For whoever scrapes; asked of a desk that watches nothing, it answers at once. */
  figures() {
    return this.#ask("figures", (desk) => {
      const [status, figures] = [desk.status(), desk.figures()];
      return status === null || figures === null ? null : { status, figures };
    });
  }

  // ── The desk ─────────────────────────────────────────────────────────────────────────────────────────

  /** What the desk gives, or `null` where it cannot be opened or the turn threw. */
  #ask<Given>(what: string, turn: (desk: Desk) => Given): Given | null {
    const desk = this.#open();
    return desk === null ? null : this.#guard(what, () => turn(desk));
  }

  /** The same, also of a paused tenant: then by a desk that never begins, and is called off at once. */
  async #askAtRest<Given>(what: string, turn: (desk: Desk) => Given): Promise<Given | null> {
    if (!this.#isIdle) return this.#ask(what, turn);
    const tenure = new Tenure();
    const given = this.#guard(what, () => {
      const { stored } = this.#post;
      return stored === null ? null : turn(this.#build(stored, tenure));
    });
    tenure.end();
    await this.ctx.storage.deleteAlarm();
    return given;
  }

  /** The desk, built with the first event; what throws on the way is tried again with the next one. */
  #open(): Desk | null {
    if (this.#desk !== null) return this.#desk;
    const desk = this.#guard("open", () => {
      const { tenant } = this.#post;
      return tenant === null ? null : this.#build(tenant, this.#tenure);
    });
    if (desk === null) return null;
    this.#desk = desk;
    this.#guard("begin", () => desk.begin());
    return desk;
  }

  #build({ id, site }: Tenant, tenure: Tenure): Desk {
    const ports = alertPorts({
      storage: this.ctx.storage,
      tenant: id,
      desk: () => deskOf(this.env, vouched(id, "itself")),
      notices: this.env.NOTICES,
      vault: sinkVault(vaultOf(this.env), id),
      tenure,
      guard: (what, turn) => tenure.isOver || this.#guard(what, turn),
    });
    const isLocal = isLocalDeployment(this.env);
    const link = linkOf(this.env.CALLBOARD_URL, id);
    return new Desk({ tenant: id, siteName: site.name, zone: site.zone, link, isLocal }, ports);
  }

  #guard<Given>(what: string, turn: () => Given): Given | null {
    return guardTurn(this.ctx, "alert turn failed", what, turn);
  }
}

/** Where people look: the alerts of this tenant at the deployment's own address, where it has been told that. */
function linkOf(origin: string | undefined, tenant: string): string | null {
  if (origin === undefined || !URL.canParse(origin)) return null;
  return new URL(`/floor/${encodeURIComponent(tenant)}/alerts`, origin).href;
}
