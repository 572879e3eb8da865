/**
 * A paired screen's credential: a signed token {tenant, screen, jti} in a cookie that no script can read and no other site's page can
 * have sent. The signature says who the screen is; whether it still is, only its tenant's desk knows, by the hash of the `jti`, which
 * is another one with each renewal.
 */

import { BOUNDS } from "@callboard/core";
import { tenantId } from "@callboard/tenancy";
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { Env } from "../env.ts";
import { isLocalDeployment } from "../gate/local.ts";
import { type TenantName, vouched } from "../gate/whose.ts";
import { digestOf } from "./digest.ts";

type KeyEnv = Pick<Env, "CALLBOARD_SCREEN_KEY" | "CALLBOARD_LOCAL" | "CALLBOARD_REGION">;

export interface ScreenSession {
  readonly tenant: TenantName;
  readonly screen: string;
  /** The `jti`'s hash: what the token is known by at the tenant's desk. */
  readonly credential: string;
  readonly expiresAt: number;
  /** Whether another token is to take this one's place. */
  readonly isDue: boolean;
}

export interface Credential {
  readonly tenant: string;
  readonly screen: string;
  readonly jti: string;
}

const ALGORITHM = "HS256";
const AUDIENCE = "callboard-screen";
/** Everybody can read it here: it opens what runs on one's own machine, and is taken there alone. */
const DEVELOPMENT_KEY = "callboard's well-known key of local development";
const JTI_BYTES = 16;
const CLOCK_TOLERANCE_SECONDS = 5;
/** Ours have some 300 characters. */
const TOKEN_CHARS_MAX = 2_048;

const claims = z.object({
  tenant: tenantId,
  screen: z.string().min(1).max(BOUNDS.idCharsMax),
  jti: z.string().min(32).max(BOUNDS.idCharsMax),
  iat: z.number(),
  exp: z.number(),
});

/**
 * What credentials are signed with, the first, and believed by, all of them: a new one put before the old lets screens change over by
 * the way. A sentence where there is none that can be used.
 */
export function screenKeys(env: KeyEnv): readonly Uint8Array[] | string {
  const isLocal = isLocalDeployment(env);
  const text = env.CALLBOARD_SCREEN_KEY?.trim() ?? "";
  if (text === "" && isLocal) return [bytesOf(DEVELOPMENT_KEY)];
  if (text === "")
    return "CALLBOARD_SCREEN_KEY is not set: no screen can be paired. Set it to what `openssl rand -base64 32` prints.";
  const keys = text.split(",").map((key) => bytesOf(key.trim()));
  if (keys.some((key) => key.length < BOUNDS.screenKeyBytesMin))
    return `CALLBOARD_SCREEN_KEY must have ${BOUNDS.screenKeyBytesMin} bytes at least, and so each of several with commas between them. \`openssl rand -base64 32\` prints such a one.`;
  return keys;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Deployments do not believe each other's, even with the same key. */
const issuerOf = (env: KeyEnv): string => `callboard-${env.CALLBOARD_REGION || "local"}`;

/** The token for a screen that was just paired; `null` where no key can be used. */
export async function signCredential(
  env: KeyEnv,
  { tenant, screen, jti }: Credential,
): Promise<string | null> {
  const keys = screenKeys(env);
  const [key] = typeof keys === "string" ? [] : keys;
  if (key === undefined) return null;
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ tenant, screen })
    .setProtectedHeader({ alg: ALGORITHM, typ: "JWT" })
    .setIssuer(issuerOf(env))
    .setAudience(AUDIENCE)
    .setJti(jti)
    .setIssuedAt(now)
    .setExpirationTime(now + BOUNDS.screenCredentialKeepMs / 1_000)
    .sign(key);
}

/** Which screen asks, by its cookie; `null` where it has none that is good. Whether it was revoked is not asked here. */
export async function screenSessionOf(request: Request, env: KeyEnv): Promise<ScreenSession | null> {
  const token = cookieOf(request);
  const keys = screenKeys(env);
  if (token === null || typeof keys === "string") return null;
  for (const [place, key] of keys.entries()) {
    const session = await verified(token, key, place > 0, env);
    if (session !== null) return session;
  }
  return null;
}

/** An id for a token, which nobody can guess. */
export const drawJti = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(JTI_BYTES)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");

/** `isOldKey`: a token of such a one is renewed however young it is, so that the key can soon be left out. */
async function verified(
  token: string,
  key: Uint8Array,
  isOldKey: boolean,
  env: KeyEnv,
): Promise<ScreenSession | null> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      issuer: issuerOf(env),
      audience: AUDIENCE,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ["jti", "iat", "exp"],
    });
    const { tenant, screen, jti, iat, exp } = claims.parse(payload);
    const isDue = isOldKey || Date.now() - iat * 1_000 >= BOUNDS.screenCredentialRenewMs;
    return {
      tenant: vouched(tenant, "session"),
      ...{ screen, credential: digestOf(jti), expiresAt: exp * 1_000, isDue },
    };
  } catch {
    // Forged, expired, of another deployment, or no token at all: whatever it is, it is nobody.
    return null;
  }
}

// ── The cookie ───────────────────────────────────────────────────────────────────────────────────────────

const isSecure = (request: Request): boolean => new URL(request.url).protocol === "https:";

/** With the prefix a browser takes it from https alone, for this host alone; plain http is there on one's own machine only. */
const nameFor = (request: Request): string =>
  isSecure(request) ? "__Host-callboard-screen" : "callboard-screen";

function cookieOf(request: Request): string | null {
  const name = `${nameFor(request)}=`;
  const pairs = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const found = pairs.filter((pair) => pair.startsWith(name)).map((pair) => pair.slice(name.length));
  // Two of the name: somebody has put one beside ours, and nobody can say which is which.
  const [token] = found.length === 1 ? found : [];
  return token === undefined || token === "" || token.length > TOKEN_CHARS_MAX ? null : token;
}

const cookie = (request: Request, value: string, ageSeconds: number): string =>
  [
    `${nameFor(request)}=${value}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Strict",
    `Max-Age=${ageSeconds}`,
    ...(isSecure(request) ? ["Secure"] : []),
  ].join("; ");

/** The header that has a screen keep its token. */
export const keepingCookie = (request: Request, token: string): string =>
  cookie(request, token, BOUNDS.screenCredentialKeepMs / 1_000);

/** And the one that has it forget it. */
export const endingCookie = (request: Request): string => cookie(request, "", 0);
