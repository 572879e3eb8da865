/** `POST /oauth2/token`: the client credentials grant, as the guide's section 1 shows it. */

import type { IncomingMessage } from "node:http";
import { type Answer, basicCredentials, failure, ok, readBody } from "../http.ts";
import type { Tenant } from "../tenant.ts";
import type { TokenOffice } from "../tokens.ts";

export async function issueToken(
  request: IncomingMessage,
  office: TokenOffice,
  tenant: Tenant | null,
  nowMs: () => number,
  expiresInSeconds: number,
): Promise<Answer> {
  const answer = await judge(request, office, nowMs, expiresInSeconds);
  if (tenant !== null) tenant.counters[answer.status === 200 ? "tokensIssued" : "tokensRefused"] += 1;
  return answer;
}

async function judge(
  request: IncomingMessage,
  office: TokenOffice,
  nowMs: () => number,
  expiresInSeconds: number,
): Promise<Answer> {
  const body = await readBody(request);
  if (body === null) return failure(413, "invalid_request", "the body is too large");
  const credentials = basicCredentials(request.headers.authorization);
  const client = credentials === null ? null : office.authenticate(credentials.id, credentials.secret);
  if (client === null) {
    return { status: 401, body: { error: "invalid_client" }, headers: { "www-authenticate": "Basic" } };
  }
  const type = request.headers["content-type"] ?? "";
  if (!type.toLowerCase().startsWith("application/x-www-form-urlencoded")) {
    return failure(400, "invalid_request", "the body must be application/x-www-form-urlencoded");
  }
  const form = new URLSearchParams(body);
  if (form.get("grant_type") !== "client_credentials") {
    return failure(400, "unsupported_grant_type", "grant_type must be client_credentials");
  }
  const asked = (form.get("scope") ?? "").split(/\s+/).filter((scope) => scope !== "");
  const grant = office.grant(client, asked, nowMs(), expiresInSeconds);
  if (grant.scopes.length === 0) return failure(400, "invalid_scope", "none of the scopes may be granted");
  return ok({
    access_token: grant.token,
    token_type: "Bearer",
    expires_in: expiresInSeconds,
    scope: grant.scopes.join(" "),
  });
}
