/** An object's own copy of its tenant's charge, and the tenant that follows from it. */
import { DEFAULT_QUEUE_GOAL, type EpochMs, NO_SITE_SHIFTS } from "@callboard/core";
import { type Credentials, Secret } from "@callboard/cxone";
import { type Charge, CLIENT_SECRET, charge as chargeShape } from "@callboard/tenancy";
import type { Env } from "../env.ts";
import { consoleJournal } from "../ports/ports.ts";
import type { Tenant } from "../tenants.ts";
import { vaultOf } from "../vault/index.ts";
import { upstreamOf } from "./upstreams.ts";

const KEY = "charge";
const LEARNED = "charge learned";

/** `null` where there is none, or none that can be read: then the registry is asked for it anew. */
export function storedCharge(storage: DurableObjectStorage): Charge | null {
  const read = chargeShape.safeParse(storage.kv.get(KEY));
  return read.success ? read.data : null;
}

export function storeCharge(storage: DurableObjectStorage, charge: Charge): void {
  // The same one sealed anew changes nothing about who may look.
  if (storedCharge(storage)?.revision !== charge.revision) storage.kv.put(LEARNED, Date.now());
  storage.kv.put(KEY, charge);
}

/** When the object learned of its charge, by its own clock; `null` where it has none. */
export function learnedAt(storage: DurableObjectStorage): EpochMs | null {
  const at = storage.kv.get(LEARNED);
  return typeof at === "number" ? at : null;
}

/** Credentials are `null` where the secret cannot be opened: what needs none goes on. */
export function tenantOfCharge(charge: Charge, env: Env): Tenant {
  const { id, name, zone, region, label, options } = charge;
  return {
    id,
    upstream: upstreamOf({ kind: "cxone", region, label }, env),
    credentials: credentialsOf(charge, env),
    reconcileEveryMs: options.reconcileSeconds * 1_000,
    // What status codes mean and what queues aim for is set in the app.
    site: {
      ...{ name, zone, statusCodes: new Map(), queueGoals: new Map() },
      ...{ queueGoal: DEFAULT_QUEUE_GOAL, shifts: NO_SITE_SHIFTS },
    },
  };
}

function credentialsOf({ id, clientId, sealedSecret }: Charge, env: Env): Credentials | null {
  const opened = vaultOf(env).open({ tenant: id, field: CLIENT_SECRET }, sealedSecret);
  if (opened.kind === "opened") return { clientId, clientSecret: opened.secret };
  consoleJournal().note("secret not opened", { tenant: id, why: opened.why });
  return null;
}

/** Whether a running desk may go on with the other's settings: nothing that it was built from differs. */
export function isSameTenant(one: Tenant, other: Tenant): boolean {
  return settingsText(one) === settingsText(other) && isSameSecret(one.credentials, other.credentials);
}

const settingsText = ({
  id,
  upstream,
  credentials,
  reconcileEveryMs,
  site: { name, zone },
}: Tenant): string =>
  JSON.stringify([id, upstream, credentials?.clientId ?? null, reconcileEveryMs, name, zone]);

const isSameSecret = (one: Credentials | null, other: Credentials | null): boolean =>
  one === null || other === null ? one === other : Secret.areSame(one.clientSecret, other.clientSecret);
