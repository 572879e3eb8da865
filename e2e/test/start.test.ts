import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { expect, onTestFinished } from "vitest";
import { it } from "../src/harness.ts";
import { MARK, processesMarked } from "../src/marked.ts";
import { freePorts } from "../src/ports.ts";
import { inRepository } from "../src/root.ts";
import { until } from "../src/wait.ts";

const STARTS_MS = 70_000;
const ENDS_MS = 15_000;

it("npm start prints an address that shows a live floor, and Ctrl-C leaves no process behind", async ({
  openWall,
}) => {
  const [port = 0, simulatorPort = 0] = await freePorts(2);
  const mark = randomUUID();
  const options = ["--port", port, "--simulator-port", simulatorPort, "--agents", 60, "--queues", 6].map(
    String,
  );
  const start = spawn(process.execPath, [inRepository("scripts/start.mjs"), ...options], {
    cwd: inRepository("."),
    env: { ...process.env, [MARK]: mark },
    // Ctrl-C in a terminal reaches the foreground's group; a group of its own keeps it away from the tests.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => {
    for (const { pid } of processesMarked(mark)) process.kill(pid, "SIGKILL");
    rmSync(inRepository(`.callboard/state/${port}`), { recursive: true, force: true });
    rmSync(inRepository(`.callboard/worker-${port}.env`), { force: true });
  });
  const lines: string[] = [];
  for (const stream of [start.stdout, start.stderr]) {
    createInterface(stream).on("line", (line) => lines.push(line));
  }
  const said = () => `npm start said:\n${lines.join("\n")}`;
  const exited = new Promise<number | null>((resolve) => start.once("close", resolve));

  const address = await until(
    () => lines.map((line) => /^\s*Wall\s+(http\S+)/.exec(line)?.[1]).find((found) => found !== undefined),
    STARTS_MS,
    said,
  );
  expect(address).toBe(`http://127.0.0.1:${port}`);
  const wall = await openWall({ tenant: "demo" }, address);
  await wall.liveBadge.waitFor();
  await wall.page.locator("[data-kind=agentCards] .card").first().waitFor();
  expect(wall.complaints).toEqual([]);
  // The start itself, the simulator, wrangler, its own child and workerd.
  expect(processesMarked(mark).length).toBeGreaterThan(3);

  if (start.pid === undefined) throw new Error(said());
  process.kill(-start.pid, "SIGINT");
  expect(await Promise.race([exited, after(ENDS_MS)]), said()).toBe(130);
  expect(processesMarked(mark)).toEqual([]);
});

const after = (ms: number) =>
  new Promise<"still running">((resolve) => setTimeout(resolve, ms, "still running"));
