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

export class ConnectionCheck extends WorkerEntrypoint<Env> {
  /** With what is stored of a tenant. */
  checkTenant(tenant: TenantName): Promise<Checked> {
    return this.#guarded(`tenant:${tenant}`, () => this.#stored(tenant));
  }

  /** With what was typed. */
  checkConnection({ region, label, clientId, clientSecret }: TypedConnection): Promise<Checked> {
    const credentials = { clientId, clientSecret: new Secret(clientSecret) };
    const upstream = upstreamOf({ kind: "cxone", region, label }, this.env);
    return this.#guarded(`connection:${label.toLowerCase()}`, async () => ({ upstream, credentials }));
  }

  async #stored(tenant: TenantName): Promise<Connection | null> {
    const declared = readTenants(this.env).tenants.get(tenant);
    if (declared !== undefined) return declared;
    const charge = (await registryOf(this.env).charge(tenant))?.value ?? null;
    return charge === null ? null : tenantOfCharge(charge, this.env);
  }

  /** One at a time of a subject; never throws. */
  async #guarded(subject: string, find: () => Promise<Connection | null>): Promise<Checked> {
    try {
      const registry = registryOf(this.env);
      const lease = await registry.takeCheck(subject);
      if (lease === null) return { kind: "failed" };
      if (lease.kind === "refused") return lease;
      try {
        return await this.#check(await find());
      } finally {
        await registry.giveCheck(subject, lease.id);
      }
    } catch (error) {
      consoleJournal().note("connection check failed", faultFacts(error));
      return { kind: "failed" };
    }
  }

  async #check(connection: Connection | null): Promise<Checked> {
    if (connection === null) return { kind: "refused", why: "noTenant" };
    const { upstream, credentials } = connection;
    if (credentials === null) return { kind: "refused", why: "noSecret" };
    const resolved = originsOf(upstream, this.env);
    if (resolved.kind === "refused") return { kind: "refused", why: "badHost" };
    return { kind: "report", report: await new Walk(resolved.origins, credentials).report() };
  }
}
