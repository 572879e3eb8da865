/** The Worker: HTTP for screens and people, the queues, a cron as the backstop, and the classes that the platform makes. */
import { app } from "./app.ts";
import { alertDeskOf, deskOf } from "./desks.ts";
import type { Env } from "./env.ts";
import { vouched } from "./gate/whose.ts";
import { consume } from "./queues/index.ts";
import { readTenants } from "./tenants.ts";

export { AlertDesk } from "./alert-desk.ts";
export { Backtester } from "./backtester.ts";
export { PairingDesk } from "./pairing-desk.ts";
export { Replayer } from "./replayer.ts";
export { TenantDesk } from "./tenant-desk.ts";
export { UpstreamRest } from "./upstream/upstream-rest.ts";

export default {
  fetch: app.fetch,
  queue: consume,

  /** Wakes every tenant's desk and alert desk. One that does not wake delays no other. */
  async scheduled(_controller, env) {
    const ids = [...readTenants(env).tenants.keys()].map((id) => vouched(id, "registry"));
    const calls = ids.flatMap((id) => [() => deskOf(env, id).wake(), () => alertDeskOf(env, id).wake()]);
    const results = await Promise.allSettled(calls.map((call) => call()));
    const failed = results.filter(({ status }) => status === "rejected").length;
    if (failed > 0) console.error(JSON.stringify({ event: "desks not woken", failed, of: calls.length }));
  },
} satisfies ExportedHandler<Env>;
