/**
 * What can be asked of a tenant's floor across objects: the part of the tenant's desk that routes, scrapes and the alert desk call. `null`
 * where the desk cannot be opened, or threw.
 */
import type { Answered } from "@callboard/alert-desk";
import type { FloorBatch, FloorSnapshot } from "@callboard/core/alerting";
import type { Desk, DeskStatus, QueueUsual, RelayCounts } from "@callboard/desk";
import type { AgentFacts, AlertsPush, DetailedBoard, Directory, NameStyle } from "@callboard/protocol";
import { SetupDesk } from "./setup-desk.ts";

/** A turn with the desk. No name, so that nobody can call it from another object. */
export const WITH_DESK = Symbol("with desk");

export abstract class FloorDesk extends SetupDesk {
  abstract [WITH_DESK]<Value>(what: string, turn: (desk: Desk) => Value): Value | null;

  abstract override readonly relays: { heard(): Promise<void>; counts(): RelayCounts };

  board(names: NameStyle): DetailedBoard | null {
    return this[WITH_DESK]("board", (desk) => desk.board(names));
  }

  status(): DeskStatus | null {
    return this[WITH_DESK]("status", (desk) => desk.status(this.relays.counts()));
  }

  /** For whoever scrapes. */
  figures() {
    return this[WITH_DESK]("figures", (desk) => ({
      status: desk.status(this.relays.counts()),
      figures: desk.figures(),
      storageBytes: this.ctx.storage.sql.databaseSize,
    }));
  }

  directory(): Answered<Directory> | null {
    return this.#answer("directory", (desk) => desk.directory());
  }

  /** `value` is `null` where nobody of this id is on the floor. */
  agentFacts(id: string, names: NameStyle): Answered<AgentFacts | null> | null {
    return this.#answer("agent facts", (desk) => desk.agentFacts(id, names));
  }

  /** What people are called where no name may be told, for whoever writes rows besides the desk itself. */
  aliases(): Answered<readonly { readonly agentId: string; readonly alias: string }[]> | null {
    return this.#answer("aliases", (desk) =>
      Array.from(desk.aliases(), ([agentId, alias]) => ({ agentId, alias })),
    );
  }

  /** What was usual for these queues, for whoever draws how they went. */
  usual(queueIds: readonly string[], from: number, to: number): Answered<readonly QueueUsual[]> | null {
    return this.#answer("usual", (desk) => desk.usual(queueIds, from, to));
  }

  // ── The alert desk's questions ───────────────────────────────────────────────────────────────────────

  rowsAfter(lineage: string, seq: number): Answered<readonly FloorBatch[] | null> | null {
    return this.#answer("rows after", (desk) => desk.rowsAfter(lineage, seq));
  }

  snapshot(): Answered<FloorSnapshot> | null {
    const answer = this.#answer("snapshot", (desk) => desk.snapshot());
    if (answer === null || answer.kind === "failed") return answer;
    return answer.value === null ? { kind: "failed" } : { kind: "answered", value: answer.value };
  }

  /** What the walls show of alerts. One that is older than what they show changes nothing, and is answered as well. */
  show(push: AlertsPush): Answered<null> | null {
    return this.#answer("show", (desk) => {
      desk.show(push);
      return null;
    });
  }

  #answer<Value>(what: string, turn: (desk: Desk) => Value): Answered<Value> | null {
    return this[WITH_DESK](what, (desk) => ({ kind: "answered", value: turn(desk) }));
  }
}
