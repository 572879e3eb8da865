import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { DeskStatus } from "@callboard/desk";
import type { AgentFacts, Directory } from "@callboard/protocol";
import { afterEach, describe, expect, it, vi } from "vitest";
import { deskOf } from "./desks.ts";
import { vouched } from "./gate/whose.ts";
import { openScreen } from "./testing/screen.ts";
import { ask, isLive, ORIGIN, type TestTenant, tenantOf, until } from "./testing/tenant.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** Moves the object's clock without waiting, and lets its alarm ring. The simulator's clock stays where it is. */
async function jump(tenant: TestTenant, ms: number): Promise<void> {
  const now = Date.now() + ms;
  vi.useFakeTimers({ toFake: ["Date"], now });
  await runDurableObjectAlarm(tenant.stub());
}

const liveOf = (tenant: TestTenant): Promise<DeskStatus> => until(tenant.status, isLive);

/** The status, after the alarm was made to ring: by a jumped clock it would ring too late. */
async function rungStatus(tenant: TestTenant): Promise<DeskStatus> {
  await runDurableObjectAlarm(tenant.stub());
  return tenant.status();
}

/** Live again after jumps: by a clock that still ran ahead all that the simulator says would be of the past. */
function liveByRealClock(tenant: TestTenant): Promise<DeskStatus> {
  vi.useRealTimers();
  return until(() => rungStatus(tenant), isLive);
}

/** Every agent's state as the simulator has it and as the board shows it. */
async function differences(tenant: TestTenant): Promise<string[]> {
  const [truth, board] = [await tenant.truth(), await tenant.board()];
  const shown = new Map(board.agents.map((agent) => [agent.id, agent.state]));
  return truth.agents
    .filter(({ user_id, state }) => shown.get(user_id) !== state)
    .map(({ user_id, state }) => `${user_id}: ${state}, shown as ${shown.get(user_id)}`);
}

describe("a tenant's desk against the simulator", () => {
  it("connects, loads everybody's profile and shows the truth", async () => {
    const tenant = tenantOf("connects");
    const isAllThere = (seen: DeskStatus) =>
      isLive(seen) && seen.profiles.awaited === 0 && seen.floor.queues === 5;
    const status = await until(tenant.status, isAllThere);
    expect(status.floor.agents).toBe(40);
    expect(status.reconciliation.report).toMatchObject({ asked: 40, answered: 40 });
    expect(
      await until(
        () => differences(tenant),
        (found) => found.length === 0,
      ),
    ).toEqual([]);
    const board = await tenant.board();
    expect(board.counts.byState.reduce((sum, count) => sum + count)).toBe(40);
    expect(board.agents.filter(({ routability }) => routability.kind === "unknown")).toEqual([]);

    const asked = <Answer>(path: string): Promise<Answer> =>
      ask(`/api/tenants/connects/${path}`).then((response) => response.json());
    const directory = await asked<Directory>("directory");
    expect(directory.agents.map(({ id }) => id).sort()).toEqual(board.agents.map(({ id }) => id).sort());
    expect(directory.queues).toHaveLength(5);
    expect(directory.skills.flatMap(({ queueIds }) => queueIds ?? []).sort()).not.toEqual([]);
    const [somebody] = board.agents;
    const facts = await asked<AgentFacts>(`agents/${somebody?.id}?names=alias`);
    expect(facts.agent).toMatchObject({ id: somebody?.id, team: somebody?.team });
    expect(facts.agent.name).toMatch(/^Agent /u);
    expect(facts.skills).not.toBeNull();
    expect((await ask("/api/tenants/connects/agents/nobody")).status).toBe(404);
    expect((await ask(`/api/tenants/connects/agents/${somebody?.id}?names=loud`)).status).toBe(400);
  });

  it("renews its token 60 s before the end", async () => {
    const tenant = tenantOf("renews");
    const before = await liveOf(tenant);
    expect(before.token.renewAt).toBe((before.token.expiresAt ?? 0) - 60_000);
    await jump(tenant, 3_541_000);
    const after = await until(
      () => rungStatus(tenant),
      ({ token }) => (token.expiresAt ?? 0) > (before.token.expiresAt ?? 0),
    );
    expect(after.token.obtained).toBe(before.token.obtained + 1);
  });

  it("dials again after a drop, once, and reconciles before it calls itself live", async () => {
    const tenant = tenantOf("drops");
    const before = await liveOf(tenant);
    await tenant.fault({ fault: "drop" });
    await until(tenant.status, ({ feed }) => feed.state !== "live");
    const after = await until(tenant.status, (seen) => isLive(seen) && seen.stream.dials === 2);
    expect(after.reconciliation.rounds).toBeGreaterThan(before.reconciliation.rounds);
    expect(after.stream.dials).toBe(2);
  });

  it("waits as long as a 429 asks, and says so meanwhile", async () => {
    const tenant = tenantOf("limited");
    await liveOf(tenant);
    await tenant.fault([
      { fault: "refuse", where: "handshake", status: 429, retryAfterSeconds: 40 },
      { fault: "drop" },
    ]);
    const limited = await until(tenant.status, ({ link }) => link.why === "rateLimited");
    expect(limited.link.leftMs).toBeGreaterThan(38_000);
    expect(limited.feed).toMatchObject({ state: "down" });
    expect(limited.feed.advice).toContain("limits our connections");
    await tenant.calm();
    await jump(tenant, 51_000);
    await liveByRealClock(tenant);
  });

  it("pauses for 30 s after five failures in a row, then tries once", async () => {
    const tenant = tenantOf("breaks");
    await liveOf(tenant);
    await tenant.fault([{ fault: "refuse", where: "handshake", status: 503 }, { fault: "drop" }]);
    for (let failures = 1; failures < 5; failures += 1) {
      await until(tenant.status, ({ link }) => link.state === "waiting" && link.failures >= failures);
      await jump(tenant, 40_000);
    }
    const paused = await until(tenant.status, ({ link }) => link.state === "paused");
    expect(paused.feed.state).toBe("paused");
    expect(paused.link).toMatchObject({ breaker: "open", failures: 5 });
    expect(paused.link.leftMs).toBeGreaterThan(28_000);
    await tenant.calm();
    await jump(tenant, 38_000);
    await liveByRealClock(tenant);
  });

  it("finds a half-open socket by its silence and dials again", async () => {
    const tenant = tenantOf("silent");
    await liveOf(tenant);
    await tenant.fault({ fault: "silence" });
    await jump(tenant, 16_000);
    const stale = await until(tenant.status, ({ feed }) => feed.state === "stale");
    expect(stale.feed.advice).toContain("Nothing is heard");
    await jump(tenant, 11_000);
    const silent = await until(tenant.status, ({ link }) => link.why === "silent");
    expect(silent.feed.state).toBe("down");
    await tenant.calm();
    await jump(tenant, 5_000);
    const after = await liveByRealClock(tenant);
    expect(after.stream.dials).toBe(2);
  });

  it("comes back after a restart with the last floor, labelled with its age, and then the truth", async () => {
    const tenant = tenantOf("restarts");
    await until(
      tenant.status,
      (seen) => isLive(seen) && seen.profiles.awaited === 0 && seen.record.checkpoints > 0,
    );
    const before = await tenant.board();
    await tenant.fault({ fault: "refuse", where: "token", status: 503 });
    await abortAllDurableObjects();
    const back = await tenant.board();
    expect(back.epoch).not.toBe(before.epoch);
    expect(back.agents).toHaveLength(40);
    expect(back.feed.state).not.toBe("live");
    expect(back.feed.asOf).toBeLessThanOrEqual(back.at);
    expect(back.agents.filter(({ routability }) => routability.kind === "unknown")).toEqual([]);
    await tenant.calm();
    await jump(tenant, 10_000);
    vi.useRealTimers();
    await liveOf(tenant);
    expect(
      await until(
        () => differences(tenant),
        (found) => found.length === 0,
      ),
    ).toEqual([]);
  });

  it("calls a missing users:read by its name and never shows a floor of nobody", async () => {
    const tenant = tenantOf("scopeless");
    const status = await until(tenant.status, ({ feed }) => feed.state === "misconfigured");
    expect(status.feed.advice).toContain("users:read is missing");
    expect(status.stream.dials).toBe(0);
    expect((await tenant.board()).feed.state).toBe("misconfigured");
  });

  it("says that credentials are refused", async () => {
    const status = await until(tenantOf("refused").status, ({ feed }) => feed.state === "refused");
    expect(status.feed.advice).toContain("client id or secret");
    expect(JSON.stringify(status)).not.toContain("wrong");
  });

  it("counts garbled, cut and oversize frames and ends with the truth", async () => {
    const tenant = tenantOf("garbles");
    await liveOf(tenant);
    await tenant.fault([
      { fault: "garble", probability: 0.3 },
      { fault: "cut", probability: 0.3 },
      { fault: "oversize", probability: 0.2 },
      { fault: "unknown-type", probability: 0.2 },
    ]);
    await until(
      tenant.status,
      ({ refused }) => ["garbled", "oversize", "unknownType"].every((reason) => (refused[reason] ?? 0) > 0),
      15_000,
    );
    await tenant.calm();
    await jump(tenant, 61_000);
    vi.useRealTimers();
    expect(
      await until(
        () => differences(tenant),
        (found) => found.length === 0,
      ),
    ).toEqual([]);
  });
});

describe("a desk that cannot be opened", () => {
  it("says so to whoever asks, keeps its alarm, dials nothing, and opens when its storage does", async () => {
    const tenant = tenantOf("locked");
    // A table that is in the way of the first migration.
    await runInDurableObject(tenant.stub(), (_, { storage }) => {
      storage.sql.exec("CREATE TABLE log (in_the_way TEXT)");
    });
    for (const route of ["board", "status", "live"]) {
      const headers = { upgrade: "websocket", origin: ORIGIN };
      const response = await ask(`/api/tenants/locked/${route}`, { headers });
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ title: "Desk not open" });
    }
    await runInDurableObject(tenant.stub(), async (desk, { storage }) => {
      expect(await desk.wake()).toBe(false);
      await desk.alarm();
      expect(await storage.getAlarm()).toBeGreaterThan(Date.now());
      storage.sql.exec("DROP TABLE log");
    });
    expect((await tenant.simulated()).tokensIssued).toBe(0);
    const status = await liveOf(tenant);
    expect(status.stream.dials).toBe(1);
  });
});

describe("a tenant that is no longer configured", () => {
  it("lets its screens go with the reason, and sleeps for good", async () => {
    const stub = deskOf(env, vouched("removed", "registry"));
    const closed: { code: number; reason: string }[] = [];
    await runInDurableObject(stub, async (desk, ctx) => {
      const { 0: client, 1: server } = new WebSocketPair();
      ctx.acceptWebSocket(server);
      client.addEventListener("close", ({ code, reason }) => {
        closed.push({ code, reason });
      });
      client.accept();
      await ctx.storage.setAlarm(Date.now() + 60_000);
      await desk.alarm();
      expect(await ctx.storage.getAlarm()).toBeNull();
    });
    expect(
      await until(
        async () => closed,
        ({ length }) => length > 0,
      ),
    ).toEqual([{ code: 4500, reason: "unknownTenant" }]);
  });
});

describe("a screen", () => {
  it("gets the whole board, then what changes, and resumes where it was", async () => {
    const tenant = tenantOf("resumes");
    await until(tenant.status, (seen) => isLive(seen) && seen.profiles.awaited === 0);
    const first = await openScreen(tenant);
    await until(
      async () => first.frames.length,
      (count) => count > 1,
    );
    expect(first.frames[0]).toMatchObject({ type: "snapshot" });
    first.socket.close(1000, "gone");
    const { epoch, seq } = first.replica;
    await until(
      async () => (await tenant.board()).seq,
      (current) => current > seq,
    );
    const second = await openScreen(tenant, first);
    await until(
      async () => second.frames.length,
      (count) => count > 0,
    );
    expect(second.frames[0]).toMatchObject({ type: "delta", epoch, base: seq });
  });

  it("sees an agent's change within a second", async () => {
    const tenant = tenantOf("viewers");
    await until(tenant.status, (seen) => isLive(seen) && seen.profiles.awaited === 0);
    const screen = await openScreen(tenant);
    const board = await tenant.board();
    const agent = board.agents.find(({ state }) => state !== "NOT_READY");
    if (agent === undefined) throw new Error("nobody can be made not ready");
    await until(
      async () => screen.frames.length,
      (count) => count > 0,
    );
    await tenant.force(agent.id, "NOT_READY");
    const isShown = async () => screen.replica.agents.get(agent.id)?.state;
    expect(await until(isShown, (state) => state === "NOT_READY", 1_000)).toBe("NOT_READY");
  });

  it("is told why when it does not speak the protocol", async () => {
    const tenant = tenantOf("viewers");
    const screen = await openScreen(tenant);
    screen.send("not a frame");
    const [close] = await until(
      async () => screen.closed,
      (closed) => closed.length > 0,
    );
    expect(close).toMatchObject({ code: 4004, reason: "badFrame" });
  });

  it("is sent hostile names as they are: text", async () => {
    const tenant = tenantOf("hostile");
    await liveOf(tenant);
    const screen = await openScreen(tenant, null, "?names=full");
    await until(
      async () => screen.frames.length,
      (count) => count > 0,
    );
    const { agents } = await tenant.board();
    expect(agents.some(({ name }) => name.includes("<img"))).toBe(true);
    expect(agents.every(({ name }) => [...name].length <= 200)).toBe(true);
  });
});
