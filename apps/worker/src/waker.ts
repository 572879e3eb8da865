/**
 * Wakes a page of tenants in a stateless place of its own. The platform allows 10,000 calls an invocation, and 10,000 tenants have
 * 20,000 objects: so the cron asks for pages, each page is an invocation with a count of its own, and the registry, which all
 * changes wait for, is busy with none of it.
 */
import { WorkerEntrypoint } from "cloudflare:workers";
import { BOUNDS } from "@callboard/core";
import { inLanes } from "@callboard/shell";
import { alertDeskOf, deskOf } from "./desks.ts";
import type { Env } from "./env.ts";
import { vouched } from "./gate/whose.ts";

/** A tenant, and the revision that its objects should hold; `null` for one that only the local development's setting knows. */
export interface WakeOrder {
  readonly id: string;
  readonly revision: number | null;
}

export class Waker extends WorkerEntrypoint<Env> {
  /** Gives how many objects could not be woken. Never throws. */
  wake(orders: readonly WakeOrder[]): Promise<number> {
    const { env } = this;
    const calls = orders.slice(0, BOUNDS.wakesPerPage).flatMap(({ id, revision }) => {
      const tenant = vouched(id, "registry");
      return [() => deskOf(env, tenant).wake(revision), () => alertDeskOf(env, tenant).wake(revision)];
    });
    return inLanes(calls, BOUNDS.wakeConcurrency, async (call) => {
      await call();
    });
  }
}
