/** Tenants that the local development's environment declares, as the API shows tenants: beside those of the registry, and not to be changed. */

import type { Reply } from "@callboard/shell";
import { done } from "@callboard/shell";
import { type TenantPage, type TenantView, upstreamOptions } from "@callboard/tenancy";
import type { Env } from "../env.ts";
import { readTenants, type Tenant } from "../tenants.ts";

/** `null` where no tenant of this id is declared. */
export function localView(id: string, env: Env): TenantView | null {
  const tenant = readTenants(env).tenants.get(id);
  return tenant === undefined ? null : viewOf(tenant);
}

/** The registry's page; on the first one the declared tenants stand before it. */
export function localPage(
  page: TenantPage,
  { after = "" }: Readonly<Record<string, unknown>>,
  env: Env,
): Reply<TenantPage> {
  if (after !== "") return done(page);
  const declared = [...readTenants(env).tenants.values()].map(viewOf);
  return done({ ...page, tenants: [...declared, ...page.tenants] });
}

function viewOf({ id, site, upstream, credentials }: Tenant): TenantView {
  const { region, label } =
    upstream.kind === "cxone" ? upstream : ({ region: "us", label: "localhost" } as const);
  return {
    ...{ id, name: site.name, zone: site.zone, region, label, clientId: credentials?.clientId ?? "" },
    ...{ people: [], options: upstreamOptions.parse({}), revision: 0, state: "active" },
    ...{ isLocal: true, hasSecret: true, keyVersion: null, createdAt: 0, changed: null },
  };
}
