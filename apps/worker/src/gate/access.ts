/**
 * People's sign-in: the token that Cloudflare Access puts into a header of every request that it has let through. It is believed
 * by its signature alone, so that nothing but Access itself can say who somebody is. The cookie of the same name is never
 * looked at: a browser sends that along by itself, whoever's page asks.
 *
 * Groups come from the token's claim `groups`, or `custom.groups`: that claim has to be added to the login method in
 * Cloudflare Access ("OIDC claims", or "SAML attributes": `groups`). Without it only e-mail addresses can be granted anything.
 */
import { BOUNDS } from "@callboard/core";
import { faultFacts } from "@callboard/shell";
import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import { z } from "zod";
import type { Env } from "../env.ts";
import { readBody } from "../upstream/read-body.ts";
import type { Person } from "./person.ts";

export const ACCESS_HEADER = "cf-access-jwt-assertion";
/** The one algorithm that Access signs with. Another one in a token's header is an attempt at something. */
const ALGORITHMS = ["RS256"];

export type SignIn =
  | { readonly kind: "person"; readonly person: Person; readonly expiresAt: number }
  /** Nobody: `why` is for the log, never for the answer. */
  | { readonly kind: "nobody"; readonly why: string }
  /** The keys cannot be had, or nothing was set up: nobody is let in meanwhile. */
  | { readonly kind: "unavailable"; readonly why: string };

type AccessEnv = Pick<Env, "CALLBOARD_ACCESS_TEAM" | "CALLBOARD_ACCESS_AUDIENCE">;

/** What the deployment was told of its Access; a sentence where that cannot be right, `null` where nothing was set. */
export function accessOf(
  env: AccessEnv,
): { readonly issuer: string; readonly audience: string } | string | null {
  const team = env.CALLBOARD_ACCESS_TEAM?.trim() ?? "";
  const audience = env.CALLBOARD_ACCESS_AUDIENCE?.trim() ?? "";
  if (team === "" && audience === "") return null;
  if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(team))
    return "CALLBOARD_ACCESS_TEAM must be the team's name alone, such as the acme of acme.cloudflareaccess.com.";
  if (!/^[\w-]{16,128}$/.test(audience))
    return "CALLBOARD_ACCESS_AUDIENCE must be the application's audience tag, a long row of letters and digits.";
  return { issuer: `https://${team}.cloudflareaccess.com`, audience };
}

const claims = z.object({
  sub: z.string().min(1).max(BOUNDS.nameCharsMax),
  email: z.string().min(3).max(BOUNDS.emailAddressCharsMax).includes("@"),
  exp: z.number(),
  type: z.literal("app"),
  // A service's token has this, and is nobody.
  common_name: z.never().optional(),
  name: z.string().max(BOUNDS.nameCharsMax).optional().catch(undefined),
  groups: z.unknown().optional(),
  custom: z
    .looseObject({
      groups: z.unknown().optional(),
      name: z.string().max(BOUNDS.nameCharsMax).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** Whose sign-in the request carries. Never throws. */
export async function signInOf(request: Request, env: AccessEnv): Promise<SignIn> {
  const access = accessOf(env);
  if (access === null) return { kind: "unavailable", why: "not set up" };
  if (typeof access === "string") return { kind: "unavailable", why: "set up wrongly" };
  const token = request.headers.get(ACCESS_HEADER);
  if (token === null || token === "") return { kind: "nobody", why: "no token" };
  if (token.length > BOUNDS.signInTokenCharsMax) return { kind: "nobody", why: "oversized token" };
  try {
    const { payload } = await jwtVerify(token, keysOf(access.issuer), {
      ...{ issuer: access.issuer, audience: access.audience, algorithms: ALGORITHMS },
      ...{ clockTolerance: BOUNDS.signInToleranceMs / 1_000, requiredClaims: ["exp", "iat", "sub"] },
    });
    const read = claims.safeParse(payload);
    if (!read.success) return { kind: "nobody", why: "not a person's token" };
    return { kind: "person", person: personOf(read.data), expiresAt: read.data.exp * 1_000 };
  } catch (error) {
    return refusalOf(error);
  }
}

/** What is wrong with the token is somebody's attempt; all else (no answer, no keys in it) is ours to mend. */
function refusalOf(error: unknown): SignIn {
  const isTokens =
    error instanceof errors.JWTExpired ||
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys;
  if (isTokens) return { kind: "nobody", why: error.code };
  console.error(JSON.stringify({ event: "sign-in keys not had", ...faultFacts(error) }));
  return { kind: "unavailable", why: "no keys" };
}

function personOf({ sub, email, name, groups, custom }: z.infer<typeof claims>): Person {
  return {
    id: sub,
    email: email.toLowerCase(),
    name: name ?? custom?.name ?? email,
    groups: new Set([...groupNames(groups), ...groupNames(custom?.groups)]),
  };
}

const named = z.object({
  id: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  email: z.string().optional().catch(undefined),
});

/** A login method tells groups as words, or as objects with an id, a name, an address: any of these may be granted something. */
function* groupNames(claim: unknown): Generator<string> {
  const list: readonly unknown[] = Array.isArray(claim) ? claim.slice(0, BOUNDS.signInGroupsMax) : [claim];
  for (const one of list) {
    const words = typeof one === "string" ? [one] : Object.values(named.safeParse(one).data ?? {});
    for (const word of words) if (word !== undefined && word !== "") yield word.trim().toLowerCase();
  }
}

/** Keys by issuer, once an isolate. A deployment has one issuer, so this never holds more than one. */
const keySets = new Map<string, JWTVerifyGetKey>();

function keysOf(issuer: string): JWTVerifyGetKey {
  const known = keySets.get(issuer);
  if (known !== undefined) return known;
  const keys = createRemoteJWKSet(new URL(`${issuer}/cdn-cgi/access/certs`), {
    timeoutDuration: BOUNDS.signInKeysAskMs,
    cooldownDuration: BOUNDS.signInKeysCooldownMs,
    cacheMaxAge: BOUNDS.signInKeysKeptMs,
    [customFetch]: boundedFetch,
  });
  keySets.clear();
  keySets.set(issuer, keys);
  return keys;
}

/** The keys' own fetch: an answer gone wild fills no memory. */
async function boundedFetch(...[url, init]: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(url, init);
  const read = await readBody(response, BOUNDS.signInKeysBytesMax);
  if (read.kind === "tooLarge") throw new Error("the answer with the keys is too large");
  return new Response(read.text, { status: response.status });
}
