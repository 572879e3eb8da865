import { AGENT_STATES, type AgentState, BOUNDS } from "@callboard/core";
import type { FloorEvent } from "@callboard/core/alerting";
import { applyFrame, type BoardAlert, createDecoder, createReplica, type Replica } from "@callboard/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agentRow, moved, PastLog, queueRow, second } from "../../test/past.ts";
import type { HistoryEntry } from "../history/entries.ts";
import { pastAgent, pastCounts, pastQueue } from "./past-rows.ts";
import { Replay, type ReplayOrder } from "./replay.ts";

const NAMES = { style: "short", aliases: new Map() } as const;

function replayed(entries: readonly HistoryEntry[], more: Partial<ReplayOrder> = {}) {
  const replay = new Replay({
    ...{ from: second(0), to: second(60), names: NAMES, alerts: [], moreAlerts: 0 },
    ...{ epoch: "past", build: "b1", ...more },
  });
  for (const entry of entries) if (!replay.take(entry)) break;
  return replay.page();
}

/** The replica after each frame, as a browser has it. */
function* played(frames: readonly { readonly at: number; readonly text: string }[]): Iterable<Replica> {
  const decoder = createDecoder();
  const replica = createReplica();
  for (const { at, text } of frames) {
    const decoded = decoder.decode(text);
    if (decoded.kind !== "frame") throw new Error(`no frame: ${text}`);
    expect(applyFrame(replica, decoded.frame).kind).toBe("applied");
    expect(decoded.frame.at).toBe(at);
    yield replica;
  }
}

const atSeconds = (frames: readonly { readonly at: number }[]) =>
  frames.map(({ at }) => (at - second(0)) / 1_000);

describe("a replay", () => {
  it("[D18] is a board of the first moment, then one delta a second in which something changed", () => {
    const log = new PastLog();
    const whole = log.whole(
      second(-10),
      [agentRow("a1", "READY", second(-20))],
      [queueRow("q1", second(-11), 5)],
    );
    const entries = [
      ...[whole, log.batch(second(-1), [moved(agentRow("a1", "CALL", second(-1)), second(-1))])],
      ...[
        log.batch(second(1)),
        log.batch(second(2), [{ kind: "queue", at: second(2), row: queueRow("q1", second(2), 9) } as const]),
      ],
      ...[
        log.batch(second(2.4), [moved(agentRow("a1", "WRAP_UP", second(2.4)), second(2.4))]),
        log.batch(second(3)),
      ],
      ...[
        log.batch(second(4), [{ kind: "gone", agentIds: ["a1"], queueIds: [] } as const]),
        log.batch(second(70)),
      ],
    ];
    const { frames, to } = replayed(entries, { to: second(10) });
    expect(atSeconds(frames)).toEqual([-1, 2.4, 4]);
    expect(to).toBe(second(10));
    const boards = Array.from(played(frames), ({ agents, queues, counts, site, feed }) => ({
      agents: [...agents.values()].map(({ name, state, team }) => `${name} ${team} ${state}`),
      queue: [...queues.values()].map(({ waitSeconds, waitTrend, media }) => [waitSeconds, waitTrend, media]),
      ...{ counts: counts?.byState[AGENT_STATES.indexOf("CALL")], site, asOf: feed?.asOf },
    }));
    const site = { tenant: "acme", name: "Acme", zone: "Europe/Berlin" };
    expect(boards).toEqual([
      { agents: ["Ana a. Team T CALL"], queue: [[5, null, "voice"]], counts: 1, site, asOf: second(-1) },
      { agents: ["Ana a. Team T WRAP_UP"], queue: [[9, 1, "voice"]], counts: 0, site, asOf: second(2.4) },
      { agents: [], queue: [[9, 1, "voice"]], counts: 0, site, asOf: second(4) },
    ]);
  });

  it("[D18] holds at every frame exactly the rows of that moment, whatever happened", () => {
    const ids = fc.constantFrom("a1", "a2", "__proto__", "<img onerror>");
    const queueIds = fc.constantFrom("q1", "constructor");
    const happening = fc.oneof(
      fc.record({ what: fc.constant("move" as const), id: ids, state: fc.constantFrom(...AGENT_STATES) }),
      fc.record({ what: fc.constant("meet" as const), id: ids, name: fc.string() }),
      fc.record({ what: fc.constant("read" as const), id: queueIds, wait: fc.nat(99), routable: fc.nat(3) }),
      fc.record({ what: fc.constant("leave" as const), id: ids }),
      fc.record({ what: fc.constant("close" as const), id: queueIds }),
    );
    const step = fc.record({
      afterMs: fc.integer({ min: 0, max: 4_000 }),
      events: fc.array(happening, { maxLength: 5 }),
      isWhole: fc.boolean(),
    });
    const story = fc.array(step, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(story, fc.integer({ min: -5, max: 60 }), (steps, from) => {
        const log = new PastLog();
        const truth = { who: new Map<string, string>(), agents: new Map(), queues: new Map() };
        const moments: { at: number; agents: unknown[]; queues: unknown[]; counts: unknown }[] = [];
        const entries: HistoryEntry[] = [log.whole(second(-10))];
        let clock = second(-10);
        for (const { afterMs, events, isWhole } of steps) {
          clock += afterMs;
          const told = events.map((one): FloorEvent => {
            switch (one.what) {
              case "move":
                truth.agents.set(one.id, agentRow(one.id, one.state, clock));
                return moved(agentRow(one.id, one.state, clock), clock);
              case "meet": {
                truth.who.set(one.id, one.name);
                const who = { id: one.id, name: one.name, teamId: null, teamName: null, skillIds: null };
                return { kind: "who", who };
              }
              case "read": {
                const row = queueRow(one.id, second(0), one.wait, one.routable);
                truth.queues.set(one.id, row);
                return { kind: "queue", at: clock, row };
              }
              case "leave":
                truth.agents.delete(one.id);
                truth.who.delete(one.id);
                return { kind: "gone", agentIds: [one.id], queueIds: [] };
              case "close":
                truth.queues.delete(one.id);
                return { kind: "gone", agentIds: [], queueIds: [one.id] };
              default:
                return one satisfies never;
            }
          });
          entries.push(log.batch(clock, told));
          // A keyframe says nothing new, and must change nothing.
          if (isWhole) entries.push({ ...log.whole(clock), agents: [], queues: [] });
          const person = (id: string) => ({
            ...{ id, name: truth.who.get(id) ?? null, teamId: null, teamName: null, skillIds: null },
          });
          moments.push({
            at: clock,
            agents: [...truth.agents.values()].map((row) => pastAgent(row, person(row.id), NAMES)),
            queues: [...truth.queues.values()].map((row) => pastQueue(row, null)),
            counts: pastCounts(truth.agents.values()),
          });
        }
        const { frames } = replayed(entries, { from: second(from), to: second(from + 40) });
        let index = 0;
        const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
        for (const replica of played(frames)) {
          const at = frames[index]?.at ?? 0;
          index += 1;
          if (replica.feed?.state !== "live") continue;
          const wanted = moments.findLast((moment) => moment.at <= at);
          if (wanted === undefined) continue;
          expect([...replica.agents.values()].sort(byId)).toEqual(
            (wanted.agents as { id: string }[]).sort(byId),
          );
          expect([...replica.queues.values()].sort(byId)).toEqual(
            (wanted.queues as { id: string }[]).sort(byId),
          );
          expect(replica.counts).toEqual(wanted.counts);
        }
        // The snapshot stands at the moment asked for, and the first delta may be of the same second.
        const deltas = frames.slice(1);
        expect(new Set(deltas.map(({ at }) => Math.floor(at / 1_000))).size).toBe(deltas.length);
      }),
      { numRuns: 300 },
    );
  });

  it("[D18] shows what nobody saw as unseen, with the age of what it shows", () => {
    const log = new PastLog();
    const entries: HistoryEntry[] = [log.whole(second(-1), [agentRow("a1", "READY", second(-9))])];
    for (let nth = 0; nth < 3; nth += 1) entries.push(log.batch(second(nth)));
    log.feed = "down";
    for (let nth = 3; nth < 30; nth += 1) entries.push(log.batch(second(2), [], second(nth) + log.aheadMs));
    log.feed = "live";
    entries.push(log.batch(second(31), [moved(agentRow("a1", "CALL", second(31)), second(31))]));
    entries.push(log.batch(second(32)));
    const { frames } = replayed(entries);
    const seen = Array.from(played(frames), ({ feed, agents, alerting }) =>
      [feed?.state, (feed?.asOf ?? 0) - second(0), agents.get("a1")?.state, alerting?.state].join(" "),
    );
    expect(seen[0]).toBe("live 0 READY watching");
    const blind = seen.slice(1, -1);
    expect(blind.length).toBeGreaterThanOrEqual(5);
    expect(new Set(blind)).toEqual(new Set(["down 2000 READY frozen"]));
    expect(seen.at(-1)).toBe("live 31000 CALL watching");
    expect(atSeconds(frames)).toEqual(atSeconds(frames).toSorted((a, b) => a - b));
  });

  it("[D18] a hole in history is stale, and then the floor behind it", () => {
    const log = new PastLog();
    const entries: HistoryEntry[] = [log.whole(second(-1), [agentRow("a1", "READY", second(-9))])];
    entries.push(log.batch(second(1)), log.batch(second(2)));
    log.lineage = "l2";
    log.seq = 0;
    entries.push(log.whole(second(40), [agentRow("a2", "READY", second(20))]), log.batch(second(41)));
    const { frames } = replayed(entries);
    const seen = Array.from(played(frames), ({ feed, agents }) => `${feed?.state} ${[...agents.keys()]}`);
    expect(seen).toEqual(["live a1", "stale a1", "live a2"]);
    expect(atSeconds(frames)).toEqual([-1, 17, 40]);
  });

  it("[D18] history that begins later, or ends earlier, is shown as far as it goes", () => {
    const log = new PastLog();
    const late = [log.whole(second(20), [agentRow("a1", "READY", second(9))]), log.batch(second(21))];
    expect(atSeconds(replayed(late).frames)).toEqual([20]);
    expect(replayed(late)).toMatchObject({ from: second(0), to: second(21) });
    const early = replayed(late, { from: second(30), to: second(40) });
    expect(atSeconds(early.frames)).toEqual([21]);
    expect(early.to).toBe(second(30));
    expect(replayed([], {})).toEqual({ from: second(0), to: second(0), frames: [] });
  });

  it("[D18] a page that would be too long ends early, and the next one goes on from there", () => {
    const log = new PastLog();
    const wordy = (id: string, state: AgentState, nth: number) => ({
      ...agentRow(id, state, second(nth)),
      status: `${id} ${"x".repeat(180)}`,
    });
    const many = Array.from({ length: 1_000 }, (_, nth) => wordy(`agent-${nth}`, "READY", -9));
    const entries: HistoryEntry[] = [log.whole(second(-1), many)];
    for (let nth = 0; nth < 60; nth += 1) {
      const state = nth % 2 === 0 ? "CALL" : "READY";
      entries.push(
        log.batch(
          second(nth),
          many.map(({ id }) => moved(wordy(id, state, nth), second(nth))),
        ),
      );
    }
    entries.push(log.batch(second(70)));
    const page = replayed(entries);
    const chars = page.frames.reduce((sum, { text }) => sum + text.length, 0);
    expect(chars).toBeLessThanOrEqual(BOUNDS.replayPageCharsMax);
    expect(page.to).toBeLessThan(second(60));
    expect(page.to).toBe(page.frames.at(-1)?.at);
    const last = [...played(page.frames)].at(-1);
    const [next] = played(replayed(entries, { from: page.to }).frames);
    expect([...(next?.agents.values() ?? [])]).toEqual([...(last?.agents.values() ?? [])]);
  });
});

describe("alerts in a replay", () => {
  const alert: BoardAlert = {
    ...{ id: "x", ruleId: "idle", ruleName: "Idle", severity: "high", phase: "recovering", queueId: null },
    ...{ entity: { kind: "agent", id: "a1" }, activeSince: second(0), firedAt: second(10), value: 1 },
    ...{ threshold: 1, unit: "seconds", isFlapping: false, comments: 1 },
    acknowledged: { by: "Ada", at: second(20) },
    silenced: null,
    lastComment: { by: "Ada", at: second(25), text: "Seen." },
  };

  it("[D18] fire and end when they did, with what people had done by then", () => {
    const log = new PastLog();
    const entries: HistoryEntry[] = [log.whole(second(-1), [agentRow("a1", "READY", second(-9))])];
    for (let nth = 0; nth <= 61; nth += 1) entries.push(log.batch(second(nth)));
    const { frames } = replayed(entries, { alerts: [{ alert, resolvedAt: second(40) }], moreAlerts: 3 });
    const told = Array.from(played(frames), ({ alerts, alerting, boardAt }) => {
      const one = alerts.get("x");
      const deeds = `${one?.phase} ${one?.acknowledged?.by} ${one?.comments}`;
      return { at: boardAt, deeds: one === undefined ? "" : deeds, more: alerting?.more };
    });
    const deedsAt = (nth: number) => told.findLast(({ at }) => at <= second(nth))?.deeds;
    expect([5, 18, 24, 35, 50].map(deedsAt)).toEqual([
      ...["", "firing undefined 0", "firing Ada 0", "firing Ada 1", ""],
    ]);
    expect(told.every(({ more }) => more === 3)).toBe(true);
  });
});

describe("names in a replay", () => {
  it("[D18] are of the style that is asked for, and no other", () => {
    const log = new PastLog();
    const entries = [log.whole(second(-1), [agentRow("a1", "READY", second(-9))]), log.batch(second(1))];
    const nameIn = (style: "full" | "initials" | "alias") => {
      const names = { style, aliases: new Map([["a1", "Falcon"]]) };
      const { frames } = replayed(entries, { names });
      if (style !== "full") expect(JSON.stringify(frames)).not.toContain("Ruiz");
      return [...played(frames)][0]?.agents.get("a1")?.name;
    };
    expect([nameIn("full"), nameIn("initials"), nameIn("alias")]).toEqual(["Ana Ruiz a1", "AA", "Falcon"]);
  });
});
