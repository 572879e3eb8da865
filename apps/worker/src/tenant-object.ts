/** What both of a tenant's objects do alike: know whose they are, and outlive a turn that throws. */
import { faultFacts } from "@callboard/shell";
import type { Env } from "./env.ts";
import { consoleJournal } from "./ports/ports.ts";
import { readTenants, type Tenant } from "./tenants.ts";

/** An object knows its tenant by its own name, which no request can change; `null` where that is no tenant any more. */
export function tenantOfObject({ id: { name } }: DurableObjectState, env: Env): Tenant | null {
  return name === undefined ? null : (readTenants(env).tenants.get(name) ?? null);
}

/** What the turn gives, or `null` where it threw: that is noted as `event`, and stays in the turn. */
export function guardTurn<Given>(
  ctx: DurableObjectState,
  event: string,
  what: string,
  turn: () => Given,
): Given | null {
  try {
    return turn();
  } catch (error) {
    consoleJournal().note(event, { tenant: ctx.id.name ?? null, what, ...faultFacts(error) });
    return null;
  }
}
