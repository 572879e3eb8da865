/**
 * Clients and the tokens given to them. A token is bound to its tenant and its granted scopes; one that has
 * expired or was revoked is still known, so that a refusal can be told apart from a stranger's.
 */

import { randomBytes, timingSafeEqual } from "node:crypto";
import { MAX_TOKENS } from "./bounds.ts";

export interface Client {
  readonly id: string;
  readonly secret: string;
  readonly tenant: string;
  /** Scopes that the application registration allows. */
  readonly scopes: readonly string[];
}

export interface Grant {
  readonly token: string;
  readonly tenant: string;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
  readonly isRevoked: boolean;
}

export const ALL_SCOPES: readonly string[] = ["realtime:read", "users:read", "analytics:read"];

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export class TokenOffice {
  readonly #clients: ReadonlyMap<string, Client>;
  readonly #grants = new Map<string, Grant>();

  constructor(clients: readonly Client[]) {
    this.#clients = new Map(clients.map((client) => [client.id, client]));
  }

  /** The client of an id, whether or not its secret is right: for faults, which strike before sign-in. */
  clientOf(id: string): Client | null {
    return this.#clients.get(id) ?? null;
  }

  /** The client if the secret is its own, else null. */
  authenticate(id: string, secret: string): Client | null {
    const client = this.#clients.get(id);
    return client !== undefined && isSame(client.secret, secret) ? client : null;
  }

  /** Grants what was asked and is allowed; without a `scope` all that is allowed (RFC 6749, 3.3). */
  grant(client: Client, asked: readonly string[], nowMs: number, expiresInSeconds: number): Grant {
    const scopes =
      asked.length === 0 ? client.scopes : client.scopes.filter((scope) => asked.includes(scope));
    const grant: Grant = {
      token: randomBytes(24).toString("base64url"),
      tenant: client.tenant,
      scopes,
      expiresAtMs: nowMs + expiresInSeconds * 1_000,
      isRevoked: false,
    };
    if (this.#grants.size >= MAX_TOKENS) {
      const oldest = this.#grants.keys().next();
      if (!oldest.done) this.#grants.delete(oldest.value);
    }
    this.#grants.set(grant.token, grant);
    return grant;
  }

  /** The grant of a token ever given, valid or not. */
  find(token: string): Grant | null {
    return this.#grants.get(token) ?? null;
  }

  isValid(grant: Grant, nowMs: number): boolean {
    return !grant.isRevoked && nowMs < grant.expiresAtMs;
  }

  /** Revokes every token of a tenant; returns how many were still standing. */
  revokeAll(tenant: string, nowMs: number): number {
    let count = 0;
    for (const [token, grant] of this.#grants) {
      if (grant.tenant !== tenant) continue;
      if (this.isValid(grant, nowMs)) count += 1;
      this.#grants.set(token, { ...grant, isRevoked: true });
    }
    return count;
  }
}
