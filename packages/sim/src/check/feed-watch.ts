/**
 * The one alert that stands while nobody sees the floor, and inhibits the rest: once a second it is held against how long
 * the desk's feed has been what it is (invariants 3 and 5).
 */
import type { AlertsPush } from "@callboard/protocol";
import { FEED_RULE } from "../alerts/rules.ts";
import { SIM } from "../bounds.ts";
import type { Scheduler } from "../scheduler.ts";
import type { DeskStory } from "./desk-story.ts";
import type { Findings } from "./findings.ts";

export interface FeedWatchParts {
  readonly tenant: string;
  readonly scheduler: Scheduler;
  readonly findings: Findings;
  readonly story: DeskStory;
  readonly push: () => AlertsPush | null;
  /** Whether nothing is wrong beyond the desk's log, nor with its clock. */
  readonly isCalm: () => boolean;
}

export class FeedWatch {
  readonly #parts: FeedWatchParts;

  constructor(parts: FeedWatchParts) {
    this.#parts = parts;
    parts.scheduler.every(1_000, () => this.#look());
  }

  #look(): void {
    const { story, push, isCalm, findings, tenant } = this.#parts;
    if (!isCalm()) return;
    findings.checked();
    const isShown = push()?.alerts.some(({ ruleId }) => ruleId === FEED_RULE) === true;
    if (isShown && story.liveMs > SIM.alertSlackMs)
      findings.breach("I5", tenant, `the feed is live for ${story.liveMs} ms, and shown as blind`);
    if (!isShown && story.blindMs > SIM.blindToldMs)
      findings.breach(
        "I5",
        tenant,
        `nobody has seen the floor for ${story.blindMs} ms, and no alert says so`,
      );
  }
}
