import { abortAllDurableObjects, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Answered } from "@callboard/alert-desk";
import { BOUNDS } from "@callboard/core";
import type { FloorBatch } from "@callboard/core/alerting";
import { afterEach, describe, expect, it, vi } from "vitest";
import { alertDeskOf } from "./desks.ts";
import { vouched } from "./gate/whose.ts";
import {
  ALONE,
  ALONE_SECONDS,
  alertsOf,
  aloneRule,
  somebody,
  through,
  watchedBy,
} from "./testing/alerting.ts";
import { openScreen, type Screen } from "./testing/screen.ts";
import { ask, isLive, type TestTenant, tenantOf, until } from "./testing/tenant.ts";

afterEach(() => {
  vi.useRealTimers();
});

async function screenOf(tenant: TestTenant): Promise<Screen> {
  const screen = await openScreen(tenant);
  await until(
    async () => screen.frames.length,
    (count) => count > 0,
  );
  return screen;
}

/** The alert of one agent as a screen shows it. */
const shownFor = (screen: Screen, agentId: string) =>
  [...screen.replica.alerts.values()].find(({ entity }) => entity.kind === "agent" && entity.id === agentId);

async function statesOf(tenant: TestTenant, agentIds: readonly string[]): Promise<(string | undefined)[]> {
  const { agents } = await tenant.board();
  return agentIds.map((agentId) => agents.find(({ id }) => id === agentId)?.state);
}

/** All that was ever fired for one agent. */
const firedFor = (tenant: TestTenant, agentId: string) => alertsOf(tenant).alerts(`?entityId=${agentId}`);

describe("an agent who is left alone", () => {
  it("fires once although every object is lost again and again", async () => {
    const tenant = tenantOf("interrupted");
    const alerts = await watchedBy(tenant);
    const agentId = await somebody(tenant);
    await tenant.force(agentId, "NOT_READY", ALONE);
    await until(
      () => statesOf(tenant, [agentId]),
      ([state]) => state === "NOT_READY",
    );
    await abortAllDurableObjects();
    await tenant.status();
    await scheduler.wait(1_000);
    await abortAllDurableObjects();
    const [alert] = await until(
      () => firedFor(tenant, agentId),
      ({ length }) => length > 0,
      15_000,
    );
    await abortAllDurableObjects();
    const screen = await screenOf(tenant);
    await until(
      async () => shownFor(screen, agentId),
      (shown) => shown !== undefined,
      15_000,
    );
    await tenant.force(agentId, "READY");
    await until(
      () => alerts.alert(alert?.id ?? ""),
      ({ phase }) => phase === "resolved",
      15_000,
    );
    expect(await firedFor(tenant, agentId)).toHaveLength(1);
  });
});

describe.concurrent("alerts", () => {
  it("fire once, at their time, with their evidence, and every wall shows what people do about them", async () => {
    const tenant = tenantOf("fires");
    const alerts = await watchedBy(tenant);
    const screen = await screenOf(tenant);
    const agentId = await somebody(tenant);
    await tenant.force(agentId, "NOT_READY", ALONE);
    const shown = await until(
      async () => shownFor(screen, agentId),
      (alert) => alert !== undefined,
    );
    expect(shown).toMatchObject({ ruleName: "Left alone", severity: "high", phase: "firing" });
    const since = (await tenant.board()).agents.find(({ id }) => id === agentId)?.since ?? 0;
    // The first millisecond at which it is more than a second.
    expect(shown?.firedAt).toBe(since + ALONE_SECONDS * 1_000 + 1);

    const [alert, ...others] = await firedFor(tenant, agentId);
    expect(others).toEqual([]);
    const id = alert?.id ?? "";
    const detail = await alerts.alert(id);
    expect(detail.record).toMatchObject({
      ...{ alert_type: "left_alone", severity: "high", user_id: agentId, state: "NOT_READY" },
      ...{ duration_seconds: ALONE_SECONDS + 1, threshold_seconds: ALONE_SECONDS },
    });
    const [fired] = detail.passages;
    expect(fired?.to).toBe("firing");
    expect(fired?.evidence.compared.map(({ field, verdict }) => [field, verdict])).toContainEqual([
      "stateSeconds",
      "true",
    ]);
    expect(fired?.evidence.events.at(-1)).toMatchObject({ at: since });

    await alerts.write("POST", `alerts/${encodeURIComponent(id)}/acknowledge`, { by: "Maria" });
    await until(
      async () => shownFor(screen, agentId)?.acknowledged?.by,
      (by) => by === "Maria",
      2_000,
    );
    await alerts.write("POST", `alerts/${encodeURIComponent(id)}/comments`, {
      text: "On his way <b>",
      by: "Jo",
    });
    await until(
      async () => shownFor(screen, agentId)?.lastComment?.text,
      (text) => text === "On his way <b>",
      2_000,
    );
    const silence = { matcher: { agents: [agentId] }, minutes: 5, reason: "A drill", by: "Maria" };
    const { id: silenceId } = await alerts.write<{ id: string }>("POST", "silences", silence);
    await until(
      async () => shownFor(screen, agentId)?.silenced?.by,
      (by) => by === "Maria",
      2_000,
    );
    await alerts.write("DELETE", `silences/${silenceId}`, { by: "Jo" });
    await until(
      async () => shownFor(screen, agentId)?.silenced,
      (silenced) => silenced === null,
      2_000,
    );

    await tenant.force(agentId, "READY");
    await until(
      async () => shownFor(screen, agentId),
      (gone) => gone === undefined,
    );
    expect(await alerts.alert(id)).toMatchObject({ phase: "resolved", acknowledged: { by: "Maria" } });
  });

  it("are neither false nor told twice where the stream was cut in between", async () => {
    const tenant = tenantOf("cut");
    await watchedBy(tenant, aloneRule({}, 2));
    const [before, stays, returns] = [
      await somebody(tenant),
      await somebody(tenant, 1),
      await somebody(tenant, 2),
    ];
    await tenant.force(before, "NOT_READY", ALONE);
    await until(
      () => firedFor(tenant, before),
      ({ length }) => length > 0,
    );
    await tenant.fault({ fault: "refuse", where: "handshake", status: 503 });
    await tenant.force(stays, "NOT_READY", ALONE);
    await tenant.force(returns, "NOT_READY", ALONE);
    // Long enough for the news to be told, and too short for a fire.
    await until(
      () => statesOf(tenant, [stays, returns]),
      (states) => states.every((state) => state === "NOT_READY"),
    );
    await tenant.fault({ fault: "drop" });
    await tenant.force(returns, "READY");
    await until(tenant.status, (seen) => !isLive(seen));
    await scheduler.wait(2_500);
    expect(await firedFor(tenant, stays)).toEqual([]);
    await tenant.calm();
    // A dial, a round and the hold in a row, on a machine that may be busy: this bounds what hangs, and times nothing.
    const [fired] = await until(
      () => firedFor(tenant, stays),
      ({ length }) => length > 0,
      40_000,
    );
    expect(fired).toMatchObject({ phase: "firing", reason: "heldThroughBlind" });
    expect(await firedFor(tenant, before)).toMatchObject([{ phase: "firing", isFlapping: false }]);
    expect(await firedFor(tenant, stays)).toHaveLength(1);
    expect(await firedFor(tenant, returns)).toEqual([]);
  });

  it("are the same where rows come twice, in any order, broken or for nobody; what is bad is put aside", async () => {
    const tenant = tenantOf("shuffled");
    const alerts = await watchedBy(tenant);
    const agentId = await somebody(tenant);
    await tenant.force(agentId, "NOT_READY", ALONE);
    const [alert] = await until(
      () => firedFor(tenant, agentId),
      ({ length }) => length > 0,
    );
    const { lineage, lastSeq } = await alerts.status();
    const told: Answered<readonly FloorBatch[] | null> | null = await tenant
      .stub()
      .rowsAfter(lineage ?? "", Math.max(0, lastSeq - 20));
    const rows = (told?.kind === "answered" ? told.value : null) ?? [];
    const known = rows.filter(({ toSeq }) => toSeq <= lastSeq);
    const [newest] = known.slice(-1);
    if (newest === undefined) throw new Error("the log is empty");
    const bodies = [
      ...[...known, ...known].reverse(),
      { ...newest, events: [{ kind: "agent", row: { id: "__proto__" } }] },
      { ...newest, tenant: "nobody" },
      "not a row",
      null,
    ];
    const { acked } = await through("floor-events", bodies);
    expect(acked).toHaveLength(bodies.length);
    const after = await alerts.status();
    expect(after.poisoned).toHaveLength(1);
    expect(after.batches.duplicate).toBeGreaterThanOrEqual(known.length);
    const again = await firedFor(tenant, agentId);
    expect(again.map(({ id, phase, firedAt }) => [id, phase, firedAt])).toEqual([
      [alert?.id, "firing", alert?.firedAt],
    ]);
    // What lies before a row from far ahead has not come yet: it is to come again, and holds nobody up for ever.
    const ahead = { ...newest, fromSeq: lastSeq + 500_000, toSeq: lastSeq + 500_001 };
    expect(await through("floor-events", [ahead])).toMatchObject({
      acked: [],
      retried: [0],
      delaySeconds: [2],
    });

    // Dead rows are let go, and the alert desk says how many there were.
    const dead = await through("floor-events-dead", [{ tenant: "shuffled" }, { tenant: "shuffled" }, 7]);
    expect(dead.acked).toHaveLength(3);
    expect((await alerts.status()).batches.lost).toBe(2);
  });

  it("have rules that are checked with a sentence for each mistake, asked why, tried on history, and restored", async () => {
    const tenant = tenantOf("ruled");
    const alerts = await watchedBy(tenant);
    const misspelt = { ...aloneRule(), scope: { of: "queues" }, when: { field: "waitSecnds", above: 3 } };
    const refused = await ask(alerts.at("rules/misspelt"), {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(misspelt),
    });
    expect(refused.status).toBe(400);
    const problem = await refused.json<{ complaints: string[] }>();
    expect(problem.complaints.join(" ")).toContain("did you mean `waitSeconds`");

    const agentId = await somebody(tenant);
    const calm = await alerts.get<{ phase: string; because: string[] }>(
      `rules/left_alone/why?agent=${agentId}`,
    );
    expect(calm).toMatchObject({ phase: "normal" });
    expect(calm.because).toContain("conditionNotMet");
    await tenant.force(agentId, "NOT_READY", ALONE);
    await until(
      () => firedFor(tenant, agentId),
      ({ length }) => length > 0,
    );
    const now = await alerts.get<{ because: string[] }>(`rules/left_alone/why?agent=${agentId}`);
    expect(now.because).toContain("isFiring");

    const order = { rule: { ...aloneRule(), id: "tried" }, by: "Maria" };
    const report = await alerts.write<{ fires: number; entities: unknown[] }>(
      "POST",
      "rules/backtest",
      order,
    );
    expect(report).toMatchObject({
      fires: 1,
      entities: [{ entity: { kind: "agent", id: agentId }, fires: 1 }],
    });

    await alerts.write("PUT", "rules/agent_idle_exceeded", {
      ...(await alerts.get<{ rule: object }>("rules/agent_idle_exceeded")).rule,
      enabled: false,
      by: "Maria",
    });
    const changed = await alerts.get("rules/agent_idle_exceeded");
    expect(changed).toMatchObject({ origin: "changed", changed: { by: "Maria" }, rule: { enabled: false } });
    expect(await alerts.write("POST", "rules/agent_idle_exceeded/restore")).toMatchObject({
      ...{ origin: "default", rule: { enabled: true } },
    });
    await alerts.write("DELETE", "rules/left_alone", { by: "Maria" });
    expect((await ask(alerts.at("rules/left_alone"))).status).toBe(404);
    await until(
      () => firedFor(tenant, agentId),
      ([alert]) => alert?.phase === "resolved" && alert.reason === "ruleRemoved",
    );
  });
});

describe("a backtest", () => {
  it("finds in packed history what it found before", async () => {
    const tenant = tenantOf("ruled");
    const alerts = alertsOf(tenant);
    const stub = alertDeskOf(env, vouched(tenant.name, "registry"));
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 2 * BOUNDS.historyChunkMs });
    await runDurableObjectAlarm(stub);
    const packed = await until(alerts.status, ({ history }) => history.chunks > 0);
    const to = Date.now();
    vi.useRealTimers();
    expect(packed.history.bytes).toBeGreaterThan(0);
    const order = { rule: { ...aloneRule(), id: "tried" }, to };
    expect(await alerts.write("POST", "rules/backtest", order)).toMatchObject({ fires: 1 });
  });
});
