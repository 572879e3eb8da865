/**
 * People at their tablets: they acknowledge, comment, silence and send dead letters again, and remember what they were told
 * was done. Nothing of that may be forgotten.
 */
import type { AlertDesk, AlertView, Reply } from "@callboard/alert-desk";
import type { Random } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { Scheduler } from "../scheduler.ts";
import type { AlertHost } from "./alert-host.ts";

export interface PeopleParts {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly host: AlertHost;
}

const NAMES = ["Ada", "Grace", "Edsger"];

export class People {
  readonly #parts: PeopleParts;
  /** By alert: who is to stand as the one who acknowledged it, and how many comments it is to have. */
  readonly #acknowledged = new Map<string, string | null>();
  readonly #comments = new Map<string, number>();
  /** Alerts of which somebody was told that nothing could be done just now: it may have been done all the same. */
  readonly #unsure = new Set<string>();
  #deeds = 0;

  constructor(parts: PeopleParts) {
    this.#parts = parts;
    this.#soon();
  }

  /** Deeds that were done. */
  get deeds(): number {
    return this.#deeds;
  }

  #soon(): void {
    const { scheduler, random } = this.#parts;
    scheduler.after(1 + random.exponential(SIM.peopleEveryMs), () => {
      this.#look();
      this.#soon();
    });
  }

  #ask<Value>(what: string, run: (desk: AlertDesk) => Reply<Value>): Value | null {
    const reply = this.#parts.host.call(what, run);
    return reply?.kind === "done" ? reply.value : null;
  }

  #look(): void {
    const { random } = this.#parts;
    this.#resend();
    const page = this.#ask("alerts", (desk) => desk.alerts({ state: "firing", limit: 50 }));
    if (page === null || page.alerts.length === 0) return;
    const alert = random.pick(page.alerts);
    const act = random.weighted([
      [() => this.#acknowledge(alert), 5],
      [() => this.#unacknowledge(alert), 1],
      [() => this.#comment(alert), 2],
      [() => this.#silence(alert), 2],
      [() => this.#endSilence(), 1],
    ]);
    act();
  }

  #acknowledge({ id }: AlertView): void {
    const by = this.#parts.random.pick(NAMES);
    const done = this.#ask("acknowledge", (desk) => desk.acknowledge(id, by));
    if (done === null) this.#unsure.add(id);
    if (done === null) return;
    this.#deeds += 1;
    // The first one stands.
    if ((this.#acknowledged.get(id) ?? null) === null) this.#acknowledged.set(id, by);
  }

  #unacknowledge({ id }: AlertView): void {
    const by = this.#parts.random.pick(NAMES);
    const done = this.#ask("unacknowledge", (desk) => desk.unacknowledge(id, by));
    if (done === null) this.#unsure.add(id);
    if (done === null) return;
    this.#deeds += 1;
    this.#acknowledged.set(id, null);
  }

  #comment({ id }: AlertView): void {
    const said = this.#ask("comment", (desk) => desk.comment(id, "Ada", "I am on it <img onerror=x>."));
    if (said === null) this.#unsure.add(id);
    if (said === null) return;
    this.#deeds += 1;
    this.#comments.set(id, (this.#comments.get(id) ?? 0) + 1);
  }

  #silence({ ruleId, entity, queueId }: AlertView): void {
    const { random } = this.#parts;
    const byRule = { rules: [ruleId] };
    const narrow =
      entity.kind === "agent" ? { agents: [entity.id] } : queueId === null ? byRule : { queues: [queueId] };
    const matcher = random.chance(0.3) ? byRule : narrow;
    const minutes = random.between(0.3, 2);
    const silence = { matcher, minutes, reason: "We know.", by: random.pick(NAMES) };
    if (this.#ask("silence", (desk) => desk.silence(silence)) !== null) this.#deeds += 1;
  }

  #endSilence(): void {
    const silences = this.#ask("silences", (desk) => desk.silences()) ?? [];
    const active = silences.find(({ isActive }) => isActive);
    if (active === undefined) return;
    if (this.#ask("end silence", (desk) => desk.endSilence(active.id, "Ada")) !== null) this.#deeds += 1;
  }

  /** What was answered with "done" must still stand. */
  finish(alerts: readonly AlertView[], onBreach: (what: string) => void): void {
    const views = new Map(alerts.map((alert) => [alert.id, alert]));
    for (const [id, by] of this.#acknowledged) {
      if (this.#unsure.has(id)) continue;
      const held = views.get(id)?.acknowledged?.by ?? null;
      if (held !== by) onBreach(`${id} was acknowledged by ${by}, and is of record with ${held}`);
    }
    for (const [id, count] of this.#comments) {
      if (this.#unsure.has(id)) continue;
      const held = views.get(id)?.commentCount ?? 0;
      if (held !== count) onBreach(`${id} has ${held} comments, of ${count} that were taken`);
    }
  }

  #resend(): void {
    const page = this.#ask("notices", (desk) => desk.notices({ state: "dead", limit: 5 }));
    for (const { id } of page?.notices ?? [])
      if (this.#ask("resend", (desk) => desk.resend(id, "Ada")) !== null) this.#deeds += 1;
  }
}
