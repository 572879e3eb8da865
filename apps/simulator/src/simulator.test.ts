import { createServer } from "node:http";
import { expect, test } from "vitest";
import { fault, get, open, small, token } from "../test/client.ts";
import { startSimulator } from "./index.ts";

test("close ends streams and slow answers, and leaves no handle open", async () => {
  const handles = (): string[] =>
    process
      .getActiveResourcesInfo()
      .filter((name) => /TCPServer|Timeout/.test(name))
      .sort();
  const before = handles();
  const simulator = await small();
  const bearer = await token(simulator.url);
  const stream = await open(simulator.url, bearer);
  await fault(simulator, [
    { fault: "slow-rest", ms: 600_000 },
    { fault: "delay", ms: 60_000 },
  ]);
  const slow = get(simulator.url, "/api/v2/users", bearer).then(
    () => "answered",
    () => "broken",
  );
  await expect.poll(() => simulator.tenants.get("demo")?.counters.slowAnswers).toBe(1);
  await simulator.close();
  await stream.until(({ closeCode }) => closeCode !== null);
  expect(await slow).toBe("broken");
  await expect.poll(handles).toEqual(before);
});

test("a taken port and wrong options reject with something to tell", async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
  const address = blocker.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await expect(startSimulator({ port, agents: 2, queues: 1 })).rejects.toMatchObject({ code: "EADDRINUSE" });
  await new Promise((resolve) => blocker.close(resolve));
  await expect(startSimulator({ zone: "Middle/Earth" })).rejects.toThrow(
    /zone: must be "auto" or an IANA zone/,
  );
  await expect(startSimulator({ agents: 0 })).rejects.toThrow(/agents/);
  await expect(startSimulator({ tenants: ["demo", "demo"] })).rejects.toThrow(/each tenant once/);
});

test("an event leaves with a timestamp that is not in the future", async () => {
  await using simulator = await small();
  const stream = await open(simulator.url, await token(simulator.url));
  await stream.until(({ frames }) => frames.length >= 100);
  for (const value of stream.values())
    expect(Date.parse(String(value.timestamp))).toBeLessThanOrEqual(Date.now());
});

test("what the stream said last of an agent is what REST says", async () => {
  await using simulator = await small();
  const bearer = await token(simulator.url);
  const stream = await open(simulator.url, bearer);
  await stream.until(({ frames }) => frames.length >= 300);
  // With the stream silent the answer cannot be newer than what was sent before it, if nothing moves: compare
  // only agents whose newest message has REST's own last_updated.
  const { body } = await get(simulator.url, "/api/v2/realtime/agents", bearer);
  const rest = new Map(
    (Array.isArray(body) ? body : []).map((row) => [`${row.user_id} ${row.last_updated}`, row]),
  );
  const both = stream
    .values()
    .filter(({ type, data }) => type === "agent_state_change" && rest.has(keyOf(data)));
  expect(both.length).toBeGreaterThan(5);
  for (const { data } of both) expect(rest.get(keyOf(data))).toEqual(data);
});

function keyOf(data: unknown): string {
  const { user_id, last_updated } = Object(data);
  return `${user_id} ${last_updated}`;
}

test("carryOut throws on a tenant that is none", async () => {
  await using simulator = await small({ agents: 2, queues: 1 });
  expect(() => simulator.carryOut({ fault: "revoke" }, "nobody")).toThrow(/nobody/);
});
