import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { BoardPlan, PrivacySetup } from "@callboard/boards";
import { BOUNDS, NO_SITE_SHIFTS } from "@callboard/core";
import type { Board, BoardAgent } from "@callboard/protocol";
import { type ImportView, presetSetup, SetupBook } from "@callboard/setup";
import { describe, expect, it } from "vitest";
import { deskOf } from "./desks.ts";
import { vouched } from "./gate/whose.ts";
import { migrate } from "./storage/migrations.ts";
import { SqlLedger } from "./storage/sql-ledger.ts";
import { sqlPort } from "./storage/sql-port.ts";
import { send } from "./testing/alerting.ts";
import { openScreen, type Screen } from "./testing/screen.ts";
import { type Problem, setupOf } from "./testing/setup.ts";
import { ask, isLive, type TestTenant, tenantOf, until } from "./testing/tenant.ts";

const CODE = "READY_TRAINING";
const CODES = [{ code: CODE, label: "In training", takesContacts: false }];

const settled = (tenant: TestTenant) =>
  until(tenant.status, (seen) => isLive(seen) && seen.profiles.awaited === 0);

/** How this agent is judged while the board has the label for their code: the world gives it to others, too, now and then. */
const judged = (board: Board, agent: string, label: string) =>
  board.agents
    .filter(({ id, status }) => id === agent && status === label)
    .map(({ routability }) => routability);

/** Gives somebody who is at work the code, ready. */
async function giveCode(tenant: TestTenant): Promise<string> {
  const isRoutable = ({ routability }: BoardAgent) => routability.kind === "routable";
  const { agents } = await until(tenant.board, (board) => board.agents.some(isRoutable), 20_000);
  const agent = agents.find(isRoutable);
  if (agent === undefined) throw new Error("nobody is routable");
  await tenant.force(agent.id, "READY", CODE);
  await until(tenant.board, (board) =>
    board.agents.some(({ id, status }) => id === agent.id && status === CODE),
  );
  return agent.id;
}

describe("a status code that takes no contacts", () => {
  it("makes who is READY with it not routable at once, under the site's own word", async () => {
    const tenant = tenantOf("sets");
    await settled(tenant);
    const agent = await giveCode(tenant);
    expect(judged(await tenant.board(), agent, CODE)).toEqual([{ kind: "routable" }]);
    await setupOf(tenant).set("codes", CODES);
    expect(judged(await tenant.board(), agent, "In training")).toEqual([
      { kind: "notRoutable", reason: "statusCode", detail: "In training" },
    ]);
  });

  it("is in force after a restart, before any event is taken", async () => {
    const tenant = tenantOf("stays");
    await settled(tenant);
    await until(tenant.status, ({ record }) => record.checkpoints > 0);
    const agent = await giveCode(tenant);
    const setup = setupOf(tenant);
    await setup.set("codes", CODES);
    const { revision } = await setup.view("codes");
    // What is not in a row of the log yet would not be there after the restart.
    const { rows } = (await tenant.status()).record;
    await until(tenant.status, ({ record }) => record.rows > rows + 1);
    await tenant.fault({ fault: "refuse", where: "token", status: 503 });
    await abortAllDurableObjects();
    const board = await tenant.board();
    expect(board.feed.state).not.toBe("live");
    expect(judged(board, agent, "In training")).toHaveLength(1);
    expect(await setup.view("codes")).toMatchObject({ revision, changed: { by: "Maria" }, value: CODES });
    await tenant.calm();
  });
});

describe("settings over HTTP", () => {
  const setup = setupOf(tenantOf("imports"));

  it("are answered whole, with nobody's revision 0 at first", async () => {
    const all = await (await setup.get("setup")).json<{ name: string; revision: number }[]>();
    expect(all.map(({ name }) => name)).toEqual([
      ...["general", "codes", "shifts", "goals", "privacy", "boards", "screens"],
    ]);
    expect(await setup.view("general")).toEqual({
      ...{ name: "general", revision: 0, changed: null },
      value: { name: "Test imports", zone: "Europe/Berlin", language: "en" },
    });
  });

  it("are refused with a 409 where somebody was quicker, and with complaints where they are wrong", async () => {
    await setup.set("codes", CODES);
    const late = await setup.put("setup/codes", { by: "Jo", revision: 0, value: [] });
    expect(late.status).toBe(409);
    expect(late.headers.get("content-type")).toBe("application/problem+json");
    expect((await late.json<Problem>()).detail).toContain("`Maria` changed `codes` at");
    const { revision } = await setup.view("codes");
    const wrong = await setup.put("setup/codes", { by: "Jo", revision, value: [{ code: "A" }] });
    expect(wrong.status).toBe(400);
    expect((await wrong.json<Problem>()).complaints).toEqual([
      "Code 1 (`A`): `label` is missing.",
      "Code 1 (`A`): `takesContacts` is missing.",
    ]);
    const checked = await setup.post("setup/screens/check", { value: [{ id: "hall" }] });
    expect((await checked.json<{ complaints: string[] }>()).complaints).toContain(
      "Screen 1 (`hall`): `board` is missing.",
    );
  });

  it("are imported from a CSV: tried first, then saved, all or nothing", async () => {
    const { revision } = await setup.view("codes");
    const bad = "code;label;takes_contacts\nLUNCH;At lunch;no\nX;Perhaps;maybe";
    const trial = await setup.post("setup/codes/import", { csv: bad, isTrial: true });
    const seen = await trial.json<ImportView<"codes">>();
    expect(seen).toMatchObject({ isSaved: false, revision, rows: 2, complaints: [{ row: 3 }] });
    expect(seen.value.map(({ code }) => code)).toEqual([CODE, "LUNCH"]);
    const refused = await setup.post("setup/codes/import", { csv: bad, by: "Jo" });
    expect(refused.status).toBe(400);
    expect((await refused.json<Problem>()).complaints?.[0]).toMatch(/^Row 3: /);
    const good = { csv: "\ufeffcode,label,takes_contacts\r\nLUNCH,At lunch,no\r\n", by: "Jo", revision };
    const saved = await (await setup.post("setup/codes/import", good)).json<ImportView<"codes">>();
    expect(saved).toMatchObject({ isSaved: true, rows: 1, complaints: [] });
    expect(saved.revision).toBeGreaterThan(revision);
    expect((await setup.post("setup/codes/import", good)).status).toBe(409);
    expect((await setup.view("codes")).value).toHaveLength(2);
  });

  it("are exported as a file, and their changes are listed newest first", async () => {
    const file = await setup.get("setup/codes/export.csv");
    expect(file.headers.get("content-type")).toContain("text/csv");
    expect(file.headers.get("content-disposition")).toContain('filename="codes.csv"');
    expect(await file.text()).toContain(`${CODE},In training,no`);
    const log = await (await setup.get("setup/log?limit=1")).json<{ deeds: unknown[]; before: number }>();
    expect(log.deeds).toMatchObject([{ by: "Jo", what: "changed", subject: "codes" }]);
    expect(log.before).toBeGreaterThan(1);
  });

  it.each([
    ["GET", "setup/lanes"],
    ["PUT", "setup/__proto__"],
    ["GET", "setup/codes/LUNCH"],
    ["POST", "setup/goals/import"],
    ["GET", "setup/goals/export.csv"],
    ["GET", "setup/boards/none"],
    ["GET", "wall?board=none"],
    ["GET", "wall?screen=none"],
  ])("are not there: %s %s", async (method, path) => {
    const response = method === "GET" ? await setup.get(path) : await send(method, setup.at(path), {});
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });

  it("may be larger than other bodies, up to a bound of their own", async () => {
    const bodies = setupOf(tenantOf("bodies"));
    const aliases = Array.from({ length: 5_000 }, (_, n) => ({
      agentId: `agent-${n}`,
      alias: `Falcon ${n}`,
    }));
    const privacy: PrivacySetup = { names: "alias", aliases };
    expect(JSON.stringify(privacy).length).toBeGreaterThan(BOUNDS.apiBodyBytesMax);
    await bodies.set("privacy", privacy);
    expect((await bodies.view("privacy")).value.aliases).toHaveLength(5_000);
    const huge = await bodies.post("setup/codes/import", { csv: "x".repeat(BOUNDS.setupBodyBytesMax) });
    expect(huge.status).toBe(413);
    expect((await huge.json<Problem>()).detail).toContain("4096 kB");
  });
});

const floorOf = async (tenant: TestTenant): Promise<BoardPlan> => {
  const board = (await setupOf(tenant).wall()).boards[0];
  if (board === undefined) throw new Error("no board");
  return board;
};

describe("a board that is edited", () => {
  it("reaches its screens with their next beat, and is what they get when they ask", async () => {
    const tenant = tenantOf("edits");
    await settled(tenant);
    const setup = setupOf(tenant);
    const screen = await openScreen(tenant, null, "?board=floor");
    await until(
      async () => screen.frames.length,
      (count) => count > 0,
    );
    expect(screen.replica.setupRevision).toBe(0);
    const value = { ...(await floorOf(tenant)), name: "Our floor" };
    const put = await setup.put("setup/boards/floor", { by: "Jo", revision: 0, value });
    expect(await put.json()).toMatchObject({ id: "floor", revision: 1, changed: { by: "Jo" } });
    await until(
      async () => screen.replica.setupRevision,
      (revision) => revision === 1,
      1_000,
    );
    expect(await setup.wall("?board=floor")).toMatchObject({ revision: 1, boards: [{ name: "Our floor" }] });
    expect((await setup.put("setup/boards/floor", { by: "Al", revision: 0, value })).status).toBe(409);
  });

  it("is not removed while a screen shows it; the screen goes first", async () => {
    const setup = setupOf(tenantOf("edits"));
    const hall = { id: "hall", name: "Hall", board: "queues" };
    expect((await setup.put("setup/screens/hall", { by: "Jo", revision: null, value: hall })).status).toBe(
      200,
    );
    const removeAt = (path: string, revision: number) =>
      ask(setup.at(`${path}?by=Jo&revision=${revision}`), { method: "DELETE" });
    const refused = await removeAt("setup/boards/queues", 0);
    expect(refused.status).toBe(409);
    expect((await refused.json<Problem>()).complaints?.[0]).toContain(
      "The screen `Hall` shows the board `queues`",
    );
    expect(await setup.wall("?screen=hall")).toMatchObject({
      screen: { id: "hall" },
      boards: [{ id: "queues" }],
    });
    const { revision } = await (await setup.get("setup/screens/hall")).json<{ revision: number }>();
    expect((await removeAt("setup/screens/hall", revision)).status).toBe(200);
    expect((await removeAt("setup/boards/queues", 0)).status).toBe(200);
    expect((await setup.get("wall?board=queues")).status).toBe(404);
    expect((await tenantOf("edits").live("?board=queues")).status).toBe(404);
  });
});

/** Everything that the socket brings, as text. */
function overheard(screen: Screen): string[] {
  const texts: string[] = [];
  screen.socket.addEventListener("message", ({ data }) => texts.push(String(data)));
  return texts;
}

describe("the names on a wall", () => {
  const namesOf = async (tenant: TestTenant): Promise<readonly string[]> =>
    (await tenant.board()).agents.map(({ name }) => name);

  it("are aliases where its board says so, whatever the address asks for: no full name is on the wire", async () => {
    const tenant = tenantOf("names");
    await settled(tenant);
    const setup = setupOf(tenant);
    const full = await namesOf(tenant);
    const { agents } = await tenant.board();
    const aliases = agents.slice(0, 3).map(({ id }, n) => ({ agentId: id, alias: `Falcon ${n}` }));
    await setup.set("privacy", { names: "short", aliases });
    const value = { ...(await floorOf(tenant)), names: "alias" };
    await setup.put("setup/boards/floor", { by: "Jo", revision: 0, value });
    const screen = await openScreen(tenant, null, "?board=floor&names=full");
    const texts = overheard(screen);
    await until(
      async () => screen.replica.agents.size,
      (size) => size === agents.length,
    );
    const wire = texts.join("");
    expect(wire).toContain("Falcon 1");
    expect(full.filter((name) => wire.includes(name))).toEqual([]);
    const short = full.map((name) => name.replace(/^(\S+).*\s(\S)\S*$/u, "$1 $2."));
    expect(short.filter((name) => wire.includes(JSON.stringify(name)))).toEqual([]);
  });

  it("change on the screens that are there when the board's setting does, and when somebody gets an alias", async () => {
    const tenant = tenantOf("renames");
    await settled(tenant);
    const setup = setupOf(tenant);
    const [first] = (await tenant.board()).agents;
    if (first === undefined) throw new Error("nobody is there");
    const board = await floorOf(tenant);
    const boards = (names: BoardPlan["names"]) => setup.set("boards", [{ ...board, names }]);
    await boards("full");
    const screen = await openScreen(tenant, null, "?board=floor");
    const shown = async () => screen.replica.agents.get(first.id)?.name;
    expect(await until(shown, (name) => name !== undefined)).toBe(first.name);
    await boards("alias");
    expect(await until(shown, (name) => name !== first.name)).toMatch(/^Agent /);
    await setup.set("privacy", { names: "short", aliases: [{ agentId: first.id, alias: "Osprey" }] });
    await until(shown, (name) => name === "Osprey");
    expect(screen.closed).toEqual([]);
    await boards("full");
    await until(shown, (name) => name === first.name);
  });
});

describe("the sites of a wall", () => {
  it("come from the calendar, and a screen hears when that is changed", async () => {
    const tenant = tenantOf("sites");
    await settled(tenant);
    const setup = setupOf(tenant);
    expect((await setup.wall()).sites).toEqual([]);
    const screen = await openScreen(tenant);
    await until(
      async () => screen.frames.length,
      (count) => count > 0,
    );
    const site = {
      id: "lyon",
      name: "Lyon",
      zone: "Europe/Paris",
      teams: ["Sales"],
      queues: [],
      open: [],
      holidays: [],
    };
    const calendar = { by: "Jo", zone: "Europe/Berlin", open: [], holidays: [], sites: [site] };
    expect((await setup.put("calendar", calendar)).status).toBe(200);
    await until(
      async () => screen.replica.setupRevision,
      (revision) => revision === 1,
      1_000,
    );
    const wall = await setup.wall();
    expect(wall).toMatchObject({
      revision: 1,
      sites: [{ id: "lyon", name: "Lyon", zone: "Europe/Paris", teams: ["Sales"], isOpen: null }],
    });
  });
});

describe("an object of an earlier build", () => {
  it("gets the tables of settings beside its own, and keeps what it has", () =>
    runInDurableObject(deskOf(env, vouched("setup-earlier", "registry")), (_, { storage }) => {
      migrate(storage, 2);
      storage.sql.exec(
        "INSERT INTO log (from_seq, to_seq, at, clock, feed, body, events) VALUES (1, 3, 1000, 900, 'live', '[1]', '[]')",
      );
      const site = {
        ...{
          name: "Earlier",
          zone: "UTC",
          statusCodes: new Map(),
          queueGoals: new Map(),
          shifts: NO_SITE_SHIFTS,
        },
        queueGoal: { thresholdSeconds: 20, shortAbandonSeconds: 20, goalPct: 80, variant: "ignoreAbandons" },
      } as const;
      const open = () =>
        new SetupBook({
          ...{ sql: sqlPort(storage), presets: presetSetup(site), onChange: () => undefined },
          clock: { now: () => 1_000 },
        });
      expect(open().put("codes", { by: "Jo", revision: 0, value: CODES })).toMatchObject({ kind: "done" });
      expect(open().view("codes")).toMatchObject({
        revision: 1,
        changed: { by: "Jo", at: 1_000 },
        value: CODES,
      });
      expect([...new SqlLedger(storage).logAfter(0)]).toHaveLength(1);
    }));
});
