import { createExecutionContext, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { app } from "./app.ts";
import { alertDeskOf } from "./desks.ts";
import { vouched } from "./gate/whose.ts";
import { requestNow } from "./log/request.ts";
import { timersPort } from "./ports/ports.ts";
import { Tenure } from "./ports/tenure.ts";
import { send } from "./testing/alerting.ts";
import { inputOf } from "./testing/registered.ts";
import { ask, ORIGIN, tenantOf, until } from "./testing/tenant.ts";

let lines: string[] = [];

beforeEach(() => {
  lines = [];
  for (const level of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
      lines.push(parts.map(String).join(" "));
    });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const eventsOf = (event: string): Record<string, unknown>[] =>
  lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line.event === event);

describe("a request's id", () => {
  it("is answered, and stands in the one line of a request that changes something or fails", async () => {
    const changed = await send("PUT", "/api/tenants/described/rules/none", { by: "Maria", value: {} });
    const id = changed.headers.get("x-request-id");
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(eventsOf("request")).toEqual([
      expect.objectContaining({ request: id, operation: "putRule", tenant: "described" }),
    ]);
    const unknown = await ask("/api/nothing/here");
    expect(eventsOf("request")[1]).toMatchObject({
      ...{ request: unknown.headers.get("x-request-id"), operation: null, tenant: null, status: 404 },
    });
  });

  it("is no line where somebody only asked, and all was well", async () => {
    const response = await ask("/api/health");
    expect(response.headers.get("x-request-id")).not.toBeNull();
    expect(eventsOf("request")).toEqual([]);
  });

  it("is Cloudflare's ray where there is one, and never what else a client writes there", async () => {
    const rayed = (ray: string) =>
      ask("/api/nothing", { headers: { "cf-ray": ray, "x-request-id": "mine" } });
    expect((await rayed("8f0a1b2c3d4e5f60-FRA")).headers.get("x-request-id")).toBe("8f0a1b2c3d4e5f60-FRA");
    expect((await rayed("Anna Bauer")).headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("goes into the turns of the objects that it causes", async () => {
    const stub = alertDeskOf(env, vouched("described", "registry"));
    await until(
      () => ask("/api/tenants/described/rules"),
      ({ status }) => status === 200,
    );
    const seen: (string | null)[] = [];
    await runInDurableObject(stub, (desk) => {
      vi.spyOn(desk, "rules").mockImplementation(() => {
        seen.push(requestNow());
        throw new Error("a name in a message: Anna Bauer");
      });
    });
    const response = await ask("/api/tenants/described/rules");
    await runInDurableObject(stub, (desk) => vi.mocked(desk.rules).mockRestore());
    expect(response.status).toBe(503);
    expect(seen).toEqual([response.headers.get("x-request-id")]);
    expect(lines.join("\n")).not.toContain("Anna");
  });

  it("is not on what an object does later by itself", async () => {
    const seen: (string | null)[] = [];
    const guard = (_: string, turn: () => void): void => turn();
    await runInDurableObject(env.ALERT_DESK.getByName("log-later"), async (desk) => {
      Object.assign(desk, {
        later: () => {
          seen.push(requestNow());
          return new Promise<void>((resolve) => {
            timersPort(guard, new Tenure()).after(1, () => {
              seen.push(requestNow());
              resolve();
            });
          });
        },
      });
      await desk.traced("a-request", "later", []);
    });
    expect(seen).toEqual(["a-request", null]);
  });
});

describe("the log", () => {
  it("holds nobody's name, address, token or secret, whatever is done", async () => {
    const tenant = tenantOf("described");
    await until(tenant.status, ({ feed }) => feed.state === "live");
    const at = `/api/tenants/${tenant.name}`;
    const SECRETS = {
      by: "Zacharias Quellmann",
      mail: "zacharias.quellmann@private.example",
      secret: "sEcReT-cLiEnT-value",
      token: "bearer-token-of-somebody",
      hook: "https://hooks.example.com/T0/very-secret-path",
      text: "Please call Zenobia at 555-0199",
    };
    const { by, mail, secret, token, hook, text } = SECRETS;
    const people = [{ kind: "email", who: mail, role: "supervisor" }] as const;
    const value = inputOf("logged", { clientSecret: secret, people: [...people] });
    const added = await send("PUT", "/api/tenants/logged", { by, revision: null, value });
    expect(added.status).toBeLessThan(300);
    await send("POST", "/api/checks", { by, value: { clientSecret: secret, clientId: mail } });
    const sink = { id: "logged", kind: "webhook", name: by, url: hook };
    const put = await send("PUT", `${at}/sinks/logged`, { by, ...sink });
    expect(put.status).toBeLessThan(300);
    await send("POST", `${at}/sinks/logged/test`, { by });
    await send("POST", `${at}/silences`, { by, reason: text, until: 1, match: { agentId: mail } });
    await send("POST", `${at}/alerts/${encodeURIComponent(mail)}/comments`, { by, text });
    await send("PUT", `${at}/rules/${encodeURIComponent(mail)}`, { by, value: { name: by } });
    await send("PUT", `${at}/setup/codes`, { by, value: text });
    await ask(`${at}/alerts?text=${encodeURIComponent(by)}`);
    await ask(`/api/nothing/${encodeURIComponent(mail)}`, { headers: { authorization: `Bearer ${token}` } });
    const stranger = new Request(`${ORIGIN}/api/metrics`, { headers: { authorization: `Bearer ${token}` } });
    await app.fetch(stranger, { ...env, CALLBOARD_METRICS_TOKEN: secret }, createExecutionContext());
    const cookie = `callboard-screen=${token}; CF_Authorization=${token}`;
    await ask("/api/tv/setup", { headers: { cookie } });
    await send("DELETE", `${at}/sinks/logged`, { by });
    await send("DELETE", "/api/tenants/logged?confirm=logged&revision=1", { by });
    expect(eventsOf("request").length).toBeGreaterThan(8);
    const { agents } = await tenant.board();
    const floor = agents.map(({ name }) => name ?? "").filter((name) => name.length > 3);
    expect(floor.length).toBeGreaterThan(0);
    const all = lines.join("\n");
    for (const personal of [...Object.values(SECRETS), ...floor, encodeURIComponent(mail)])
      expect(all).not.toContain(personal);
  });
});
