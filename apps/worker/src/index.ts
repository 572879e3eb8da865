/** The Worker: HTTP for screens and people, the queues, a cron as the backstop, and the classes that the platform makes. */
import { faultFacts } from "@callboard/shell";
import { app } from "./app.ts";
import { registryOf } from "./desks.ts";
import type { Env } from "./env.ts";
import { consoleJournal } from "./ports/ports.ts";
import { consume } from "./queues/index.ts";
import { readTenants } from "./tenants.ts";
import type { WakeOrder } from "./waker.ts";

export { AlertDesk } from "./alert-desk.ts";
export { Backtester } from "./backtester.ts";
export { ConnectionCheck } from "./check/connection-check.ts";
export { PairingDesk } from "./pairing-desk.ts";
export { TenantRegistry } from "./registry.ts";
export { Relay } from "./relays/relay.ts";
export { Replayer } from "./replayer.ts";
export { TenantDesk } from "./tenant-desk.ts";
export { UpstreamRest } from "./upstream/upstream-rest.ts";
export { Waker } from "./waker.ts";

export default {
  fetch: app.fetch,
  queue: consume,

  /** Wakes the registry and every active tenant's desk and alert desk. One that does not wake delays no other. */
  async scheduled(_controller, env, ctx) {
    const local = [...readTenants(env).tenants.keys()].map((id) => ({ id, revision: null }));
    const pages = [wakePage(ctx, local)];
    try {
      const registry = registryOf(env);
      await registry.wake();
      for (let after: string | null = ""; after !== null; ) {
        const page: WakePage | null = await registry.revisions(after);
        if (page === null) break;
        pages.push(wakePage(ctx, page.tenants));
        after = page.next;
      }
    } catch (error) {
      // The objects' own alarms go on without it.
      consoleJournal().note("registry not woken", faultFacts(error));
    }
    const failed = (await Promise.all(pages)).reduce((sum, count) => sum + count, 0);
    if (failed > 0) consoleJournal().note("desks not woken", { failed });
  },
} satisfies ExportedHandler<Env>;

interface WakePage {
  readonly tenants: readonly WakeOrder[];
  readonly next: string | null;
}

/** How many objects of the page could not be woken; all of them where the waker itself failed. */
async function wakePage(ctx: ExecutionContext, orders: readonly WakeOrder[]): Promise<number> {
  if (orders.length === 0) return 0;
  try {
    return await ctx.exports.Waker.wake(orders);
  } catch {
    return 2 * orders.length;
  }
}
