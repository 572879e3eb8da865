/** The upstream as a process of its own, so that what it costs to send is not a cost of what is measured. */
import { monotonicMs } from "../clock.ts";
import { answerCalls } from "../remote/child.ts";
import type { Subject, UpstreamCalls } from "../remote/parts.ts";
import { Centre } from "./centre.ts";
import { Line } from "./line.ts";
import { serveUpstream } from "./server.ts";

export interface UpstreamProcess extends UpstreamCalls {
  port(): Promise<number>;
}

export async function runUpstream(): Promise<void> {
  const lines = new Map<Subject, Line>();
  const { port } = await serveUpstream(() => lines);
  const lineOf = (subject: Subject): Line => {
    const line = lines.get(subject);
    if (line === undefined) throw new Error("no centre is open");
    return line;
  };
  answerCalls<UpstreamProcess>({
    port: async () => port,
    clock: async () => monotonicMs(),
    open: async (options) => {
      for (const line of lines.values()) line.end();
      const startMs = Date.now();
      for (const subject of ["desk", "relay"] as const) {
        lines.set(subject, new Line(new Centre({ ...options, startMs })));
      }
    },
    isConnected: async (subject) => lineOf(subject).isConnected,
    tellHistory: (subject) => lineOf(subject).tellHistory(),
    live: (subject, ms) => lineOf(subject).live(ms),
    provoke: (subject, options) => lineOf(subject).provoke(options),
    flood: (subject, count, mark) => lineOf(subject).flood(count, mark),
  });
}
