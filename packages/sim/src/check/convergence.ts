/**
 * After the faults have healed: twice a second the board is held against the truth, until the run ends. The last
 * difference says how long healing took; one that comes after the bound breaks invariant 1.
 */
import { SIM } from "../bounds.ts";
import type { Scheduler } from "../scheduler.ts";
import type { Tenant } from "../tenant.ts";
import type { Findings } from "./findings.ts";
import { agentsDifference, queuesDifference, rosterDifference, type TruthFrame } from "./truth.ts";
import { windowDifferences } from "./windows.ts";

export interface ConvergenceParts {
  readonly tenant: Tenant;
  readonly scheduler: Scheduler;
  readonly findings: Findings;
  readonly healAtMs: number;
}

export class Convergence {
  readonly #parts: ConvergenceParts;
  readonly #seqs: { readonly atMs: number; readonly epoch: string | null; readonly seq: number }[] = [];
  #lastWrongMs = 0;
  #windowsChecked = 0;

  constructor(parts: ConvergenceParts) {
    this.#parts = parts;
    parts.scheduler.at(parts.healAtMs, () => this.#look());
  }

  /** How long after healing the board was last wrong. */
  get tookMs(): number {
    return this.#lastWrongMs;
  }

  get windowsChecked(): number {
    return this.#windowsChecked;
  }

  #look(): void {
    const { scheduler, healAtMs, findings, tenant } = this.#parts;
    scheduler.after(SIM.pollEveryMs, () => this.#look());
    const sinceMs = scheduler.nowMs - healAtMs;
    const wrong = this.#difference();
    findings.checked(tenant.plan.agents + tenant.plan.queues + tenant.screens.length);
    if (wrong !== null) {
      this.#lastWrongMs = sinceMs + SIM.pollEveryMs;
      if (sinceMs > tenant.plan.convergeMs) {
        findings.breach("I1", tenant.plan.tenant, `${sinceMs} ms after healing: ${wrong}`);
      }
    }
    if (sinceMs > tenant.plan.convergeMs) this.#checkWindows();
  }

  #frame(): TruthFrame {
    const { tenant, scheduler } = this.#parts;
    return { truth: tenant.world.truth(), skewMs: tenant.plan.skewMs, nowMs: scheduler.nowMs };
  }

  #difference(): string | null {
    const { tenant } = this.#parts;
    const { desk } = tenant.host;
    if (desk === null) return "there is no desk";
    const { state, advice } = desk.boardFeed();
    if (state !== "live") return `the feed is ${state}: ${advice}`;
    const frame = this.#frame();
    return (
      rosterDifference(desk.floor, frame) ??
      agentsDifference(desk.floor, frame) ??
      queuesDifference(desk.floor, tenant.lastStats, frame) ??
      this.#screensDifference(frame.nowMs)
    );
  }

  /** Each screen follows the desk and is at most a moment behind it. */
  #screensDifference(nowMs: number): string | null {
    const { tenant } = this.#parts;
    const { epoch, seq } = tenant.witness.replica;
    this.#seqs.push({ atMs: nowMs, epoch, seq });
    while ((this.#seqs[0]?.atMs ?? nowMs) < nowMs - SIM.settledMs) this.#seqs.shift();
    const least = this.#seqs[0];
    for (const screen of tenant.screens) {
      const { replica, name } = screen;
      if (!screen.isFollowing) return `${name} is not following`;
      if (replica.epoch !== epoch) return `${name} is in another epoch`;
      if (least?.epoch === epoch && replica.seq < least.seq)
        return `${name} is behind: ${replica.seq}, ${seq}`;
      const { level, word } = screen.freshness();
      if (level !== "fresh") return `${name} shows ${level}/${word}`;
    }
    return null;
  }

  /** Only while nothing is under way: the windows must hold all that has happened. */
  #checkWindows(): void {
    const { tenant, findings } = this.#parts;
    const { desk } = tenant.host;
    if (desk === null || tenant.upstream.underWay > 0) return;
    const { told, isExact, plan, world } = tenant;
    const frame = { truth: world.truth(), skewMs: plan.skewMs, told, isExact };
    const { differences, compared } = windowDifferences(desk.floor, frame);
    this.#windowsChecked += compared;
    findings.checked(compared);
    for (const difference of differences) findings.breach("windows", plan.tenant, difference);
  }
}
