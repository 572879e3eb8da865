/**
 * A story of a floor, told to an alert desk through a queue that delivers at least once; and all that is of record at its
 * end, for comparing one telling with another.
 */
import type { FloorBatch } from "@callboard/core/alerting";
import type { Rig } from "./rig.ts";
import { value } from "./rig.ts";

/** What is of record, without what depends on how often somebody was asked. */
export function recordOf(rig: Rig) {
  const alerts = rig.alerts().map(({ id }) => {
    const { notices: _, ...detail } = value(rig.desk.alert(id));
    return detail;
  });
  const sent = new Map(rig.receivers.requests.map(({ notice }) => [notice.id, notice]));
  const notices = rig
    .notices()
    .map(({ id, kind, sinkId, incidentId, at, state }) => ({ id, kind, sinkId, incidentId, at, state }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { alerts, notices, sent: [...sent.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** A queue of batches: what is not acknowledged comes again. */
export class BatchQueue {
  readonly #rig: Rig;
  #messages: FloorBatch[] = [];

  constructor(rig: Rig) {
    this.#rig = rig;
  }

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  add(batch: FloorBatch): void {
    this.#messages.push(batch);
  }

  /** Delivers all that waits, in one call. An object that is lost on the way acknowledges nothing. */
  deliver(): void {
    const given = this.#messages;
    this.#messages = [];
    if (given.length === 0) return;
    let isAnswered = false;
    try {
      const life = this.#rig.life;
      this.#rig.desk.take(structuredClone(given), (verdicts) => {
        isAnswered = true;
        const isLost = life !== this.#rig.life;
        given.forEach((batch, index) => {
          if (isLost || verdicts[index] === "again") this.#messages.push(batch);
        });
      });
    } catch {
      isAnswered = false;
    }
    // An answer that is long in coming is not waited for: the message comes again, as often as it must.
    if (!isAnswered) this.#messages.push(...given);
  }
}
