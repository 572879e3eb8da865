/**
 * Runs one command for as long as our standard input is held open, and takes the whole process group with it at the
 * end. Whoever holds the other end may die in any way, a KILL included: the pipe closes and nothing is left running.
 *
 *   node leash.ts program argument …        started as the leader of a process group
 */
import { spawn } from "node:child_process";

const GRACE_MS = 4_000;
const [program = "", ...args] = process.argv.slice(2);

const toGroup = (signal: NodeJS.Signals): boolean => process.kill(-process.pid, signal);

function letGo(): void {
  toGroup("SIGTERM");
  setTimeout(() => toGroup("SIGKILL"), GRACE_MS);
}

// The group's TERM reaches us too; we end last.
process.on("SIGTERM", () => {});
process.stdin.resume().on("end", letGo).on("error", letGo);
spawn(program, args, { stdio: ["ignore", "inherit", "inherit"] })
  .on("error", (error) => {
    console.error(`${program} could not be started: ${error.message}`);
    process.exit(127);
  })
  // Its own children may have outlived it.
  .on("exit", () => toGroup("SIGKILL"));
