/**
 * The alerts that the walls show, as the alert desk last told them. It decides nothing about them: it notices what is
 * new and what is gone, and how long ago the alert desk was heard. A calm wall over an alert desk that is not heard
 * must never look like a calm floor, so what people are told of it is derived anew at each look.
 */
import { BOUNDS, type EpochMs } from "@callboard/core";
import type { AlertingState, AlertsPush, BoardAlert, BoardAlerting } from "@callboard/protocol";
import type { Clock } from "@callboard/shell";
import type { Changes } from "../hub/changes.ts";

export interface AlertFacts {
  readonly state: AlertingState;
  readonly since: EpochMs;
  readonly shown: number;
  /** Alerts that fire besides those that are shown. */
  readonly more: number;
  /** What the alert desk told that was taken, and what came too late to be. */
  readonly pushes: number;
  readonly overtaken: number;
  readonly heardAt: EpochMs | null;
}

export class AlertShelf {
  readonly #clock: Clock;
  readonly #changes: Changes;
  /** Each with its text, by which a repeated one is known. */
  #held = new Map<string, { readonly alert: BoardAlert; readonly text: string }>();
  /** Of what was taken last: which life of the alert desk told it, and when by that one's clock. */
  #life: string | null = null;
  #revision = 0;
  #toldAt: EpochMs = Number.NEGATIVE_INFINITY;
  #isFrozen = false;
  #more = 0;
  #heardAt: EpochMs | null = null;
  #rousedAt: EpochMs = Number.NEGATIVE_INFINITY;
  #state: AlertingState = "unheard";
  #since: EpochMs;
  #toldMore = 0;
  #pushes = 0;
  #overtaken = 0;

  constructor({ clock, changes }: { readonly clock: Clock; readonly changes: Changes }) {
    this.#clock = clock;
    this.#changes = changes;
    this.#since = clock.now();
  }

  /** Takes what the alert desk tells, whole; false where newer news was taken before. The same may come twice. */
  show(push: AlertsPush): boolean {
    if (this.#isOvertaken(push)) {
      this.#overtaken += 1;
      return false;
    }
    this.#life = push.life;
    this.#revision = push.revision;
    this.#toldAt = push.at;
    this.#isFrozen = push.isFrozen;
    this.#heardAt = this.#clock.now();
    this.#pushes += 1;
    const shown = push.alerts.slice(0, BOUNDS.alertsShownMax);
    this.#more = push.more + push.alerts.length - shown.length;
    this.#replace(shown);
    return true;
  }

  /**
   * Of one life its revisions say what is newer. Of two lives, which may overtake each other as well, only their clock does;
   * and one that was set back says nothing any more once nobody confirms what is shown.
   */
  #isOvertaken({ life, revision, at }: AlertsPush): boolean {
    if (life === this.#life) return revision < this.#revision;
    const silentMs = this.#silentMs();
    return at < this.#toldAt && silentMs !== null && silentMs <= BOUNDS.alertsTellEveryMs;
  }

  #replace(alerts: readonly BoardAlert[]): void {
    const before = this.#held;
    this.#held = new Map(alerts.map((alert) => [alert.id, { alert, text: JSON.stringify(alert) }]));
    for (const id of before.keys()) if (!this.#held.has(id)) this.#changes.removeAlert(id);
    for (const [id, { text }] of this.#held) {
      if (before.get(id)?.text !== text) this.#changes.touchAlert(id);
    }
  }

  /** Looks anew at who watches. True where screens must be told of it at once. */
  look(): boolean {
    const state = this.#see();
    const isTurned = state !== this.#state;
    const isNews = isTurned || this.#more !== this.#toldMore;
    if (isTurned) this.#since = this.#clock.now();
    this.#state = state;
    this.#toldMore = this.#more;
    return isNews;
  }

  #see(): AlertingState {
    const silentMs = this.#silentMs();
    if (silentMs === null || silentMs > BOUNDS.alertsUnheardMs) return "unheard";
    return this.#isFrozen ? "frozen" : "watching";
  }

  /** For how long the alert desk has told nothing; `null` where it never has. */
  #silentMs(): number | null {
    return this.#heardAt === null ? null : Math.max(0, this.#clock.now() - this.#heardAt);
  }

  /** Whether the alert desk should be woken now: it tells something every few seconds, unless it is not there. */
  isTimeToRouse(): boolean {
    const now = this.#clock.now();
    const silentMs = this.#silentMs();
    const isSilent = silentMs === null || silentMs > BOUNDS.alertsTellEveryMs;
    if (!isSilent || now - this.#rousedAt < BOUNDS.watchdogMs) return false;
    this.#rousedAt = now;
    return true;
  }

  /** The clock was set: what was heard keeps its age. */
  shift(byMs: number): void {
    this.#since += byMs;
    this.#rousedAt += byMs;
    if (this.#heardAt !== null) this.#heardAt += byMs;
  }

  get(id: string): BoardAlert | undefined {
    return this.#held.get(id)?.alert;
  }

  list(): BoardAlert[] {
    return Array.from(this.#held.values(), ({ alert }) => alert);
  }

  /** Who watches, as every frame carries it. */
  alerting(): BoardAlerting {
    return { state: this.#state, since: this.#since, more: this.#toldMore };
  }

  facts(): AlertFacts {
    return {
      state: this.#state,
      since: this.#since,
      shown: this.#held.size,
      more: this.#more,
      pushes: this.#pushes,
      overtaken: this.#overtaken,
      heardAt: this.#heardAt,
    };
  }
}
