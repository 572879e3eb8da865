/**
 * Cloudflare Access as the gate meets it in tests: a team with keys of its own, which it can exchange, and tokens that are signed
 * with them, right ones and wrong ones. Its keys are had over `fetch`, as the real ones are.
 */

import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { vi } from "vitest";
import { app } from "../app.ts";
import type { Env } from "../env.ts";
import { ACCESS_HEADER } from "../gate/access.ts";

/** An address of a deployment: nobody is local there. */
export const DEPLOYED = "https://callboard.test";
export const AUDIENCE = "32eafc7626e974616deaf0dc3ce63d7bcbed58a2731e84d06bc3cdf1b53c4228";

let teams = 0;

/** A key pair as Access has them, with its public half as it is told. */
async function newKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  return { kid, privateKey, told: { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" } };
}
export type AccessKey = Awaited<ReturnType<typeof newKey>>;

/** A team of its own: what one test's gate has learnt of keys is nothing to another's. */
export async function accessTeam() {
  teams += 1;
  const team = `team-${teams}-${crypto.randomUUID().slice(0, 8)}`;
  const issuer = `https://${team}.cloudflareaccess.com`;
  let keys = [await newKey("first")];
  /** What the address of the keys answers; a test may break it. */
  let answer: () => Response | Promise<Response> = () =>
    Response.json({ keys: keys.map(({ told }) => told) });
  let asked = 0;
  const real = globalThis.fetch;
  const spy = vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input, init);
    if (request.url !== `${issuer}/cdn-cgi/access/certs`) return real(input, init);
    asked += 1;
    return answer();
  });
  const now = (): number => Math.floor(Date.now() / 1_000);

  const token = (
    claims: Readonly<Record<string, unknown>> = {},
    { key = keys[0], alg = "RS256" }: { key?: AccessKey | undefined; alg?: string } = {},
  ): Promise<string> => {
    if (key === undefined) throw new Error("the team has no key");
    const whole = {
      ...{ aud: [AUDIENCE], iss: issuer, type: "app", sub: "7335d417-61da-459d-899c-0a01c76a2f94" },
      ...{ email: "maria@example.com", iat: now(), nbf: now(), exp: now() + 3_600 },
      ...claims,
    };
    // What a test leaves out is not there.
    const payload: JWTPayload = JSON.parse(JSON.stringify(whole));
    return new SignJWT(payload).setProtectedHeader({ alg, kid: key.kid, typ: "JWT" }).sign(key.privateKey);
  };

  const settings = { CALLBOARD_ACCESS_TEAM: team, CALLBOARD_ACCESS_AUDIENCE: AUDIENCE };
  return {
    team,
    issuer,
    settings,
    token,
    /** How often the keys were asked for. */
    asked: () => asked,
    exchangeKeys: async (): Promise<void> => {
      keys = [await newKey(`next-${keys[0]?.kid ?? ""}`)];
    },
    answerWith: (next: () => Response | Promise<Response>): void => {
      answer = next;
    },
    stop: () => spy.mockRestore(),
  };
}
export type AccessTeam = Awaited<ReturnType<typeof accessTeam>>;

/** Asks a deployment whose sign-in is the team's. */
export function askDeployed(
  team: AccessTeam,
  path: string,
  init: RequestInit & { readonly token?: string } = {},
  settings: Partial<Env> = {},
): Promise<Response> {
  const { token, ...rest } = init;
  const request = new Request(DEPLOYED + path, rest);
  if (token !== undefined) request.headers.set(ACCESS_HEADER, token);
  return Promise.resolve(
    app.fetch(request, { ...env, ...team.settings, ...settings }, createExecutionContext()),
  );
}
