import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { alertDeskOf } from "./desks.ts";
import { vouched } from "./gate/whose.ts";
import { send, through } from "./testing/alerting.ts";
import { ask } from "./testing/tenant.ts";

const ALERTS = "/api/tenants/sealed/alerts";

describe("an alert desk whose storage cannot be read", () => {
  it("says so, leaves every message in its queue, keeps its alarm, and opens when its storage does", async () => {
    const stub = alertDeskOf(env, vouched("sealed", "registry"));
    // A table that is in the way of the first migration.
    await runInDurableObject(stub, (_, { storage }) => {
      storage.sql.exec("CREATE TABLE facts (in_the_way TEXT)");
    });
    for (const response of [await ask(ALERTS), await send("POST", `${ALERTS}/a/acknowledge`)]) {
      expect(response.status).toBe(503);
      expect(await response.json()).toHaveProperty("detail", expect.stringContaining("again in a moment"));
    }
    for (const queue of ["callboard-floor-events", "callboard-notices"]) {
      const { acked, delaySeconds } = await through(queue, [{ tenant: "sealed", noticeId: "n-1" }]);
      expect(acked).toEqual([]);
      expect(delaySeconds[0]).toBeGreaterThan(0);
    }
    await runInDurableObject(stub, async (desk, { storage }) => {
      await desk.alarm();
      expect(await storage.getAlarm()).toBeGreaterThan(Date.now());
      storage.sql.exec("DROP TABLE facts");
    });
    expect((await ask(ALERTS)).status).toBe(200);
  });
});

describe("the alert desk of a tenant that is no longer configured", () => {
  it("sleeps for good", async () => {
    await runInDurableObject(alertDeskOf(env, vouched("removed", "registry")), async (desk, { storage }) => {
      await storage.setAlarm(Date.now() + 60_000);
      await desk.alarm();
      expect(await storage.getAlarm()).toBeNull();
    });
  });

  it("is asked for nothing by the queues: what is still in them is let go", async () => {
    for (const queue of ["floor-events", "floor-events-dead", "notices", "notices-dead"]) {
      const { acked } = await through(queue, [{ tenant: "removed", noticeId: "n-1" }, "not a message"]);
      expect(acked).toEqual([0, 1]);
    }
  });

  it("leaves the messages of a queue that nobody knows where they are", async () => {
    expect((await through("somebody-elses", [{}])).isWholeRetried).toBe(true);
  });
});
