/** The watch that goes round the alert desk every few seconds: every size has its bound (invariant 12). */
import type { AlertDesk, AlertDeskStatus } from "@callboard/alert-desk";
import { BOUNDS } from "@callboard/core";
import { SIM } from "../bounds.ts";
import type { Scheduler } from "../scheduler.ts";
import type { Findings } from "./findings.ts";

export interface AlertRoundsParts {
  readonly tenant: string;
  readonly agents: number;
  readonly queues: number;
  readonly scheduler: Scheduler;
  readonly findings: Findings;
  readonly desk: () => AlertDesk | null;
}

export interface AlertPeaks {
  firing: number;
  held: number;
  storageBytes: number;
}

export class AlertRounds {
  readonly #parts: AlertRoundsParts;
  readonly peaks: AlertPeaks = { firing: 0, held: 0, storageBytes: 0 };

  constructor(parts: AlertRoundsParts) {
    this.#parts = parts;
    parts.scheduler.every(SIM.alertRoundMs, () => {
      const status = parts.desk()?.status() ?? null;
      if (status !== null) this.#go(status);
    });
  }

  #go({ engine, held, storageBytes, poisoned, tenant, duesFailed }: AlertDeskStatus): void {
    const { agents, queues, findings } = this.#parts;
    const firing = engine.firing + engine.recovering;
    this.peaks.firing = Math.max(this.peaks.firing, firing);
    this.peaks.held = Math.max(this.peaks.held, held);
    this.peaks.storageBytes = Math.max(this.peaks.storageBytes, storageBytes);
    const sizes: readonly (readonly [string, number, number])[] = [
      ["agents", engine.agents, agents],
      ["queues", engine.queues, queues],
      ["dues", engine.dues, agents + queues],
      ["batches held", held, BOUNDS.earlyBatchesMax],
      ["batches put aside", poisoned.length, BOUNDS.poisonedKept],
      ["bytes stored", storageBytes, SIM.storageBytesMax],
      ["dues that threw", duesFailed, 0],
    ];
    findings.checked(sizes.length + 1);
    for (const [what, size, most] of sizes) if (size > most) this.#breach(`${size} ${what}, of ${most}`);
    if (tenant !== this.#parts.tenant) this.#breach(`an alert desk of ${tenant}`);
  }

  #breach(what: string): void {
    this.#parts.findings.breach("I12", this.#parts.tenant, `the alert desk: ${what}`);
  }
}
