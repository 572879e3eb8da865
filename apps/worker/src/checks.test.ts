import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { CheckReport, CheckStepName } from "@callboard/tenancy";
import { afterEach, describe, expect, it } from "vitest";
import { registryOf } from "./desks.ts";
import { accessTeam, askDeployed, DEPLOYED } from "./testing/access.ts";
import { send } from "./testing/alerting.ts";
import { registered } from "./testing/registered.ts";
import { isLive, tenantOf, until } from "./testing/tenant.ts";

const TYPED = {
  ...{ name: "Acme", zone: "Europe/Berlin", region: "eu", label: "acme" },
  ...{ clientId: "typed", clientSecret: "typed-secret" },
};

async function taken(response: Promise<Response>): Promise<CheckReport> {
  const answer = await response;
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status}: ${text}`);
  expect(text).not.toContain("-secret");
  return JSON.parse(text);
}

const checked = (name: string): Promise<CheckReport> =>
  taken(send("POST", `/api/tenants/${name}/check`, { by: "Maria" }));

const typed = (changes: Readonly<Record<string, unknown>> = {}) =>
  send("POST", "/api/checks", { ...TYPED, ...changes });

const verdicts = ({ steps }: CheckReport): string => steps.map(({ verdict }) => verdict).join(" ");
const step = ({ steps }: CheckReport, name: CheckStepName) => steps.find((one) => one.step === name);

describe("the connection check, against the simulator", () => {
  const tenant = tenantOf("checked");
  afterEach(async () => {
    await tenant.calm();
  });

  it("finds a good connection good at every step, and hangs up again", async () => {
    const before = await tenant.simulated();
    const report = await checked("checked");
    expect(verdicts(report)).toBe("good good good good good good good good");
    expect(report.isGood).toBe(true);
    expect(step(report, "users")?.found).toMatch(/^\d+ people/);
    expect(step(report, "host")?.found).toContain("127.0.0.1");
    const { handshakesAccepted = 0 } = await tenant.simulated();
    expect(handshakesAccepted - (before.handshakesAccepted ?? 0)).toBe(1);
  });

  it("checks what is typed before anything is stored", async () => {
    expect((await taken(typed())).isGood).toBe(true);
  });

  it("says that the id or the secret is wrong, and tries nothing further", async () => {
    const report = await taken(typed({ clientSecret: "wrong-one" }));
    expect(verdicts(report)).toBe("good bad skipped skipped skipped skipped skipped skipped");
    expect(step(report, "token")?.found).toBe("The client id or the client secret is wrong.");
    expect(report.isGood).toBe(false);
  });

  it("says that users:read is missing where the list of people is empty, and looks at the stream all the same", async () => {
    await tenant.fault({ fault: "empty-arrays", where: "users" });
    const report = await checked("checked");
    expect(verdicts(report)).toBe("good good good bad skipped good good good");
    expect(step(report, "users")?.found).toContain("users:read is missing");
  });

  it("says which scope was not granted", async () => {
    const report = await checked("scopeless");
    expect(step(report, "scopes")?.found).toBe("users:read was not granted.");
    expect(step(report, "users")?.found).toContain("users:read is missing");
  });

  it("says that the stream is refused, and what the role needs", async () => {
    await tenant.fault({ fault: "refuse", where: "handshake", status: 403 });
    const report = await checked("checked");
    expect(verdicts(report)).toBe("good good good good good bad skipped good");
    expect(step(report, "stream")?.advice).toContain("Real Time Analytics > View");
  });

  it.each([
    [429, "too many requests (429)"],
    [503, "failed on CXone's side (503)"],
  ])("says that the sign-in met a %d", async (status, words) => {
    await tenant.fault({ fault: "refuse", where: "token", status, retryAfterSeconds: 20 });
    const report = await checked("checked");
    expect(step(report, "token")?.found).toContain(words);
    expect(verdicts(report)).toContain("bad skipped");
  });

  it("says that the clocks differ", async () => {
    await tenant.fault({ fault: "skew", ms: 120_000 });
    const report = await checked("checked");
    expect(step(report, "clock")).toMatchObject({ verdict: "bad" });
    expect(step(report, "clock")?.found).toMatch(/^CXone's clock is 1\d\d s ahead of ours\.$/);
  });

  it("is unsure of a silent stream, and lets only one check of a tenant run at a time", async () => {
    await tenant.fault({ fault: "silence" });
    const [first, second] = [checked("checked"), send("POST", "/api/tenants/checked/check", { by: "Maria" })];
    const other = await second;
    expect([other.status, (await other.json<{ title: string }>()).title]).toEqual([
      409,
      "A check is running",
    ]);
    const report = await first;
    expect(step(report, "firstEvent")).toMatchObject({ verdict: "unsure" });
    expect(step(report, "firstEvent")?.advice).toContain("quiet floor");
    expect(report.isGood).toBe(true);
    expect((await taken(typed())).isGood).toBe(true);
  });
});

describe("the check of a tenant of the registry", () => {
  const answered = async (name: string) => {
    const answer = await send("POST", `/api/tenants/${name}/check`, { by: "Maria" });
    return { status: answer.status, body: await answer.json<Partial<CheckReport> & { title?: string }>() };
  };

  it("walks through what is stored while the tenant is paused, and leaves it paused", async () => {
    const tenant = registered("checked-paused");
    await tenant.add();
    await until(tenant.status, isLive);
    await tenant.pause();
    const report = await checked("checked-paused");
    expect(verdicts(report)).toBe("good good good good good good good good");
    expect((await tenant.view()).state).toBe("paused");
    await tenant.change({ clientSecret: "wrong-one" });
    expect(verdicts(await checked("checked-paused"))).toContain("good bad skipped");
  });

  it("does not say that there is no such tenant where its record cannot be read just now", async () => {
    const tenant = registered("checked-unread");
    await tenant.add();
    const text = (set: string) =>
      runInDurableObject<DurableObject, void>(registryOf(env), (_, { storage }) => {
        storage.sql.exec(`UPDATE tenant SET text = ${set} WHERE id = 'checked-unread'`);
      });
    await text("'x' || text");
    expect(await answered("checked-unread")).toMatchObject({ status: 503, body: { title: "Not checked" } });
    await text("substr(text, 2)");
    expect((await answered("checked-unread")).status).toBe(200);
  });

  it("says that there is none where there is none", async () => {
    expect(await answered("checked-nobody")).toMatchObject({
      status: 404,
      body: { title: "Unknown tenant" },
    });
  });
});

describe("what cannot be checked", () => {
  it.each([
    ["no secret", { clientSecret: undefined }, "`clientSecret` is missing"],
    ["another host in the label", { label: "acme.example.com/" }, "`label`"],
    ["no region of CXone", { region: "moon" }, "`region`"],
    ["no zone", { zone: "Mars/Olympus" }, "`zone`"],
  ])("%s: it says what is wrong, and never a value", async (_what, changes, words) => {
    const response = await typed(changes);
    const text = await response.text();
    expect([response.status, text]).toEqual([400, expect.stringContaining(words)]);
    expect(text).not.toContain("typed-secret");
  });
});

describe("a deployed region", () => {
  it("checks no connection of another region, and says where to go", async () => {
    const team = await accessTeam();
    try {
      const token = await team.token({ email: "owner@example.com" });
      const response = await askDeployed(
        team,
        "/api/checks",
        {
          token,
          method: "POST",
          headers: { "content-type": "application/json", origin: DEPLOYED },
          body: JSON.stringify({ ...TYPED, region: "us" }),
        },
        { CALLBOARD_REGION: "eu", CALLBOARD_OWNERS: "email:owner@example.com" },
      );
      const { detail } = await response.json<{ detail: string }>();
      expect([response.status, detail]).toEqual([
        400,
        expect.stringContaining('This deployment serves "eu"'),
      ]);
    } finally {
      team.stop();
    }
  });
});
