/** Tests of sinks, which whoever may can send by a tap: not without end, and not without being seen. */

import { BOUNDS } from "@callboard/core";
import type { DeedPage } from "@callboard/setup";
import { afterEach, describe, expect, it, vi } from "vitest";
import { alertsOf, send } from "./testing/alerting.ts";
import { inboxOf } from "./testing/receiver.ts";
import { registered } from "./testing/registered.ts";
import { ask } from "./testing/tenant.ts";

afterEach(() => {
  vi.useRealTimers();
});

async function hooked(name: string, ...hooks: readonly string[]) {
  const tenant = registered(name);
  await tenant.add();
  for (const hook of hooks) {
    const { url, plan } = inboxOf(`${name}-${hook}`);
    await alertsOf(tenant).write("PUT", `sinks/${hook}`, { kind: "webhook", name: hook, url, by: "Maria" });
    await plan([{ do: "answer" }]);
  }
  return {
    test: (hook: string) => send("POST", `/api/tenants/${name}/sinks/${hook}/test`, { by: "Jo" }),
    /** Tests alone: a floor whose clock is moved may have alerts to tell. */
    received: async (hook: string) =>
      (await inboxOf(`${name}-${hook}`).received()).filter(({ body }) =>
        body.includes("callboard.alert.test"),
      ),
  };
}

async function deedsOf(name: string): Promise<readonly string[]> {
  const { deeds }: DeedPage = await (await ask(`/api/tenants/${name}/setup/log`)).json();
  return deeds.map(({ what, by, subject }) => `${what} ${subject} by ${by}`);
}

describe("a test of a sink", () => {
  it("is sent once in so long to each, and says when the next one may be", async () => {
    const { test, received } = await hooked("tested", "one", "other");
    expect((await test("one")).status).toBe(200);
    const refused = await test("one");
    const seconds = Number(refused.headers.get("retry-after"));
    expect([refused.status, await refused.json()]).toEqual([
      429,
      expect.objectContaining({ detail: expect.stringMatching(/ Try again in \d+ seconds\.$/) }),
    ]);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds * 1_000).toBeLessThanOrEqual(BOUNDS.sinkTestEveryMs);
    expect((await test("other")).status).toBe(200);
    expect(await received("one")).toHaveLength(1);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + BOUNDS.sinkTestEveryMs });
    expect((await test("one")).status).toBe(200);
    expect(await received("one")).toHaveLength(2);
  });

  it("is in the tenant's log with who sent it; one that was refused is not", async () => {
    const { test } = await hooked("tested-by", "hook");
    await test("hook");
    await test("hook");
    expect((await test("nobody")).status).toBe(404);
    expect(await deedsOf("tested-by")).toEqual(["tested sinks/hook by Jo"]);
  });
});
