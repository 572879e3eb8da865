import {
  abortAllDurableObjects,
  createExecutionContext,
  createScheduledController,
  runDurableObjectAlarm,
  runInDurableObject,
} from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import type { Charge, DeploymentLog, TenantPage } from "@callboard/tenancy";
import { describe, expect, it } from "vitest";
import { alertDeskOf, deskOf, registryOf } from "./desks.ts";
import { vouched } from "./gate/whose.ts";
import worker from "./index.ts";
import { storedCharge } from "./tenancy/charge.ts";
import { send, through } from "./testing/alerting.ts";
import { inputOf, registered } from "./testing/registered.ts";
import { openScreen } from "./testing/screen.ts";
import { ask, isLive, until } from "./testing/tenant.ts";

const CHARGE: Charge = {
  ...{
    id: "late",
    revision: 1,
    state: "active",
    name: "n",
    zone: "Europe/Berlin",
    region: "eu",
    label: "acme",
  },
  ...{ clientId: "c", sealedSecret: "s", options: { reconcileSeconds: 60 } },
};

const closedOf = (screen: { closed: { code: number }[] }) => async () =>
  screen.closed.map(({ code }) => code);

describe("a tenant that is added in the app", () => {
  it("is live a moment later, and its secret is in no answer, no row and no log", async () => {
    const tenant = registered("added");
    const view = await tenant.add();
    expect(view).toMatchObject({
      id: "added",
      state: "active",
      hasSecret: true,
      keyVersion: expect.any(Number),
      isLocal: false,
    });
    expect(view.changed).toMatchObject({ by: "Maria" });
    await until(tenant.status, isLive);
    const list: TenantPage = await (await ask("/api/tenants")).json();
    expect(list.tenants.find(({ id }) => id === "added")).toEqual(view);
    const log: DeploymentLog = await (await ask("/api/log")).json();
    expect(log.deeds.find(({ subject }) => subject === "added")).toMatchObject({
      by: "Maria",
      what: "added",
    });
    const stubs = [tenant.stub(), alertDeskOf(env, vouched("added", "registry")), registryOf(env)];
    for (const stub of stubs) {
      const stored = await runInDurableObject<DurableObject, string>(stub, (_, { storage }) => dump(storage));
      expect(stored).toContain("added");
      expect(stored).not.toContain("added-secret");
    }
    expect(JSON.stringify([view, list, log])).not.toContain("added-secret");
  });

  it("is refused with sentences where it cannot be one, and twice", async () => {
    const tenant = registered("nobody-yet");
    const response = await tenant.put({ ...inputOf("nobody-yet"), zone: "Berlin", clientSecret: undefined });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      complaints: [expect.stringContaining("IANA zone")],
    });
    const second = await registered("added").put(inputOf("added"));
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({ detail: expect.stringContaining("Maria") });
    const taken = await registered("reads").put(inputOf("reads"));
    expect(taken.status).toBe(409);
  });

  it("tells its administrators who changed what of its record, and nothing of other tenants", async () => {
    const tenant = registered("logged-well");
    await registered("logged-else").add();
    await tenant.add();
    const people = [{ kind: "email", who: "eve@example.com", role: "supervisor" }] as const;
    await tenant.change({ zone: "UTC", clientSecret: "logged-well-secret-2", people: [...people] });
    const text = await (await ask(`${tenant.at}/log`)).text();
    const log: DeploymentLog = JSON.parse(text);
    expect(log.deeds.map(({ what, by, subject }) => [what, by, subject])).toEqual([
      ["changed", "Maria", "logged-well"],
      ["added", "Maria", "logged-well"],
    ]);
    expect(log.deeds[0]?.changes).toEqual({
      fields: [
        { field: "zone", from: "Europe/Berlin", to: "UTC" },
        { field: "clientSecret", from: null, to: null },
      ],
      people: [{ kind: "email", who: "eve@example.com", from: null, to: "supervisor" }],
      morePeople: 0,
    });
    expect(text).not.toContain("-secret");
    expect((await ask(`${tenant.at}/log?limit=0`)).status).toBe(400);
  });

  it("is told to gates when people of it change, and a change of anything else is not", async () => {
    const tenant = registered("peopled");
    await tenant.add();
    const known = (await registryOf(env).people())?.revision ?? null;
    await tenant.change({ zone: "UTC" });
    expect(await registryOf(env).people(known)).toEqual({ revision: known, tenants: null });
    const people = [{ kind: "group", who: "leads", role: "supervisor" }] as const;
    await tenant.change({ zone: "UTC", people: [...people] });
    const now = await registryOf(env).people(known);
    expect(now?.tenants?.find(({ id }) => id === "peopled")).toMatchObject({ people });
  });

  it("is not there for whoever asks for another", async () => {
    expect((await ask("/api/tenants/nobody-yet")).status).toBe(404);
    expect((await ask("/api/tenants/nobody-yet/board")).status).toBe(404);
    expect((await send("POST", "/api/tenants/nobody-yet/pause")).status).toBe(404);
  });
});

describe("a tenant's secret", () => {
  it("that turns wrong makes the wall say so, and live again when it is right", async () => {
    const tenant = registered("rekeyed");
    await tenant.add();
    await until(tenant.status, isLive);
    const screen = await openScreen(tenant);
    const epoch = (await tenant.status()).epoch;
    await tenant.change({ clientSecret: "wrong" });
    await until(tenant.status, ({ feed }) => feed.state === "refused");
    await until(
      async () => screen.replica.feed?.state,
      (state) => state === "refused",
    );
    expect((await tenant.status()).epoch).not.toBe(epoch);
    await tenant.change({ clientSecret: "rekeyed-secret" });
    await until(tenant.status, isLive);
    await until(
      async () => screen.replica.feed?.state,
      (state) => state === "live",
    );
    expect(screen.closed).toEqual([]);
  });

  it("that is left out of a change stays, and what no desk is built from ends none", async () => {
    const tenant = registered("rekeyed");
    await until(tenant.status, isLive);
    const { epoch } = await tenant.status();
    const view = await tenant.change({
      people: [{ kind: "group", who: "floor-leads", role: "supervisor" }],
    });
    expect(view.people).toHaveLength(1);
    expect((await tenant.status()).epoch).toBe(epoch);
    expect(await tenant.change({ options: { reconcileSeconds: 120 } })).toMatchObject({
      options: { reconcileSeconds: 120 },
    });
    expect((await tenant.status()).epoch).not.toBe(epoch);
    await until(tenant.status, isLive);
  });
});

describe("a tenant that is paused", () => {
  it("hangs up, lets its screens go and watches nothing; resumed, it knows the floor of before", async () => {
    const tenant = registered("resting");
    await tenant.add();
    await until(tenant.status, (seen) => isLive(seen) && seen.profiles.awaited === 0);
    const screen = await openScreen(tenant);
    await until(
      async () => screen.frames.length,
      (count) => count > 0,
    );
    expect((await tenant.pause()).state).toBe("paused");
    expect(await until(closedOf(screen), ({ length }) => length > 0)).toEqual([4504]);
    await until(tenant.streams, (streams) => streams === 0);
    for (const stub of [tenant.stub(), alertDeskOf(env, vouched("resting", "registry"))]) {
      await runInDurableObject<DurableObject, void>(stub, async (_, { storage }) => {
        expect(await storage.getAlarm()).toBeNull();
      });
    }
    const refused = await ask("/api/tenants/resting/board");
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ title: "The tenant is paused" });
    const late = await openScreen(tenant);
    expect(await until(closedOf(late), ({ length }) => length > 0)).toEqual([4504]);
    // What was on its way is of no use to it; it asks for what it lacks when it goes on.
    expect(await through("floor-events", [{ tenant: "resting", v: 1 }])).toMatchObject({ acked: [0] });
    expect(await through("notices", [{ tenant: "resting", noticeId: "n" }])).toMatchObject({ acked: [0] });
    expect((await tenant.resume()).state).toBe("active");
    const status = await until(tenant.status, isLive);
    expect(status.recoveredAt).not.toBeNull();
    expect(status.floor.agents).toBeGreaterThan(0);
  });
});

describe("a tenant that is removed", () => {
  it("leaves nothing behind but its name in the log", async () => {
    const tenant = registered("leaving");
    await tenant.add();
    await until(tenant.status, isLive);
    const screen = await openScreen(tenant);
    await until(
      async () => screen.frames.length,
      (count) => count > 0,
    );
    const { revision } = await tenant.view();
    const remove = async (query: string) =>
      (await send("DELETE", `${tenant.at}?${query}`, { by: "Maria" })).status;
    expect(await remove(`confirm=another&revision=${revision}`)).toBe(400);
    expect(await remove("confirm=leaving")).toBe(400);
    expect(await remove(`confirm=leaving&revision=${revision - 1}`)).toBe(409);
    expect((await tenant.remove()).state).toBe("removing");
    expect(await until(closedOf(screen), ({ length }) => length > 0)).toEqual([4500]);
    for (const stub of [tenant.stub(), alertDeskOf(env, vouched("leaving", "registry"))]) {
      const stored = await runInDurableObject<DurableObject, string>(stub, async (_, { storage }) => {
        expect(await storage.getAlarm()).toBeNull();
        return dump(storage);
      });
      expect(stored).toBe("");
    }
    for (const path of ["", "/board", "/alerts"]) {
      const response = await ask(`/api/tenants/leaving${path}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ title: "Unknown tenant" });
    }
    expect(await through("floor-events", [{ tenant: "leaving", v: 1 }])).toMatchObject({ acked: [0] });
    const log: DeploymentLog = await (await ask("/api/log")).json();
    const deeds = log.deeds.filter(({ subject }) => subject === "leaving").map(({ what }) => what);
    expect(deeds).toEqual(["removed", "removing", "added"]);
    expect(await tenant.add()).toMatchObject({ state: "active" });
    await until(tenant.status, isLive);
  });

  it("does not come back by what was sent before", async () => {
    const stub = deskOf(env, vouched("gone-before", "registry"));
    const charge = { ...CHARGE, id: "gone-before" };
    expect(await stub.assign(charge)).toBeNull();
    expect(await stub.standing()).toBe("unknown");
    expect(await runInDurableObject<DurableObject, string>(stub, (_, { storage }) => dump(storage))).toBe("");
  });
});

describe("what an object holds of its tenant", () => {
  it("outlives every restart of all objects", async () => {
    const tenant = registered("lasting");
    const view = await tenant.add();
    await until(tenant.status, isLive);
    await abortAllDurableObjects();
    await until(tenant.status, isLive);
    expect((await tenant.status()).recoveredAt).not.toBeNull();
    expect(await tenant.view()).toEqual(view);
  });

  it("is made good by the cron's wake where it is old, and never by what is older", async () => {
    const tenant = registered("late");
    await tenant.add();
    const old = (await registryOf(env).charge("late"))?.value ?? null;
    const view = await tenant.change({ name: "A newer name" });
    expect(await tenant.stub().assign(old ?? CHARGE)).toBe(view.revision);
    await runInDurableObject<DurableObject, void>(tenant.stub(), (_, { storage }) =>
      storage.kv.put("charge", old),
    );
    await abortAllDurableObjects();
    expect(await tenant.stub().wake(view.revision)).toBe(true);
    const held = await runInDurableObject<DurableObject, unknown>(tenant.stub(), (_, { storage }) =>
      storage.kv.get("charge"),
    );
    expect(held).toMatchObject({ revision: view.revision, name: "A newer name" });
  });

  it("is never another tenant's", async () => {
    // One that holds its own: an object without any asks the registry, and takes nobody's word.
    const tenant = registered("steadfast");
    const { revision } = await tenant.add();
    await until(
      () => tenant.stub().assign({ ...CHARGE, id: "steadfast", revision: 0 }),
      (held) => held === revision,
    );
    expect(await tenant.stub().assign({ ...CHARGE, id: "added", revision: 1_000_000 })).toBeNull();
    await runInDurableObject<DurableObject, void>(tenant.stub(), (_, { storage }) => {
      expect(storedCharge(storage)).toMatchObject({ id: "steadfast", revision });
    });
    await tenant.remove();
  });

  it("names no upstream by its address, whatever was stored", async () => {
    const stub = deskOf(env, vouched("late", "registry"));
    await runInDurableObject<DurableObject, void>(stub, (_, { storage }) => {
      storage.kv.put("charge", {
        ...CHARGE,
        id: "late",
        upstream: { kind: "loopback", origin: "http://127.0.0.1" },
      });
      expect(JSON.stringify(storedCharge(storage))).not.toContain("127.0.0.1");
    });
  });
});

describe("a secret whose key is gone", () => {
  it("keeps its desk shut with a sentence that says so, and its alerts stay open", async () => {
    const tenant = registered("late");
    await runInDurableObject<DurableObject, void>(tenant.stub(), (_, { storage }) => {
      const held: unknown = storage.kv.get("charge");
      storage.kv.put("charge", { ...CHARGE, ...(held as Charge), sealedSecret: "v1.9.AAAA.AAAA" });
    });
    await abortAllDurableObjects();
    const response = await ask("/api/tenants/late/status");
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ title: "The secret cannot be opened" });
    expect((await ask("/api/tenants/late/alerts")).status).toBe(200);
    await tenant.change({ clientSecret: "late-secret" });
    await until(tenant.status, isLive);
  });
});

describe("the cron", () => {
  /** Without the tenants of other tests: each of them begins with objects that nobody has woken. */
  const alone = { ...env, CALLBOARD_TENANTS: "" };

  it("wakes every active tenant's objects with the revision that they should hold, and leaves paused ones alone", async () => {
    const tenant = registered("refreshed");
    const { revision } = await tenant.add();
    await until(tenant.status, isLive);
    const alerts = () => alertDeskOf(env, vouched("refreshed", "registry"));
    const forget = async (_: unknown, { storage }: DurableObjectState): Promise<void> => {
      storage.kv.delete("charge");
      await storage.deleteAlarm();
    };
    for (const stub of [tenant.stub(), alerts()]) await runInDurableObject<DurableObject, void>(stub, forget);
    await abortAllDurableObjects();
    const ctx = createExecutionContext();
    await worker.scheduled(createScheduledController(), alone, Object.assign(ctx, { exports }));
    for (const stub of [tenant.stub(), alerts()]) {
      await runInDurableObject<DurableObject, void>(stub, async (_, { storage }) => {
        expect(storedCharge(storage)?.revision).toBe(revision);
        expect(await storage.getAlarm()).not.toBeNull();
      });
    }
    await tenant.pause();
    await worker.scheduled(createScheduledController(), alone, Object.assign(ctx, { exports }));
    await runInDurableObject<DurableObject, void>(alerts(), async (_, { storage }) => {
      expect(await storage.getAlarm()).toBeNull();
    });
    await tenant.resume();
  });
});

describe("the registry's alarm", () => {
  it("tells again whoever did not hear, and then rests", async () => {
    const registry = registryOf(env);
    await runInDurableObject(registry, async (_, { storage }) => {
      storage.sql.exec("UPDATE tenant SET desk_has = 0, try_at = 1 WHERE id = 'refreshed'");
      await storage.setAlarm(Date.now() + 60_000);
    });
    expect(await runDurableObjectAlarm(registry)).toBe(true);
    await runInDurableObject(registry, async (_, { storage }) => {
      const [row] = storage.sql
        .exec<{ desk_has: number; revision: number; try_at: number | null }>(
          "SELECT desk_has, revision, try_at FROM tenant WHERE id = 'refreshed'",
        )
        .toArray();
      expect(row?.desk_has).toBe(row?.revision);
      expect(row?.try_at).toBeNull();
      expect(await storage.getAlarm()).toBeNull();
    });
  });
});

/** All that an object has stored, as text. */
function dump(storage: DurableObjectStorage): string {
  const tables = storage.sql
    .exec<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
    )
    .toArray();
  const rows = tables.map(({ name }) => storage.sql.exec(`SELECT * FROM "${name}"`).toArray());
  const entries = [...storage.kv.list()];
  return tables.length + entries.length === 0 ? "" : JSON.stringify([tables, rows, entries]);
}
