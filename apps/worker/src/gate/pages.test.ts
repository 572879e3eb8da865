import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { app } from "../app.ts";
import { ask, tenantOf } from "../testing/tenant.ts";

const assets = { fetch: async () => new Response("the wall", { headers: { etag: "1" } }) };
const policyOf = async (url: string): Promise<string> => {
  const response = await app.request(url, {}, { ...env, ASSETS: assets });
  expect(response.headers.get("etag")).toBe("1");
  return response.headers.get("content-security-policy") ?? "";
};

describe("what answers carry", () => {
  it.each(["/api/health", "/api/nothing", "/api/tenants/nobody/status"])(
    "is no page, comes from no cache, and is framed by nobody: %s",
    async (path) => {
      const { headers, body } = await ask(path);
      await body?.cancel();
      expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'.*frame-ancestors 'none'$/);
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("access-control-allow-origin")).toBeNull();
    },
  );

  it("is nothing of that for a socket, which opens", async () => {
    const response = await tenantOf("reads").live();
    expect(response.status).toBe(101);
    response.webSocket?.accept();
    response.webSocket?.close(1000);
  });
});

describe("the wall's page", () => {
  it.each(["/", "/screen"])("names our own sockets for old engines, and no others: %s", async (path) => {
    expect(await policyOf(`https://callboard.example.com${path}`)).toContain(
      "connect-src 'self' wss://callboard.example.com;",
    );
    expect(await policyOf(`http://127.0.0.1:8787${path}`)).toContain(
      "connect-src 'self' ws://127.0.0.1:8787;",
    );
  });

  it("takes no host into its policy that is not plainly one", async () => {
    expect(await policyOf("https://a;script-src'unsafe-inline'/")).not.toContain("unsafe");
  });

  it("may be framed by our own pages, and other pages by nobody", async () => {
    expect(await policyOf("https://callboard.example.com/")).toContain("frame-ancestors 'self'");
    expect(await policyOf("https://callboard.example.com/floor/demo/alerts")).toContain(
      "frame-ancestors 'none'",
    );
  });
});

describe("a file that is not there", () => {
  it("is asked for again the next time: its name is one that browsers keep for a year", async () => {
    const missing = {
      fetch: async () =>
        new Response("", {
          status: 404,
          headers: { "cache-control": "public, max-age=31536000, immutable" },
        }),
    };
    const response = await app.request("/assets/gone-1a2b.js", {}, { ...env, ASSETS: missing });
    expect([response.status, response.headers.get("cache-control")]).toEqual([404, "no-store"]);
  });
});
