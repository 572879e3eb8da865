/**
 * Whether a request may do what it asks for. Each kind of credential opens its own operations and no others: a person's sign-in
 * nothing of a screen's, a screen's cookie nothing of a person's, a scraper's token the figures alone.
 */
import type { OperationId } from "@callboard/api";
import { mayAs, type Role, tenantId } from "@callboard/tenancy";
import type { Env } from "../env.ts";
import type { Problem } from "../problem.ts";
import type { ApiOperation } from "./operations.ts";
import * as refusals from "./refusals.ts";
import { scraperOf } from "./scraper.ts";
import { screenSeatOf } from "./screens.ts";
import type { Seat } from "./seat.ts";
import { type Session, sessionOf } from "./session.ts";

export type Admission =
  /** `at`: the tenant that the session vouches for, and as what; `null` where the operation is about none. */
  | {
      readonly kind: "person";
      readonly session: Session;
      readonly at: { readonly tenant: string; readonly role: Role } | null;
    }
  | { readonly kind: "screen"; readonly seat: Seat }
  /** Let in without anybody being known, as the operation wants it. */
  | { readonly kind: "nobody" }
  | { readonly kind: "refused"; readonly problem: Problem };

/**
 * What the deployment's owners may do at tenants that granted them nothing: what the tenant's record is about, and nothing of its floor.
 * Whoever runs the deployment can grant themselves a role; that is then written down.
 */
const OWNERS_TOO: ReadonlySet<OperationId> = new Set<OperationId>([
  ...(["tenant", "changeTenant", "pauseTenant", "resumeTenant", "checkTenant"] as const),
]);

const refused = (problem: Problem): Admission => ({ kind: "refused", problem });

/** `tenant`: as the address has it; not to be trusted, and judged here. */
export async function admissionOf(
  request: Request,
  env: Env,
  operation: ApiOperation,
  tenant: string | null,
): Promise<Admission> {
  switch (operation.needs) {
    case "anybody":
      return { kind: "nobody" };
    case "scraper":
      return scraper(request, env);
    case "screen":
      return screen(request, env);
    case "person":
    case "owner":
    case "display":
    case "supervisor":
    case "administrator":
      return person(request, env, operation, tenant);
    default:
      return operation.needs satisfies never;
  }
}

async function scraper(request: Request, env: Env): Promise<Admission> {
  const reading = await scraperOf(request, env);
  if (reading === "scraper") return { kind: "nobody" };
  return refused(reading === "unset" ? refusals.NO_METRICS_TOKEN : refusals.WRONG_METRICS_TOKEN);
}

async function screen(request: Request, env: Env): Promise<Admission> {
  const seat = await screenSeatOf(request, env);
  return seat === null ? refused(refusals.NOT_PAIRED) : { kind: "screen", seat };
}

async function person(
  request: Request,
  env: Env,
  operation: ApiOperation,
  tenant: string | null,
): Promise<Admission> {
  const reading = await sessionOf(request, env, tenant);
  switch (reading.kind) {
    case "nobody":
      return refused(refusals.NOT_SIGNED_IN);
    case "unavailable":
      return refused(reading.why === "not set up" ? refusals.NOT_SET_UP : refusals.NOT_CHECKED);
    case "session":
      return tenant === null
        ? ofDeployment(reading.session, operation)
        : ofTenant(reading.session, operation, tenant);
    default:
      return reading satisfies never;
  }
}

/** About no tenant: for everybody who signed in, or for owners. An operation that asks for a role needs somewhere to have it. */
function ofDeployment(session: Session, { needs }: ApiOperation): Admission {
  const isFree = needs === "person" || (needs === "owner" && session.isOwner);
  return isFree ? { kind: "person", session, at: null } : refused(refusals.NO_OWNER);
}

function ofTenant(session: Session, { id, needs }: ApiOperation, tenant: string): Admission {
  const isName = tenantId.safeParse(tenant).success;
  if (session.isOwner && (needs === "owner" || OWNERS_TOO.has(id)))
    return isName
      ? { kind: "person", session, at: { tenant, role: "administrator" } }
      : refused(refusals.NO_NAME);
  const role = isName ? session.roleAt(tenant) : null;
  if (role === null) return refused(refusals.UNKNOWN_TENANT);
  if (needs === "owner") return refused(refusals.NO_OWNER);
  const isHighEnough = needs === "person" || isRoleOf(needs, role);
  return isHighEnough ? { kind: "person", session, at: { tenant, role } } : refused(lowFor(needs));
}

const isRoleOf = (needs: ApiOperation["needs"], held: Role): boolean =>
  (needs === "display" || needs === "supervisor" || needs === "administrator") && mayAs(held, needs);

const lowFor = (needs: ApiOperation["needs"]): Problem =>
  needs === "display" || needs === "supervisor" || needs === "administrator"
    ? refusals.tooLow(needs)
    : refusals.UNKNOWN_TENANT;
