/** The viewers' table: relays beside one object alone, of the same run. */
import { figure, known, type Row, table } from "../report/table.ts";
import type { ViewersResult } from "./measure.ts";

const ratio = (one: number | null, other: number | null): string =>
  one === null || other === null || other === 0 ? "–" : `× ${figure(one / other, 2)}`;

function rowsOf(alone: ViewersResult, relays: ViewersResult): Row[] {
  const n = figure(alone.viewers, 0);
  const row = (what: string, pick: (one: ViewersResult) => number | null, digits: number): Row => [
    n,
    what,
    known(pick(alone), digits),
    known(pick(relays), digits),
    ratio(pick(relays), pick(alone)),
  ];
  return [
    row("viewers at the desk's own object", ({ atDesk }) => atDesk, 0),
    row("relays' lines at the desk", ({ lines }) => lines, 0),
    row("all have a board after (ms)", ({ openedMs }) => openedMs, 0),
    row("latency p50 (ms)", ({ p50Ms }) => p50Ms, 0),
    row("latency p99 (ms)", ({ p99Ms }) => p99Ms, 0),
    row("frames a viewer and second", ({ framesPerSecond }) => framesPerSecond, 2),
    row("bytes a viewer and second", ({ bytesPerViewer }) => bytesPerViewer, 0),
    row("CPU of workerd (% of a core)", ({ cpuShare }) => (cpuShare === null ? null : cpuShare * 100), 0),
    row("memory of workerd (MB)", ({ memoryMb }) => memoryMb, 0),
    row(
      "memory a viewer (kB)",
      (one) =>
        one.memoryMb === null || one.memoryBeforeMb === null
          ? null
          : ((one.memoryMb - one.memoryBeforeMb) * 1_024) / one.viewers,
      1,
    ),
    row("load of the machine", ({ load }) => load, 1),
  ];
}

export function reportViewers(results: readonly ViewersResult[], about: string): string {
  const rows = results
    .filter(({ variant }) => variant === "alone")
    .flatMap((alone) => {
      const relays = results.find(
        ({ variant, viewers }) => variant === "relays" && viewers === alone.viewers,
      );
      return relays === undefined ? [] : rowsOf(alone, relays);
    });
  const head = ["viewers", "", "one object alone", "with relays", "ratio"];
  return [...table(head, rows, 2), "", about].join("\n");
}
