/**
 * A child process of the bench and calls to it, over Node's own channel. The child ends when the channel does, so
 * nothing is left behind even where the parent was killed.
 */
import { type ChildProcess, fork } from "node:child_process";

type Calls = Record<string, (...args: never[]) => Promise<unknown>>;

interface Question {
  readonly id: number;
  readonly call: string;
  readonly args: readonly unknown[];
}

type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string };

export interface Child<C> {
  readonly calls: C;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts this program again in another role. `flags` are Node's own. */
export function startChild<C extends object>(
  program: string,
  role: string,
  flags: readonly string[] = [],
): Child<C> {
  const execArgv = [...process.execArgv, ...flags];
  const child = fork(program, [role], { stdio: ["ignore", "inherit", "inherit", "ipc"], execArgv });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  void exited.then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`the ${role} process ended`));
    waiting.clear();
  });
  child.on("message", (message) => {
    const answer = message as Answer;
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ("error" in answer) asked?.reject(new Error(`${role}: ${answer.error}`));
    else asked?.resolve(answer.value);
  });
  let nextId = 0;
  const ask = (call: string, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      nextId += 1;
      waiting.set(nextId, { resolve, reject });
      child.send({ id: nextId, call, args } satisfies Question, (error) => {
        if (error !== null) reject(error);
      });
    });
  const calls = new Proxy({} as C, {
    get: (_, call) =>
      typeof call === "string" && call !== "then" ? (...args: unknown[]) => ask(call, args) : undefined,
  });
  return { calls, pid: child.pid ?? -1, stop: () => stopChild(child, exited) };
}

async function stopChild(child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  await exited;
}

/** Answers the parent's calls until the parent is gone. */
export function answerCalls<C extends object>(calls: C): void {
  // A Ctrl-C reaches the whole group; it is the parent that decides when this process ends.
  process.on("SIGINT", () => undefined);
  process.on("disconnect", () => process.exit(0));
  process.on("message", (message) => void answer(calls as Calls, message as Question));
}

async function answer(calls: Calls, { id, call, args }: Question): Promise<void> {
  const reply = (answered: Answer): void => {
    if (process.connected) process.send?.(answered);
  };
  try {
    const method = calls[call] as ((...args: readonly unknown[]) => Promise<unknown>) | undefined;
    if (method === undefined) throw new Error(`no such call: ${call}`);
    reply({ id, value: await method.apply(calls, [...args]) });
  } catch (error) {
    reply({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
