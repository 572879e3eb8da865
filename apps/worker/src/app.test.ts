import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { app } from "./app.ts";
import type { Env } from "./env.ts";
import { forgetPeople } from "./gate/session.ts";
import { ask, tenantOf } from "./testing/tenant.ts";

const problemOf = async (response: Response) => {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  return response.json<{ status: number; title: string; detail: string; instance: string }>();
};

describe("the API", () => {
  it.each(["board", "status", "live"])("knows no tenant that is not configured: %s", async (route) => {
    const response = await ask(`/api/tenants/nobody/${route}`);
    expect(response.status).toBe(404);
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ title: "Unknown tenant", instance: `/api/tenants/nobody/${route}` });
    expect(problem.detail).toContain("Check the name");
  });

  it("says which name styles there are", async () => {
    const response = await ask("/api/tenants/reads/board?names=nicknames");
    expect(response.status).toBe(400);
    expect((await problemOf(response)).detail).toContain("short, full");
  });

  it("asks for an upgrade where only a WebSocket will do", async () => {
    const response = await ask("/api/tenants/reads/live");
    expect(response.status).toBe(426);
    expect((await problemOf(response)).detail).toContain("WebSocket");
  });

  it("lets no other site's page open the live socket", async () => {
    const response = await tenantOf("reads").live("", { origin: "https://elsewhere.example" });
    expect(response.status).toBe(403);
    expect(response.webSocket).toBeNull();
  });

  it("serves the supervisor's app at each of its addresses, whatever ids they hold", async () => {
    const asked: string[] = [];
    const assets = {
      async fetch(request: Request) {
        asked.push(new URL(request.url).pathname);
        return new Response("the app");
      },
    };
    for (const path of ["/floor/", "/floor/demo/alerts/7%2F8?x=1", "/floor/demo/agents/a.js"]) {
      const response = await app.request(path, {}, { ...env, ASSETS: assets });
      expect(await response.text()).toBe("the app");
    }
    expect(asked).toEqual(["/floor", "/floor", "/floor"]);
  });

  it("serves a paired television the wall, and leads whoever scans its code to the app, with the code", async () => {
    const assets = { fetch: async (request: Request) => new Response(new URL(request.url).pathname) };
    const get = (path: string) => app.request(path, {}, { ...env, ASSETS: assets });
    expect(await (await get("/screen")).text()).toBe("/");
    const scanned = await get("/pair?code=K7MW-4XQ2");
    expect([scanned.status, scanned.headers.get("location")]).toEqual([302, "/floor/?pair=K7MW-4XQ2"]);
    const hostile = await get("/pair?code=%0d%0ax:y%26tenant=%3Cb%3E");
    expect(hostile.headers.get("location")).toBe("/floor/?pair=%0D%0Ax%3Ay%26tenant%3D%3Cb%3E");
  });

  it("answers an unknown address with a problem, not with a page", async () => {
    const response = await ask("/api/nothing");
    expect(response.status).toBe(404);
    await problemOf(response);
  });

  it("is never cached", async () => {
    const response = await ask("/api/tenants/reads/status");
    expect(response.headers.get("cache-control")).toBe("no-store");
    await response.body?.cancel();
  });

  it("says that it is well, and that its contracts run compiled", async () => {
    const response = await ask("/api/health");
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: "ok", complaints: [], interpretedContracts: [] });
  });

  it("tells strangers whether it is well and no more, and what is wrong to who has the scraper's token", async () => {
    const token = "a-token-of-the-scraper-of-these-tests";
    const deployed = { ...env, CALLBOARD_LOCAL: "", CALLBOARD_METRICS_TOKEN: token };
    const asked = async (headers: Record<string, string>, settings: Partial<Env> = {}) => {
      const all = { ...deployed, ...settings };
      const response = await app.request("https://callboard.test/api/health", { headers }, all);
      return { status: response.status, said: await response.json<Record<string, unknown>>() };
    };
    const stranger = await asked({});
    expect(stranger.said).toEqual({ status: "needs attention", build: env.VERSION.id });
    expect(stranger.status).toBe(503);
    const scraper = await asked({ authorization: `Bearer ${token}` });
    expect(scraper).toMatchObject({ status: 503, said: { tenants: expect.any(Number) } });
    expect(scraper.said.complaints).not.toEqual([]);
    expect(Object.keys((await asked({ authorization: `Bearer ${token}x` })).said)).toHaveLength(2);
    expect(
      Object.keys((await asked({}, { CALLBOARD_LOCAL: "true", CALLBOARD_REGION: "eu" })).said),
    ).toHaveLength(2);
  });

  it("asks the registry no oftener than people's sign-ins do, however often it is asked", async () => {
    let asked = 0;
    const counting = {
      getByName: () => ({
        // As each call of an object that a request causes.
        traced: async () => {
          asked += 1;
          return { revision: 1, tenants: [] };
        },
      }),
    } as unknown as Env["REGISTRY"];
    forgetPeople();
    for (let n = 0; n < 20; n += 1)
      await app.request("https://callboard.test/api/health", {}, { ...env, REGISTRY: counting });
    forgetPeople();
    expect(asked).toBe(1);
  });

  it("logs a request that fails on our side by its route, never by the ids in its address", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    try {
      const response = await app.request("/api/tenants/reads/status", {}, { ...env, TENANT_DESK: null });
      expect(response.status).toBe(500);
      expect(log.mock.calls).toHaveLength(1);
      expect(log.mock.calls[0]?.[0]).toContain('"path":"/api/tenants/:tenant/status"');
      expect(log.mock.calls[0]?.[0]).not.toContain("reads");
    } finally {
      log.mockRestore();
    }
  });
});
