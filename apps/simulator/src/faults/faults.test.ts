import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { control, dial, fault, get, open, rows, small, token } from "../../test/client.ts";
import type { Counters } from "../counters.ts";
import { type FaultInput, faultCommandSchema } from "./schema.ts";

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

// Every message fault on a real socket: what it does is judged in line.test.ts, here that it reaches the client.
const STREAM_FAULTS: [FaultInput, keyof Counters, (frames: string[]) => boolean][] = [
  [{ fault: "delay", ms: 150 }, "delayed", (frames) => frames.length > 0],
  [{ fault: "lose", probability: 0.5 }, "lost", (frames) => frames.length > 0],
  [{ fault: "duplicate", probability: 1 }, "duplicated", (frames) => new Set(frames).size < frames.length],
  [{ fault: "reorder", probability: 0.5, ms: 200 }, "reordered", (frames) => frames.length > 0],
  [{ fault: "garble", probability: 0.5 }, "garbled", (frames) => frames.some((frame) => !parses(frame))],
  [{ fault: "cut", probability: 1 }, "cut", (frames) => frames.some((frame) => !parses(frame))],
  [{ fault: "pack", values: 3 }, "packed", (frames) => frames.some((frame) => frame.includes("\n"))],
  [
    { fault: "pack", values: 3, separator: "none" },
    "packed",
    (frames) => frames.some((frame) => frame.includes("}{")),
  ],
  [
    { fault: "unknown-type", probability: 1 },
    "unknownTypes",
    (frames) => frames.some((frame) => frame.includes("campaign_update")),
  ],
  [
    { fault: "unknown-state", probability: 1 },
    "unknownStates",
    (frames) => frames.some((frame) => frame.includes("QUANTUM")),
  ],
  [
    { fault: "oversize", probability: 0.2, bytes: 200_000 },
    "oversized",
    (frames) => frames.some((frame) => frame.length > 200_000),
  ],
  [
    { fault: "skew", ms: 3_600_000 },
    "messages",
    (frames) => frames.some((frame) => Date.parse(JSON.parse(frame).timestamp) > Date.now() + 3_000_000),
  ],
];

test.each(STREAM_FAULTS)("stream fault %o strikes and is counted", async (command, counter, isSeen) => {
  await using simulator = await small();
  const stream = await open(simulator.url, await token(simulator.url));
  await fault(simulator, command);
  const counted = (): number => simulator.tenants.get("demo")?.counters[counter] ?? 0;
  const before = command.fault === "skew" ? 0 : counted();
  await stream.until(({ frames }) => isSeen(frames) && counted() > before);
});

test("short-states: puppets that move faster than the bound are never seen in between", async () => {
  // 12 puppets at 300 moves a second stay 40 ms in each state.
  await using simulator = await small();
  const stream = await open(simulator.url, await token(simulator.url));
  await fault(simulator, { fault: "short-states", ms: 5_000 });
  const missed = (): number => simulator.tenants.get("demo")?.counters.shortStatesMissed ?? 0;
  await expect.poll(missed).toBeGreaterThan(20);
  expect(stream.socket.readyState).toBe(stream.socket.OPEN);
});

test("drop: the sockets end at once, and a new one is taken", async () => {
  await using simulator = await small();
  const bearer = await token(simulator.url);
  const stream = await open(simulator.url, bearer);
  await fault(simulator, { fault: "drop" });
  await stream.until(({ closeCode }) => closeCode !== null);
  expect(stream.closeCode).toBe(1006);
  const polite = await open(simulator.url, bearer);
  await fault(simulator, { fault: "drop", code: 4001 });
  await polite.until(({ closeCode }) => closeCode !== null);
  expect(polite.closeCode).toBe(4001);
});

test("silence: the socket stays open, nothing comes, not even the answer to a ping", async () => {
  await using simulator = await small();
  const stream = await open(simulator.url, await token(simulator.url));
  let pongs = 0;
  stream.socket.on("pong", () => {
    pongs += 1;
  });
  stream.socket.ping();
  await expect.poll(() => pongs).toBe(1);
  await fault(simulator, { fault: "silence" });
  const silenced = (): number => simulator.tenants.get("demo")?.counters.silenced ?? 0;
  await expect.poll(silenced).toBeGreaterThan(0);
  const seen = stream.frames.length;
  stream.socket.ping();
  const before = silenced();
  await expect.poll(silenced).toBeGreaterThan(before + 30);
  expect([stream.frames.length, pongs, stream.closeCode]).toEqual([seen, 1, null]);
  await fault(simulator, { fault: "silence", on: false });
  await stream.until(({ frames }) => frames.length > seen);
});

test("partition: sockets are reset, REST, tokens and new streams too, and it heals by itself", async () => {
  await using simulator = await small();
  const bearer = await token(simulator.url);
  const stream = await open(simulator.url, bearer);
  await fault(simulator, { fault: "partition", seconds: 1 });
  await stream.until(({ closeCode }) => closeCode !== null);
  expect(stream.closeCode).toBe(1006);
  await expect(get(simulator.url, "/api/v2/users", bearer)).rejects.toThrow(/fetch failed/);
  await expect(token(simulator.url)).rejects.toThrow(/fetch failed/);
  expect(await dial(simulator.url, bearer)).toEqual({ kind: "broken" });
  expect((await control(simulator.url, "GET", "/faults")).status).toBe(200);
  const again = async (): Promise<string> => (await dial(simulator.url, bearer)).kind;
  await expect.poll(again, { timeout: 4_000 }).toBe("open");
});

test("a partition of one tenant leaves the other alone", async () => {
  await using simulator = await small({ tenants: ["demo", "other"] });
  const other = await token(simulator.url, { client: "other" });
  const stream = await open(simulator.url, other);
  await control(simulator.url, "POST", "/faults?tenant=demo", { fault: "partition", seconds: 60 });
  await expect(token(simulator.url)).rejects.toThrow(/fetch failed/);
  expect(await rows(simulator.url, "/api/v2/users", other)).toHaveLength(24);
  const seen = stream.frames.length;
  await stream.until(({ frames }) => frames.length > seen + 10);
});

test("revoke: tokens given so far are void, new ones hold", async () => {
  await using simulator = await small();
  const bearer = await token(simulator.url);
  await fault(simulator, { fault: "revoke" });
  expect((await get(simulator.url, "/api/v2/users", bearer)).status).toBe(401);
  expect(await dial(simulator.url, bearer)).toMatchObject({ kind: "refused", status: 401 });
  expect((await get(simulator.url, "/api/v2/users", await token(simulator.url))).status).toBe(200);
});

test.each([
  [{ status: 429, retryAfterSeconds: 3 }, 429, "3"],
  [{ status: 503 }, 503, null],
  [{ status: 401 }, 401, null],
])("refuse REST and tokens, each on its own: %o", async (parameters, status, retryAfter) => {
  await using simulator = await small();
  const bearer = await token(simulator.url);
  const ask = (): Promise<Response> =>
    fetch(`${simulator.url}/api/v2/users`, { headers: { authorization: `Bearer ${bearer}` } });
  await fault(simulator, { fault: "refuse", where: "rest", ...parameters });
  const refused = await ask();
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([status, retryAfter]);
  await token(simulator.url);
  await fault(simulator, [
    { fault: "refuse", where: "rest", on: false },
    { fault: "refuse", where: "token", ...parameters },
  ]);
  expect((await ask()).status).toBe(200);
  await expect(token(simulator.url)).rejects.toThrow(/no token/);
});

test("slow-rest: the answer comes, later", async () => {
  await using simulator = await small();
  const bearer = await token(simulator.url);
  await fault(simulator, { fault: "slow-rest", ms: 100 });
  const before = performance.now();
  expect((await get(simulator.url, "/api/v2/users", bearer)).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThanOrEqual(95);
});

test("hang: neither a handshake nor REST is answered, and who hangs up is seen to", async () => {
  await using simulator = await small();
  const bearer = await token(simulator.url);
  await fault(simulator, { fault: "hang", where: "both" });
  const headers = { authorization: `Bearer ${bearer}` };
  const handshake = new WebSocket(`${simulator.url.replace("http", "ws")}/api/v2/realtime/stream`, {
    headers,
  });
  handshake.on("error", () => {});
  const giveUp = new AbortController();
  const asked = fetch(`${simulator.url}/api/v2/users`, { headers, signal: giveUp.signal }).catch(
    ({ name }: Error) => name,
  );
  const counters = () => simulator.tenants.get("demo")?.counters;
  await expect.poll(() => counters()?.hung).toBe(2);
  handshake.terminate();
  giveUp.abort();
  expect(await asked).toBe("AbortError");
  await expect.poll(() => counters()?.hungUpOn).toBe(2);
  await fault(simulator, { fault: "calm" });
  expect((await get(simulator.url, "/api/v2/users", bearer)).status).toBe(200);
});

test("empty-arrays and partial-lists: 200 with fewer rows than there are", async () => {
  await using simulator = await small();
  const bearer = await token(simulator.url);
  const count = async (path: string): Promise<number> => (await rows(simulator.url, path, bearer)).length;
  await fault(simulator, { fault: "empty-arrays", where: "agents" });
  expect([await count("/api/v2/users"), await count("/api/v2/realtime/agents")]).toEqual([24, 0]);
  await fault(simulator, [{ fault: "calm" }, { fault: "partial-lists", probability: 0.5 }]);
  expect(await count("/api/v2/realtime/agents")).toBeLessThan(24);
});

test("skew: REST's timestamps are off as the stream's are", async () => {
  await using simulator = await small();
  const bearer = await token(simulator.url);
  await fault(simulator, { fault: "skew", ms: 86_400_000 });
  const [agent] = await rows(simulator.url, "/api/v2/realtime/agents", bearer);
  const truth = simulator.tenants.get("demo")?.world.truth().agents[0]?.lastUpdatedMs ?? 0;
  expect(Date.parse(String(agent?.last_updated))).toBeGreaterThan(truth + 86_000_000);
});

test("a fault with seconds ends by itself", async () => {
  await using simulator = await small();
  const bearer = await token(simulator.url);
  await fault(simulator, { fault: "empty-arrays", seconds: 0.2 });
  expect(await rows(simulator.url, "/api/v2/users", bearer)).toHaveLength(0);
  await expect.poll(async () => (await rows(simulator.url, "/api/v2/users", bearer)).length).toBe(24);
});

test.each([
  [{ fault: "nonsense" }],
  [{ fault: "lose", probability: 2 }],
  [{ fault: "refuse", where: "rest", status: 200 }],
  [{ fault: "refuse", status: 503 }],
  [{ fault: "delay", ms: -1 }],
  [{ fault: "drop", tenant: "demo" }],
  [{ fault: "partition", seconds: 0 }],
])("a command that is none is refused: %o", (command) => {
  expect(faultCommandSchema.safeParse(command).success).toBe(false);
});
