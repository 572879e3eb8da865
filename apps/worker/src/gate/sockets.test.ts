import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { BOUNDS } from "@callboard/core";
import { CLOSE, PROTOCOL_VERSION } from "@callboard/protocol";
import { afterEach, describe, expect, it, vi } from "vitest";
import { deskOf } from "../desks.ts";
import { registered } from "../testing/registered.ts";
import { ask, isLive, ORIGIN, tenantOf, until } from "../testing/tenant.ts";
import { seatedUpgrade } from "./handoff.ts";
import type { Seat } from "./seat.ts";
import { vouched } from "./whose.ts";

const TENANT = "viewers";

afterEach(() => {
  vi.useRealTimers();
});

const desk = (tenant = TENANT) => deskOf(env, vouched(tenant, "registry"));

/** A live socket of somebody whose sign-in ends then. */
async function opened(changes: Partial<Seat>, tenant = TENANT, query = "") {
  const seat: Seat = {
    ...{ tenant: vouched(tenant, "session"), role: "supervisor", by: "maria@example.com" },
    ...{ screen: null, credential: null, expiresAt: Date.now() + 3_600_000 },
    ...changes,
  };
  const request = new Request(`${ORIGIN}/api/tenants/${tenant}/live${query}`, { headers: { cookie: "x=y" } });
  const response = await desk(tenant).fetch(seatedUpgrade(request, seat));
  const closed: number[] = [];
  const heard: string[] = [];
  const socket = response.webSocket;
  socket?.addEventListener("message", ({ data }) => heard.push(String(data)));
  socket?.addEventListener("close", ({ code }) => closed.push(code));
  socket?.accept();
  const say = (frame: unknown): void => socket?.send(JSON.stringify(frame));
  return { status: response.status, closed, heard, say, close: () => socket?.close(1000) };
}

describe("a live socket", () => {
  it("ends with the sign-in that opened it, and no other does", async () => {
    await until(tenantOf(TENANT).status, isLive);
    const [short, long, local] = [
      await opened({ expiresAt: Date.now() + 60_000 }),
      await opened({ by: "jo@example.com" }),
      await opened({ by: "somebody", expiresAt: null }),
    ];
    expect([short.status, long.status, local.status]).toEqual([101, 101, 101]);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
    await runDurableObjectAlarm(desk());
    vi.useRealTimers();
    await until(
      async () => short.closed,
      ({ length }) => length > 0,
    );
    expect(short.closed).toEqual([4503]);
    expect([...long.closed, ...local.closed]).toEqual([]);
    for (const one of [short, long, local]) one.close();
  });

  it("ends when the tenant's people are changed, so that whoever lost a role comes again through the gate; screens' and local ones stay", async () => {
    const tenant = registered("dismissed");
    await tenant.add();
    await until(tenant.status, isLive);
    const signedIn = await opened({}, "dismissed");
    const local = await opened({ by: "somebody", expiresAt: null }, "dismissed");
    expect([signedIn.status, local.status]).toEqual([101, 101]);
    await tenant.change({ people: [{ kind: "email", who: "ada@example.com", role: "administrator" }] });
    await until(
      async () => signedIn.closed,
      ({ length }) => length > 0,
    );
    expect(signedIn.closed).toEqual([CLOSE.deskRestarting]);
    expect(local.closed).toEqual([]);

    // A gate that still goes by the list before lets them in again: that ends, too, and who comes later stays.
    const again = await opened({}, "dismissed");
    expect(again.status).toBe(101);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3 * BOUNDS.grantsCachedMs });
    const later = await opened({}, "dismissed");
    await runDurableObjectAlarm(desk("dismissed"));
    vi.useRealTimers();
    await until(
      async () => again.closed,
      ({ length }) => length > 0,
    );
    expect(again.closed).toEqual([CLOSE.deskRestarting]);
    expect([...later.closed, ...local.closed]).toEqual([]);
    for (const one of [later, local]) one.close();
  });

  it("shows whoever may look at a board alone the names of that board, whatever its address asks for", async () => {
    await until(tenantOf(TENANT).status, isLive);
    const { agents } = await tenantOf(TENANT).board();
    const whole = agents
      .map(({ name }) => name)
      .filter((name) => /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}{2,}$/u.test(name));
    expect(whole.length).toBeGreaterThan(3);
    const namesSeen = async (role: Seat["role"]) => {
      const one = await opened({ role, by: `${role}@example.com` }, TENANT, "?names=full");
      one.say({ type: "hello", version: PROTOCOL_VERSION, epoch: null, seq: null, device: null });
      await until(
        async () => one.heard,
        (heard) => heard.some((text) => text.length > 1_000),
      );
      one.close();
      return whole.filter((name) => one.heard.some((text) => text.includes(name))).length;
    };
    expect(await namesSeen("supervisor")).toBe(whole.length);
    expect(await namesSeen("display")).toBe(0);
  });

  it("is one of so many that a person may hold, and nobody else's are counted with them", async () => {
    await until(tenantOf(TENANT).status, isLive);
    const by = "many@example.com";
    const held = [];
    for (let n = 0; n < BOUNDS.viewersPerPersonMax; n += 1) held.push(await opened({ by }));
    expect(held.every(({ status }) => status === 101)).toBe(true);
    expect((await opened({ by })).status).toBe(429);
    const other = await opened({ by: "few@example.com" });
    expect(other.status).toBe(101);
    for (const one of [...held, other]) one.close();
    await until(
      async () => {
        const again = await opened({ by });
        again.close();
        return again.status;
      },
      (status) => status === 101,
    );
  });

  it("is nobody's by what the object is sent past the Worker", async () => {
    const response = await ask(`/api/tenants/${TENANT}/live`, {
      headers: { upgrade: "websocket", origin: ORIGIN, "x-callboard-seat": "%7B%7D" },
    });
    expect(response.status).toBe(101);
    response.webSocket?.accept();
    response.webSocket?.close(1000);
  });
});
