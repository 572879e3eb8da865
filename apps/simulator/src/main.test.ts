import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

// The bundle, as people run it; `build` comes before `test` (turbo.json).
const BUNDLE = fileURLToPath(new URL("../dist/simulator.mjs", import.meta.url));

function run(...words: string[]): { child: ChildProcess; out: () => string; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [BUNDLE, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      text += String(chunk);
    });
  }
  return {
    child,
    out: () => text,
    ended: new Promise((resolve) => child.on("close", (code) => resolve(code))),
  };
}

test.each(["SIGTERM", "SIGINT"] as const)("says where it listens and ends promptly on %s", async (signal) => {
  const { child, out, ended } = run(
    "--port",
    "0",
    "--agents",
    "5",
    "--queues",
    "2",
    "--tenants",
    "demo,other",
  );
  await expect
    .poll(out, { timeout: 8_000 })
    .toMatch(/listening on http:\/\/127\.0\.0\.1:\d+ \(tenants: demo, other/);
  const url = /http:\/\/[\d.:]+/.exec(out())?.[0] ?? "";
  expect((await fetch(`${url}/`)).status).toBe(200);
  child.kill(signal);
  expect(await ended).toBe(0);
});

test("a taken port is a clear error and exit code 1", async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
  const address = blocker.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { out, ended } = run("--port", String(port), "--agents", "2", "--queues", "1");
  expect(await ended).toBe(1);
  expect(out()).toContain(`port ${port} is taken`);
  await new Promise((resolve) => blocker.close(resolve));
});

test.each([
  [["--agents", "many"], /--agents must be a number/],
  [["--agents", "0"], /agents: /],
  [["--zone", "Middle/Earth"], /zone: must be/],
  [["--client", "half"], /id:secret:tenant/],
  [["--scenario", "/nowhere.json"], /nowhere\.json/],
  [["--colour", "blue"], /--colour/],
])("%j is explained, with exit code 1", async (words, explanation) => {
  const { out, ended } = run(...words);
  expect(await ended).toBe(1);
  expect(out()).toMatch(explanation);
});
