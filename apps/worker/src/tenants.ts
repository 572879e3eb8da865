/**
 * The tenants of local development, read and checked from their one setting. A tenant that is wrong is refused with a sentence
 * that says what to mend, and the others go on. A deployed Callboard takes none from it: its tenants are in the registry.
 */
import {
  BOUNDS,
  DEFAULT_QUEUE_GOAL,
  isZone,
  NO_SITE_SHIFTS,
  SERVICE_LEVEL_VARIANTS,
  type Site,
} from "@callboard/core";
import { type Credentials, REGIONS, Secret, type Upstream } from "@callboard/cxone";
import { z } from "zod";
import type { Env } from "./env.ts";
import { isLocalDeployment } from "./gate/local.ts";
import { originsOf } from "./tenancy/upstreams.ts";

const tenantId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "lower-case letters, digits and hyphens, at most 63");
const zone = z.string().refine(isZone, 'not an IANA zone such as "Europe/Berlin"');

const upstream = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("cxone"), region: z.enum(REGIONS), label: z.string() }),
  z.object({ kind: z.literal("loopback"), origin: z.string() }),
]);

const queueGoal = z.object({
  thresholdSeconds: z.number().positive().default(DEFAULT_QUEUE_GOAL.thresholdSeconds),
  shortAbandonSeconds: z.number().nonnegative().default(DEFAULT_QUEUE_GOAL.shortAbandonSeconds),
  goalPct: z.number().min(0).max(100).default(DEFAULT_QUEUE_GOAL.goalPct),
  variant: z.enum(SERVICE_LEVEL_VARIANTS).default(DEFAULT_QUEUE_GOAL.variant),
});

const statusMeaning = z.object({
  label: z.string().max(BOUNDS.nameCharsMax),
  takesContacts: z.boolean().default(true),
});

const tenant = z.object({
  tenant: tenantId,
  name: z.string().min(1).max(BOUNDS.nameCharsMax),
  zone,
  upstream,
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  statusCodes: z.record(z.string(), statusMeaning).default({}),
  queueGoal: queueGoal.prefault({}),
  queueGoals: z.record(z.string(), queueGoal).default({}),
});

export interface Tenant {
  readonly id: string;
  readonly site: Site;
  readonly upstream: Upstream;
  /** `null` where the secret cannot be opened: its key is gone. */
  readonly credentials: Credentials | null;
  /** How often ground truth is compared. */
  readonly reconcileEveryMs: number;
}

export interface LocalTenants {
  readonly tenants: ReadonlyMap<string, Tenant>;
  /** Why a tenant, or the whole setting, could not be used. Holds no secrets. */
  readonly complaints: readonly string[];
}

type TenantsEnv = Pick<Env, "CALLBOARD_TENANTS" | "CALLBOARD_LOCAL" | "CALLBOARD_REGION">;

/** Reads `CALLBOARD_TENANTS`. Never throws. */
export function readTenants(env: TenantsEnv): LocalTenants {
  const tenants = new Map<string, Tenant>();
  const complaints: string[] = [];
  if ((env.CALLBOARD_TENANTS ?? "").trim() !== "" && !isLocalDeployment(env))
    return { tenants, complaints: [NOT_HERE] };
  const rows = readRows(env.CALLBOARD_TENANTS);
  if (rows === null) return { tenants, complaints: ["CALLBOARD_TENANTS is not a JSON array of tenants."] };
  for (const [index, row] of rows.entries()) {
    const read = readTenant(row, env);
    if (typeof read === "string") complaints.push(`CALLBOARD_TENANTS[${index}]: ${read}`);
    else if (tenants.has(read.id))
      complaints.push(`CALLBOARD_TENANTS[${index}]: "${read.id}" is there twice.`);
    else tenants.set(read.id, read);
  }
  return { tenants, complaints };
}

function readRows(text: string | undefined): unknown[] | null {
  if (text === undefined || text.trim() === "") return [];
  try {
    const rows: unknown = JSON.parse(text);
    return Array.isArray(rows) ? rows : null;
  } catch {
    return null;
  }
}

const NOT_HERE =
  "CALLBOARD_TENANTS is for local development only and is not read here: add tenants in the app, and delete this secret.";

function readTenant(row: unknown, env: TenantsEnv): Tenant | string {
  const parsed = tenant.safeParse(row);
  if (!parsed.success) return faults(parsed.error);
  const { data } = parsed;
  if (originsOf(data.upstream, env).kind === "refused")
    return "the upstream is not a usable address or label.";
  return {
    id: data.tenant,
    upstream: data.upstream,
    reconcileEveryMs: BOUNDS.reconcileEveryMs,
    credentials: { clientId: data.clientId, clientSecret: new Secret(data.clientSecret) },
    site: {
      name: data.name,
      zone: data.zone,
      statusCodes: new Map(Object.entries(data.statusCodes)),
      queueGoal: data.queueGoal,
      queueGoals: new Map(Object.entries(data.queueGoals)),
      shifts: NO_SITE_SHIFTS,
    },
  };
}

/** Paths and reasons; never values, which may be secrets. */
const faults = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join(".") || "tenant"}: ${issue.message}`).join("; ");
