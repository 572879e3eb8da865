/**
 * Where a connection check runs: a stateless place of its own, since it holds a socket and reads answers of REST, and no tenant's
 * object is to wait for it. A stored secret is opened here and nowhere on the way.
 */
import { WorkerEntrypoint } from "cloudflare:workers";
import { type Credentials, type Region, Secret, type Upstream } from "@callboard/cxone";
import { faultFacts } from "@callboard/shell";
import type { CheckReport } from "@callboard/tenancy";
import { registryOf } from "../desks.ts";
import type { Env } from "../env.ts";
import type { TenantName } from "../gate/whose.ts";
import { consoleJournal } from "../ports/ports.ts";
import { tenantOfCharge } from "../tenancy/charge.ts";
import { originsOf, upstreamOf } from "../tenancy/upstreams.ts";
import { readTenants } from "../tenants.ts";
import { Walk } from "./walk.ts";

/** What somebody typed, before anything is stored. */
export interface TypedConnection {
  readonly region: Region;
  readonly label: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export type Checked =
  | { readonly kind: "report"; readonly report: CheckReport }
  | { readonly kind: "refused"; readonly why: "running" | "tooMany" | "noTenant" | "noSecret" | "badHost" }
  | { readonly kind: "failed" };

interface Connection {
  readonly upstream: Upstream;
  readonly credentials: Credentials | null;
}

type Found =
  | { readonly kind: "found"; readonly connection: Connection }
  | Exclude<Checked, { readonly kind: "report" }>;

export class ConnectionCheck extends WorkerEntrypoint<Env> {
  /** With what is stored of a tenant. */
  checkTenant(tenant: TenantName): Promise<Checked> {
    return this.#guarded(`tenant:${tenant}`, () => this.#stored(tenant));
  }

  /** With what was typed. */
  checkConnection({ region, label, clientId, clientSecret }: TypedConnection): Promise<Checked> {
    const credentials = { clientId, clientSecret: new Secret(clientSecret) };
    const upstream = upstreamOf({ kind: "cxone", region, label }, this.env);
    const connection = { upstream, credentials };
    return this.#guarded(`connection:${label.toLowerCase()}`, async () => ({ kind: "found", connection }));
  }

  /** From the registry, whatever the tenant's desk does: a paused one is checked like any other. */
  async #stored(tenant: TenantName): Promise<Found> {
    const declared = readTenants(this.env).tenants.get(tenant);
    if (declared !== undefined) return { kind: "found", connection: declared };
    const answer = await registryOf(this.env).charge(tenant);
    // A registry that cannot be asked does not say that there is no such tenant.
    if (answer === null) return { kind: "failed" };
    if (answer.value === null) return { kind: "refused", why: "noTenant" };
    return { kind: "found", connection: tenantOfCharge(answer.value, this.env) };
  }

  /** One at a time of a subject; never throws. */
  async #guarded(subject: string, find: () => Promise<Found>): Promise<Checked> {
    try {
      const registry = registryOf(this.env);
      const lease = await registry.takeCheck(subject);
      if (lease === null) return { kind: "failed" };
      if (lease.kind === "refused") return lease;
      try {
        const found = await find();
        return found.kind === "found" ? await this.#check(found.connection) : found;
      } finally {
        await registry.giveCheck(subject, lease.id);
      }
    } catch (error) {
      consoleJournal().note("connection check failed", faultFacts(error));
      return { kind: "failed" };
    }
  }

  async #check({ upstream, credentials }: Connection): Promise<Checked> {
    if (credentials === null) return { kind: "refused", why: "noSecret" };
    const resolved = originsOf(upstream, this.env);
    if (resolved.kind === "refused") return { kind: "refused", why: "badHost" };
    return { kind: "report", report: await new Walk(resolved.origins, credentials).report() };
  }
}
