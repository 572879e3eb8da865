/** Where a verified request sits: at whose floor, in what role, and in whose name it acts. */
import type { Role } from "@callboard/tenancy";
import type { TenantName } from "./whose.ts";

export interface Seat {
  readonly tenant: TenantName;
  readonly role: Role;
  /** Who acts, for the audit log: a person as the sign-in names them, or a screen. */
  readonly by: string;
  /** The paired screen that asks; `null` for people. */
  readonly screen: string | null;
  /** What the token that it has shown is known by at its tenant's desk; `null` for people. */
  readonly credential: string | null;
  /** When the sign-in ends, and with it every socket that was opened by it; `null` in local development. */
  readonly expiresAt: number | null;
}
