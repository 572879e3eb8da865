/**
 * Where a tenant's objects live. The one helper through which everything finds them: the same name under another
 * jurisdiction is another object, so nobody may make an id in their own way.
 */
import type { AlertDesk } from "./alert-desk.ts";
import type { Env } from "./env.ts";
import type { TenantName } from "./gate/whose.ts";
import { tracedStub } from "./log/traced-object.ts";
import type { PairingDesk } from "./pairing-desk.ts";
import type { TenantRegistry } from "./registry.ts";
import type { Relay } from "./relays/relay.ts";
import type { TenantDesk } from "./tenant-desk.ts";

/** The desk of a tenant in this deployment's region. */
export const deskOf = (env: Env, tenant: TenantName): DurableObjectStub<TenantDesk> =>
  placed(env, env.TENANT_DESK, tenant);

/** Its alert desk, in the same place: what happens in a region is judged there. */
export const alertDeskOf = (env: Env, tenant: TenantName): DurableObjectStub<AlertDesk> =>
  placed(env, env.ALERT_DESK, tenant);

/** One of the tenant's relays, beside its desk. */
export const relayOf = (env: Env, tenant: TenantName, relay: number): DurableObjectStub<Relay> =>
  placed(env, env.RELAY, `${tenant}/${relay}`);

/** The deployment's one desk for televisions that are not paired yet. */
export const pairingDeskOf = (env: Env): DurableObjectStub<PairingDesk> =>
  placed(env, env.PAIRING_DESK, "pairing");

/** The deployment's one list of tenants. */
export const registryOf = (env: Env): DurableObjectStub<TenantRegistry> =>
  placed(env, env.REGISTRY, "registry");

/** `ap` and `ca` are placed by a hint, without a promise. */
function placed<One extends TenantDesk | AlertDesk | Relay | PairingDesk | TenantRegistry>(
  env: Env,
  objects: DurableObjectNamespace<One>,
  name: TenantName | `${TenantName}/${number}` | "pairing" | "registry",
): DurableObjectStub<One> {
  switch (env.CALLBOARD_REGION) {
    case "us":
    case "eu":
      return tracedStub(objects.jurisdiction(env.CALLBOARD_REGION).getByName(name));
    case "ap":
      return tracedStub(objects.getByName(name, { locationHint: "apac" }));
    case "ca":
      return tracedStub(objects.getByName(name, { locationHint: "enam" }));
    default:
      return tracedStub(objects.getByName(name));
  }
}
