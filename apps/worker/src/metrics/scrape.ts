/**
 * One scrape: who is to be asked, asked at so many at once, and what they answered as text. One that does not answer is counted as
 * such, and delays no other for longer than its patience.
 */
import { BOUNDS } from "@callboard/core";
import { inLanes } from "@callboard/shell";
import { alertDeskOf, deskOf, registryOf } from "../desks.ts";
import type { Env } from "../env.ts";
import { vouched } from "../gate/whose.ts";
import { settingComplaints } from "../tenancy/settings.ts";
import { readTenants } from "../tenants.ts";
import { Exposition } from "./exposition.ts";
import { type AlertAnswer, type DeskAnswer, writeAlerts, writeDesk } from "./tenant-figures.ts";

/** `tenant`: that one alone. `part` of `of`: which tenants are one scrape job's stays as it is when others are added. */
export interface ScrapeOrder {
  readonly tenant?: string | undefined;
  readonly part: number;
  readonly of: number;
}

export async function scrape(env: Env, order: ScrapeOrder): Promise<string> {
  const text = new Exposition();
  const registered = await activeTenants(env);
  const known = [...readTenants(env).tenants.keys(), ...(registered ?? [])];
  const wanted = known.filter((id) =>
    order.tenant === undefined ? partOf(id, order.of) === order.part : id === order.tenant,
  );
  const asked = wanted.slice(0, BOUNDS.scrapeTenantsMax);
  await writeDeployment(text, env, registered !== null);
  text.add("callboard_scraped_tenants", {}, asked.length);
  text.add("callboard_scrape_left_out_tenants", {}, wanted.length - asked.length);
  await inLanes(asked, BOUNDS.scrapeConcurrency, (id) => askTenant(text, env, id));
  return text.toText();
}

/** Written at once when both have answered, so that a scrape is never half of one. */
async function askTenant(text: Exposition, env: Env, id: string): Promise<void> {
  const name = vouched(id, "registry");
  const [desk, alerts] = await Promise.all([
    patiently<DeskAnswer>(async () => deskOf(env, name).figures()),
    patiently<AlertAnswer>(async () => alertDeskOf(env, name).figures()),
  ]);
  text.add("callboard_tenant_up", { tenant: id, object: "desk" }, desk !== null);
  text.add("callboard_tenant_up", { tenant: id, object: "alerts" }, alerts !== null);
  if (desk !== null) writeDesk(text, id, desk);
  if (alerts !== null) writeAlerts(text, id, alerts);
}

async function patiently<Value>(ask: () => Promise<Value | null>): Promise<Value | null> {
  try {
    return await Promise.race([ask(), scheduler.wait(BOUNDS.scrapePatienceMs).then(() => null)]);
  } catch {
    return null;
  }
}

async function writeDeployment(text: Exposition, env: Env, isRegistryUp: boolean): Promise<void> {
  const { VERSION, CALLBOARD_REGION } = env;
  text.add("callboard_build_info", { build: VERSION.id, region: CALLBOARD_REGION ?? "" }, 1);
  text.add("callboard_in_order", {}, settingComplaints(env).length === 0);
  text.add("callboard_registry_up", {}, isRegistryUp);
  const counts = await patiently(async () => registryOf(env).countsByState());
  const tenants = new Map(counts ?? []);
  tenants.set("active", (tenants.get("active") ?? 0) + readTenants(env).tenants.size);
  text.addEach("callboard_tenants", {}, "state", Object.fromEntries(tenants));
}

/** `null` where the registry could not be asked for all of them. */
async function activeTenants(env: Env): Promise<readonly string[] | null> {
  const ids: string[] = [];
  for (let after: string | null = ""; after !== null; ) {
    const from: string = after;
    const page = await patiently(async () => registryOf(env).revisions(from));
    if (page === null) return null;
    ids.push(...page.tenants.map(({ id }) => id));
    after = page.next;
  }
  return ids;
}

/** FNV-1a: the same part for the same id, whoever else there is. */
function partOf(id: string, of: number): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % of;
}
