// Child processes that end with us. Each child leads a process group of its own, so that its children
// (turbo's tasks, wrangler's workerd) get every signal too, and so that a Ctrl-C in the terminal reaches them
// only through us, once. No child may outlive this process.

import { spawn } from "node:child_process";
import { StringDecoder } from "node:string_decoder";
import { stripVTControlCharacters } from "node:util";

const GRACE_MS = 6_000;
const GROUP_SETTLES_MS = 1_000;
const LOOK_EVERY_MS = 50;
const KEPT_LINES = 400;
const LONGEST_LINE = 4_000;

/** What is captured is shown between our own lines, where colours and cursor moves would only be noise. */
const PLAIN = { NO_COLOR: "1", FORCE_COLOR: undefined };

const running = new Set();
let isClosing = false;

// The last defence, also after an uncaught error: nothing asynchronous can run any more, so it is a KILL.
process.on("exit", () => {
  for (const child of running) signalGroup(child.pid, "SIGKILL");
});

/**
 * Starts a command in a process group of its own.
 *
 * @param {string} name what a person calls it ("the simulator")
 * @param {string[]} command the program and its arguments
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, inherit?: boolean,
 *   onLine?: (line: string) => void }} [options] `inherit` lets the child write to our own terminal, then no
 *   lines are kept
 * @returns {{ name: string, pid: number | undefined, exited: Promise<{ code: number, signal: string | null }>,
 *   lastLines: (count: number) => string[], stop: (graceMs?: number) => Promise<void> }}
 */
export function startProcess(name, command, options = {}) {
  if (isClosing) throw new Error(`${name} is not started: everything is being stopped.`);
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...(options.inherit ? {} : PLAIN), ...options.env },
    detached: true,
    stdio: ["ignore", options.inherit ? "inherit" : "pipe", options.inherit ? "inherit" : "pipe"],
  });
  const lines = [];
  const keep = (rawLine) => {
    const line = stripVTControlCharacters(rawLine);
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    options.onLine?.(line);
  };
  if (!options.inherit) {
    splitIntoLines(child.stdout, keep);
    splitIntoLines(child.stderr, keep);
  }
  running.add(child);

  const exited = new Promise((resolve) => {
    child.once("error", (error) => {
      running.delete(child);
      keep(`${program} could not be started: ${error.message}`);
      resolve({ code: 127, signal: null });
    });
    // "close" and not "exit": only then have all the lines arrived that explain the end.
    child.once("close", (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? 1, signal });
    });
  });
  return {
    name,
    pid: child.pid,
    exited,
    lastLines: (count) => lines.slice(-count),
    stop: (graceMs = GRACE_MS) => stopGroup(child, graceMs),
  };
}

/** Runs a command to its end. `code` is 0 only when it succeeded; `lines` are its last ones. */
export async function runProcess(name, command, options = {}) {
  const started = startProcess(name, command, options);
  const { code, signal } = await started.exited;
  return { code: signal === null ? code : 1, signal, lines: started.lastLines(KEPT_LINES) };
}

/** Stops every child that still runs, for good: TERM to each group, then KILL to what is left after the grace. */
export async function stopAllProcesses(graceMs = GRACE_MS) {
  isClosing = true;
  await Promise.all([...running].map((child) => stopGroup(child, graceMs)));
}

/**
 * On INT, TERM, HUP and when `whenAlso` calls back, runs `stop` once and ends with `128 + signal`. A second
 * signal changes nothing: npm forwards a Ctrl-C that the terminal has already sent to us.
 *
 * @param {(signal: string) => Promise<void>} stop
 * @param {(gone: () => void) => void} [whenAlso]
 */
export function onStopSignal(stop, whenAlso) {
  const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
  let isStopping = false;
  const begin = (signal) => {
    if (isStopping) return;
    isStopping = true;
    stop(signal).finally(() => process.exit(128 + numbers[signal]));
  };
  for (const signal of Object.keys(numbers)) process.on(signal, () => begin(signal));
  // A closed terminal also closes our output; writing to it must not be what stops the stopping.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  whenAlso?.(() => begin("SIGTERM"));
}

async function stopGroup(child, graceMs) {
  if (child.pid === undefined) return;
  signalGroup(child.pid, "SIGTERM");
  await settled(() => !isRunning(child), graceMs);
  await settled(() => !signalGroup(child.pid, 0), GROUP_SETTLES_MS);
  signalGroup(child.pid, "SIGKILL");
  await settled(() => !running.has(child), GROUP_SETTLES_MS);
}

const isRunning = (child) => child.exitCode === null && child.signalCode === null;

async function settled(isDone, withinMs) {
  const end = performance.now() + withinMs;
  while (!isDone() && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** @returns {boolean} false when the group has no member any more */
function signalGroup(pid, signal) {
  if (pid === undefined) return false;
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

function splitIntoLines(stream, onLine) {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  stream.on("data", (bytes) => {
    const parts = (rest + decoder.write(bytes)).split(/\r?\n/);
    rest = parts.pop().slice(-LONGEST_LINE);
    for (const part of parts) onLine(part.slice(0, LONGEST_LINE));
  });
  stream.on("end", () => {
    if (rest !== "") onLine(rest);
  });
}
