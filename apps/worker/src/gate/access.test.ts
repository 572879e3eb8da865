import { BOUNDS } from "@callboard/core";
import { generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type AccessTeam, AUDIENCE, accessTeam } from "../testing/access.ts";
import { ACCESS_HEADER, accessOf, signInOf } from "./access.ts";

let team: AccessTeam;

beforeEach(async () => {
  team = await accessTeam();
});
afterEach(() => {
  team.stop();
  vi.useRealTimers();
});

const shown = (token: string | null, headers: Record<string, string> = {}) =>
  signInOf(
    new Request("https://callboard.test/api/session", {
      headers: token === null ? headers : { ...headers, [ACCESS_HEADER]: token },
    }),
    team.settings,
  );
const CLAIM = "ERR_JWT_CLAIM_VALIDATION_FAILED";
const PERSON = "not a person's token";
const nowSeconds = (): number => Math.floor(Date.now() / 1_000);

describe("a sign-in of Cloudflare Access", () => {
  it("says who somebody is, when it ends, and in which groups they are", async () => {
    const exp = nowSeconds() + 600;
    const groups = ["Floor Leads", { id: "G-7", name: "Berlin", email: "Berlin@example.com" }, 7, null];
    const signIn = await shown(await team.token({ email: "Maria@Example.com", exp, custom: { groups } }));
    expect(signIn).toMatchObject({
      ...{ kind: "person", expiresAt: exp * 1_000 },
      person: { id: "7335d417-61da-459d-899c-0a01c76a2f94", email: "maria@example.com" },
    });
    expect(signIn.kind === "person" && [...signIn.person.groups]).toEqual([
      ...["floor leads", "g-7", "berlin", "berlin@example.com"],
    ]);
  });

  it("tells groups in its own claim as well, and so many of them at most", async () => {
    const groups = Array.from({ length: BOUNDS.signInGroupsMax + 50 }, (_, n) => `g${n}`);
    const signIn = await shown(await team.token({ groups }));
    expect(signIn.kind === "person" && signIn.person.groups.size).toBe(BOUNDS.signInGroupsMax);
    expect(await shown(await team.token({ groups: "one" }))).toMatchObject({
      person: { groups: new Set(["one"]) },
    });
  });

  it.each([
    ["of another audience", { aud: ["0".repeat(64)] }, CLAIM],
    ["without an audience", { aud: undefined }, CLAIM],
    ["of another issuer", { iss: "https://elsewhere.cloudflareaccess.com" }, CLAIM],
    ["that ended a minute ago", { exp: nowSeconds() - 60 }, "ERR_JWT_EXPIRED"],
    ["that holds only in a minute", { nbf: nowSeconds() + 60 }, CLAIM],
    ["that never ends", { exp: undefined }, CLAIM],
    ["of a session and no application", { type: "org" }, PERSON],
    ["of a service", { email: undefined, common_name: "abc.access", sub: "" }, PERSON],
    ["of a service with somebody's address", { common_name: "abc.access" }, PERSON],
    ["without an address", { email: undefined }, PERSON],
  ])("is nobody's where it is one %s", async (_, claims, why) => {
    expect(await shown(await team.token(claims))).toEqual({ kind: "nobody", why });
  });

  it("is nobody's with another key's signature, also under a known key's name", async () => {
    const { privateKey } = await generateKeyPair("RS256", { extractable: true });
    const forged = { kid: "first", privateKey, told: { kty: "RSA", kid: "first", alg: "RS256", use: "sig" } };
    expect(await shown(await team.token({}, { key: forged }))).toEqual({
      kind: "nobody",
      why: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
    });
    const [head, , signature] = (await team.token()).split(".");
    const [, payload] = (await team.token({ email: "boss@example.com" })).split(".");
    expect(await shown(`${head}.${payload}.${signature}`)).toMatchObject({ kind: "nobody" });
  });

  it("is nobody's without a signature, or with one by a shared secret: only Access's own algorithm counts", async () => {
    const claims = { email: "maria@example.com", type: "app", sub: "1", aud: [AUDIENCE], iss: team.issuer };
    const unsigned = new UnsecuredJWT(claims).setIssuedAt().setExpirationTime("1h").encode();
    expect(await shown(unsigned)).toMatchObject({ kind: "nobody" });
    // The public key's own text as the shared secret: what confuses who takes the algorithm from the token.
    const certs = await fetch(`${team.issuer}/cdn-cgi/access/certs`).then((response) => response.text());
    const confused = await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256", kid: "first" })
      .setIssuedAt()
      .setExpirationTime("1h")
      .sign(new TextEncoder().encode(certs));
    expect(await shown(confused)).toEqual({ kind: "nobody", why: "ERR_JOSE_ALG_NOT_ALLOWED" });
  });

  it("is nobody's where there is none, where it is in the cookie alone, and where it is oversized", async () => {
    const token = await team.token();
    expect(await shown(null)).toMatchObject({ kind: "nobody", why: "no token" });
    expect(await shown(null, { cookie: `CF_Authorization=${token}` })).toMatchObject({ why: "no token" });
    expect(await shown(null, { authorization: `Bearer ${token}` })).toMatchObject({ why: "no token" });
    const oversized = await team.token({ custom: { note: "x".repeat(BOUNDS.signInTokenCharsMax) } });
    expect(await shown(oversized)).toEqual({ kind: "nobody", why: "oversized token" });
    expect(team.asked()).toBe(0);
  });

  it.each(["", "x", "a.b.c", "a.b", `${"e30".repeat(3)}..`, "null.null.null"])(
    "is nobody's where it cannot be read: %j",
    async (token) => {
      expect(await shown(token)).toMatchObject({ kind: "nobody" });
    },
  );

  it("forgives clocks a few seconds, and no more", async () => {
    expect(await shown(await team.token({ exp: nowSeconds() - 2 }))).toMatchObject({ kind: "person" });
    expect(await shown(await team.token({ nbf: nowSeconds() + 3 }))).toMatchObject({ kind: "person" });
    const late = BOUNDS.signInToleranceMs / 1_000 + 3;
    expect(await shown(await team.token({ exp: nowSeconds() - late }))).toMatchObject({ kind: "nobody" });
  });

  it("is verified with keys that are asked for once, and again when Access has exchanged them", async () => {
    await shown(await team.token());
    await shown(await team.token());
    expect(team.asked()).toBe(1);
    const before = await team.token();
    await team.exchangeKeys();
    const after = await team.token();
    // Just asked: whoever sends unknown keys' names does not make us ask each time.
    expect(await shown(after)).toMatchObject({ kind: "nobody", why: "ERR_JWKS_NO_MATCHING_KEY" });
    expect(team.asked()).toBe(1);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + BOUNDS.signInKeysCooldownMs + 1_000 });
    expect(await shown(after)).toMatchObject({ kind: "person" });
    expect(team.asked()).toBe(2);
    expect(await shown(before)).toMatchObject({ kind: "nobody" });
  });

  it.each([
    ["an error", () => new Response("no", { status: 500 })],
    ["no keys", () => new Response("<html>")],
    ["another shape", () => Response.json({ keys: "none" })],
    ["endless keys", () => Response.json({ keys: [], note: "x".repeat(BOUNDS.signInKeysBytesMax) })],
    ["a redirect", () => Response.redirect("https://elsewhere.example/certs", 302)],
    ["nothing", () => Promise.reject(new Error("no route"))],
  ])("lets nobody in while the keys cannot be had: %s", async (_, answer) => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    try {
      team.answerWith(answer);
      expect(await shown(await team.token())).toEqual({ kind: "unavailable", why: "no keys" });
      expect(JSON.stringify(log.mock.calls)).not.toContain("maria");
    } finally {
      log.mockRestore();
    }
  });
});

describe("what a deployment says of its Access", () => {
  it("is nothing, or right, or complained of in a sentence", () => {
    expect(accessOf({})).toBeNull();
    expect(accessOf({ CALLBOARD_ACCESS_TEAM: "acme", CALLBOARD_ACCESS_AUDIENCE: AUDIENCE })).toEqual({
      issuer: "https://acme.cloudflareaccess.com",
      audience: AUDIENCE,
    });
    for (const team of ["", "acme.cloudflareaccess.com", "evil.example/x", "Acme", "a b", "x@y"]) {
      expect(accessOf({ CALLBOARD_ACCESS_TEAM: team, CALLBOARD_ACCESS_AUDIENCE: AUDIENCE })).toContain(
        "CALLBOARD_ACCESS_TEAM",
      );
    }
    expect(accessOf({ CALLBOARD_ACCESS_TEAM: "acme" })).toContain("CALLBOARD_ACCESS_AUDIENCE");
  });

  it("lets nobody in without it", async () => {
    const request = new Request("https://callboard.test/", {
      headers: { [ACCESS_HEADER]: await team.token() },
    });
    expect(await signInOf(request, {})).toMatchObject({ kind: "unavailable" });
    expect(await signInOf(request, { ...team.settings, CALLBOARD_ACCESS_TEAM: "a/b" })).toMatchObject({
      kind: "unavailable",
    });
  });
});
