/** The catalogue against the routes, and addresses, methods, names and sizes that no operation takes. */
import { env } from "cloudflare:workers";
import { OPERATIONS } from "@callboard/api";
import { BOUNDS } from "@callboard/core";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { app } from "../app.ts";
import { ask, ORIGIN } from "../testing/tenant.ts";
import type { ApiEnv } from "./api-env.ts";
import { bodyBytesMax } from "./body.ts";
import { gate } from "./gate.ts";
import { operationAt, patternOf } from "./operations.ts";
import { NO_NAME } from "./refusals.ts";

describe("the catalogue and the routes", () => {
  const served = new Set(
    app.routes
      .filter(({ method, path }) => method !== "ALL" && path.startsWith("/api"))
      .map(({ method, path }) => `${method} ${path}`),
  );
  const shapeOf = (route: string): string => route.replace(/:\w+(\{[^}]*\})?/g, ":");

  it("are the same: what is served is in it, and what is in it is served", () => {
    const listed = OPERATIONS.map((operation) => `${operation.method} ${patternOf(operation)}`);
    expect([...served].map(shapeOf).sort()).toEqual(listed.map(shapeOf).sort());
  });

  it("read every address alike: what is judged is what is then done", () => {
    for (const operation of OPERATIONS) {
      const path = `/api${operation.path.replace(/\{\w+\}/g, "some")}`;
      const found = operationAt(operation.method, path);
      expect(found).toMatchObject({ kind: "found", operation: { id: operation.id } });
      const [handlers] = app.router.match(operation.method, path);
      const routes = handlers.map(([[, route]]) => route).filter(({ method }) => method === operation.method);
      // What is not served at all is the other test's to tell.
      for (const { path } of routes.slice(0, 1)) expect(shapeOf(path)).toBe(shapeOf(patternOf(operation)));
    }
  });

  it("are both needed: a route that is not in the catalogue is not reached, for nobody", async () => {
    const forgotten = new Hono<ApiEnv>().use("/api/*", gate).get("/api/forgotten", (c) => c.text("served"));
    const response = await forgotten.request(`${ORIGIN}/api/forgotten`, {}, env);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ title: "Not found" });
  });

  it("know nothing else: another address is unknown, another method is told which there are", async () => {
    for (const path of [
      "/api",
      "/api/",
      "/api/tenants/",
      "/api/tenants/reads",
      "/api/tenants/reads/board/",
      "/api/x",
    ])
      expect([path, (await ask(path, { method: "POST" })).status]).toEqual([
        path,
        path === "/api/tenants/reads" ? 405 : 404,
      ]);
    const other = await ask("/api/tenants/reads/board", { method: "PUT" });
    expect(other.status).toBe(405);
    expect(other.headers.get("allow")).toBe("GET");
    expect((await ask("/api/tenants/reads/board", { method: "OPTIONS" })).status).toBe(405);
  });

  it.each(["__proto__", "constructor", "..%2f..", "%00", "a".repeat(64), "Reads", "-", "reads%20"])(
    "take no such name for a tenant: %s",
    async (name) => {
      const response = await ask(`/api/tenants/${name}/status`);
      expect(response.status).toBe(404);
    },
  );

  it.each(["__proto__", "Reads", "-", "a".repeat(64)])(
    "let nobody add a tenant by such a name: %s",
    async (name) => {
      const init = { method: "PUT", headers: { "content-type": "application/json" }, body: "{}" };
      const response = await ask(`/api/tenants/${name}`, init);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ detail: NO_NAME.detail });
    },
  );

  it("take no address without bounds", async () => {
    const response = await ask(`/api/tenants/reads/trends?queue=${"x".repeat(BOUNDS.apiAddressCharsMax)}`);
    expect(response.status).toBe(414);
  });

  it("take large bodies for whole documents alone", () => {
    for (const { id, method } of OPERATIONS) {
      if (method === "GET") continue;
      const most = /Setup/.test(id) ? BOUNDS.setupBodyBytesMax : BOUNDS.apiBodyBytesMax;
      expect([id, bodyBytesMax(id) <= (id === "restore" ? BOUNDS.backupBytesMax : most)]).toEqual([id, true]);
    }
  });
});
