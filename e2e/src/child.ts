/** Child processes that cannot outlive us, with what they said last: a failed start must explain itself. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

const LEASH = fileURLToPath(new URL("./leash.ts", import.meta.url));
const KEPT_LINES = 200;

export interface Child {
  readonly exited: Promise<void>;
  isRunning(): boolean;
  lastLines(): string;
  /** Asks the whole group to end, then insists. */
  stop(): Promise<void>;
  /** Ends the whole group without a word, as a crash or a power cut would. */
  kill(): Promise<void>;
}

export interface ChildOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a command in a process group of its own, on a leash held by this process. */
export function startChild(command: readonly string[], options: ChildOptions): Child {
  const child = spawn(process.execPath, [LEASH, ...command], {
    cwd: options.cwd,
    env: { ...process.env, NO_COLOR: "1", ...options.env },
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on("line", (line) => {
      lines.push(stripVTControlCharacters(line));
      if (lines.length > KEPT_LINES) lines.shift();
    });
  }
  let isOver = false;
  const exited = new Promise<void>((resolve) => {
    const over = () => {
      isOver = true;
      resolve();
    };
    child.once("error", over).once("close", over);
  });
  return {
    exited,
    isRunning: () => !isOver,
    lastLines: () => lines.join("\n"),
    async stop() {
      child.stdin.end();
      await exited;
    },
    async kill() {
      if (!isOver && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      await exited;
    },
  };
}
