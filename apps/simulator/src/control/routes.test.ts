import { expect, test } from "vitest";
import { control, fault, isRecord, open, small, token } from "../../test/client.ts";

test("the overview has every tenant with faults and counters, or the one asked for", async () => {
  await using simulator = await small({ tenants: ["demo", "other"] });
  await control(simulator.url, "POST", "/faults?tenant=other", { fault: "delay", ms: 50 });
  const { body } = await control(simulator.url, "GET", "/faults");
  expect(body.tenants).toMatchObject([
    { tenant: "demo", faults: [], counters: { lost: 0 }, agents: 24, queues: 3 },
    { tenant: "other", faults: [{ fault: "delay", ms: 50, jitterMs: 0, on: true, untilMs: null }] },
  ]);
  const one = await control(simulator.url, "GET", "/faults?tenant=other");
  expect(one.body.tenants).toHaveLength(1);
});

test("calm switches everything off, by command and by DELETE", async () => {
  await using simulator = await small();
  await fault(simulator, [
    { fault: "delay" },
    { fault: "refuse", where: "rest" },
    { fault: "refuse", where: "token" },
  ]);
  const list = async (): Promise<unknown> => (await control(simulator.url, "GET", "/faults")).body.tenants;
  expect(await list()).toMatchObject([
    { faults: [{ fault: "delay" }, { where: "rest" }, { where: "token" }] },
  ]);
  await control(simulator.url, "DELETE", "/faults");
  expect(await list()).toMatchObject([{ faults: [] }]);
});

test.each([
  ["POST", "/faults", { fault: "lose", probability: 7 }, 400, /probability/],
  ["POST", "/faults", { fault: "wat" }, 400, /fault/],
  ["POST", "/faults?tenant=nobody", { fault: "drop" }, 404, /nobody/],
  ["POST", "/agents/nobody/state", { state: "READY" }, 404, /no such agent/],
  ["POST", "/agents/nobody/state", { state: "ASLEEP" }, 400, /state/],
  ["DELETE", "/agents/nobody/state", undefined, 404, /no such agent/],
  ["POST", "/queues/nobody/surge", { factor: 2, seconds: 5 }, 404, /no such queue/],
  ["POST", "/queues/nobody/surge", { factor: -2, seconds: 5 }, 400, /factor/],
  ["GET", "/nothing", undefined, 404, /README/],
])("%s %s %o is answered %i in clear words", async (method, path, body, status, words) => {
  await using simulator = await small();
  const answer = await control(simulator.url, method, path, body);
  expect(answer.status).toBe(status);
  expect(answer.body.error_description).toMatch(words);
});

test("a body that is not JSON, or not said to be, is refused", async () => {
  await using simulator = await small();
  const post = async (type: string, body: string): Promise<number> =>
    (
      await fetch(`${simulator.url}/_control/faults`, {
        method: "POST",
        headers: { "content-type": type },
        body,
      })
    ).status;
  expect(await post("application/json", "{")).toBe(400);
  // What a form of another origin's page could send.
  expect(await post("text/plain", '{"fault":"drop"}')).toBe(415);
  expect(await post("application/json", `"${"x".repeat(70_000)}"`)).toBe(413);
});

test("an agent held in a state shows on the stream and in REST, and goes back when released", async () => {
  await using simulator = await small({ eventsPerSecond: 0 });
  const stream = await open(simulator.url, await token(simulator.url));
  const agent = simulator.tenants.get("demo")?.world.truth().agents[5];
  const path = `/agents/${agent?.id}/state`;
  await control(simulator.url, "POST", path, { state: "NOT_READY", state_code: "FIRE_DRILL" });
  await stream.until(({ frames }) => frames.some((frame) => frame.includes("FIRE_DRILL")));
  expect(agent).toMatchObject({ isForced: true, state: "NOT_READY" });
  const { body } = await control(simulator.url, "GET", "/glance");
  expect(body.agents).toContainEqual(expect.objectContaining({ id: agent?.id, isForced: true }));
  await control(simulator.url, "DELETE", path);
  await expect.poll(() => agent?.isForced).toBe(false);
});

test("a surge fills the queue", async () => {
  await using simulator = await small({ eventsPerSecond: 0, speed: 20 });
  const queue = simulator.tenants.get("demo")?.world.truth().queues[0];
  await control(simulator.url, "POST", `/queues/${queue?.id}/surge`, { factor: 100, seconds: 30 });
  await expect.poll(() => queue?.waiting.length ?? 0, { timeout: 4_000 }).toBeGreaterThan(5);
});

test("the truth has agents as REST has them and queues with raw numbers; contacts only when asked for", async () => {
  await using simulator = await small({ eventsPerSecond: 0 });
  const { body } = await control(simulator.url, "GET", "/truth?tenant=demo");
  expect(body).toMatchObject({ tenant: "demo", speed: 1, atMs: expect.any(Number) });
  const [agent] = Array.isArray(body.agents) ? body.agents : [];
  expect(agent).toMatchObject({
    user_id: expect.any(String),
    sinceMs: expect.any(Number),
    isRoutable: expect.any(Boolean),
  });
  const queues = Array.isArray(body.queues) ? body.queues.filter(isRecord) : [];
  expect(queues).toHaveLength(3);
  for (const queue of queues) {
    expect(queue).not.toHaveProperty("contacts");
    expect(queue.windows).toMatchObject({
      last15Minutes: { offered: expect.any(Number) },
      lastHour: { answered: expect.any(Number) },
    });
  }
  const full = await control(simulator.url, "GET", "/truth?contacts");
  expect(JSON.stringify(full.body)).toContain('"contacts":[{');
});

test("the page and its files are served, with a policy that lets nothing inline run", async () => {
  await using simulator = await small();
  for (const [path, type] of [
    ["/", "text/html"],
    ["/_control/page.js", "text/javascript"],
    ["/_control/faults.js", "text/javascript"],
    ["/_control/page.css", "text/css"],
  ] as const) {
    const response = await fetch(`${simulator.url}${path}`);
    expect([path, response.status, response.headers.get("content-type")]).toEqual([
      path,
      200,
      `${type}; charset=utf-8`,
    ]);
    expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
  }
});

test("every fault of the page is one that the schema takes, with its default parameters", async () => {
  const { FAULT_GROUPS } = await import("./page/faults.js");
  const { faultCommandSchema } = await import("../faults/schema.ts");
  const shown = new Set<string>();
  for (const entry of FAULT_GROUPS.flatMap((group) => group.faults)) {
    const parameters = entry.parameters.map((parameter) => [
      parameter.name,
      parameter.options?.[0] ?? parameter.value,
    ]);
    const command = { fault: entry.name, ...entry.fixed, ...Object.fromEntries(parameters) };
    expect(faultCommandSchema.safeParse(command), JSON.stringify(command)).toMatchObject({ success: true });
    shown.add(entry.name);
  }
  const known = faultCommandSchema.options.map((option) => option.shape.fault.value);
  expect([...known].filter((name) => !shown.has(name))).toEqual(["calm"]);
});
