/** CPU time and memory of a process, as Linux tells them under /proc. Elsewhere they are unknown, and said to be. */
import { readdirSync, readFileSync } from "node:fs";

/** Of Linux's clock ticks there are 100 a second wherever Node runs. */
const MS_PER_TICK = 10;
const PAGE_KB = 4;

/** Fields of /proc/<pid>/stat from the third on; the second, a name in brackets, may hold blanks. */
function statOf(pid: number | string): { name: string; fields: string[] } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = text.lastIndexOf(")");
    return { name: text.slice(text.indexOf("(") + 1, end), fields: text.slice(end + 2).split(" ") };
  } catch {
    return null;
  }
}

/** Our own children of that name. */
export function childrenNamed(name: string): number[] {
  try {
    return readdirSync("/proc")
      .filter((entry) => /^\d+$/.test(entry))
      .filter((entry) => {
        const stat = statOf(entry);
        return stat?.name === name && Number(stat.fields[1]) === process.pid;
      })
      .map(Number);
  } catch {
    return [];
  }
}

/** CPU time used so far, in milliseconds; `null` where the system does not tell. */
export function cpuMs(pid: number): number | null {
  const fields = statOf(pid)?.fields;
  return fields === undefined ? null : (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/** Resident memory in megabytes; `null` where the system does not tell. */
export function memoryMb(pid: number): number | null {
  const fields = statOf(pid)?.fields;
  return fields === undefined ? null : (Number(fields[21]) * PAGE_KB) / 1_024;
}
