import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { BoardPlan } from "@callboard/boards";
import { BOUNDS } from "@callboard/core";
import { describe, expect, it, vi } from "vitest";
import { deskOf, relayOf } from "../desks.ts";
import { seatedUpgrade } from "../gate/handoff.ts";
import type { Seat } from "../gate/seat.ts";
import { vouched } from "../gate/whose.ts";
import { openScreen, type Screen } from "../testing/screen.ts";
import { setupOf } from "../testing/setup.ts";
import { isLive, ORIGIN, type TestTenant, tenantOf, until } from "../testing/tenant.ts";
import { readView } from "../view.ts";
import { lineUpgrade, placedUpgrade } from "./handoff.ts";
import { openLive } from "./live.ts";
import type { Relay } from "./relay.ts";

const nameOf = (tenant: TestTenant) => vouched(tenant.name, "registry");
const relayStub = (tenant: TestTenant, relay = 1) => relayOf(env, nameOf(tenant), relay);
const atRelay = async (tenant: TestTenant, relay = 1): Promise<number> =>
  (await relayStub(tenant, relay).facts())?.viewers ?? 0;

/** From so few viewers on the desk sends new ones on. */
const crowd = (tenant: TestTenant, limits: { here: number; perRelay: number; most: number }): Promise<void> =>
  runInDurableObject(deskOf(env, nameOf(tenant)), (desk) => {
    desk.relays.limits = limits;
  });

const shows = (screen: Screen, seq: number) =>
  until(
    async () => screen.replica,
    (replica) => replica.phase === "following" && replica.seq >= seq,
  );

const hasBoard = (screen: Screen) => shows(screen, 0);

const rows = ({ replica }: Screen) => ({
  seq: replica.seq,
  agents: [...replica.agents.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  queues: [...replica.queues.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
});

/** Somebody else, who comes and goes again: what a relay does now and then must not wait for nobody to come. */
async function comeAndGo(tenant: TestTenant): Promise<void> {
  const passing = await openScreen(tenant);
  await scheduler.wait(200);
  passing.socket.close(1000, "");
}

/** Relays hear what they are told about one screen so much later, until the answer is called. */
const slowly = (tenant: TestTenant, lateMs: number): Promise<() => void> =>
  runInDurableObject(relayStub(tenant), (relay: Relay) => {
    // What is called from another object is the prototype's method.
    const { tellScreen } = relay;
    const slow = vi.spyOn<Relay, "tellScreen">(Object.getPrototypeOf(relay), "tellScreen");
    const late = async function (this: Relay, ...word: Parameters<typeof tellScreen>) {
      await scheduler.wait(lateMs);
      return tellScreen.apply(this, word);
    };
    slow.mockImplementation(late as unknown as Relay["tellScreen"]);
    return () => slow.mockRestore();
  });

/** Somebody's seat at that tenant: a person's, whose sign-in ends then. */
const seatOf = (tenant: TestTenant, expiresAt: number, by = "ada@example.com"): Seat => ({
  ...{ tenant: nameOf(tenant), role: "display", by, screen: null, credential: null, expiresAt },
});

/** Both at the same seq at the same moment: the floor does not stand still. */
const alike = (one: Screen, other: Screen) =>
  until(
    async () => [rows(one), rows(other)] as const,
    ([a, b]) => a.seq === b.seq && a.seq >= 0,
  );

describe("over a desk's number of viewers", () => {
  it("new ones are at relays, with the same address, frames and board, and the desk serves one line for all of them", async () => {
    const tenant = tenantOf("relayed");
    await until(tenant.status, isLive);
    await crowd(tenant, { here: 1, perRelay: 2, most: 100 });
    const direct = await openScreen(tenant);
    const relayed = [await openScreen(tenant), await openScreen(tenant), await openScreen(tenant)];
    for (const screen of [direct, ...relayed]) await hasBoard(screen);
    expect([await atRelay(tenant, 1), await atRelay(tenant, 2)]).toEqual([2, 1]);
    const { viewers } = await tenant.status();
    expect(viewers).toMatchObject({ viewers: 1, relayLines: 2 });
    await until(tenant.status, ({ relays }) => relays.relays === 2 && relays.viewers === 3);
    for (const screen of relayed) {
      const [one, other] = await alike(direct, screen);
      expect(other).toEqual(one);
    }
    const beats = () => relayed.map(({ frames }) => frames.filter(({ type }) => type === "beat").length);
    await until(
      async () => beats(),
      (counts) => counts.every((count) => count > 1),
      15_000,
    );
    for (const { replica } of relayed) expect(replica.epoch).toBe(direct.replica.epoch);
  });

  it("there is no room beyond the tenant's most, wherever they are", async () => {
    const tenant = tenantOf("crowded");
    await until(tenant.status, isLive);
    await crowd(tenant, { here: 1, perRelay: 1, most: 3 });
    const screens = [await openScreen(tenant), await openScreen(tenant), await openScreen(tenant)];
    for (const screen of screens) await hasBoard(screen);
    const oneMore = await openScreen(tenant);
    await until(
      async () => oneMore.closed,
      (closed) => closed.length > 0,
    );
    expect(oneMore.closed).toEqual([{ code: 4003, reason: "tooManyViewers" }]);
  });

  it("a relay that is fuller than the desk knows gives way to the next one", async () => {
    const tenant = tenantOf("crowded");
    await crowd(tenant, { here: 0, perRelay: 5, most: 100 });
    await runInDurableObject(relayStub(tenant, 1), (relay: Relay) => {
      relay.viewersMax = 0;
    });
    const screen = await openScreen(tenant);
    await hasBoard(screen);
    expect(screen.closed).toEqual([]);
  });
});

describe("a relay", () => {
  it("whose desk is lost keeps its screens, and gives them the next one's board; lost itself, its screens come back", async () => {
    const tenant = tenantOf("aborted");
    await until(tenant.status, isLive);
    await crowd(tenant, { here: 0, perRelay: 50, most: 100 });
    const screens = await Promise.all(Array.from({ length: 20 }, () => openScreen(tenant)));
    for (const screen of screens) await hasBoard(screen);
    expect(await atRelay(tenant)).toBe(20);
    const [first] = screens;
    if (first === undefined) throw new Error("no screen");
    const before = first.replica.epoch;
    await runInDurableObject(tenant.stub(), (_desk, state) => state.abort("lost")).catch(() => undefined);
    await until(
      async () => screens.map(({ replica }) => replica.epoch),
      (epochs) => epochs.every((epoch) => epoch !== before),
      20_000,
    );
    expect(screens.flatMap(({ closed }) => closed)).toEqual([]);
    expect(new Set(screens.map(({ replica }) => replica.epoch)).size).toBe(1);

    await crowd(tenant, { here: 0, perRelay: 50, most: 100 });
    await abortAllDurableObjects();
    await until(
      async () => screens.map(({ closed }) => closed.length),
      (counts) => counts.every((count) => count === 1),
    );
    await crowd(tenant, { here: 0, perRelay: 50, most: 100 });
    const back = await Promise.all(screens.map((screen) => openScreen(tenant, screen)));
    const direct = async () => (await tenant.board()).epoch;
    const epoch = await direct();
    await until(
      async () => back.map(({ replica }) => replica),
      (replicas) => replicas.every((one) => one.epoch === epoch && one.phase === "following"),
      20_000,
    );
    expect(await atRelay(tenant)).toBe(20);
  });

  it("goes away without screens, and lets its line go", async () => {
    const tenant = tenantOf("deserted");
    await until(tenant.status, isLive);
    await crowd(tenant, { here: 0, perRelay: 5, most: 100 });
    const screen = await openScreen(tenant);
    await hasBoard(screen);
    screen.socket.close(1000, "");
    await until(
      () => relayStub(tenant).facts(),
      (facts) => facts === null,
      45_000,
    );
    await until(tenant.status, ({ viewers }) => viewers.relayLines === 0);
    const alarm = await runInDurableObject(relayStub(tenant), (_relay, state) => state.storage.getAlarm());
    expect(alarm).toBeNull();
  }, 90_000);
});

describe("what the desk decides about those at relays", () => {
  it("reaches them: names are shown as their board is set to, from then on", async () => {
    const tenant = tenantOf("restyled");
    await until(tenant.status, (status) => isLive(status) && status.floor.agents > 0);
    await crowd(tenant, { here: 0, perRelay: 5, most: 100 });
    const setup = setupOf(tenant);
    const [first] = (await tenant.board()).agents;
    const floor = (await setup.view("boards")).value.find(({ id }) => id === "floor");
    if (first === undefined || floor === undefined) throw new Error("no agent or no board");
    const boards = (names: BoardPlan["names"]) => setup.set("boards", [{ ...floor, names }]);
    await boards("full");
    const screen = await openScreen(tenant, null, "?board=floor");
    const shown = async () => screen.replica.agents.get(first.id)?.name;
    expect(await until(shown, (name) => name !== undefined)).toBe(first.name);
    await boards("alias");
    expect(await until(shown, (name) => name !== first.name)).toMatch(/^Agent /);
    const lines = async () => (await relayStub(tenant).facts())?.lines.filter(({ viewers }) => viewers > 0);
    expect(await lines()).toMatchObject([{ names: "alias", viewers: 1 }]);
    expect(screen.closed).toEqual([]);
  });

  it("reaches them: a television is told what it is asked to do, is known to be there, and goes dark when it is revoked", async () => {
    const tenant = tenantOf("revoked");
    await until(tenant.status, isLive);
    await crowd(tenant, { here: 0, perRelay: 5, most: 100 });
    const credential = "c".repeat(64);
    const paired = await tenant.stub().pairScreen("Jo", { name: "Hall", board: "floor" }, credential);
    if (paired === null || paired.kind !== "done") throw new Error(`not paired: ${JSON.stringify(paired)}`);
    const screenId = paired.value.id;
    const seat: Seat = {
      ...{ tenant: nameOf(tenant), role: "display", by: "Hall", screen: screenId },
      ...{ credential, expiresAt: null },
    };
    const request = new Request(`${ORIGIN}/api/tv/live`, { headers: { upgrade: "websocket" } });
    const live = () => openLive(env, seat, request);
    const screen = await openScreen({ ...tenant, live });
    await hasBoard(screen);
    expect(await atRelay(tenant)).toBe(1);
    const known = async () => {
      const screens = (await tenant.stub().screens()) ?? [];
      return screens.find(({ id }) => id === screenId);
    };
    await until(known, (one) => one?.isOnline === true);
    await tenant.stub().orderScreen("Jo", screenId, "identify");
    await until(
      async () => screen.orders,
      (orders) => orders.length === 1,
    );
    expect(screen.orders[0]?.order).toBe("identify");
    const quickly = await slowly(tenant, 400);
    // By that word alone.
    await runInDurableObject(tenant.stub(), (desk) => {
      desk.relays.judgeAnew = () => undefined;
    });
    await tenant.stub().revokeScreen("Jo", screenId);
    // Closed before this was answered, however long the relay took to hear of it.
    expect(await atRelay(tenant)).toBe(0);
    quickly();
    await until(
      async () => screen.closed,
      (closed) => closed.length > 0,
      1_500,
    );
    expect(screen.closed).toEqual([{ code: 4502, reason: "revoked" }]);
    expect((await live()).status).toBe(401);
  });

  it("holds for as long as the sign-in does that opened the socket, however many come meanwhile", async () => {
    const tenant = tenantOf("revoked");
    const seat = seatOf(tenant, Date.now() + 1_500);
    const request = new Request(`${ORIGIN}/api/tenants/revoked/live`, { headers: { upgrade: "websocket" } });
    const screen = await openScreen({ ...tenant, live: () => openLive(env, seat, request) });
    await hasBoard(screen);
    await until(
      async () => {
        await comeAndGo(tenant);
        return screen.closed;
      },
      (closed) => closed.length > 0,
    );
    expect(screen.closed).toEqual([{ code: 4503, reason: "signInExpired" }]);
  });

  it("reaches them also where the word of it was lost: all are judged again every ten seconds, however many come meanwhile", async () => {
    const tenant = tenantOf("revoked");
    const credential = "d".repeat(64);
    const paired = await tenant.stub().pairScreen("Jo", { name: "Yard", board: "floor" }, credential);
    if (paired === null || paired.kind !== "done") throw new Error(`not paired: ${JSON.stringify(paired)}`);
    const seat: Seat = {
      ...{ tenant: nameOf(tenant), role: "display", by: "Yard", screen: paired.value.id },
      ...{ credential, expiresAt: null },
    };
    const request = new Request(`${ORIGIN}/api/tv/live`, { headers: { upgrade: "websocket" } });
    const screen = await openScreen({ ...tenant, live: () => openLive(env, seat, request) });
    await hasBoard(screen);
    // It was asked about once, as everybody who comes is.
    await until(
      async () => (await tenant.stub().screens()) ?? [],
      (screens) => screens.some(({ id, isOnline }) => id === paired.value.id && isOnline),
    );
    await comeAndGo(tenant);
    await runInDurableObject(tenant.stub(), (desk) => {
      desk.relays.tellScreen = () => 0;
      desk.relays.judgeAnew = () => undefined;
    });
    await tenant.stub().revokeScreen("Jo", paired.value.id);
    await until(
      async () => {
        await comeAndGo(tenant);
        return screen.closed;
      },
      (closed) => closed.length > 0,
      15_000,
    );
    expect(screen.closed).toEqual([{ code: 4502, reason: "revoked" }]);
  });
});

describe("what one person may hold", () => {
  it("is counted at the desk and at its relays together", async () => {
    const tenant = tenantOf("relayed");
    await until(tenant.status, isLive);
    await crowd(tenant, { here: 5, perRelay: 50, most: 200 });
    const request = new Request(`${ORIGIN}/api/tenants/relayed/live`, { headers: { upgrade: "websocket" } });
    const come = async (by: string) => {
      const answer = await openLive(env, seatOf(tenant, Date.now() + 3_600_000, by), request);
      answer.webSocket?.accept();
      return answer;
    };
    const held = [];
    for (let n = 0; n < BOUNDS.viewersPerPersonMax; n += 1) held.push(await come("both@example.com"));
    expect(new Set(held.map(({ status }) => status))).toEqual(new Set([101]));
    const here = await runInDurableObject(
      tenant.stub(),
      (_desk, state) => state.getWebSockets("person:both@example.com").length,
    );
    // Neither object alone has as many as one person may hold.
    expect(here).toBeLessThan(BOUNDS.viewersPerPersonMax);
    expect(here).toBeGreaterThan(0);
    await until(
      () => runInDurableObject(tenant.stub(), ({ relays }) => relays.heldBy("person:both@example.com")),
      (there) => there === BOUNDS.viewersPerPersonMax - here,
    );
    expect((await come("both@example.com")).status).toBe(429);
    held.push(await come("other@example.com"));
    expect(held.at(-1)?.status).toBe(101);
    for (const { webSocket } of held) webSocket?.close(1000);
  });
});

describe("a relay's own address", () => {
  const tenant = tenantOf("relayed");
  const request = new Request(`${ORIGIN}/api/tenants/relayed/live`, { headers: { upgrade: "websocket" } });
  const ours = seatOf(tenant, Date.now() + 3_600_000);
  const place = { relay: 1, view: readView(null) };
  const statusOf = async (upgrade: Request): Promise<number> => {
    const { status, webSocket } = await relayStub(tenant).fetch(upgrade);
    webSocket?.accept();
    webSocket?.close(1000);
    return status;
  };

  it("is for upgrades that its tenant's desk has sent there, with a seat at that tenant", async () => {
    await until(tenant.status, isLive);
    const theirs = { ...ours, tenant: vouched("crowded", "registry") };
    expect(await statusOf(placedUpgrade(seatedUpgrade(request, ours), place))).toBe(101);
    expect(await statusOf(request)).toBe(403);
    expect(await statusOf(seatedUpgrade(request, ours))).toBe(403);
    expect(await statusOf(placedUpgrade(request, place))).toBe(403);
    expect(await statusOf(placedUpgrade(seatedUpgrade(request, theirs), place))).toBe(403);
  });

  it("is its own number's: what was sent to another relay is not taken", async () => {
    const other = placedUpgrade(seatedUpgrade(request, ours), { ...place, relay: 2 });
    expect(await statusOf(other)).toBe(403);
  });

  it("takes so many sockets of one person, and no fewer of another one", async () => {
    await until(tenant.status, isLive);
    const come = async (by: string) => {
      const seat = seatOf(tenant, Date.now() + 3_600_000, by);
      const answer = await relayStub(tenant).fetch(placedUpgrade(seatedUpgrade(request, seat), place));
      answer.webSocket?.accept();
      return answer;
    };
    const held = [];
    for (let n = 0; n < BOUNDS.viewersPerPersonMax; n += 1) held.push(await come("many@example.com"));
    expect(new Set(held.map(({ status }) => status))).toEqual(new Set([101]));
    expect((await come("many@example.com")).status).toBe(429);
    held.push(await come("few@example.com"));
    expect(held.at(-1)?.status).toBe(101);
    for (const { webSocket } of held) webSocket?.close(1000);
  });

  it("has a tenant and a number; any other name is nobody's", async () => {
    const stub = env.RELAY.getByName("relayed");
    expect((await stub.fetch(placedUpgrade(seatedUpgrade(request, ours), place))).status).toBe(403);
  });
});

describe("a relay's line", () => {
  it("is for the desk of its own tenant alone", async () => {
    const tenant = tenantOf("relayed");
    await until(tenant.status, isLive);
    const ask = async (of: string) => {
      const { status, webSocket } = await tenant.stub().fetch(lineUpgrade(of, { relay: 1, names: "short" }));
      webSocket?.accept();
      webSocket?.close(1000);
      return status;
    };
    expect(await ask("relayed")).toBe(101);
    expect(await ask("crowded")).toBe(403);
  });
});
