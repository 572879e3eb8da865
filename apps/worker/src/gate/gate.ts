/**
 * The one way in to everything under `/api`: what is not in the catalogue is refused, who asks is verified, whether they may is
 * judged by what the catalogue says, and what they send is read within bounds. Routes find who asks in their context, and
 * never look at an address, a header or a body for it.
 */
import { BOUNDS } from "@callboard/core";
import type { MiddlewareHandler } from "hono";
import { problem } from "../problem.ts";
import { type Admission, admissionOf } from "./admission.ts";
import type { ApiEnv } from "./api-env.ts";
import { type Fields, readFields } from "./body.ts";
import { operationAt } from "./operations.ts";
import { byOf } from "./person.ts";
import { ADDRESS_TOO_LONG, NOT_FOUND, otherMethod } from "./refusals.ts";
import type { Seat } from "./seat.ts";
import { vouched } from "./whose.ts";

const SAFE_METHODS = new Set(["GET", "HEAD"]);

export const gate: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (c.req.url.length > BOUNDS.apiAddressCharsMax) return problem(c, ADDRESS_TOO_LONG);
  const found = operationAt(c.req.method, c.req.path);
  if (found.kind === "unknown") return problem(c, NOT_FOUND);
  if (found.kind === "otherMethod") {
    c.header("allow", found.allowed.join(", "));
    return problem(c, otherMethod(found.allowed));
  }
  const { operation, tenant } = found;
  const admission = await admissionOf(c.req.raw, c.env, operation, tenant);
  if (admission.kind === "refused") return problem(c, admission.problem);
  c.set("operation", operation);
  c.set("fields", {});
  // Only of somebody who may is anything read.
  if (!SAFE_METHODS.has(c.req.method)) {
    const reading = await readFields(c.req.raw, operation);
    if (reading.kind === "refused") return problem(c, reading.problem);
    c.set("fields", reading.fields);
  }
  if (admission.kind === "person") c.set("session", admission.session);
  const seat = seatOf(admission, c.get("fields"), c.req.query("by"));
  if (seat !== null) c.set("seat", seat);
  return next();
};

/** Where the request sits; `null` for what is about no tenant. Who acts is what the sign-in says: only locally people say it themselves. */
function seatOf(admission: Admission, fields: Fields, asked: string | undefined): Seat | null {
  if (admission.kind === "screen") return admission.seat;
  if (admission.kind !== "person" || admission.at === null) return null;
  const { session, at } = admission;
  return {
    tenant: vouched(at.tenant, "session"),
    role: at.role,
    by: session.isLocal ? String(fields.by ?? asked ?? session.person.name) : byOf(session.person),
    screen: null,
    credential: null,
    expiresAt: session.expiresAt,
  };
}
