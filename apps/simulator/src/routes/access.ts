/** Who asks, and may they: bearer tokens and scopes, the same for REST and for the stream's handshake. */

import { type Answer, bearerToken, failure } from "../http.ts";
import type { Grant, TokenOffice } from "../tokens.ts";

/** A valid grant with `realtime:read` or another scope, or the refusal to send. */
export type Access =
  | { readonly kind: "granted"; readonly grant: Grant }
  | { readonly kind: "refused"; readonly answer: Answer };

const refused = (answer: Answer): Access => ({ kind: "refused", answer });

/** Checks the bearer token (RFC 6750); a `scope` that was not granted is 403. */
export function checkAccess(
  office: TokenOffice,
  header: string | undefined,
  nowMs: number,
  scope: string | null,
): Access {
  const token = bearerToken(header);
  if (token === null) {
    const challenge = { "www-authenticate": "Bearer" };
    return refused(failure(401, "unauthorized", "a bearer token is required", challenge));
  }
  const grant = office.find(token);
  if (grant === null || !office.isValid(grant, nowMs)) {
    const reason = grant === null ? "the token is unknown" : "the token has expired or was revoked";
    return refused(
      failure(401, "invalid_token", reason, { "www-authenticate": 'Bearer error="invalid_token"' }),
    );
  }
  if (scope !== null && !grant.scopes.includes(scope)) {
    return refused(failure(403, "insufficient_scope", `the scope ${scope} was not granted`));
  }
  return { kind: "granted", grant };
}
