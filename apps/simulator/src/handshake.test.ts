import { expect, test } from "vitest";
import { dial, fault, isRecord, open, small, token } from "../test/client.ts";

test("the stream sends exactly {type, timestamp, data}, one JSON text frame for each event", async () => {
  await using simulator = await small();
  const stream = await open(simulator.url, await token(simulator.url));
  const types = (): Set<unknown> => new Set(stream.values().map((value) => value.type));
  await stream.until(() => types().has("agent_state_change") && types().has("queue_stats_update"));
  for (const value of stream.values()) {
    expect(Object.keys(value)).toEqual(["type", "timestamp", "data"]);
    expect(value.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  }
});

test("every stream client of a tenant gets everything", async () => {
  await using simulator = await small();
  const bearer = await token(simulator.url);
  const [one, other] = [await open(simulator.url, bearer), await open(simulator.url, bearer)];
  await other.until(({ frames }) => frames.length >= 20);
  await one.until(({ frames }) => frames.length >= other.frames.length);
  const from = one.frames.indexOf(other.frames[0] ?? "");
  expect(from).toBeGreaterThanOrEqual(0);
  expect(one.frames.slice(from, from + 20)).toEqual(other.frames.slice(0, 20));
});

test("a stream carries only its own tenant's agents", async () => {
  await using simulator = await small({ tenants: ["demo", "other"] });
  const stream = await open(simulator.url, await token(simulator.url));
  await stream.until(({ frames }) => frames.length >= 200);
  const own = new Set(
    simulator.tenants
      .get("demo")
      ?.world.truth()
      .agents.map((agent) => agent.id),
  );
  const ids = stream
    .values()
    .flatMap(({ data }) => (isRecord(data) && typeof data.user_id === "string" ? [data.user_id] : []));
  expect(ids.length).toBeGreaterThan(100);
  expect(ids.filter((id) => !own.has(id))).toEqual([]);
});

test("a handshake without a token, with a stranger's, or without realtime:read is refused", async () => {
  await using simulator = await small();
  expect(await dial(simulator.url, null)).toMatchObject({ kind: "refused", status: 401 });
  expect(await dial(simulator.url, "stranger")).toMatchObject({ kind: "refused", status: 401 });
  const narrow = await token(simulator.url, { scope: "users:read" });
  expect(await dial(simulator.url, narrow)).toMatchObject({ kind: "refused", status: 403 });
});

test("a handshake with an expired token is refused, an open stream lives on", async () => {
  await using simulator = await small({ expiresInSeconds: 1 });
  const bearer = await token(simulator.url);
  const stream = await open(simulator.url, bearer);
  const again = async (): Promise<unknown> => {
    const dialled = await dial(simulator.url, bearer);
    if (dialled.kind === "open") dialled.stream.socket.terminate();
    return dialled;
  };
  await expect.poll(again, { timeout: 4_000 }).toMatchObject({ kind: "refused", status: 401 });
  const seen = stream.frames.length;
  await stream.until(({ frames }) => frames.length > seen);
});

test.each([
  [{ status: 429, retryAfterSeconds: 7 }, 429, "7"],
  [{ status: 429 }, 429, undefined],
  [{ status: 503, retryAfterSeconds: 0 }, 503, "0"],
  [{ status: 500 }, 500, undefined],
  [{ status: 401 }, 401, undefined],
])("the handshake is refused as the fault %o says", async (parameters, status, retryAfter) => {
  await using simulator = await small();
  const bearer = await token(simulator.url);
  await fault(simulator, { fault: "refuse", where: "handshake", ...parameters });
  expect(await dial(simulator.url, bearer)).toEqual({ kind: "refused", status, retryAfter });
  await fault(simulator, { fault: "calm" });
  expect((await dial(simulator.url, bearer)).kind).toBe("open");
});
