/**
 * Every operation of the catalogue, asked by everybody who may not, and by somebody who may. What is added to the catalogue is
 * tested by being there.
 */
import { env } from "cloudflare:workers";
import { OPERATIONS, type Operation } from "@callboard/api";
import { ROLES, type Role, type SessionView } from "@callboard/tenancy";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deskOf, registryOf } from "../desks.ts";
import { keepingCookie, signCredential } from "../screens/credential.ts";
import { type AccessTeam, accessTeam, askDeployed, DEPLOYED } from "../testing/access.ts";
import { ask, ORIGIN } from "../testing/tenant.ts";
import { UNKNOWN_TENANT } from "./refusals.ts";
import { forgetPeople } from "./session.ts";
import { vouched } from "./whose.ts";

/** Two tenants of the registry, paused: nothing is dialled for them. */
const OURS = "gate-ours";
const THEIRS = "gate-theirs";
const METRICS_TOKEN = "a-token-of-the-scraper-of-these-tests";
const OWNERS = "email:owner@example.com";
/** Without the tenants of other tests: what is about all tenants would wake theirs. */
const SETTINGS = {
  ...{ CALLBOARD_METRICS_TOKEN: METRICS_TOKEN, CALLBOARD_OWNERS: OWNERS, CALLBOARD_TENANTS: "" },
};

const tenantWith = (name: string, domain: string) => ({
  ...{ name, zone: "UTC", region: "eu", label: name, clientId: "id", clientSecret: "s3cret-of-tests" },
  people: ROLES.map((role) => ({ kind: "email", who: `${role}@${domain}`, role })),
});

async function paused(id: string): Promise<void> {
  const view = await registryOf(env).view(id);
  const revision = view?.kind === "done" ? view.value.revision : 0;
  await registryOf(env).pause(id, { by: "a test", revision });
}

let team: AccessTeam;
const tokens = new Map<string, string>();
let cookie = "";

const tokenOf = (who: string): string => tokens.get(who) ?? "";

beforeAll(async () => {
  team = await accessTeam();
  const registry = registryOf(env);
  for (const [id, domain] of [
    [OURS, "ours.example"],
    [THEIRS, "theirs.example"],
  ] as const) {
    await registry.put(id, { by: "a test", revision: 0, value: tenantWith(id, domain) });
    await paused(id);
  }
  // Added past the API: what the gate heard just now, for another test, knows nothing of them.
  forgetPeople();
  for (const who of [
    ...ROLES.flatMap((role) => [`${role}@ours.example`, `${role}@theirs.example`]),
    ...["owner@example.com", "nobody@example.com"],
  ])
    tokens.set(who, await team.token({ sub: who, email: who }));
  const jti = crypto.randomUUID() + crypto.randomUUID();
  const credential = await signCredential(env, { tenant: OURS, screen: "lobby", jti });
  cookie = keepingCookie(new Request(DEPLOYED), credential ?? "").split(";")[0] ?? "";
});
afterAll(async () => {
  team.stop();
  for (const id of [OURS, THEIRS]) await paused(id);
});

/** The operation's address with its parameters; sockets are asked for as a page of ours would. */
function asked({ method, path, media }: Operation, tenant: string, headers: Record<string, string> = {}) {
  const address = path.replace("{tenant}", tenant).replace(/\{\w+\}/g, "some");
  const upgrade: Record<string, string> =
    media === "websocket" ? { upgrade: "websocket", origin: DEPLOYED } : {};
  // A revision that there never is: nobody changes anything here.
  const body = method === "GET" ? {} : { body: JSON.stringify({ revision: -1 }) };
  return {
    path: `/api${address}`,
    init: { method, headers: { "content-type": "application/json", ...upgrade, ...headers }, ...body },
  };
}

async function answered(
  operation: Operation,
  {
    tenant = OURS,
    token,
    headers = {},
  }: { tenant?: string; token?: string; headers?: Record<string, string> },
) {
  const { path, init } = asked(operation, tenant, headers);
  const response = await askDeployed(team, path, token === undefined ? init : { ...init, token }, SETTINGS);
  const isProblem = response.headers.get("content-type")?.includes("problem+json") ?? false;
  const problem = isProblem ? await response.json<{ title: string; detail: string }>() : null;
  if (!isProblem) await response.body?.cancel();
  response.webSocket?.accept();
  response.webSocket?.close(1000);
  return { status: response.status, title: problem?.title ?? null, detail: problem?.detail ?? null };
}

const isRole = (needs: string): needs is Role => ROLES.some((role) => role === needs);
const people = OPERATIONS.filter(({ needs }) => needs === "person" || needs === "owner" || isRole(needs));
const ofTenants = OPERATIONS.filter(({ path }) => path.startsWith("/tenants/{tenant}"));
const screens = OPERATIONS.filter(({ needs }) => needs === "screen");
const named = <One extends Operation>(operations: readonly One[]) =>
  operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const);

/** What none of those who may not are ever answered with. */
const REFUSALS = [
  "Not signed in",
  "Not paired",
  "Not allowed",
  "Unknown tenant",
  "Wrong token",
  "No token set",
  "Sign-in not checked",
  "No sign-in set up",
];

describe("without any sign-in", () => {
  it.each(named(people))("nothing of people's is answered: %s", async (_, operation) => {
    expect(await answered(operation, {})).toMatchObject({ status: 401, title: "Not signed in" });
  });

  it.each(named(screens))("nothing of screens' is answered: %s", async (_, operation) => {
    expect(await answered(operation, {})).toMatchObject({ status: 401, title: "Not paired" });
  });

  it("no figures are answered, nor with a token that is nearly right", async () => {
    for (const authorization of [
      ...["", "Bearer", `Bearer ${METRICS_TOKEN}x`, `Bearer ${METRICS_TOKEN.slice(0, -1)}`],
      ...[`Basic ${btoa(METRICS_TOKEN)}`, METRICS_TOKEN],
    ]) {
      const response = await askDeployed(team, "/api/metrics", { headers: { authorization } }, SETTINGS);
      expect(response.status).toBe(401);
    }
    const unset = { CALLBOARD_METRICS_TOKEN: "" };
    const bare = await askDeployed(team, "/api/metrics", { headers: { authorization: "Bearer " } }, unset);
    expect(bare.status).toBe(401);
  });
});

describe("another tenant's administrator", () => {
  it.each(named(ofTenants))("learns nothing here, not even that it is there: %s", async (_, operation) => {
    const token = tokenOf("administrator@theirs.example");
    const here = await answered(operation, { token });
    const nowhere = await answered(operation, { token, tenant: "gate-nowhere" });
    expect(here).toMatchObject({ status: 404, title: "Unknown tenant" });
    expect(here).toEqual(nowhere);
  });
});

describe("a screen's credential", () => {
  it.each(named(people))("is worth nothing where people ask: %s", async (_, operation) => {
    expect(await answered(operation, { headers: { cookie } })).toMatchObject({ status: 401 });
  });

  it("is worth nothing for the figures", async () => {
    const response = await askDeployed(team, "/api/metrics", { headers: { cookie } }, SETTINGS);
    expect(response.status).toBe(401);
  });
});

describe("a person's sign-in, and the scraper's token", () => {
  it.each(named(screens))("are worth nothing where screens ask: %s", async (_, operation) => {
    const token = tokenOf("administrator@ours.example");
    expect(await answered(operation, { token })).toMatchObject({ status: 401, title: "Not paired" });
  });

  it.each(named(people))("the scraper's is worth nothing where people ask: %s", async (_, operation) => {
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
    expect(await answered(operation, { headers })).toMatchObject({ status: 401, title: "Not signed in" });
  });
});

describe("too low a role", () => {
  const low = OPERATIONS.flatMap((operation) => {
    const rank = isRole(operation.needs) ? ROLES.indexOf(operation.needs) : 0;
    return ROLES.slice(0, Math.max(0, rank)).map(
      (role) => [`${role}: ${operation.method} ${operation.path}`, role, operation] as const,
    );
  });
  it.each(low)("is told which it needs and whom to ask, as a %s", async (_, role, operation) => {
    const answer = await answered(operation, { token: tokenOf(`${role}@ours.example`) });
    expect(answer).toMatchObject({ status: 403, title: "Not allowed" });
    expect(answer.detail).toContain(`role ${operation.needs}`);
    expect(answer.detail).toContain("administrators");
  });

  const owners = OPERATIONS.filter(({ needs }) => needs === "owner");
  it.each(named(owners))("is what everybody has for what is the owners': %s", async (_, operation) => {
    const answer = await answered(operation, { token: tokenOf("administrator@ours.example") });
    expect(answer).toMatchObject({ status: 403, title: "Not allowed" });
    expect(answer.detail).toContain("owners");
  });
});

describe("whoever may", () => {
  /** Those would end what the other tests ask for. */
  const ENDING: readonly string[] = ["removeTenant"];
  const may = OPERATIONS.filter(({ needs, id }) => isRole(needs) && !ENDING.includes(id));
  it.each(named(may))("is let in: %s", async (_, operation) => {
    const answer = await answered(operation, { token: tokenOf(`${operation.needs}@ours.example`) });
    expect(REFUSALS).not.toContain(answer.title);
  });

  it.each(named(OPERATIONS.filter(({ needs }) => needs === "owner")))(
    "is let in as an owner: %s",
    async (_, operation) => {
      const answer = await answered(operation, {
        tenant: "gate-owned",
        token: tokenOf("owner@example.com"),
      });
      expect(answer.status).not.toBe(401);
      expect(answer.status).not.toBe(403);
    },
  );

  it("sees nothing of a floor as an owner who was granted nothing there, and the tenant's record all the same", async () => {
    for (const operation of ofTenants) {
      const answer = await answered(operation, { token: tokenOf("owner@example.com"), tenant: THEIRS });
      const isRecord = ["tenant", "changeTenant", "pauseTenant", "resumeTenant", "checkTenant"].includes(
        operation.id,
      );
      if (operation.needs === "owner") continue;
      // By the gate's own sentence: a route may not know the tenant for a reason of its own.
      expect([operation.id, answer.detail === UNKNOWN_TENANT.detail]).toEqual([operation.id, !isRecord]);
    }
  });

  it("is told who they are and where they may look, and nothing of other tenants", async () => {
    const response = await askDeployed(team, "/api/session", { token: tokenOf("supervisor@ours.example") });
    const session = await response.json<SessionView>();
    expect(session).toMatchObject({ isLocal: false, isOwner: false });
    expect(session.expiresAt).toBeGreaterThan(Date.now());
    expect(session.tenants).toEqual([
      { id: OURS, name: OURS, role: "supervisor", state: expect.stringMatching(/^(active|paused)$/) },
    ]);
    const stranger = await askDeployed(team, "/api/session", { token: tokenOf("nobody@example.com") });
    expect((await stranger.json<SessionView>()).tenants).toEqual([]);
  });

  it("acts in their own name, whatever name they send", async () => {
    const view = await registryOf(env).view(OURS);
    const revision = view?.kind === "done" ? view.value.revision : 0;
    const put = await askDeployed(
      team,
      `/api/tenants/${OURS}/change?by=Somebody`,
      {
        method: "POST",
        token: tokenOf("administrator@ours.example"),
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ by: "Somebody else", revision, value: tenantWith(OURS, "ours.example") }),
      },
      SETTINGS,
    );
    expect(put.status).toBe(200);
    const deeds = await registryOf(env).deeds({});
    const newest = deeds?.kind === "done" ? deeds.value.deeds.find(({ subject }) => subject === OURS) : null;
    expect(newest).toMatchObject({ what: "changed", by: "administrator@ours.example" });
  });
});

describe("the socket's upgrade", () => {
  const live = (headers: Record<string, string>) =>
    ask("/api/tenants/reads/live", { headers: { upgrade: "websocket", ...headers } });

  it.each([
    ["none", {}],
    ["another site's", { origin: "https://elsewhere.example" }],
    ["one that begins alike", { origin: `${ORIGIN}.elsewhere.example` }],
    ["another port's", { origin: `${ORIGIN}:8080` }],
    ["another scheme's", { origin: ORIGIN.replace("http", "https") }],
    ["that of a page without one", { origin: "null" }],
  ])("is refused with an Origin that is not our own page's: %s", async (_, headers) => {
    const response = await live(headers);
    expect(response.status).toBe(403);
    expect(response.webSocket).toBeNull();
  });

  it("asks for the name of the object itself: a seat of another tenant's, or one that somebody sends, opens nothing", async () => {
    const desk = deskOf(env, vouched("reads", "registry"));
    const seat = {
      ...{
        tenant: "viewers",
        role: "administrator",
        by: "x",
        screen: null,
        credential: null,
        expiresAt: null,
      },
    };
    for (const headers of [
      {},
      { "x-callboard-seat": encodeURIComponent(JSON.stringify(seat)) },
      { "x-callboard-seat": "not a seat" },
    ] as Record<string, string>[]) {
      const response = await desk.fetch("https://desk.example/", {
        headers: { upgrade: "websocket", ...headers },
      });
      expect(response.status).toBe(403);
    }
    const smuggled = await askDeployed(team, `/api/tenants/${OURS}/live`, {
      token: tokenOf("nobody@example.com"),
      headers: {
        ...{ upgrade: "websocket", origin: DEPLOYED },
        "x-callboard-seat": encodeURIComponent(JSON.stringify({ ...seat, tenant: OURS })),
      },
    });
    expect(smuggled.status).toBe(404);
  });
});
