import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { BOUNDS } from "@callboard/core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { deskOf } from "../desks.ts";
import { ask, isLive, ORIGIN, tenantOf, until } from "../testing/tenant.ts";
import { seatedUpgrade } from "./handoff.ts";
import type { Seat } from "./seat.ts";
import { vouched } from "./whose.ts";

const TENANT = "viewers";

afterEach(() => {
  vi.useRealTimers();
});

const desk = () => deskOf(env, vouched(TENANT, "registry"));

/** A live socket of somebody whose sign-in ends then. */
async function opened(changes: Partial<Seat>) {
  const seat: Seat = {
    ...{ tenant: vouched(TENANT, "session"), role: "supervisor", by: "maria@example.com" },
    ...{ screen: null, credential: null, expiresAt: Date.now() + 3_600_000 },
    ...changes,
  };
  const request = new Request(`${ORIGIN}/api/tenants/${TENANT}/live`, { headers: { cookie: "x=y" } });
  const response = await desk().fetch(seatedUpgrade(request, seat));
  const closed: number[] = [];
  const socket = response.webSocket;
  socket?.addEventListener("close", ({ code }) => closed.push(code));
  socket?.accept();
  return { status: response.status, closed, close: () => socket?.close(1000) };
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
