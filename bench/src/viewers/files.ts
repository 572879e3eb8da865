/** Whether this machine lets a process have as many files open as so many screens need: each socket is one. */
import { readFileSync } from "node:fs";

/** What a process has open besides its screens' sockets. */
const OTHERS = 200;

/** A sentence that says what to do, or `null` where there is room, or where the system does not tell. */
export function complaintOfFiles(viewers: number): string | null {
  const needed = viewers + OTHERS;
  const limit = openFilesMax();
  if (limit === null || limit >= needed) return null;
  return `${viewers} screens need ${needed} open files in one process, and this shell allows ${limit}: run "ulimit -n ${needed}" first, or choose fewer with --viewers.`;
}

function openFilesMax(): number | null {
  try {
    const line = /^Max open files\s+(\S+)/m.exec(readFileSync("/proc/self/limits", "utf8"));
    const most = Number(line?.[1]);
    return Number.isFinite(most) ? most : null;
  } catch {
    return null;
  }
}
