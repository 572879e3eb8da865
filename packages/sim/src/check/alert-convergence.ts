/**
 * After the faults have healed: once a second the record, the walls and the world are held against each other. The last
 * difference says how long healing took; one that comes after the bound breaks invariant 10.
 */
import type { AlertDesk } from "@callboard/alert-desk";
import type { BoardAlert, Replica } from "@callboard/protocol";
import type { Scheduler } from "../scheduler.ts";
import type { Findings } from "./findings.ts";

export interface AlertConvergenceParts {
  readonly tenant: string;
  readonly scheduler: Scheduler;
  readonly findings: Findings;
  readonly healAtMs: number;
  readonly boundMs: number;
  readonly call: <Given>(what: string, run: (desk: AlertDesk) => Given) => Given | null;
  /** The copy of the board that is right by construction. */
  readonly board: () => Replica;
}

export class AlertConvergence {
  readonly #parts: AlertConvergenceParts;
  #lastWrongMs = 0;
  #before: string | null = null;

  constructor(parts: AlertConvergenceParts) {
    this.#parts = parts;
    parts.scheduler.at(parts.healAtMs, () => this.#look());
  }

  /** How long after healing the walls last showed something else than the record. */
  get tookMs(): number {
    return this.#lastWrongMs;
  }

  #look(): void {
    const { scheduler, healAtMs, findings, tenant, boundMs } = this.#parts;
    scheduler.after(1_000, () => this.#look());
    const sinceMs = scheduler.nowMs - healAtMs;
    const wrong = this.#difference();
    findings.checked();
    // What has just changed is on its way.
    const isLasting = wrong !== null && wrong === this.#before;
    this.#before = wrong;
    if (!isLasting) return;
    this.#lastWrongMs = sinceMs + 1_000;
    if (sinceMs > boundMs) findings.breach("I10", tenant, `${sinceMs} ms after healing: ${wrong}`);
  }

  #difference(): string | null {
    const { call, board } = this.#parts;
    const page = call("firing", (desk) => desk.alerts({ state: "firing", limit: 200 }));
    if (page === null || page.kind === "refused") return "the alert desk does not answer";
    const { alerts, alerting } = board();
    if (alerting?.state !== "watching") return `the walls say ${alerting?.state ?? "nothing"}`;
    const record = new Map(page.value.alerts.map((alert) => [alert.id, alert]));
    for (const [id, alert] of alerts) {
      const own = record.get(id);
      if (own === undefined) return `the walls show ${id}, which does not stand`;
      if (own.phase !== alert.phase) return `${id} is ${own.phase}, and ${alert.phase} on the walls`;
      const what = deedsDifference(own, alert);
      if (what !== null) return `${id}: ${what}`;
    }
    for (const id of record.keys()) if (!alerts.has(id)) return `${id} stands and is not on the walls`;
    return null;
  }
}

function deedsDifference(
  own: {
    readonly acknowledged: { readonly by: string } | null;
    readonly silenced: { readonly until: number } | null;
    readonly commentCount: number;
  },
  shown: BoardAlert,
): string | null {
  if (own.acknowledged?.by !== shown.acknowledged?.by) return "acknowledged by somebody else";
  if (own.silenced?.until !== shown.silenced?.until) return "silenced otherwise";
  return own.commentCount === shown.comments ? null : `${own.commentCount} comments, ${shown.comments}`;
}
