import { BOUNDS, type Floor } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MemoryLedger } from "../../test/memory-ledger.ts";
import { comparable } from "../../test/screen.ts";
import { SITE, Timeline } from "../../test/timeline.ts";
import { agentData, agentMessage, contactMessage, queueMessage } from "../../test/wire.ts";
import { projectQueue } from "../project.ts";
import { FigureBook } from "../queue-figures.ts";
import { recover } from "./recovery.ts";

const MINUTE = 60_000;

/** What a floor holds of its agents and queues, but for what is judged anew from the hour, and who told it. */
function content(floor: Floor) {
  const agents = Array.from(
    floor.agents.values(),
    ({ routability: _judged, profile: _bulk, source: _teller, ...kept }) => kept,
  );
  const figures = new FigureBook(floor);
  const queues = Array.from(floor.queues.values(), (queue) => ({
    ...projectQueue(queue, figures.of(queue)),
    routableAgents: 0,
  }));
  return { clock: floor.clock, blind: floor.blind, agents, queues };
}

const copyOf = (ledger: MemoryLedger): MemoryLedger => {
  const copy = new MemoryLedger();
  copy.checkpoint = ledger.checkpoint;
  copy.rows = [...ledger.rows];
  copy.baselines.push(...ledger.baselines);
  return copy;
};

type Happening = { readonly what: string; readonly who: string; readonly afterMs: number };

/** One thing that happens to the centre; what REST knows moves with it but for `missed`. */
function play(t: Timeline, { what, who, afterMs }: Happening): void {
  const { upstream } = t;
  switch (what) {
    case "missed":
      upstream.truth.set(who, agentData(who, "NOT_READY", t.now));
      break;
    case "absent":
      upstream.truth.delete(who);
      break;
    case "queue":
      upstream.say(queueMessage("q1", t.now, afterMs % 100));
      break;
    case "contact":
      upstream.say(contactMessage(`c-${who}`, "q1", afterMs % 2 === 0 ? "QUEUED" : "ABANDONED", t.now));
      break;
    case "drop":
      upstream.dial.close(1006);
      break;
    case "old":
      upstream.say(agentMessage(who, "READY", t.now - 600_000));
      break;
    default:
      upstream.truth.set(who, agentData(who, what, t.now));
      upstream.say(agentMessage(who, what, t.now, { queue: "q1" }));
  }
  t.pass(afterMs);
}

const happenings = fc.array(
  fc.record({
    what: fc.constantFrom(
      "READY",
      "CALL",
      "AFTER_CALL_WORK",
      "missed",
      "absent",
      "queue",
      "contact",
      "drop",
      "old",
    ),
    who: fc.constantFrom("a1", "a2", "a3"),
    afterMs: fc.integer({ min: 0, max: 20_000 }),
  }),
  { minLength: 5, maxLength: 40 },
);

describe("a restart", () => {
  it("at any point brings back the floor as it was when the last row was written", () => {
    let compared = 0;
    fc.assert(
      fc.property(happenings, (list) => {
        const t = new Timeline("a1", "a2", "a3");
        t.live().pass(10_000);
        for (const happening of list) {
          play(t, happening);
          const held = t.ledger.rows.at(-1);
          if (held === undefined || held.toSeq !== t.desk.status().record.seq) continue;
          compared += 1;
          expect(content(recover(copyOf(t.ledger), SITE).floor)).toEqual(content(t.desk.floor));
        }
      }),
      { numRuns: 100 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it("keeps who was found missing by a round, so that nobody comes back by it", () => {
    const t = new Timeline("a1", "a2").live();
    t.upstream.truth.delete("a2");
    t.pass(10_000);
    while (t.stateOf("a2") !== "SIGNED_OUT") t.pass(1_000);
    t.pass(1_000);
    t.upstream.always("agents", { kind: "failed", why: "network" });
    t.restart();
    expect(t.stateOf("a2")).toBe("SIGNED_OUT");
  });

  it("gives a new epoch, and a screen that held the old one gets a snapshot", () => {
    const t = new Timeline("a1").live();
    const screen = t.screen();
    expect(screen.replica.epoch).toBe("epoch-1");
    t.restart();
    screen.survive(t.desk);
    expect(screen.replica.epoch).toBe("epoch-2");
    expect(screen.board()).toEqual(comparable(t.desk.board("short")));
  });

  it("labels what it brings back with its age, and never as live", () => {
    const t = new Timeline("a1").live();
    t.pass(10_000);
    const heardAt = t.desk.status().feed.asOf ?? 0;
    t.upstream.dialing = "hangs";
    t.restart().pass(2_000);
    expect(t.feed).not.toBe("live");
    const { asOf } = t.desk.status().feed;
    expect(asOf).toBeLessThanOrEqual(heardAt);
    expect(asOf).toBeGreaterThan(heardAt - 10_000);
    expect(t.desk.board("short").agents).toHaveLength(1);
  });

  it("after a long silence does not take the time of its last row for that of its last news", () => {
    const t = new Timeline("a1").start().pass(100);
    t.upstream.say(queueMessage("q1", t.now));
    const heardAt = t.now;
    t.pass(10 * MINUTE);
    t.restart().pass(100);
    expect(t.desk.status().feed.asOf).toBe(heardAt);
  });

  it("of a desk that never heard anything has no age to tell", () => {
    const t = new Timeline("a1");
    t.upstream.dialing = "hangs";
    t.start().pass(2 * MINUTE);
    t.restart();
    expect(t.desk.status().feed.asOf).toBeNull();
    expect(t.desk.board("short").agents).toHaveLength(1);
  });

  it("is live again within seconds", () => {
    const t = new Timeline("a1").live();
    t.pass(MINUTE);
    t.restart().pass(6_000);
    expect(t.feed).toBe("live");
    expect(t.upstream.liveDials).toBe(1);
  });

  it("a hundred times in a row loses nothing and leaves nothing behind", () => {
    const t = new Timeline("a1").live();
    for (let times = 0; times < 100; times += 1) t.restart().pass(times * 37);
    t.pass(2 * MINUTE);
    expect(t.feed).toBe("live");
    expect(t.time.objectTimers).toBe(1);
    expect(t.upstream.liveDials).toBe(1);
  });
});

describe("what cannot be read", () => {
  const withRow = (body: string): MemoryLedger => {
    const t = new Timeline("a1").live();
    t.pass(10_000);
    t.upstream.say(agentMessage("a1", "CALL", t.now));
    t.pass(2_000);
    const { ledger } = t;
    const last = ledger.rows.at(-1)?.toSeq ?? 0;
    ledger.rows.push({
      fromSeq: last + 1,
      toSeq: last + 1,
      at: t.now,
      clock: t.now,
      feed: "live",
      body,
      events: "",
    });
    return ledger;
  };

  it.each([
    ["is no JSON", "[[1,2"],
    ["is no list", '{"a":1}'],
    ["holds what is no entry", "[1]"],
    ["holds an entry of another build, whose kind nobody knows", '[[99999,1,{"kind":"moonPhase"}]]'],
    ["holds an entry of another build, with another shape", '[[99999,1,{"kind":"agentState","agent":"a1"}]]'],
    ["holds an entry of nothing", "[[99999,1,null]]"],
  ])("in a row that %s is left out and counted, and the rest comes back", (_, body) => {
    const recovered = recover(withRow(body), SITE);
    expect(recovered.unreadable).toBe(1);
    expect(recovered.floor.agents.get("a1")?.state).toBe("CALL");
    expect(recovered.seq).toBeGreaterThan(0);
  });

  it.each([
    ["no JSON", ["{"]],
    ["another version", ['{"v":99}']],
    ["nothing", []],
  ])("as a checkpoint of %s leaves what the log still holds", (_, parts) => {
    const t = new Timeline("a1").live();
    t.upstream.say(agentMessage("a1", "CALL", t.now));
    t.pass(2 * MINUTE);
    const { checkpoint } = t.ledger;
    if (checkpoint === null) throw new Error("no checkpoint was written");
    t.ledger.checkpoint = { ...checkpoint, parts };
    const recovered = recover(t.ledger, SITE);
    expect(recovered.floor.agents.get("a1")?.state).toBe("CALL");
    expect(recovered.seq).toBeGreaterThanOrEqual(checkpoint.seq);
    expect(recovered.unreadable).toBe(1);
  });

  it("is told to whoever runs the product", () => {
    const t = new Timeline("a1").live();
    t.pass(MINUTE);
    t.restart();
    const note = t.notes.findLast(({ event }) => event === "recovered");
    expect(note?.facts).toMatchObject({ tenant: "demo", unreadable: 0 });
  });
});

describe("the log's size", () => {
  it("stays within its bound over a day of events", () => {
    const t = new Timeline("a1").live();
    t.pass(2 * 60 * MINUTE);
    expect(t.ledger.rows.length).toBeLessThanOrEqual(
      (BOUNDS.logKeepMs + BOUNDS.checkpointEveryMs) / 1_000 + 2,
    );
  });
});
