/** The Worker: HTTP for screens and people, a cron as the backstop, and the classes that the platform makes. */
import { app } from "./app.ts";
import { deskOf } from "./desks.ts";
import type { Env } from "./env.ts";
import { readTenants } from "./tenants.ts";

export { TenantDesk } from "./tenant-desk.ts";
export { UpstreamRest } from "./upstream/upstream-rest.ts";

export default {
  fetch: app.fetch,

  /** Wakes every tenant's desk. One that does not wake delays no other. */
  async scheduled(_controller, env) {
    const ids = [...readTenants(env).tenants.keys()];
    const results = await Promise.allSettled(ids.map((id) => deskOf(env, id).wake()));
    const failed = results.filter(({ status }) => status === "rejected").length;
    if (failed > 0) console.error(JSON.stringify({ event: "desks not woken", failed, of: ids.length }));
  },
} satisfies ExportedHandler<Env>;
