import { env } from "cloudflare:workers";
import type { BackupFile, RestoreReport } from "@callboard/tenancy";
import { afterAll, describe, expect, it } from "vitest";
import { fileOf } from "./backup/file.ts";
import { send } from "./testing/alerting.ts";
import { registered } from "./testing/registered.ts";
import { ask, until } from "./testing/tenant.ts";

const RULE = {
  ...{ id: "long_idle", name: "Long idle", severity: "high", scope: { of: "agents" }, sinks: ["hook"] },
  when: {
    all: [
      { field: "state", is: "NOT_READY" },
      { field: "stateSeconds", above: 900 },
    ],
  },
};
const HOURS = {
  zone: "Europe/Berlin",
  open: [{ days: [1, 2, 3, 4, 5], from: "08:00", to: "18:00" }],
  holidays: ["2026-12-25"],
};
const PRIVACY_ALIAS = { agentId: "nobody", alias: "Fox" };

const kept = { historyDays: 2, minutesDays: 3, alertsDays: 30, auditDays: 60 };

async function told<Value>(response: Promise<Response>): Promise<Value> {
  const answer = await response;
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return answer.json();
}

const backupOf = (at: string): Promise<BackupFile> => told(ask(`${at}/backup`));
const restore = (at: string, file: unknown, more: object = {}): Promise<RestoreReport> =>
  told(send("POST", `${at}/restore`, { by: "Maria", file, isTrial: false, ...more }));

/** Their upstream knows none of them: settings need none. They are left asleep. */
const added = new Set<string>();
afterAll(async () => {
  for (const name of added) await registered(name).remove();
});

async function made(name: string): Promise<ReturnType<typeof registered>> {
  const tenant = registered(name);
  await tenant.add();
  added.add(name);
  return tenant;
}

/** Something of every kind that a backup holds. */
async function setUp({ at, change }: ReturnType<typeof registered>): Promise<void> {
  const by = "Maria";
  const put = async (name: string, change: (value: Record<string, unknown>) => unknown): Promise<void> => {
    const { revision, value } = await told<{ revision: number; value: Record<string, unknown> }>(
      ask(`${at}/setup/${name}`),
    );
    await told(send("PUT", `${at}/setup/${name}`, { by, revision, value: change(value) }));
  };
  await put("general", (value) => ({ ...value, name: 'Acme "North" <b>', language: "de" }));
  await put("privacy", (value) => ({ ...value, aliases: [PRIVACY_ALIAS] }));
  const url = `${env.RECEIVER_URL}/backup-secret-address`;
  await told(send("PUT", `${at}/sinks/hook`, { by, kind: "webhook", name: "Hook", url }));
  const mail = { kind: "email", name: "Mail", from: "a@example.com", to: ["b@example.com"] };
  await told(send("PUT", `${at}/sinks/mail`, { by, ...mail }));
  await told(send("PUT", `${at}/rules/long_idle`, { by, ...RULE }));
  await told(send("PUT", `${at}/calendar`, { by, ...HOURS, sites: [] }));
  const silence = { matcher: { rules: ["long_idle"] }, minutes: 60, reason: "Training", by };
  await told(send("POST", `${at}/silences`, silence));
  await told(send("PUT", `${at}/retention`, { by, revision: 0, value: kept }));
  await change({ people: [{ kind: "group", who: "acme-leads", role: "supervisor" }] });
}

const whats = ({ changes }: RestoreReport, what: string) =>
  changes.filter((one) => one.what === what).map(({ part, id }) => `${part} ${id}`);

describe("a backup", () => {
  it("[D20] brings a removed tenant back byte for byte, but for its secrets, which it does not hold", async () => {
    const tenant = await made("archived");
    await setUp(tenant);
    const file = await backupOf(tenant.at);
    const text = JSON.stringify(file);
    expect(text).not.toContain("archived-secret");
    expect(text).not.toContain("backup-secret-address");
    expect(text).not.toContain("whsec_");
    expect(file).toMatchObject({ format: "callboard-backup", version: 1, of: "archived" });
    await tenant.remove();
    await until(
      async () => (await ask(tenant.at)).status,
      (status) => status === 404,
    );
    await made("archived");
    const trial = await restore(tenant.at, file, { isTrial: true, withTenant: true });
    expect(trial).toMatchObject({ isTrial: true, isSaved: false, secretsToEnter: ["hook"] });
    expect(whats(trial, "refused")).toEqual([]);
    expect((await backupOf(tenant.at)).checksum).not.toBe(file.checksum);
    const report = await restore(tenant.at, file, { withTenant: true });
    expect(report).toMatchObject({ isSaved: true, secretsToEnter: ["hook"] });
    expect(
      whats(report, "new")
        .map((one) => one.replace(/^silence .*/, "silence"))
        .sort(),
    ).toEqual([...["calendar calendar", "rule long_idle", "silence", "sink hook", "sink mail"]]);
    const again = await backupOf(tenant.at);
    expect(JSON.stringify(again.content)).toBe(JSON.stringify(file.content));
    expect(again.checksum).toBe(file.checksum);
    const sinks = await told<{ sink: { id: string }; locked: string | null }[]>(ask(`${tenant.at}/sinks`));
    expect(sinks.map(({ sink, locked }) => [sink.id, locked])).toEqual([
      ["hook", "notEntered"],
      ["mail", null],
    ]);
    const log = await told<{ deeds: { what: string; by: string }[] }>(ask(`${tenant.at}/setup/log`));
    expect(log.deeds[0]).toMatchObject({ what: "restored", by: "Maria" });
    const twice = await restore(tenant.at, file, { withTenant: true });
    expect(new Set(twice.changes.map(({ what }) => what))).toEqual(new Set(["same"]));
  }, 60_000);

  it("moves to another tenant, leaves out what an earlier version did not hold, and needs each secret once more", async () => {
    const other = await made("moved-to");
    const { content } = await backupOf((await made("moved-from")).at);
    const { retention: _, silences: __, tenant: ___, ...earlier } = content;
    await told(send("PUT", `${other.at}/retention`, { by: "Maria", revision: 0, value: kept }));
    const setup = { ...earlier.setup, general: { ...(earlier.setup?.general as object), name: "Moved" } };
    const report = await restore(other.at, await fileOf("moved-from", { ...earlier, setup }, 1));
    expect(whats(report, "changed")).toEqual(["setup general"]);
    const after = (await backupOf(other.at)).content;
    expect(after.retention).toEqual(kept);
    expect(after.setup).toMatchObject({ general: { name: "Moved" } });
    expect(after.tenant?.clientId).toBe("moved-to");
  }, 60_000);

  it("[D20] of which anything is refused changes nothing, and says what and why", async () => {
    const { at } = await made("refusing");
    const before = await backupOf(at);
    const content = {
      ...before.content,
      setup: { ...before.content.setup, general: { name: "New", zone: "Mars/Base", language: "de" } },
      rules: [RULE],
    };
    const report = await restore(at, await fileOf("refusing", content, 1));
    expect(report.isSaved).toBe(false);
    expect(whats(report, "refused").sort()).toEqual(["rule long_idle", "setup general"]);
    for (const change of report.changes.filter(({ what }) => what === "refused"))
      expect(change.complaints.join(" ")).not.toBe("");
    expect((await backupOf(at)).checksum).toBe(before.checksum);
  }, 60_000);

  it("that was changed, is damaged, is of a newer version or is none is not read", async () => {
    const { at } = await made("doubting");
    const file = await backupOf(at);
    const refusal = async (value: unknown): Promise<string> => {
      const response = await send("POST", `${at}/restore`, { by: "Maria", file: value });
      expect(response.status).toBe(400);
      return JSON.stringify(await response.json());
    };
    expect(await refusal({ ...file, content: { ...file.content, rules: [RULE] } })).toContain("checksum");
    expect(await refusal({ ...file, version: 2 })).toContain("newer");
    expect(await refusal({ hello: 1 })).toContain("format");
    expect(await refusal(null)).toContain("backup");
    const hostile = JSON.parse('{"__proto__":{"name":"x"}}') as object;
    expect(await refusal({ ...file, content: hostile })).toContain("checksum");
  }, 60_000);
});
