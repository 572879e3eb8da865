import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { lookAtPort, portComplaints } from "./ports.mjs";
import { runProcess, startProcess } from "./processes.mjs";

const node = (script) => [process.execPath, "-e", script];
const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const isZombie = (pid) => {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
};

describe("child processes", () => {
  it("tell their code and their last lines", async () => {
    const result = await runProcess(
      "a child",
      node("console.log('one'); console.error('two'); process.exit(3)"),
    );
    expect(result.code).toBe(3);
    expect(result.lines.toSorted()).toEqual(["one", "two"]);
  });

  it("that cannot be started are a result and no exception", async () => {
    const result = await runProcess("a child", ["/no/such/program"]);
    expect(result.code).toBe(127);
    expect(result.lines.join()).toContain("/no/such/program could not be started");
  });

  it("that ignore a polite stop are ended after the grace, with their own children", async () => {
    const grandchild = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);";
    const script = `${grandchild} const c = require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}]); console.log(c.pid);`;
    let told;
    const line = new Promise((resolve) => {
      told = resolve;
    });
    const child = startProcess("a child", node(script), { onLine: told });
    const grandchildPid = Number(await line);
    expect(isAlive(grandchildPid)).toBe(true);
    await child.stop(50);
    expect((await child.exited).signal).toBe("SIGKILL");
    // A killed orphan stays in the table until init has taken note of it.
    await expect
      .poll(() => isAlive(grandchildPid) && !isZombie(grandchildPid), { timeout: 5_000 })
      .toBe(false);
  });
});

describe("ports", () => {
  it("are free, or taken and then named with the option that helps", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address();
    expect(await lookAtPort(port)).toBe("taken");
    const [complaint] = await portComplaints([{ port, option: "--port", whatFor: "the wallboard" }]);
    expect(complaint).toContain(`Port ${port}`);
    expect(complaint).toContain("--port");
    await new Promise((resolve) => server.close(resolve));
    expect(await lookAtPort(port)).toBe("free");
  });
});
