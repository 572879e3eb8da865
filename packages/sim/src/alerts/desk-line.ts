/** The calls between the two desks of a tenant: over the network, slow, failing, and now and then never answered. */
import type { Answered, FloorDesk } from "@callboard/alert-desk";
import type { AlertDeskBell, Desk } from "@callboard/desk";
import type { AlertsPush } from "@callboard/protocol";
import type { Random } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { Scheduler } from "../scheduler.ts";
import type { Weather } from "../weather.ts";

export interface DeskLineParts {
  readonly scheduler: Scheduler;
  readonly weather: Weather;
  readonly random: Random;
  /** A turn of the tenant's desk; `null` where it threw. */
  readonly ask: <Given>(what: string, run: (desk: Desk) => Given) => Given | null;
  readonly wakeAlertDesk: () => void;
  /** What the alert desk tells the walls, as it leaves it. */
  readonly onPush: (push: AlertsPush) => void;
  /** The whole floor has come to the alert desk. */
  readonly onSnapshot: (seq: number) => void;
}

const FAILED = { kind: "failed" } as const;

const copied = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

export class DeskLine implements FloorDesk {
  readonly #parts: DeskLineParts;
  readonly bell: AlertDeskBell = { wake: () => this.#ring() };

  constructor(parts: DeskLineParts) {
    this.#parts = parts;
  }

  rowsAfter: FloorDesk["rowsAfter"] = (lineage, seq, done) => {
    this.#ask("rows after", (desk) => ({ kind: "answered", value: desk.rowsAfter(lineage, seq) }), done);
  };

  snapshot: FloorDesk["snapshot"] = (done) => {
    this.#ask(
      "snapshot",
      (desk) => {
        const snapshot = desk.snapshot();
        return snapshot === null ? FAILED : { kind: "answered", value: snapshot };
      },
      (answer) => {
        if (answer.kind === "answered") this.#parts.onSnapshot(answer.value.seq);
        done(answer);
      },
    );
  };

  show: FloorDesk["show"] = (push, done) => {
    this.#parts.onPush(push);
    const text = JSON.stringify(push);
    this.#ask(
      "show",
      (desk) => {
        const told: AlertsPush = JSON.parse(text);
        desk.show(told);
        return { kind: "answered", value: null };
      },
      done,
    );
  };

  #hopMs(): number {
    const { random, weather } = this.#parts;
    const slowMs = weather.strikes("deskRpcSlow") ? random.between(500, 25_000) : 0;
    return random.between(SIM.hopMinMs, SIM.hopMaxMs) + slowMs;
  }

  #ask<Value>(
    what: string,
    run: (desk: Desk) => Answered<Value>,
    done: (answer: Answered<Value>) => void,
  ): void {
    const { scheduler, weather, random, ask } = this.#parts;
    const isFailing = weather.strikes("deskRpcFails");
    const isLost = weather.strikes("deskRpcLost");
    // A call that fails may have been heard all the same.
    const isHeard = !isFailing || random.chance(0.5);
    scheduler.after(this.#hopMs(), () => {
      const answer = isHeard ? (ask(what, run) ?? FAILED) : FAILED;
      if (isLost) return;
      const told = isFailing ? FAILED : copied(answer);
      scheduler.after(this.#hopMs(), () => done(told));
    });
  }

  #ring(): void {
    const { scheduler, weather, wakeAlertDesk } = this.#parts;
    if (weather.strikes("deskRpcFails")) return;
    scheduler.after(this.#hopMs(), wakeAlertDesk);
  }
}
