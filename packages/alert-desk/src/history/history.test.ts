import { gunzipSync } from "node:zlib";
import { createBacktest } from "@callboard/core/alerting";
import { START } from "@callboard/shell/testing";
import { describe, expect, it } from "vitest";
import { idleRule, Rig, value } from "../../test/rig.ts";
import type { HistoryPage } from "../views.ts";
import type { HistoryEntry } from "./entries.ts";

/** All that is stored of a stretch, page by page. */
function historyOf(rig: Rig, from: number, to: number): { entries: HistoryEntry[]; pages: HistoryPage[] } {
  const pages: HistoryPage[] = [];
  let cursor: string | null = null;
  do {
    const page: HistoryPage = value(rig.desk.historyPage({ from, to, cursor }));
    pages.push(page);
    cursor = page.cursor;
  } while (cursor !== null && pages.length < 100);
  return { entries: pages.flatMap(entriesOf), pages };
}

function entriesOf({ packed, plain }: HistoryPage): HistoryEntry[] {
  const texts = [...packed.map((bytes) => gunzipSync(bytes).toString()), ...plain];
  const lines = texts.flatMap((text) => text.split("\n").filter((line) => line !== ""));
  return lines.map((line) => JSON.parse(line) as HistoryEntry);
}

/** The first row is told before the snapshot that covers it. */
const seqsOfLog = (rig: Rig): number[] => rig.floor.rows.slice(1).map(({ fromSeq }) => fromSeq);
const seqsOf = (entries: readonly HistoryEntry[]): number[] =>
  entries.flatMap((entry) => ("fromSeq" in entry ? [entry.fromSeq] : []));

/** Minutes on a floor where an agent is not ready for half a minute in each. */
function busyMinutes(rig: Rig, minutes: number): Rig {
  for (let minute = 0; minute < minutes; minute += 1) {
    rig.floor.move("a1", "NOT_READY");
    rig.pass(30);
    rig.floor.move("a1", "READY");
    rig.pass(30);
  }
  return rig;
}

describe("history", () => {
  it("[D15] holds every batch once and in order, packed or not, behind the whole floor", () => {
    const rig = new Rig();
    rig.floor.hire("a1");
    busyMinutes(rig, 10);
    const { entries, pages } = historyOf(rig, START, rig.time.now());
    expect("agents" in (entries[0] ?? {})).toBe(true);
    expect(seqsOf(entries)).toEqual(seqsOfLog(rig));
    expect(pages.flatMap(({ packed }) => packed).length).toBeGreaterThanOrEqual(9);
    expect(pages.at(-1)?.plain.length).toBeGreaterThan(0);
  });

  it("[D15] a rule that is run over it finds what the alert desk found", () => {
    const rig = new Rig().onlyRules(idleRule(10));
    rig.floor.hire("a1");
    busyMinutes(rig, 5);
    const { rule } = value(rig.desk.rule("idle"));
    const stretch = { from: START, to: rig.time.now() };
    const backtest = createBacktest(rule, { zone: "UTC", open: [], holidays: [] }, stretch);
    for (const entry of historyOf(rig, START, rig.time.now()).entries) backtest.take(entry);
    expect(backtest.report().fires).toBe(5);
    expect(backtest.report().fires).toBe(rig.alerts().length);
  });

  it("[D15] what is packed between two pages is on the next one", () => {
    const rig = new Rig();
    rig.floor.hire("a1");
    busyMinutes(rig, 3);
    const stretch = { from: START, to: rig.time.now() };
    const pages: HistoryPage[] = [value(rig.desk.historyPage(stretch))];
    const unpacked = rig.status.history.unpacked;
    expect(unpacked).toBeGreaterThan(20);
    const known = seqsOfLog(rig);
    rig.floor.answerMs = null;
    rig.time.advance(120_000);
    expect(rig.status.history.unpacked).toBeLessThan(unpacked);
    for (let last = pages.at(-1); last !== undefined && last.cursor !== null; last = pages.at(-1))
      pages.push(value(rig.desk.historyPage({ ...stretch, cursor: last.cursor })));
    expect(seqsOf(pages.flatMap(entriesOf))).toEqual(known);
  });

  it("[D15] has the whole floor each hour, and begins with the newest one at or before what is asked for", () => {
    const rig = new Rig();
    rig.floor.hire("a1");
    busyMinutes(rig, 130);
    const { entries } = historyOf(rig, START + 125 * 60_000, rig.time.now());
    const [first] = entries;
    const at = first !== undefined && "agents" in first ? first.at : 0;
    expect(at).toBeGreaterThan(START + 119 * 60_000);
    expect(at).toBeLessThanOrEqual(START + 125 * 60_000);
    expect(seqsOf(entries)).toEqual(seqsOf(entries).toSorted((a, b) => a - b));
    expect(historyOf(rig, 0, START - 1).entries.length).toBe(0);
  });

  it("[D18] has a waypoint every five minutes for whoever looks, which a backtest is never given", () => {
    const rig = new Rig();
    rig.floor.hire("a1");
    busyMinutes(rig, 32);
    const to = rig.time.now();
    const from = START + 25 * 60_000;
    const wholes = (entries: readonly HistoryEntry[]) =>
      entries.flatMap((entry) => ("agents" in entry ? [Math.round((entry.at - START) / 60_000)] : []));
    expect(wholes(historyOf(rig, from, to).entries)).toEqual([0]);
    const near: HistoryPage = value(rig.desk.historyPage({ from, to, withWaypoints: true }));
    const [begin, ...more] = wholes(entriesOf(near));
    expect(begin).toBeGreaterThanOrEqual(19);
    expect(begin).toBeLessThanOrEqual(25);
    for (const minute of more) expect(minute).toBeGreaterThan(begin ?? 0);
    const all = historyOf(rig, START, to);
    expect(seqsOf(all.entries)).toEqual(seqsOfLog(rig));
    const kinds = rig.sql.all<{ is_keyframe: number }>("SELECT is_keyframe FROM chunk WHERE is_keyframe > 0");
    expect(kinds.filter(({ is_keyframe }) => is_keyframe === 2).length).toBeGreaterThanOrEqual(5);
  });

  it("[D15] behind a gap that the log no longer covers stands the whole floor", () => {
    const rig = new Rig();
    rig.pass(70);
    for (let row = 0; row < 5; row += 1) rig.floor.close();
    rig.floor.rows = rig.floor.rows.slice(-1);
    rig.pass(70);
    const kinds = historyOf(rig, START, rig.time.now()).entries.map((entry) =>
      "events" in entry ? "b" : "S",
    );
    expect(kinds.join("")).toMatch(/^Sb+Sb+$/);
  });

  it("[D15] what is too old is forgotten in slices; what is of record stays longer", () => {
    const rig = new Rig().onlyRules(idleRule(10));
    rig.floor.hire("a1");
    busyMinutes(rig, 5);
    rig.floor.answerMs = null;
    const chunks = rig.status.history.chunks;
    expect(chunks).toBeGreaterThan(3);
    rig.time.onAlarm = () => undefined;
    rig.time.advance(8 * 24 * 3_600_000);
    rig.desk.wake();
    rig.time.advance(120_000);
    rig.desk.wake();
    expect(rig.status.history.chunks).toBeLessThan(chunks);
    expect(rig.alerts().length).toBe(5);
    rig.time.advance(400 * 24 * 3_600_000);
    rig.desk.wake();
    expect(rig.alerts()).toEqual([]);
    for (const table of ["passage", "comment", "incident"])
      expect(rig.sql.all(`SELECT * FROM ${table}`)).toEqual([]);
  });

  it("[D15] a packer that fails leaves the batches where they are, to be packed later", () => {
    const rig = new Rig();
    rig.floor.hire("a1");
    rig.packerFails = true;
    busyMinutes(rig, 3);
    expect(rig.status.history).toMatchObject({ chunks: 0 });
    rig.packerFails = false;
    busyMinutes(rig, 4);
    const { entries } = historyOf(rig, START, rig.time.now());
    expect(seqsOf(entries)).toEqual(seqsOfLog(rig));
    expect(rig.status.history.chunks).toBeGreaterThan(3);
  });

  it("[D15] a stretch that is none is refused", () => {
    expect(new Rig().desk.historyPage({ from: 1 })).toMatchObject({
      status: 400,
      detail: "`to` is missing.",
    });
    expect(new Rig().desk.historyPage({ from: 1, to: 2, cursor: "x" })).toMatchObject({ status: 400 });
  });
});
