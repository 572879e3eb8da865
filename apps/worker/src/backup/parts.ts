/**
 * The three that hold a tenant's settings (its desk, its alert desk and the registry), asked for a backup and told of one. Each
 * writes all of its part or nothing. `null`: one of them did not answer.
 */
import type { AlertingBackup, AlertingRestored } from "@callboard/alert-desk";
import type { RestoredDocument } from "@callboard/setup";
import { canonicalJson, type Refused, type Reply } from "@callboard/shell";
import type { BackupContent, RestoreChange, TenantView } from "@callboard/tenancy";
import { alertDeskOf, deskOf, registryOf } from "../desks.ts";
import type { Env } from "../env.ts";
import type { TenantName } from "../gate/whose.ts";
import { localView } from "../tenancy/local-views.ts";

export interface Restoring {
  readonly env: Env;
  readonly tenant: TenantName;
  readonly by: string;
  readonly isTrial: boolean;
}

/** What one part came to. */
export interface PartRestored {
  readonly changes: readonly RestoreChange[];
  readonly secretsToEnter: readonly string[];
}

export type Restored = { readonly kind: "restored"; readonly value: PartRestored } | Refused;

export async function contentOf(env: Env, tenant: TenantName): Promise<BackupContent | null> {
  const view = await tenantView(env, tenant);
  const setup = await deskOf(env, tenant).backupSetup();
  const alerting: Reply<AlertingBackup> | null = await alertDeskOf(env, tenant).backup();
  if (view === null || setup === null || alerting?.kind !== "done") return null;
  const { rules, calendar, sinks, silences, retention } = alerting.value;
  const plain = {
    ...{ tenant: settingsOf(view), setup: JSON.parse(setup) as Record<string, unknown> },
    ...{ rules, calendar, sinks, silences, retention },
  };
  // As it is sent, with keys in order: the same settings are the same bytes.
  return JSON.parse(canonicalJson(plain)) as BackupContent;
}

async function tenantView(env: Env, tenant: TenantName): Promise<TenantView | null> {
  const local = localView(tenant, env);
  if (local !== null) return local;
  const reply: Reply<TenantView> | null = await registryOf(env).view(tenant);
  return reply?.kind === "done" ? reply.value : null;
}

const settingsOf = ({ name, zone, people, options, region, label, clientId }: TenantView) => ({
  ...{ name, zone, people, options },
  ...{ region, label, clientId },
});

export async function restoreSetup(at: Restoring, content: BackupContent): Promise<Restored | null> {
  const { setup } = content;
  if (setup === undefined) return NOTHING;
  const reply: Reply<readonly RestoredDocument[]> | null = await deskOf(at.env, at.tenant).restoreSetup(
    JSON.stringify(setup),
    at.by,
    at.isTrial,
  );
  if (reply === null || reply.kind === "refused") return reply;
  const changes = reply.value.map(({ name, what, complaints }) => ({
    ...{ part: "setup" as const, id: name, what, complaints: [...complaints] },
  }));
  return { kind: "restored", value: { changes, secretsToEnter: [] } };
}

export async function restoreAlerting(at: Restoring, content: BackupContent): Promise<Restored | null> {
  const { rules, calendar, sinks, silences, retention } = content;
  const file = { rules, calendar, sinks, silences, retention };
  const reply: Reply<AlertingRestored> | null = await alertDeskOf(at.env, at.tenant).restore(
    JSON.stringify(file),
    at.by,
    at.isTrial,
  );
  if (reply === null || reply.kind === "refused") return reply;
  const changes = reply.value.things.map((thing) => ({ ...thing, complaints: [...thing.complaints] }));
  return { kind: "restored", value: { changes, secretsToEnter: reply.value.secretsToEnter } };
}

/** Its name, zone, people and options; how it signs in to CXone is entered, and never restored. */
export async function restoreTenant(at: Restoring, content: BackupContent): Promise<Restored | null> {
  if (content.tenant === undefined) return NOTHING;
  const { name, zone, people, options } = content.tenant;
  if (localView(at.tenant, at.env) !== null) return tenantChange("refused", [DECLARED]);
  const view = await tenantView(at.env, at.tenant);
  if (view === null) return null;
  const before = { name: view.name, zone: view.zone, people: view.people, options: view.options };
  if (canonicalJson(before) === canonicalJson({ name, zone, people, options })) return tenantChange("same");
  if (at.isTrial) return tenantChange("changed");
  const value = { name, zone, people, options, clientId: view.clientId };
  const fields = { by: at.by, revision: view.revision, value };
  const reply: Reply<TenantView> | null = await registryOf(at.env).change(at.tenant, fields);
  if (reply === null || reply.kind === "refused") return reply;
  return tenantChange("changed");
}

const tenantChange = (what: RestoreChange["what"], complaints: readonly string[] = []): Restored => ({
  kind: "restored",
  value: {
    changes: [{ part: "tenant", id: "tenant", what, complaints: [...complaints] }],
    secretsToEnter: [],
  },
});

const NOTHING: Restored = { kind: "restored", value: { changes: [], secretsToEnter: [] } };
const DECLARED = "This tenant comes from CALLBOARD_TENANTS of the local development: change it there.";
