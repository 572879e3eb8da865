import type { DeadResent, NoticeView, SinkTest, SinkWritten } from "@callboard/alert-desk";
import { BOUNDS } from "@callboard/core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ALONE, alertsOf, aloneRule, send, somebody, through, watchedBy } from "./testing/alerting.ts";
import type { ReceiverStep } from "./testing/received.ts";
import { inboxOf } from "./testing/receiver.ts";
import { openScreen } from "./testing/screen.ts";
import { ask, type TestTenant, tenantOf, until } from "./testing/tenant.ts";

const WELL: ReceiverStep = { do: "answer" };
/** Incidents at once: with two sinks eight times as many notices as come in one batch. */
const BURST = 20;

afterEach(() => {
  vi.useRealTimers();
});

/** A webhook at the receiver, as a person enters it; what it is sent is verified with the secret that it was given. */
async function hookOf(tenant: TestTenant, name: string, steps: readonly ReceiverStep[]) {
  const inbox = inboxOf(`${tenant.name}-${name}`);
  const entered = { kind: "webhook", name, url: inbox.url, by: "Maria" };
  const { newSecret } = await alertsOf(tenant).write<SinkWritten>("PUT", `sinks/${name}`, entered);
  await inbox.plan(steps, newSecret);
  return { ...inbox, secret: newSecret };
}

/** Moves the clock past whatever a notice waits for, and brings its message once more. */
async function hurry(tenant: TestTenant, noticeId: string): Promise<void> {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
  await through("notices", [{ tenant: tenant.name, noticeId }]);
}

const noticeOf = async (tenant: TestTenant, noticeId: string): Promise<NoticeView | undefined> =>
  (await alertsOf(tenant).notices()).find(({ id }) => id === noticeId);

/** The first notice of somebody who was left alone, as soon as it was tried. */
async function triedNotice(tenant: TestTenant, sinkId: string): Promise<NoticeView> {
  const notices = await until(
    () => alertsOf(tenant).notices(`?sinkId=${sinkId}`),
    (found) => found.some(({ tries, state }) => tries > 0 && state !== "sending"),
  );
  const [notice] = notices.filter(({ kind }) => kind === "fire");
  if (notice === undefined) throw new Error("nothing was fired");
  return notice;
}

describe("a notice to a webhook", () => {
  it("is tried again with the same id until it arrives, each time signed, and then never again", async () => {
    const tenant = tenantOf("retried");
    const hook = await hookOf(tenant, "hook", [
      { do: "answer", status: 500 },
      { do: "answer", status: 429, headers: { "retry-after": "3" } },
      { do: "hangUp" },
      WELL,
    ]);
    const alerts = await watchedBy(tenant, aloneRule({ sinks: ["hook"] }));
    const agentId = await somebody(tenant);
    await tenant.force(agentId, "NOT_READY", ALONE);
    const { id } = await triedNotice(tenant, "hook");
    for (let tries = 1; tries < 4; tries += 1) {
      expect((await alerts.notices("?state=delivered")).map((notice) => notice.id)).not.toContain(id);
      await hurry(tenant, id);
    }
    expect(await noticeOf(tenant, id)).toMatchObject({ state: "delivered", tries: 4 });
    // Brought once more it is acknowledged, and nothing is sent.
    expect((await through("notices", [{ tenant: tenant.name, noticeId: id }])).acked).toEqual([0]);
    vi.useRealTimers();
    const fires = await hook.received();
    expect(fires.map(({ isVerified }) => isVerified)).toEqual([true, true, true, true]);
    expect(new Set(fires.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(JSON.parse(fires[0]?.body ?? "")).toMatchObject({
      ...{ specversion: "1.0", type: "callboard.alert.fired" },
      data: { alert_type: "left_alone", user_id: agentId, state: "NOT_READY" },
    });
  });

  it("waits for nobody else's receiver in a burst, though nobody knows yet that it hangs", async () => {
    const tenant = tenantOf("burst");
    const hung = await hookOf(tenant, "hung", [{ do: "hang" }]);
    const well = await hookOf(tenant, "well", [WELL]);
    const alerts = await watchedBy(tenant);
    const names = Array.from({ length: BURST }, (_, number) => `burst_${number}`);
    for (const name of names) await alerts.write("PUT", `rules/${name}`, aloneRule());
    await tenant.force(await somebody(tenant), "NOT_READY", ALONE);
    // Time enough for one whose connection was lost to be tried again: that one waited for nobody, and is not judged.
    const received = await until(well.received, ({ length }) => length > BURST, 20_000);
    const notices = await alertsOf(tenant).notices("?sinkId=well");
    // On the wire the points of an id are tildes.
    const triesOf = new Map(notices.map(({ id, tries }) => [id.replaceAll(".", "~"), tries]));
    const onceTried = received.filter(({ headers }) => triesOf.get(headers["webhook-id"] ?? "") === 1);
    const first = Math.min(...onceTried.map(({ at }) => at));
    const waitsMs = onceTried.map(({ at }) => at - first);
    // Batch by batch behind the hanging receiver's time-out, or behind the patience with it, so many would take longer.
    const soon = waitsMs.filter((waitMs) => waitMs < BOUNDS.noticeTimeoutMs / 2);
    expect(soon.length, `came after ${waitsMs.join(", ")} ms`).toBeGreaterThan((3 * BURST) / 4);
    expect((await hung.received()).length).toBeGreaterThan(0);
  });
});

describe.concurrent("notices to webhooks", () => {
  it("tell the end of what was told, and only that", async () => {
    const tenant = tenantOf("told");
    const hook = await hookOf(tenant, "hook", [WELL]);
    const gone = await hookOf(tenant, "gone", [{ do: "answer", status: 404 }]);
    await watchedBy(tenant);
    const agentId = await somebody(tenant);
    await tenant.force(agentId, "NOT_READY", ALONE);
    await until(hook.received, ({ length }) => length === 1);
    await until(
      () => alertsOf(tenant).notices("?sinkId=gone"),
      ([notice]) => notice?.state === "dead",
    );
    await tenant.force(agentId, "READY");
    const received = await until(hook.received, ({ length }) => length === 2);
    expect(received.map(({ body }) => JSON.parse(body).type)).toEqual([
      "callboard.alert.fired",
      "callboard.alert.resolved",
    ]);
    expect(received.map(({ isVerified }) => isVerified)).toEqual([true, true]);
    expect(await gone.received()).toHaveLength(1);
  });

  it("wait for nobody else's receiver: one that hangs holds up neither another sink nor the wall", async () => {
    const tenant = tenantOf("hung");
    const hung = await hookOf(tenant, "hung", [{ do: "hang" }]);
    const late = await hookOf(tenant, "late", [
      { do: "answer", afterMs: BOUNDS.noticePatienceMs + 400 },
      { do: "answer", status: 500 },
    ]);
    const well = await hookOf(tenant, "well", [WELL]);
    await watchedBy(tenant);
    const screen = await openScreen(tenant);
    const agentId = await somebody(tenant);
    await tenant.force(agentId, "NOT_READY", ALONE);
    await until(well.received, ({ length }) => length === 1);
    await until(
      async () => [...screen.replica.alerts.values()],
      (shown) => shown.some(({ entity }) => entity.kind === "agent" && entity.id === agentId),
    );
    expect(await hung.received()).toHaveLength(1);
    expect(await alertsOf(tenant).notices("?sinkId=hung")).toMatchObject([{ state: "sending" }]);
    // The late one went on behind its batch, and what is brought again sends nothing twice.
    const [slow] = await until(
      () => alertsOf(tenant).notices("?sinkId=late"),
      ([notice]) => notice?.state === "delivered",
    );
    await through("notices", [{ tenant: tenant.name, noticeId: slow?.id ?? "" }]);
    expect(await late.received()).toHaveLength(1);
    screen.socket.close(1000, "done");
  });

  it("are dead letters where trying again would not help, until a person sends them again", async () => {
    const tenant = tenantOf("buried");
    const hook = await hookOf(tenant, "hook", [{ do: "answer", status: 410 }, WELL]);
    const other = await hookOf(tenant, "other", [{ do: "answer", status: 503 }]);
    const alerts = await watchedBy(tenant);
    await tenant.force(await somebody(tenant), "NOT_READY", ALONE);
    const [dead] = await until(
      () => alerts.notices("?state=dead"),
      ({ length }) => length > 0,
    );
    expect(dead).toMatchObject({ sinkId: "hook", tries: 1, last: { status: 410 } });
    const resend = `notices/${encodeURIComponent(dead?.id ?? "")}/resend`;
    await alerts.write("POST", resend, { by: "Maria" });
    await until(
      () => noticeOf(tenant, dead?.id ?? ""),
      (notice) => notice?.state === "delivered",
    );
    expect(await noticeOf(tenant, dead?.id ?? "")).toMatchObject({ resentBy: { by: "Maria" } });
    const [first, second] = await hook.received();
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);

    // So they are where the queue gave them up.
    const { id } = await triedNotice(tenant, "other");
    const dropped = [{ tenant: tenant.name, noticeId: id }, { tenant: "nobody" }];
    expect((await through("notices-dead", dropped)).acked).toEqual([0, 1]);
    const [buried] = await alerts.notices("?state=dead&sinkId=other");
    expect(buried?.id).toBe(id);
    expect(await other.received()).toHaveLength(buried?.tries ?? 0);

    // All of a sink are sent again at once.
    await other.plan([WELL], other.secret);
    const again = await alerts.write<DeadResent>("POST", "sinks/other/resend-dead", { by: "Maria" });
    expect(again).toEqual({ sent: 1, left: 0 });
    const delivered = await until(
      () => noticeOf(tenant, id),
      (notice) => notice?.state === "delivered",
    );
    expect(delivered).toMatchObject({ resentBy: { by: "Maria" }, about: { entityKind: "agent" }, alerts: 1 });
  });
});

describe("a sink", () => {
  it.each([
    ["http://example.com/hook", "https"],
    ["https://10.0.0.1/hook", "host"],
    ["https://0x7f000001/hook", "host"],
    ["https://[fd00::1]/hook", "host"],
    ["https://maria:secret@example.com/hook", "before the host"],
    ["https://example.com:444/hook", "443"],
    ["https://intranet/hook", "public internet"],
    ["file:///etc/passwd", "https"],
    ["nowhere", "complete address"],
  ])("is not entered with an address such as %s", async (url, why) => {
    const tenant = tenantOf("entered");
    const response = await send("PUT", alertsOf(tenant).at("sinks/inside"), {
      kind: "webhook",
      name: "In",
      url,
    });
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(text).toContain(why);
    expect(text).not.toContain("secret");
  });

  it("never shows its secret again, signs with both while it is changed, and shows what a test was answered", async () => {
    const tenant = tenantOf("entered");
    const hook = await hookOf(tenant, "hook", [{ do: "answer", status: 418, body: "short and stout" }]);
    const alerts = alertsOf(tenant);
    expect(hook.secret).toMatch(/^whsec_/);
    /** One after the other, each as late as the next one may be. */
    const tested = async (): Promise<SinkTest> => {
      const test = await alerts.write<SinkTest>("POST", "sinks/hook/test");
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + BOUNDS.sinkTestEveryMs });
      return test;
    };
    const test = await tested();
    expect(test).toMatchObject({ status: 418, body: "short and stout", verdict: "dead" });

    const { newSecret } = await alerts.write<SinkWritten>("POST", "sinks/hook/rotate", { by: "Maria" });
    expect(newSecret).not.toBe(hook.secret);
    for (const secret of [hook.secret, newSecret]) {
      await hook.plan([WELL], secret);
      expect(await tested()).toMatchObject({ verdict: "delivered" });
    }
    await alerts.write("POST", "sinks/hook/end-rotation", { by: "Maria" });
    await hook.plan([WELL], hook.secret);
    await tested();
    // The clock was moved: what fires by that comes to the sink as well.
    const tests = (await hook.received()).filter(({ body }) => body.includes("callboard.alert.test"));
    expect(tests.map(({ isVerified }) => isVerified)).toEqual([true, true, true, false]);

    const shown = await (await ask(alerts.at("sinks"))).text();
    expect(shown).toContain("hook");
    for (const secret of [hook.secret, newSecret]) expect(shown).not.toContain(secret);
    expect(shown).not.toContain(new URL(hook.url).pathname);
    await alerts.write("DELETE", "sinks/hook", { by: "Maria" });
    expect((await send("POST", alerts.at("sinks/hook/test"))).status).toBe(404);
  });
});
