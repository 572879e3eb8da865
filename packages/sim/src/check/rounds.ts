/** The watch that goes round once a second: the desk's own label (9), the token (11) and every size (12). */
import { BOUNDS } from "@callboard/core";
import type { HttpRequest } from "@callboard/cxone";
import type { Desk, DeskStatus } from "@callboard/desk";
import { SIM } from "../bounds.ts";
import type { MachineClock } from "../host/clock.ts";
import type { Scheduler } from "../scheduler.ts";
import type { Tenant } from "../tenant.ts";
import type { Findings } from "./findings.ts";

export interface RoundsParts {
  readonly tenant: Tenant;
  readonly scheduler: Scheduler;
  readonly clock: MachineClock;
  readonly findings: Findings;
}

export interface Peaks {
  agents: number;
  contacts: number;
  connections: number;
}

/** Asked with the token in use, never with one that is still to be proven. */
export const GROUND_TRUTH = "/api/v2/realtime/agents";

export class Rounds {
  readonly #parts: RoundsParts;
  readonly #clockSlackMs: number;
  readonly peaks: Peaks = { agents: 0, contacts: 0, connections: 0 };
  #tokenAskedAt = Number.NEGATIVE_INFINITY;
  /** The real end of the token that the desk last asked with, and how many it had obtained by then. */
  #used: { readonly endsAtMs: number; readonly obtained: number } | null = null;

  constructor(parts: RoundsParts) {
    this.#parts = parts;
    const hasSteps = parts.tenant.plan.faults.some(({ fault }) => fault === "clockStep");
    this.#clockSlackMs = hasSteps ? SIM.clockStepMaxMs : 0;
    parts.scheduler.every(1_000, () => {
      const { desk } = parts.tenant.host;
      if (desk !== null) this.#go(desk);
    });
  }

  onRequest(request: HttpRequest): void {
    const { scheduler, tenant } = this.#parts;
    if (request.origin === "login") this.#tokenAskedAt = scheduler.nowMs;
    if (!request.path.startsWith(GROUND_TRUTH)) return;
    const endsAtMs = tenant.upstream.tokenEndOf(request);
    const { desk } = tenant.host;
    this.#used =
      endsAtMs === null || desk === null ? null : { endsAtMs, obtained: desk.status().token.obtained };
  }

  #go(desk: Desk): void {
    this.#parts.findings.checked(3);
    this.#checkLabel(desk);
    const status = desk.status();
    this.#checkToken(status.token);
    this.#checkSizes(desk);
    if (status.linkEvents.length > BOUNDS.linkEventsMax) this.#breach("I12", "too many link events");
  }

  #breach(rule: "I9" | "I11" | "I12", what: string): void {
    this.#parts.findings.breach(rule, this.#parts.tenant.plan.tenant, what);
  }

  /** Silence beyond the bound, or blindness, is never called live. */
  #checkLabel(desk: Desk): void {
    const { tenant, scheduler, findings } = this.#parts;
    const { state, since } = desk.boardFeed();
    const { plan } = tenant;
    const newsAt = tenant.newsAt();
    const ageMs = newsAt === null ? Number.POSITIVE_INFINITY : scheduler.nowMs - newsAt;
    const boundMs = BOUNDS.staleAfterMs + SIM.labelSlackMs + tenant.clockSlackMs();
    if (state === "live" && ageMs > boundMs) {
      findings.unlabelledView(plan.tenant, `the desk says live and knows of nothing for ${ageMs} ms`);
    }
    const stateMs = this.#parts.clock.now() - since;
    if (state === "catchingUp" && ageMs > boundMs && stateMs > boundMs) {
      findings.unlabelledView(
        plan.tenant,
        `catching up for ${stateMs} ms with nothing known for ${ageMs} ms`,
      );
    }
  }

  /** A token that lives long enough is asked for anew a minute before its end, as the upstream counts. */
  #checkToken({ isHeld, isAsking, obtained }: DeskStatus["token"]): void {
    const { scheduler, tenant } = this.#parts;
    const used = this.#used;
    if (!isHeld || isAsking || used === null || used.obtained !== obtained || tenant.isAlarmTroubled())
      return;
    if (tenant.plan.tokenLifeMs < BOUNDS.tokenRenewLeadMs + BOUNDS.tokenRenewMinMs) return;
    const leftMs = used.endsAtMs - scheduler.nowMs;
    const overdueMs = BOUNDS.tokenRenewLeadMs - leftMs;
    const slackMs = SIM.renewSlackMs + this.#clockSlackMs;
    // The desk counts a token's life from its question, which may have been under way for as long as a time-out.
    const dueAtMs = scheduler.nowMs - overdueMs - BOUNDS.requestTimeoutMs;
    if (overdueMs < slackMs || this.#tokenAskedAt >= dueAtMs - slackMs) return;
    this.#breach("I11", `the token ends in ${leftMs} ms and nobody has asked for another`);
  }

  #checkSizes(desk: Desk): void {
    const { tenant } = this.#parts;
    const { agents, queues, contacts, blind } = desk.floor;
    this.peaks.agents = Math.max(this.peaks.agents, agents.size);
    this.peaks.contacts = Math.max(this.peaks.contacts, contacts.contacts.size);
    this.peaks.connections = Math.max(this.peaks.connections, tenant.host.connections);
    if (agents.size > tenant.plan.agents)
      this.#breach("I12", `${agents.size} agents of ${tenant.plan.agents}`);
    if (queues.size > tenant.plan.queues)
      this.#breach("I12", `${queues.size} queues of ${tenant.plan.queues}`);
    if (contacts.contacts.size > BOUNDS.contactsMax) this.#breach("I12", "too many contacts");
    if (blind.length > BOUNDS.blindIntervalsMax) this.#breach("I12", "too many blind intervals");
    if (tenant.ledger.peakRowChars > BOUNDS.logCharsPerRow)
      this.#breach("I12", "a row of the log is too long");
    if (tenant.ledger.rows > SIM.logRowsMax) this.#breach("I12", `${tenant.ledger.rows} rows of the log`);
  }
}
