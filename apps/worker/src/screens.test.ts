/** Paired screens from end to end: over HTTP and real sockets, against the objects as they are deployed. */
import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import type { BoardPlan, WallSetup } from "@callboard/boards";
import { BOUNDS } from "@callboard/core";
import { CLOSE, type Directory, type Trends } from "@callboard/protocol";
import type { DeedPage } from "@callboard/setup";
import type { ScreenView, TvSession } from "@callboard/tenancy";
import { describe, expect, it } from "vitest";
import { keepingCookie } from "./screens/credential.ts";
import { send } from "./testing/alerting.ts";
import { registered } from "./testing/registered.ts";
import { openScreen } from "./testing/screen.ts";
import { type Problem, setupOf } from "./testing/setup.ts";
import { DEVICE, paired, supervisorOf, type Television, televisionAt } from "./testing/television.ts";
import { ORIGIN, tenantOf, until } from "./testing/tenant.ts";

const HEALTH = { lateMs: 12, faults: 1, heapMb: 40, upSeconds: 60 };

const deedsOf = async (tenant: ReturnType<typeof tenantOf>) => {
  const page: DeedPage = await (await setupOf(tenant).get("setup/log")).json();
  return page.deeds.map(({ by, what, subject }) => `${by} ${what} ${subject}`);
};

const statusOf = async (response: Promise<Response>): Promise<number> => (await response).status;

/** Every place that a television may ask at, and what it is answered there. */
const answersOf = async (tv: Television): Promise<number[]> =>
  Promise.all([
    ...["session", "wall", "trends", "directory"].map((path) => statusOf(tv.ask("GET", `/api/tv/${path}`))),
    statusOf(tv.live()),
  ]);

describe("a television", () => {
  it("shows a square that says half of its code: nobody confirms by the link alone", async () => {
    const supervisor = supervisorOf(tenantOf("pairs"));
    const tv = televisionAt("192.0.2.6");
    const offer = await tv.offer();
    const said = new URL(offer.address).searchParams.get("code") ?? "";
    expect(offer.code.startsWith(said)).toBe(true);
    expect(said).toHaveLength(offer.code.length - "-XXXX".length);
    expect((await supervisor.confirm(said, { name: "Link", board: "floor" })).status).toBe(400);
    expect(await tv.claim(offer)).toBe("waiting");
  });

  it("is paired by a code that a supervisor confirms, and shows its own board live", async () => {
    const tenant = tenantOf("pairs");
    const supervisor = supervisorOf(tenant);
    const tv = televisionAt("192.0.2.1");
    expect(await answersOf(tv)).toEqual([401, 401, 401, 401, 401]);
    const offer = await tv.offer();
    expect(offer).toMatchObject({
      askEveryMs: BOUNDS.pairingAskEveryMs,
      address: `${ORIGIN}/pair?code=${offer.code.slice(0, 4)}`,
    });
    expect(await tv.claim(offer)).toBe("waiting");
    const typed = offer.code.toLowerCase().replace("-", " ");
    const confirmed = await supervisor.confirm(typed, { name: "Hall 1", board: "floor" });
    expect(await confirmed.json<ScreenView>()).toMatchObject({
      ...{ id: "hall-1", name: "Hall 1", board: "floor", number: 1, isOnline: false },
      ...{ paired: { by: "Maria" }, lastSeenAt: null, device: null, isCurrentBuild: null, health: null },
    });
    expect(await tv.claim(offer)).toBe("paired");
    const session: TvSession = await (await tv.session()).json();
    expect(session).toMatchObject({ screen: { id: "hall-1", name: "Hall 1", number: 1 } });
    expect(session.expiresAt).toBeGreaterThan(Date.now() + 0.99 * BOUNDS.screenCredentialKeepMs);

    const wall: WallSetup = await (await tv.ask("GET", "/api/tv/wall")).json();
    expect(wall.screen).toMatchObject({ id: "hall-1", board: "floor" });
    const screen = await tv.open();
    await until(
      async () => screen.replica.agents.size,
      (agents) => agents > 0,
    );
    screen.send({ type: "ack", seq: screen.replica.seq, health: HEALTH });
    const [view] = await until(supervisor.screens, ([one]) => one?.health !== null);
    expect(view).toMatchObject({ isOnline: true, device: DEVICE, health: HEALTH, isCurrentBuild: null });
    expect(view?.lastSeenAt).toBeGreaterThan(Date.now() - 10_000);

    expect(await deedsOf(tenant)).toEqual(["Maria paired screens/hall-1"]);
  });

  it("asks in vain for the course of queues that its board does not draw, and for people whom no filter of it is about", async () => {
    const { tenant, supervisor, tv } = await paired("pairs", "192.0.2.5", "Part");
    const screen = await tv.open();
    const [queue = "", other = ""] = await until(
      async () => [...screen.replica.queues.keys()],
      (ids) => ids.length > 1,
    );
    const both = `queue=${encodeURIComponent(queue)}&queue=${encodeURIComponent(other)}`;
    const drawn = async (): Promise<string[]> => {
      const trends: Trends = await (await tv.ask("GET", `/api/tv/trends?${both}`)).json();
      return trends.trends.map(({ queueId }) => queueId);
    };
    const directory = async (): Promise<Directory> => (await tv.ask("GET", "/api/tv/directory")).json();
    // The floor's own board draws no course, and is about everybody.
    expect(await drawn()).toEqual([]);
    expect(await directory()).toMatchObject({ agents: [], skills: [], queues: [], teams: [], codes: [] });
    expect((await tv.ask("GET", "/api/tv/trends")).status).toBe(400);

    const whole = await until(
      async () => (await setupOf(tenant).get("directory")).json<Directory>(),
      ({ agents }) => agents.some(({ skills }) => skills !== null && skills.length > 0),
    );
    const [{ id: skill = "" } = {}] = whole.skills;
    const setup = setupOf(tenant);
    const { value } = await (await setup.get("setup/boards/queues")).json<{ value: BoardPlan }>();
    const part = { teams: [], skills: [], queues: [], media: [], sites: [] };
    const pages = value.pages.map((page) => ({
      ...page,
      filter: { ...part, skills: [skill], queues: [queue] },
    }));
    const plan = { by: "Maria", revision: null, value: { ...value, id: "part", pages } };
    expect((await setup.put("setup/boards/part", plan)).status).toBe(200);
    expect((await supervisor.reassign("part", "part")).status).toBe(200);
    const reached = whole.skills[0]?.queueIds?.includes(queue) === true ? [queue] : [];
    expect(await drawn()).toEqual(reached);
    const needed = await directory();
    const has = (one: Directory["agents"][number]) => one.skills?.includes(0) === true;
    expect(needed.agents.length).toBeLessThan(whole.agents.length);
    for (const { id } of needed.agents) expect(whole.agents.find((one) => one.id === id)).toSatisfy(has);
    // The same board without a filter draws all.
    expect((await supervisor.reassign("part", "queues")).status).toBe(200);
    expect(await drawn()).toEqual([queue, other]);
  });

  it("keeps its credential in a cookie that no script and no other site's page has, and over https for this host alone", async () => {
    const { tv } = await paired("pairs", "192.0.2.2", "Cookie");
    expect(tv.cookies.at(-1)).toMatch(
      /^callboard-screen=[\w.-]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=34560000$/,
    );
    const secure = keepingCookie(new Request("https://wall.example.com/"), "token");
    expect(secure).toBe(
      "__Host-callboard-screen=token; Path=/; HttpOnly; SameSite=Strict; Max-Age=34560000; Secure",
    );
  });

  it("shows what was set for its screen, whatever its address asks for, in the board's own names", async () => {
    const { tenant, supervisor, tv } = await paired("pairs", "192.0.2.3", "Names");
    await supervisor.pair(televisionAt("192.0.2.4"), "Other");
    const setup = setupOf(tenant);
    const { value } = await (await setup.get("setup/boards/floor")).json<{ value: BoardPlan }>();
    const shy = { by: "Maria", revision: null, value: { ...value, id: "shy", names: "alias" } };
    expect((await setup.put("setup/boards/shy", shy)).status).toBe(200);
    expect((await supervisor.reassign("names", "shy")).status).toBe(200);
    const query = "?screen=other&board=floor&names=full&tenant=strangers";
    const wall: WallSetup = await (await tv.ask("GET", `/api/tv/wall${query}`)).json();
    expect([wall.screen?.id, wall.boards.map(({ id }) => id)]).toEqual(["names", ["shy"]]);
    const screen = await tv.open(query);
    const [alias, short] = [
      await openScreen(tenant, null, "?names=alias"),
      await openScreen(tenant, null, "?board=floor"),
    ];
    await until(
      async () => [screen, alias, short].map(({ replica }) => replica.agents.size),
      (sizes) => sizes[0] !== 0 && new Set(sizes).size === 1,
    );
    const [shown, aliases, names] = [screen, alias, short].map(({ replica }) =>
      Array.from(replica.agents.values(), ({ name }) => name),
    );
    expect(shown).toEqual(aliases);
    expect(shown).not.toEqual(names);
    expect(screen.replica.site?.tenant).toBe("pairs");
  });
});

describe("a screen that is revoked", () => {
  it("is closed before the answer, forgets what it was, and can do nothing any more", async () => {
    const { tenant, supervisor, tv } = await paired("shuts", "192.0.2.20");
    const screen = await tv.open();
    await until(
      async () => screen.replica.agents.size,
      (agents) => agents > 0,
    );
    const before = tv.cookie;
    const revoked: ScreenView = await (await supervisor.revoke("hall")).json();
    expect(revoked).toMatchObject({ id: "hall", paired: null, isOnline: false });
    await until(
      async () => screen.closed,
      (closed) => closed.length > 0,
      1_000,
    );
    expect(screen.closed).toEqual([{ code: CLOSE.revoked, reason: "revoked" }]);
    expect(await answersOf(tv)).toEqual([401, 401, 401, 401, 401]);
    expect(tv.cookie).toBe("");
    tv.cookie = before;
    expect((await tv.live()).status).toBe(401);
    expect((await supervisor.revoke("hall")).status).toBe(409);
    expect(await deedsOf(tenant)).toEqual(["Maria revoked screens/hall", "Maria paired screens/hall"]);
  });

  it("may be paired anew: the other television is the screen then, and the first goes dark", async () => {
    const { tenant, supervisor, tv, view } = await paired("shuts", "192.0.2.21", "Lobby");
    const first = await tv.open();
    const next = televisionAt("192.0.2.22");
    const offer = await next.offer();
    const replaced = await supervisor.confirm(offer.code, { id: view.id });
    expect(await replaced.json<ScreenView>()).toMatchObject({
      id: view.id,
      number: view.number,
      name: "Lobby",
    });
    await next.claim(offer);
    await until(
      async () => first.closed,
      (closed) => closed.length > 0,
    );
    expect(first.closed).toEqual([{ code: CLOSE.revoked, reason: "revoked" }]);
    expect((await tv.session()).status).toBe(401);
    expect((await next.session()).status).toBe(200);
    expect((await deedsOf(tenant)).slice(0, 2)).toEqual([
      "Maria paired screens/lobby",
      "Maria paired screens/lobby",
    ]);
  });

  it("is so when it is removed in the setup, and when it gives its credential back", async () => {
    const { tenant, supervisor, tv, view } = await paired("shuts", "192.0.2.23", "Bar");
    const screen = await tv.open();
    const setup = setupOf(tenant);
    const { revision } = await (await setup.get(`setup/screens/${view.id}`)).json<{ revision: number }>();
    const removed = await send("DELETE", setup.at(`setup/screens/${view.id}`), { by: "Maria", revision });
    expect(removed.status).toBe(200);
    await until(
      async () => screen.closed,
      (closed) => closed.length > 0,
    );
    expect(screen.closed).toEqual([{ code: CLOSE.revoked, reason: "revoked" }]);
    expect((await tv.session()).status).toBe(401);

    const leaver = televisionAt("192.0.2.24");
    const { id } = await supervisor.pair(leaver, "Leaver");
    const kept = leaver.cookie;
    expect((await leaver.ask("DELETE", "/api/tv/session")).status).toBe(200);
    expect(leaver.cookie).toBe("");
    leaver.cookie = kept;
    expect((await leaver.session()).status).toBe(401);
    expect((await supervisor.screens()).find((one) => one.id === id)).toMatchObject({ paired: null });
    expect((await deedsOf(tenant))[0]).toBe("screen leaver revoked screens/leaver");
  });
});

describe("a screen", () => {
  it("shows its number and reloads when it is asked, alone, and says so where it is not there", async () => {
    const { tenant, supervisor, tv, view } = await paired("orders", "192.0.2.30");
    const otherTv = televisionAt("192.0.2.31");
    await supervisor.pair(otherTv, "Other");
    const away = await supervisor.order(view.id, "identify");
    expect([away.status, (await away.json<Problem>()).detail]).toEqual([
      409,
      expect.stringContaining("`Hall`"),
    ]);
    const [screen, other, person] = [
      await tv.open(),
      await otherTv.open(),
      await openScreen(tenant, null, "?screen=hall"),
    ];
    await until(supervisor.screens, (all) => all.every(({ isOnline }) => isOnline));
    for (const order of ["identify", "reload"])
      expect((await supervisor.order(view.id, order)).status).toBe(200);
    await until(
      async () => screen.orders,
      (orders) => orders.length === 2,
    );
    expect(screen.orders).toMatchObject([
      { order: "identify", number: view.number },
      { order: "reload", number: view.number },
    ]);
    expect([other.orders, person.orders]).toEqual([[], []]);
    expect((await supervisor.order(view.id, "explode")).status).toBe(400);
    expect((await supervisor.order("nowhere", "reload")).status).toBe(404);
    expect((await deedsOf(tenant)).slice(0, 2)).toEqual([
      "Maria reload screens/hall",
      "Maria identify screens/hall",
    ]);
  });

  it("gets another board, and hears of it by the setup's revision", async () => {
    const { tenant, supervisor, tv, view } = await paired("follows", "192.0.2.32");
    const screen = await tv.open();
    await until(
      async () => screen.replica.setupRevision,
      (revision) => revision !== null,
    );
    const before = screen.replica.setupRevision;
    expect((await supervisor.reassign(view.id, "nowhere")).status).toBe(400);
    expect(await (await supervisor.reassign(view.id, "queues")).json<ScreenView>()).toMatchObject({
      board: "queues",
    });
    await until(
      async () => screen.replica.setupRevision,
      (revision) => revision !== before,
    );
    const wall: WallSetup = await (await tv.ask("GET", "/api/tv/wall")).json();
    expect([wall.revision, wall.screen?.board, wall.boards.map(({ id }) => id)]).toEqual([
      screen.replica.setupRevision,
      "queues",
      ["queues"],
    ]);
    expect(await deedsOf(tenant)).toEqual(["Maria reassigned screens/hall", "Maria paired screens/hall"]);
  });

  it("keeps its socket when its desk is built anew; one that lost its credential meanwhile is closed then", async () => {
    const tenant = registered("televised");
    await tenant.add();
    const supervisor = supervisorOf(tenant);
    const [tv, goneTv] = [televisionAt("192.0.2.36"), televisionAt("192.0.2.37")];
    await supervisor.pair(tv, "Stays");
    const gone = await supervisor.pair(goneTv, "Goes");
    const [stays, goes] = [await tv.open(), await goneTv.open()];
    await until(
      async () => [stays, goes].map(({ replica }) => replica.agents.size),
      (counts) => counts.every((count) => count > 0),
    );
    await runInDurableObject(tenant.stub(), (_, { storage }) => {
      storage.sql.exec("UPDATE screen SET credential = NULL WHERE id = ?", gone.id);
    });
    // Its token is another one meanwhile; it is the same television.
    await tv.age(BOUNDS.screenCredentialRenewMs);
    const { jti } = tv.claims();
    expect([(await tv.session()).status, (await tv.session()).status]).toEqual([200, 200]);
    expect(tv.claims().jti).not.toBe(jti);
    const { epoch } = stays.replica;
    await tenant.change({ zone: "Europe/Paris" });
    await until(
      async () => goes.closed,
      (closed) => closed.length > 0,
    );
    expect(goes.closed).toEqual([{ code: CLOSE.revoked, reason: "revoked" }]);
    await until(
      async () => stays.replica.epoch,
      (now) => now !== epoch,
    );
    expect(stays.closed).toEqual([]);
    expect((await supervisor.order("stays", "identify")).status).toBe(200);
    await until(
      async () => stays.orders,
      (orders) => orders.length === 1,
    );
  });

  it("goes on after a restart; one that lost its credential meanwhile does not", async () => {
    const { tenant, supervisor, tv, view } = await paired("lasts", "192.0.2.33");
    const goneTv = televisionAt("192.0.2.34");
    const gone = await supervisor.pair(goneTv, "Gone");
    const waiting = televisionAt("192.0.2.35");
    const offer = await waiting.offer();
    await runInDurableObject(tenant.stub(), (_, { storage }) => {
      storage.sql.exec("UPDATE screen SET credential = NULL WHERE id = ?", gone.id);
    });
    await abortAllDurableObjects();
    const screen = await tv.open();
    await until(
      async () => screen.replica.agents.size,
      (agents) => agents > 0,
    );
    expect((await goneTv.live()).status).toBe(401);
    expect((await supervisor.screens()).find(({ id }) => id === view.id)).toMatchObject({
      ...{ number: view.number, paired: view.paired },
    });
    expect((await supervisor.confirm(offer.code, { name: "Waited", board: "floor" })).status).toBe(200);
    expect(await waiting.claim(offer)).toBe("paired");
  });
});
