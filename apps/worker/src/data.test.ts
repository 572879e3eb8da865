import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Erasure, Erasures, RetentionView } from "@callboard/tenancy";
import { afterAll, describe, expect, it } from "vitest";
import { alertDeskOf } from "./desks.ts";
import { vouched } from "./gate/whose.ts";
import { send } from "./testing/alerting.ts";
import { registered } from "./testing/registered.ts";
import { ask, until } from "./testing/tenant.ts";

const tenant = registered("keeping");
const { at } = tenant;
const by = "Maria";
const AGENT = "agent-of-the-past-1f";

async function told<Value>(response: Promise<Response>): Promise<Value> {
  const answer = await response;
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** Settings that name the agent, as an administrator enters them. */
async function nameThem(): Promise<void> {
  const { revision, value } = await told<{ revision: number; value: object }>(ask(`${at}/setup/privacy`));
  const aliases = [
    { agentId: AGENT, alias: "Fox" },
    { agentId: "somebody-else", alias: "Owl" },
  ];
  await told(send("PUT", `${at}/setup/privacy`, { by, revision, value: { ...value, aliases } }));
}

async function dumps(): Promise<string> {
  const stubs = [tenant.stub(), alertDeskOf(env, vouched("keeping", "registry"))];
  const texts = await Promise.all(
    stubs.map((stub) =>
      runInDurableObject<DurableObject, string>(stub, (_, { storage: { sql } }) =>
        sql
          .exec<{ name: string }>(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
          )
          .toArray()
          .map(({ name }) => JSON.stringify(sql.exec(`SELECT * FROM "${name}"`).toArray()))
          .join("\n"),
      ),
    ),
  );
  return texts.join("\n");
}

describe("what is kept", () => {
  afterAll(async () => {
    await tenant.remove();
  });

  it("is shown with what it may be set to, tried, set by the revision that was seen, and stands in the log", async () => {
    await tenant.add();
    const view = await told<RetentionView>(ask(`${at}/retention`));
    expect(view).toMatchObject({ revision: 0, changed: null, isTrial: false, value: view.most });
    expect(view.fixed.map(({ kind }) => kind)).toContain("log");
    const value = { historyDays: 2, minutesDays: 2, alertsDays: 30, auditDays: 30 };
    const trial = await told<RetentionView>(
      send("PUT", `${at}/retention`, { by, revision: 0, value, isTrial: true }),
    );
    expect(trial).toMatchObject({ revision: 0, isTrial: true, value, goes: { alerts: 0 } });
    const set = await told<RetentionView>(send("PUT", `${at}/retention`, { by, revision: 0, value }));
    expect(set).toMatchObject({ revision: 1, isTrial: false, value, changed: { by } });
    expect((await send("PUT", `${at}/retention`, { by, revision: 0, value })).status).toBe(409);
    const long = await send("PUT", `${at}/retention`, {
      by,
      revision: 1,
      value: { ...value, historyDays: 8 },
    });
    expect(long.status).toBe(400);
    expect(JSON.stringify(await long.json())).toContain("historyDays");
    const log = await told<{ deeds: { what: string; subject: string }[] }>(ask(`${at}/setup/log`));
    expect(log.deeds[0]).toMatchObject({ what: "changed", subject: "retention" });
  });

  it("in the log of deeds goes when it is older than that, but for the newest", async () => {
    await runInDurableObject(tenant.stub(), (_, { storage }) => {
      storage.sql.exec("UPDATE setup_deed SET at = 1");
    });
    await nameThem();
    expect((await told<RetentionView>(ask(`${at}/retention`))).goes.deeds).toBeGreaterThan(0);
    await alertDeskOf(env, vouched("keeping", "registry")).wake();
    await runInDurableObject(alertDeskOf(env, vouched("keeping", "registry")), (desk) => desk.alarm());
    const log = await told<{ deeds: { at: number }[] }>(ask(`${at}/setup/log`));
    expect(log.deeds.filter(({ at: when }) => when === 1)).toEqual([]);
    expect(log.deeds.length).toBeGreaterThan(0);
  });

  it("of one agent is deleted when it is asked for and confirmed; neither object holds the id then", async () => {
    expect(await dumps()).toContain(AGENT);
    const path = `${at}/agents/${AGENT}/erase`;
    expect((await send("POST", path, { by, confirm: "another" })).status).toBe(400);
    const begun = await told<Erasure>(send("POST", path, { by, confirm: AGENT }));
    expect(begun).toMatchObject({ by, agentId: AGENT, state: "working", withSettings: true });
    const list = await until(
      async () => {
        await runDurableObjectAlarm(alertDeskOf(env, vouched("keeping", "registry")));
        return told<Erasures>(ask(`${at}/erasures`));
      },
      ({ erasures }) => erasures.every(({ state }) => state === "done"),
      20_000,
    );
    expect(list.erasures).toMatchObject([{ id: begun.id, agentId: null }]);
    expect(list.limits).toContain("freeText");
    const dump = await dumps();
    expect(dump).not.toContain(AGENT);
    expect(dump).not.toContain("Fox");
    expect(dump).toContain("Owl");
    const log = await told<{ deeds: { what: string; subject: string }[] }>(ask(`${at}/setup/log`));
    expect(log.deeds[0]).toMatchObject({ what: "erased", subject: `agent/${begun.id}` });
  }, 40_000);
});
