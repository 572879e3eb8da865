/** The tenants that a Worker under test is given, in the form of its one setting. No real credentials pass here. */
import { writeFileSync } from "node:fs";

export interface TenantRow {
  readonly tenant: string;
  readonly name: string;
  readonly zone: string;
  readonly upstream: { readonly kind: "loopback"; readonly origin: string };
  readonly clientId: string;
  readonly clientSecret: string;
  readonly statusCodes: Readonly<Record<string, { readonly label: string; readonly takesContacts: boolean }>>;
}

const off = (label: string) => ({ label, takesContacts: false });

/** What the simulated centres' own status codes mean: without it nobody could tell who takes contacts. */
const STATUS_CODES = {
  AVAILABLE: { label: "Available", takesContacts: true },
  READY_OUTBOUND_ONLY: off("Outbound only"),
  READY_TRAINING: off("In training"),
  BREAK: off("Break"),
  LUNCH: off("Lunch"),
  PERSONAL: off("Personal time"),
  BACK_OFFICE: off("Back office"),
  COACHING: off("Coaching"),
  TEAM_MEETING: off("Team meeting"),
  SYSTEM_ISSUE: off("System issue"),
  RONA: off("Missed a ring"),
};

export interface TenantOf {
  readonly tenant: string;
  readonly zone: string;
  /** The simulator's origin. */
  readonly origin: string;
  readonly name?: string;
  /** Another client than the tenant's own. */
  readonly clientId?: string;
}

export function tenantRow({ tenant, zone, origin, name, clientId = tenant }: TenantOf): TenantRow {
  return {
    tenant,
    name: name ?? `Centre ${tenant}`,
    zone,
    upstream: { kind: "loopback", origin },
    clientId,
    clientSecret: `${clientId}-secret`,
    statusCodes: STATUS_CODES,
  };
}

/** Writes the Worker's environment file. dotenv would read quotes and `$`, so they are written as JSON escapes. */
export function writeEnvFile(path: string, rows: readonly TenantRow[]): void {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const json = JSON.stringify(rows).replace(/['`$#]|[^\x20-\x7e]/g, escaped);
  // The first one's simulator stands in for all of CXone, for tenants that are added in the app.
  const stand = `CALLBOARD_LOCAL_UPSTREAM=${rows[0]?.upstream.origin ?? ""}\n`;
  writeFileSync(path, `CALLBOARD_TENANTS='${json}'\nCALLBOARD_LOCAL=true\n${stand}`, { mode: 0o600 });
}
