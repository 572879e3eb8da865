/**
 * Where a tenant's desk lives. The one helper through which every route finds it: the same name under another
 * jurisdiction is another object, so nobody may make an id in their own way.
 */
import type { Env } from "./env.ts";
import type { TenantDesk } from "./tenant-desk.ts";

/** The desk of a tenant in this deployment's region. `ap` and `ca` are placed by a hint, without a promise. */
export function deskOf(env: Env, tenant: string): DurableObjectStub<TenantDesk> {
  const desks = env.TENANT_DESK;
  switch (env.CALLBOARD_REGION) {
    case "us":
    case "eu":
      return desks.jurisdiction(env.CALLBOARD_REGION).getByName(tenant);
    case "ap":
      return desks.getByName(tenant, { locationHint: "apac" });
    case "ca":
      return desks.getByName(tenant, { locationHint: "enam" });
    default:
      return desks.getByName(tenant);
  }
}
