/** The tokens that one tenant's upstream has issued. They are bound to their tenant and to the scopes of their hour. */
import type { HttpRequest } from "@callboard/cxone";

export interface IssuedToken {
  readonly text: string;
  readonly expiresAtMs: number;
  readonly hasUsersRead: boolean;
}

export type TokenVerdict =
  | { readonly kind: "good"; readonly token: IssuedToken }
  | { readonly kind: "bad" }
  /** Another tenant's: it should never have come here (invariant 12). */
  | { readonly kind: "foreign" };

const PREFIX = "token";

const textOf = (request: HttpRequest): string =>
  (request.headers.authorization ?? "").replace(/^Bearer /, "");

export class Tokens {
  readonly #tenant: string;
  #good = new Map<string, IssuedToken>();
  #issued = 0;

  constructor(tenant: string) {
    this.#tenant = tenant;
  }

  /** When the token that a request bears ends; `null` for one that is not known, or no longer. */
  endOf(request: HttpRequest): number | null {
    return this.#good.get(textOf(request))?.expiresAtMs ?? null;
  }

  issue(expiresAtMs: number, hasUsersRead: boolean): IssuedToken {
    this.#issued += 1;
    const text = `${PREFIX}.${this.#tenant}.${this.#issued}`;
    const token = { text, expiresAtMs, hasUsersRead };
    this.#good.set(text, token);
    return token;
  }

  /** Every token of this tenant is refused from now on. */
  revokeAll(): void {
    this.#good = new Map();
  }

  judge(request: HttpRequest, nowMs: number): TokenVerdict {
    const text = textOf(request);
    const [prefix, tenant] = text.split(".");
    if (prefix === PREFIX && tenant !== this.#tenant) return { kind: "foreign" };
    const token = this.#good.get(text);
    return token !== undefined && token.expiresAtMs > nowMs ? { kind: "good", token } : { kind: "bad" };
  }
}
