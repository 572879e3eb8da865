/** A tenant's desk with its ports and its settings, as the object that keeps it builds both anew. It begins nothing. */
import { Desk } from "@callboard/desk";
import { alertDeskOf } from "./desks.ts";
import type { Env } from "./env.ts";
import { vouched } from "./gate/whose.ts";
import { cloudflarePorts, type Guard } from "./ports/ports.ts";
import type { Tenure } from "./ports/tenure.ts";
import { TenantSetup } from "./setup-of-tenant.ts";
import { originsOf } from "./tenancy/upstreams.ts";
import type { Tenant } from "./tenants.ts";

export interface DeskParts {
  readonly ctx: DurableObjectState;
  readonly env: Env;
  readonly tenant: Tenant;
  readonly tenure: Tenure;
  readonly guard: Guard;
  readonly onSetup: () => void;
}

/** `null` where the tenant's secret cannot be opened, or its upstream is not one that may be spoken to. */
export function buildDesk(parts: DeskParts): { readonly desk: Desk; readonly setup: TenantSetup } | null {
  const { ctx, env, tenant, tenure, guard, onSetup } = parts;
  const { id, site, credentials, reconcileEveryMs } = tenant;
  const resolved = originsOf(tenant.upstream, env);
  if (credentials === null || resolved.kind === "refused") return null;
  const ports = cloudflarePorts({
    storage: ctx.storage,
    tenant,
    origins: resolved.origins,
    rest: ctx.exports.UpstreamRest,
    events: env.FLOOR_EVENTS,
    alertDesk: () => alertDeskOf(env, vouched(id, "itself")),
    tenure,
    guard: (what, turn) => tenure.isOver || guard(what, turn),
  });
  const setup = new TenantSetup({ storage: ctx.storage, site, tenant: id, onChange: onSetup });
  const known = { tenant: id, site: setup.site, build: env.VERSION.id };
  const desk = new Desk({ ...known, credentials, reconcileEveryMs }, ports);
  // Before it begins: no event is judged by anything else than what people have set.
  desk.setSetup(setup.deskSetup);
  return { desk, setup };
}
