/** Codes and credentials: what cannot be guessed, used twice, forged or carried elsewhere. Over HTTP, against the objects as they are deployed. */
import {
  abortAllDurableObjects,
  createExecutionContext,
  runDurableObjectAlarm,
  runInDurableObject,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { BOUNDS } from "@callboard/core";
import type { TvSession } from "@callboard/tenancy";
import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { pairingDeskOf } from "./desks.ts";
import { signCredential } from "./screens/credential.ts";
import { digestOf } from "./screens/digest.ts";
import type { Problem } from "./testing/setup.ts";
import { paired, supervisorOf, televisionAt } from "./testing/television.ts";
import { ask, tenantOf } from "./testing/tenant.ts";

describe("a code", () => {
  it("is confirmed once, and claimed with its own secret alone", async () => {
    const tenant = tenantOf("guesses");
    const supervisor = supervisorOf(tenant);
    const [tv, other] = [televisionAt("192.0.2.10"), televisionAt("192.0.2.11")];
    const [offer, otherOffer] = [await tv.offer(), await other.offer()];
    expect((await supervisor.confirm(offer.code, { name: "One", board: "floor" })).status).toBe(200);
    expect((await supervisor.confirm(offer.code, { name: "Two", board: "floor" })).status).toBe(404);
    expect(await other.claim({ ...offer, secret: otherOffer.secret })).toBe("expired");
    expect(other.cookie).toBe("");
    expect(await tv.claim(offer)).toBe("paired");
    // Its answer may have been lost: it asks again, until it has shown what it was given.
    expect(await tv.claim(offer)).toBe("paired");
    expect((await tv.session()).status).toBe(200);
    expect(await tv.claim(offer)).toBe("expired");
    expect((await supervisor.screens()).map(({ name }) => name)).toEqual(["One"]);
  });

  it("is not used up by an order that cannot be carried out", async () => {
    const supervisor = supervisorOf(tenantOf("guesses"));
    const tv = televisionAt("192.0.2.12");
    const offer = await tv.offer();
    const wrong = await supervisor.confirm(offer.code, { name: "Bad", board: "nowhere" });
    expect([wrong.status, (await wrong.json<Problem>()).complaints?.join()]).toEqual([
      400,
      expect.stringContaining("`nowhere`"),
    ]);
    expect((await supervisor.confirm(offer.code, { id: "nowhere" })).status).toBe(404);
    expect((await supervisor.confirm(offer.code, { name: "", board: "floor" })).status).toBe(400);
    expect((await supervisor.confirm(offer.code, { name: "Good", board: "floor" })).status).toBe(200);
  });

  it("ends, is swept away, and then is nobody's", async () => {
    const supervisor = supervisorOf(tenantOf("guesses"));
    const tv = televisionAt("192.0.2.13");
    const offer = await tv.offer();
    await runInDurableObject(pairingDeskOf(env), (_, { storage }) => {
      storage.sql.exec("UPDATE pairing SET expires_at = 1 WHERE id = ?", offer.id);
    });
    expect(await tv.claim(offer)).toBe("expired");
    expect((await supervisor.confirm(offer.code, { name: "Late", board: "floor" })).status).toBe(404);
    await runDurableObjectAlarm(pairingDeskOf(env));
    const left = await runInDurableObject(pairingDeskOf(env), (_, { storage }) =>
      storage.sql.exec("SELECT id FROM pairing WHERE id = ?", offer.id).toArray(),
    );
    expect(left).toEqual([]);
  });

  it("cannot be guessed: who typed ten wrong ones has to wait, even for the right one", async () => {
    const supervisor = supervisorOf(tenantOf("strangers"));
    const tv = televisionAt("192.0.2.14");
    const offer = await tv.offer();
    for (let n = 0; n < BOUNDS.pairingGuessesPerMinute; n += 1)
      expect((await supervisor.confirm("2222-2222", { name: "X", board: "floor" }, "Eve")).status).toBe(404);
    const refused = await supervisor.confirm(offer.code, { name: "X", board: "floor" }, "Eve");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await refused.json<Problem>()).detail).toMatch(/Try again in \d+ seconds\.$/);
    const nonsense = await supervisor.confirm("hello", { name: "X", board: "floor" }, "Ben");
    expect([nonsense.status, (await nonsense.json<Problem>()).title]).toEqual([400, "This is no code"]);
  });

  it("is offered so often at one address, and no oftener", async () => {
    const tv = televisionAt("2001:db8:1:2::1");
    const neighbour = televisionAt("2001:db8:1:ffff::9");
    for (let n = 0; n < BOUNDS.pairingsOpenPerAddressMax; n += 1) await tv.offer();
    const refused = await neighbour.ask("POST", "/api/tv/pairings", {});
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await televisionAt("2001:db8:2::1").ask("POST", "/api/tv/pairings", {})).status).toBe(201);
  });

  it("is claimed in vain so often at one site, and then waits, even with its own secret", async () => {
    const eve = televisionAt("2001:db8:77:1::1");
    const tv = televisionAt("192.0.2.15");
    const offer = await tv.offer();
    const claim = (who: typeof tv, id: string, secret: string) =>
      who.ask("POST", `/api/tv/pairings/${id}/claim`, { secret });
    for (let n = 0; n < BOUNDS.pairingLostClaimsPerMinute; n += 1)
      expect((await claim(eve, offer.id, "0".repeat(64))).status).toBe(200);
    const refused = await claim(televisionAt("2001:db8:77:2::1"), offer.id, offer.secret);
    expect([refused.status, refused.headers.get("set-cookie")]).toEqual([429, null]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await tv.claim(offer)).toBe("waiting");
  });

  it("is not offered over plain http, but on one's own machine", async () => {
    const headers = { "content-type": "application/json" };
    const request = new Request("http://wall.example.com/api/tv/pairings", {
      method: "POST",
      headers,
      body: "{}",
    });
    const { default: worker } = await import("./index.ts");
    expect((await worker.fetch(request, env, createExecutionContext())).status).toBe(400);
  });
});

describe("a screen's credential", () => {
  it("opens nothing of people's, and a person's sign-in nothing of screens'", async () => {
    const { tenant, tv } = await paired("returns", "192.0.2.40");
    // As deployed: without the identity of local development the cookie is all that it has.
    const { default: worker } = await import("./index.ts");
    const deployed = {
      ...env,
      CALLBOARD_LOCAL: "false",
      CALLBOARD_SCREEN_KEY: "k".repeat(BOUNDS.screenKeyBytesMin),
      CALLBOARD_ACCESS_TEAM: "acme",
      CALLBOARD_ACCESS_AUDIENCE: "a".repeat(64),
    };
    const token = await signCredential(deployed, await credentialOf(tenant, "hall"));
    const asked = (path: string) =>
      worker.fetch(
        new Request(`https://wall.example.com/api/${path}`, {
          headers: { cookie: `__Host-callboard-screen=${token}` },
        }),
        deployed,
        createExecutionContext(),
      );
    expect((await asked("tv/session")).status).toBe(200);
    for (const path of ["board", "status", "wall", "screens", "setup", "alerts"])
      expect([path, (await asked(`tenants/${tenant.name}/${path}`)).status]).toEqual([path, 401]);
    expect((await tv.session()).status).toBe(200);
    expect((await ask("/api/tv/session")).status).toBe(401);
  });

  it("is worth nothing forged, expired, for another tenant, twice, or of another deployment", async () => {
    const { tenant, tv } = await paired("forges", "192.0.2.41");
    const good = tv.cookie.slice("callboard-screen=".length);
    const [head = "", body = "", signature = ""] = good.split(".");
    const claims = tv.claims();
    const encoded = (value: unknown): string =>
      btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    const key = new TextEncoder().encode("callboard's well-known key of local development");
    const signed = (changes: Record<string, unknown>, by = key, alg = "HS256") =>
      new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg }).sign(by);
    const now = Math.floor(Date.now() / 1_000);
    const bad: Record<string, string> = {
      "another tenant in the claims": `${head}.${encoded({ ...claims, tenant: "strangers" })}.${signature}`,
      "another screen in the claims": `${head}.${encoded({ ...claims, screen: "other" })}.${signature}`,
      "no signature": `${encoded({ alg: "none" })}.${body}.`,
      "another key": await signed({}, new TextEncoder().encode("x".repeat(40))),
      "another algorithm": await signed({}, new TextEncoder().encode("x".repeat(64)), "HS512"),
      "signed, for another tenant": await signed({ tenant: "strangers" }),
      "signed, for a tenant that there is not": await signed({ tenant: "no-such-tenant" }),
      "signed, of a credential that nobody has": await signed({ jti: "f".repeat(32) }),
      expired: await signed({ exp: now - 60, iat: now - 120 }),
      "for something else": await signed({ aud: "callboard-people" }),
      "of another deployment": await signed({ iss: "callboard-eu" }),
      "without an end": await signed({ exp: undefined }),
      "far too long": `${good}${"x".repeat(4_000)}`,
    };
    for (const [what, token] of Object.entries(bad)) {
      tv.cookie = `callboard-screen=${token}`;
      const { status } = await tv.session();
      expect([what, status === 200]).toEqual([what, false]);
      expect([what, (await tv.live()).status === 101]).toEqual([what, false]);
    }
    const twice = { cookie: `callboard-screen=${good}; callboard-screen=${good}` };
    expect((await ask("/api/tv/session", { headers: twice })).status).toBe(401);
    expect((await ask("/api/tv/session", { headers: { cookie: `callboard-screen=${good}` } })).status).toBe(
      200,
    );
    expect(tenant.name).toBe("forges");
  });

  it("is another one each week: a copy of the cookie ends a minute after the television has shown its next", async () => {
    const { tenant, tv } = await paired("forges", "192.0.2.42", "Renews");
    expect((await tv.session()).headers.getSetCookie()).toEqual([]);
    await tv.age(BOUNDS.screenCredentialRenewMs);
    const { jti } = tv.claims();
    const copy = televisionAt("192.0.2.44");
    copy.cookie = tv.cookie;
    const session: TvSession = await (await tv.session()).json();
    expect(session.expiresAt).toBeGreaterThan(Date.now() + 0.99 * BOUNDS.screenCredentialKeepMs);
    expect(tv.claims()).toMatchObject({ tenant: "forges", screen: "renews" });
    expect(tv.claims().jti).not.toBe(jti);
    // The answer may have been lost: who shows the old one is let in, and given no third one within the minute.
    const again = await copy.session();
    expect([again.status, again.headers.getSetCookie()]).toEqual([200, []]);
    expect((await tv.session()).status).toBe(200);
    expect((await copy.session()).status).toBe(200);
    await runInDurableObject(tenant.stub(), (_, { storage }) => {
      const [row] = storage.sql.exec<{ former_until: number }>(
        "SELECT former_until FROM screen WHERE id = 'renews'",
      );
      const restMs = Number(row?.former_until) - Date.now();
      expect(restMs).toBeGreaterThan(0);
      expect(restMs).toBeLessThanOrEqual(BOUNDS.screenFormerKeepMs);
      storage.sql.exec("UPDATE screen SET former_until = 1 WHERE id = 'renews'");
    });
    await abortAllDurableObjects();
    expect([(await copy.session()).status, (await tv.session()).status]).toEqual([401, 200]);
  });

  it("ends with its next one when it is revoked, shown or not", async () => {
    const { supervisor, tv, view } = await paired("forges", "192.0.2.45", "Both");
    await tv.age(BOUNDS.screenCredentialRenewMs);
    const old = televisionAt("192.0.2.46");
    old.cookie = tv.cookie;
    expect((await tv.session()).status).toBe(200);
    expect(tv.cookie).not.toBe(old.cookie);
    expect((await supervisor.revoke(view.id)).status).toBe(200);
    expect([(await old.session()).status, (await tv.session()).status]).toEqual([401, 401]);
  });

  it("is nowhere in what is stored", async () => {
    const { tenant, tv, view } = await paired("forges", "192.0.2.43", "Stored");
    const { jti } = await credentialOf(tenant, view.id);
    const dump = await runInDurableObject(tenant.stub(), (_, { storage }) =>
      JSON.stringify(storage.sql.exec("SELECT * FROM screen").toArray()),
    );
    expect(jti.length).toBeGreaterThanOrEqual(32);
    expect(dump).toContain(digestOf(jti));
    expect(dump).not.toContain(jti);
    expect(dump).not.toContain(tv.cookie.slice("callboard-screen=".length));
  });
});

/** What a screen's newest pairing was given, from where it is for a minute after it was claimed. */
async function credentialOf(tenant: ReturnType<typeof tenantOf>, screen: string) {
  const [row] = await runInDurableObject(pairingDeskOf(env), (_, { storage }) =>
    storage.sql
      .exec<{ jti: string }>("SELECT jti FROM pairing WHERE tenant = ? AND screen = ?", tenant.name, screen)
      .toArray(),
  );
  if (row === undefined) throw new Error("no pairing");
  return { tenant: tenant.name, screen, jti: row.jti };
}
