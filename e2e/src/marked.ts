/**
 * Which processes belong to a run: all that carry its mark in their environment, however far they have moved from the
 * process that started them. It ends nothing.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

export const MARK = "CALLBOARD_E2E_MARK";

export interface MarkedProcess {
  readonly pid: number;
  readonly command: string;
}

/** Every living process whose environment holds `MARK=mark`. */
export function processesMarked(mark: string): MarkedProcess[] {
  return existsSync("/proc/self/environ") ? fromProc(mark) : fromPs(mark);
}

function fromProc(mark: string): MarkedProcess[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    const environment = textOf(`/proc/${pid}/environ`).split("\0");
    if (!environment.includes(`${MARK}=${mark}`)) return [];
    return [{ pid: Number(pid), command: textOf(`/proc/${pid}/cmdline`).replaceAll("\0", " ") }];
  });
}

/** A process may end between being listed and being read, and others' may not be read at all. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Where there is no /proc, ps prints the environment behind each command. */
function fromPs(mark: string): MarkedProcess[] {
  const output = execFileSync("ps", ["axeww", "-o", "pid=,command="], {
    encoding: "utf8",
    maxBuffer: 64_000_000,
  });
  return output
    .split("\n")
    .filter((line) => line.includes(`${MARK}=${mark}`))
    .map((line) => ({ pid: Number.parseInt(line, 10), command: line.slice(0, 200) }));
}
