import { abortAllDurableObjects, createExecutionContext, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { DeploymentLog, KeysRotated, KeysView } from "@callboard/tenancy";
import { describe, expect, it } from "vitest";
import { app } from "./app.ts";
import { alertDeskOf, registryOf } from "./desks.ts";
import { vouched } from "./gate/whose.ts";
import { alertsOf } from "./testing/alerting.ts";
import { registered } from "./testing/registered.ts";
import { ask, isLive, ORIGIN, tenantOf, until } from "./testing/tenant.ts";
import { readKeys, Vault } from "./vault/index.ts";

const WEBHOOK = { id: "hook", kind: "webhook", name: "Hook", url: "https://hooks.example.com/rotated" };

const keys = readKeys(env);
/** The deployment as it was before its newest key. */
const before = new Vault({
  ...keys,
  current: 1,
  byVersion: new Map([...keys.byVersion].filter(([v]) => v === 1)),
});

/** Without the tenants of other tests: to count their sinks would wake their alert desks. */
const askAlone = (path: string, init?: RequestInit): Promise<Response> =>
  Promise.resolve(
    app.fetch(new Request(ORIGIN + path, init), { ...env, CALLBOARD_TENANTS: "" }, createExecutionContext()),
  );
const inUse = async (): Promise<KeysView> => (await askAlone("/api/keys")).json();
const askToRotate = () =>
  askAlone("/api/keys/rotate", {
    method: "POST",
    headers: { "content-type": "application/json", origin: ORIGIN },
    body: JSON.stringify({ by: "Ada" }),
  });
const rotate = async (): Promise<KeysRotated> => (await askToRotate()).json();

const alertDesk = () => alertDeskOf(env, vouched("rotated", "registry"));
const sealedSink = () =>
  runInDurableObject<DurableObject, string>(
    alertDesk(),
    (_, { storage }) => storage.sql.exec<{ sealed: string }>("SELECT sealed FROM sink").one().sealed,
  );

/** What an older deployment left: the client secret and the sink sealed with its key. */
async function sealedBefore(): Promise<void> {
  const secret = before.seal({ tenant: "rotated", field: "clientSecret" }, "rotated-secret");
  await runInDurableObject<DurableObject, void>(registryOf(env), (_, { storage }) => {
    storage.sql.exec("UPDATE tenant SET sealed_secret = ? WHERE id = 'rotated'", secret);
  });
  const sink = before.seal(
    { tenant: "rotated", field: "sink:hook" },
    JSON.stringify(["url", WEBHOOK.url, "whsec_b2xkZXIgc2VjcmV0IG9mIHRoZSBzaW5r"]),
  );
  await runInDurableObject<DurableObject, void>(alertDesk(), (_, { storage }) => {
    storage.sql.exec("UPDATE sink SET sealed = ? WHERE id = 'hook'", sink);
  });
  await abortAllDurableObjects();
}

const secretsOf = (view: KeysView, version: number): number =>
  view.versions.find((one) => one.version === version)?.secrets ?? 0;

/** While somebody could not be asked, as a tenant of another test that is going, no key is said to be needed no more. */
const ifAllAsked = (view: KeysView, unneeded: readonly number[]): readonly number[] | null =>
  view.unasked.length > 0 ? null : unneeded;

describe("a rotation of keys", () => {
  it("finds what older keys sealed, seals all of it with the newest, and then needs those no more", async () => {
    const tenant = registered("rotated");
    await tenant.add();
    await alertsOf(tenant).write("PUT", "sinks/hook", WEBHOOK);
    await sealedBefore();

    const old = await inUse();
    expect(old).toMatchObject({ current: 2, locked: 0, inClear: 0, complaints: [], next: null });
    expect([secretsOf(old, 1), old.unneeded]).toEqual([2, ifAllAsked(old, [])]);
    // Tenants of other tests may be paused, or on their way out.
    expect(old.unasked).not.toContain("rotated");

    const rotated = await rotate();
    expect(rotated).toMatchObject({ current: 2, rewrapped: 2, refusedCount: 0, next: null });
    expect(await rotate()).toMatchObject({ rewrapped: 0, unchanged: rotated.unchanged + 2 });

    const view = await inUse();
    expect([secretsOf(view, 1), view.unneeded]).toEqual([0, ifAllAsked(view, [1])]);
    expect(await tenant.view()).toMatchObject({ keyVersion: 2 });
    expect(await sealedSink()).toMatch(/^v1\.2\./);
    expect(await alertDesk().testNotice("hook")).toMatchObject({ value: { sink: { url: WEBHOOK.url } } });

    const { deeds } = await (await ask("/api/log")).json<DeploymentLog>();
    expect(deeds.filter(({ what }) => what === "sealed with the newest key")).toHaveLength(1);
    // The copies in the tenant's objects follow, and its desk stays live by them.
    await until(
      () =>
        runInDurableObject<DurableObject, string>(tenant.stub(), (_, { storage }) =>
          JSON.stringify(storage.kv.get("charge")),
        ),
      (text) => text.includes('"v1.2.'),
    );
    await abortAllDurableObjects();
    await until(tenant.status, isLive);
  });

  it("reaches the secrets of a paused tenant, too, and wakes nothing of it", async () => {
    const tenant = registered("rotated");
    await tenant.pause();
    await sealedBefore();
    const old = await inUse();
    expect([secretsOf(old, 1), old.unasked.includes("rotated")]).toEqual([2, false]);
    const rotated = await rotate();
    expect(rotated).toMatchObject({ rewrapped: 2, refusedCount: 0 });
    expect(rotated.unasked).not.toContain("rotated");
    expect(await sealedSink()).toMatch(/^v1\.2\./);
    expect(await alertDesk().status()).toBeNull();
    const alarm = await runInDurableObject<DurableObject, number | null>(alertDesk(), (_, { storage }) =>
      storage.getAlarm(),
    );
    expect(alarm).toBeNull();
    await tenant.resume();
    await until(tenant.status, isLive);
  });

  it("says what it could not open, and leaves it as it is", async () => {
    const gone = new Vault({
      current: 9,
      byVersion: new Map([[9, crypto.getRandomValues(new Uint8Array(32))]]),
      complaints: [],
    });
    const sealed = gone.seal({ tenant: "rotated", field: "sink:hook" }, '["url","https://example.com/"]');
    await runInDurableObject<DurableObject, void>(alertDesk(), (_, { storage }) => {
      storage.sql.exec("UPDATE sink SET sealed = ? WHERE id = 'hook'", sealed);
    });
    await abortAllDurableObjects();
    expect((await rotate()).refused).toEqual([{ tenant: "rotated", what: "hook", why: "unknownKey" }]);
    expect(await sealedSink()).toBe(sealed);
    const view = await inUse();
    expect(view.locked).toBe(1);
    expect(view.versions).toContainEqual({ version: 9, secrets: 1, isHere: false, isCurrent: false });
    const alerts = alertsOf(tenantOf("rotated"));
    expect(await alerts.get("sinks")).toMatchObject([{ locked: "unknownKey" }]);
  });

  it("never shows a key or a secret", async () => {
    const texts = await Promise.all(
      [askAlone("/api/keys"), askToRotate()].map(async (asked) => (await asked).text()),
    );
    for (const part of (env.CALLBOARD_KEYS ?? "").split(/[,:]/).filter(({ length }) => length > 10))
      expect(texts.join()).not.toContain(part);
    expect(texts.join()).not.toContain("v1.");
  });
});
