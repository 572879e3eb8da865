import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { SessionView } from "@callboard/tenancy";
import { describe, expect, it } from "vitest";
import { app } from "../app.ts";
import type { Env } from "../env.ts";

/** Nothing of Access is set: who is not local is nobody. */
const ask = (url: string, settings: Partial<Env> = {}, headers: Record<string, string> = {}) =>
  app.fetch(new Request(url, { headers }), { ...env, ...settings }, createExecutionContext());

describe("the built-in identity of local development", () => {
  it.each(["http://localhost:8787", "http://127.0.0.1:8787", "http://[::1]:8787"])(
    "is an owner at this machine's own address: %s",
    async (origin) => {
      const response = await ask(`${origin}/api/session`);
      expect(response.status).toBe(200);
      const session = await response.json<SessionView>();
      expect(session).toMatchObject({ isLocal: true, isOwner: true, expiresAt: null, region: null });
      expect(session.tenants.find(({ id }) => id === "reads")).toMatchObject({ role: "administrator" });
    },
  );

  it.each(["us", "eu", "ap", "ca", "anything"])("is nobody in a region: %s", async (region) => {
    const response = await ask("http://localhost/api/session", { CALLBOARD_REGION: region });
    expect(response.status).toBe(503);
  });

  it.each(["", "false", "TRUE", "1", " true"])("is nobody where local is %j", async (local) => {
    expect((await ask("http://localhost/api/session", { CALLBOARD_LOCAL: local })).status).toBe(503);
  });

  it.each([
    "https://callboard.example.com",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://localhost@callboard.example.com",
    "http://192.168.1.7:8787",
    "http://0.0.0.0:8787",
    "http://[::2]:8787",
  ])("is nobody at another address: %s", async (origin) => {
    expect((await ask(`${origin}/api/session`)).status).toBe(503);
  });

  it.each([
    { host: "localhost" },
    { "x-forwarded-host": "localhost", "x-forwarded-for": "127.0.0.1" },
    { forwarded: "host=localhost;for=127.0.0.1" },
    { "x-original-url": "http://localhost/api/session", "mf-original-url": "http://localhost/api/session" },
    { "cf-connecting-ip": "127.0.0.1", "x-real-ip": "127.0.0.1" },
  ])("is not taken from a header: %j", async (headers) => {
    expect((await ask("https://callboard.example.com/api/session", {}, headers)).status).toBe(503);
  });
});
