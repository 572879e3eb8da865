import { expect, test } from "vitest";
import { ALL, askToken, basic, get, rows, type SignIn, small, token } from "../test/client.ts";

test("POST /oauth2/token gives a bearer token with the granted scopes, as the guide's section 1", async () => {
  await using simulator = await small({ expiresInSeconds: 90 });
  const response = await askToken(simulator.url);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    access_token: expect.stringMatching(/^\S{20,}$/),
    token_type: "Bearer",
    expires_in: 90,
    scope: ALL,
  });
});

test("granted scopes are those asked for and allowed", async () => {
  const limited = { id: "limited", secret: "s:with:colons", tenant: "demo", scopes: ["realtime:read"] };
  await using simulator = await small({ clients: [limited] });
  const scopeOf = async (options: SignIn): Promise<unknown> =>
    Object(await (await askToken(simulator.url, options)).json()).scope;
  expect(await scopeOf({ scope: "users:read nonsense" })).toBe("users:read");
  expect(await scopeOf({ scope: "" })).toBe(ALL);
  expect(await scopeOf({ client: "limited", secret: limited.secret })).toBe("realtime:read");
  const none = await askToken(simulator.url, { scope: "nonsense" });
  expect(none.status).toBe(400);
  expect(await none.json()).toMatchObject({ error: "invalid_scope" });
});

test.each([
  ["a wrong secret", { secret: "wrong" }, 401, "invalid_client"],
  ["an unknown client", { client: "nobody" }, 401, "invalid_client"],
  ["another tenant's secret", { secret: "other-secret" }, 401, "invalid_client"],
  ["another grant", { grant: "password" }, 400, "unsupported_grant_type"],
])("the token endpoint refuses %s", async (_name, options, status, error) => {
  await using simulator = await small({ tenants: ["demo", "other"] });
  const response = await askToken(simulator.url, options);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error });
});

test.each([
  ["no credentials", {}, "grant_type=client_credentials", 401],
  [
    "a body that is no form",
    { authorization: basic("demo", "demo-secret"), "content-type": "application/json" },
    "{}",
    400,
  ],
  ["a body without bounds", { authorization: basic("demo", "demo-secret") }, "x".repeat(100_000), 413],
])("the token endpoint refuses %s", async (_name, headers: Record<string, string>, body, status) => {
  await using simulator = await small();
  const response = await fetch(`${simulator.url}/oauth2/token`, { method: "POST", headers, body });
  expect(response.status).toBe(status);
  expect(await response.json()).toHaveProperty("error");
});

test("users, skills and agents have the shapes of DIALECT.md", async () => {
  await using simulator = await small();
  const bearer = await token(simulator.url);
  const users = await rows(simulator.url, "/api/v2/users", bearer);
  expect(users).toHaveLength(24);
  expect(Object.keys(users[0] ?? {})).toEqual([
    "id",
    "user_id",
    "first_name",
    "last_name",
    "name",
    "team_id",
    "team_name",
    "active",
  ]);
  const ids = users.map((user) => String(user.id));
  const skills = await get(simulator.url, `/api/v2/users/${ids[0]}/skills`, bearer);
  expect(skills.body).toMatchObject({ user_id: ids[0], skills: expect.any(Array) });
  const some = await rows(
    simulator.url,
    `/api/v2/realtime/agents?user_ids=${ids[3]},nobody,${ids[1]},${ids[1]}`,
    bearer,
  );
  expect(some.map((agent) => agent.user_id)).toEqual([ids[3], ids[1]]);
  expect(Object.keys(some[0] ?? {})).toEqual([
    "user_id",
    "state",
    "state_code",
    "queue_id",
    "call_id",
    "direction",
    "duration_seconds",
    "last_updated",
  ]);
  expect(await rows(simulator.url, "/api/v2/realtime/agents", bearer)).toHaveLength(24);
  expect(await rows(simulator.url, "/api/v2/realtime/agents?user_ids=", bearer)).toHaveLength(0);
});

test("the guide's trap: without users:read lists are empty, not forbidden, and the stream still runs", async () => {
  await using simulator = await small();
  const bearer = await token(simulator.url, { scope: "realtime:read" });
  expect(await get(simulator.url, "/api/v2/users", bearer)).toEqual({ status: 200, body: [] });
  expect(await get(simulator.url, "/api/v2/realtime/agents", bearer)).toEqual({ status: 200, body: [] });
});

test("without realtime:read the agents are forbidden, with a JSON body", async () => {
  await using simulator = await small();
  const bearer = await token(simulator.url, { scope: "users:read" });
  expect(await get(simulator.url, "/api/v2/realtime/agents", bearer)).toMatchObject({
    status: 403,
    body: { error: "insufficient_scope" },
  });
});

test.each([
  ["/api/v2/users/nobody/skills", 404],
  ["/api/v2/users/%E0%A4%A/skills", 404],
  ["/api/v2/nothing", 404],
  [`/api/v2/realtime/agents?user_ids=${"a,".repeat(9_000)}`, 414],
  ["/api/v2/realtime/stream", 426],
])("GET %.40s is answered %i in JSON", async (path, status) => {
  await using simulator = await small();
  const answer = await get(simulator.url, path, await token(simulator.url));
  expect(answer).toMatchObject({ status, body: { error: expect.any(String) } });
});

test("a wrong method is told which is right", async () => {
  await using simulator = await small();
  const response = await fetch(`${simulator.url}/api/v2/users`, { method: "POST" });
  expect([response.status, response.headers.get("allow")]).toEqual([405, "GET"]);
});

test("without a token, with a stranger's and with an expired one REST answers 401", async () => {
  await using simulator = await small({ expiresInSeconds: 1 });
  const bearer = await token(simulator.url);
  expect((await fetch(`${simulator.url}/api/v2/users`)).status).toBe(401);
  expect((await get(simulator.url, "/api/v2/users", "stranger")).status).toBe(401);
  await expect
    .poll(async () => (await get(simulator.url, "/api/v2/users", bearer)).status, { timeout: 4_000 })
    .toBe(401);
});

test("tenants are apart: other people, other queues, and a token opens only its own", async () => {
  await using simulator = await small({ tenants: ["demo", "other"] });
  const idsOf = async (client: string): Promise<unknown[]> =>
    (await rows(simulator.url, "/api/v2/users", await token(simulator.url, { client }))).map(
      (user) => user.id,
    );
  const [demo, other] = [await idsOf("demo"), await idsOf("other")];
  expect(demo.filter((id) => other.includes(id))).toEqual([]);
  const answer = await get(simulator.url, `/api/v2/users/${other[0]}/skills`, await token(simulator.url));
  expect(answer.status).toBe(404);
});
