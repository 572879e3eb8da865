import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { Timeline } from "../test/timeline.ts";
import { agentMessage, queueMessage } from "../test/wire.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("the first minute of a desk", () => {
  it("signs in, takes the roster, dials, reconciles and is live", () => {
    const t = new Timeline("a1", "a2").live();
    expect(t.upstream.batches.map(({ call }) => call)).toEqual(["token", "users", "skills", "agents"]);
    expect(t.feedStates()).toEqual(["catchingUp", "live"]);
    expect(t.feed).toBe("live");
    expect(t.desk.board("full").agents.map(({ name, state }) => [name, state])).toEqual([
      ["Name a1", "READY"],
      ["Name a2", "READY"],
    ]);
  });

  it("tells a screen that waits from the beginning each step of it", () => {
    const t = new Timeline("a1").start();
    const screen = t.screen();
    t.upstream.keepTalking();
    t.pass(6_000);
    const states = screen.frames.map(({ feed }) => feed.state);
    expect(states.filter((state, index) => state !== states[index - 1])).toEqual([
      "starting",
      "catchingUp",
      "live",
    ]);
    expect(screen.replica.agents.get("a1")?.state).toBe("READY");
  });
});

describe("a desk that was built", () => {
  it("[I11] asks, dials and plans nothing before it begins, so that one that nobody took hold of lives on nowhere", () => {
    const t = new Timeline("a1").build();
    t.pass(5 * MINUTE);
    expect([t.upstream.asked, t.upstream.dials, t.time.alarmSets]).toEqual([[], [], []]);
    expect(t.desk.begin().status().link.state).toBe("dialing");
  });

  it("[I11] and was told twice to begin dials once", () => {
    const t = new Timeline("a1").live();
    t.desk.begin();
    t.pass(MINUTE);
    expect(t.upstream.dials).toHaveLength(1);
    expect(t.upstream.count("token")).toBe(1);
  });

  it("and whose beginning broke off begins when it is next woken", () => {
    const t = new Timeline("a1").live();
    t.lose().build();
    t.journal = () => {
      throw new Error("no line today");
    };
    expect(() => t.desk.begin()).toThrow("no line");
    t.journal = null;
    const dials = t.upstream.dials.length;
    t.pass(MINUTE);
    expect(t.upstream.dials.length).toBe(dials + 1);
    expect(t.feed).toBe("live");
  });
});

describe("a quiet hour", () => {
  it("costs a handful of alarms a minute, one log row per five seconds and one checkpoint a minute", () => {
    const t = new Timeline("a1").live();
    t.pass(4 * MINUTE);
    const alarms = t.time.alarmSets.length;
    const { rows, checkpoints } = t.desk.status().record;
    t.pass(10 * MINUTE);
    const after = t.desk.status().record;
    expect((t.time.alarmSets.length - alarms) / 10).toBeLessThanOrEqual(10);
    expect((after.rows - rows) / 10).toBeLessThanOrEqual(24);
    expect((after.checkpoints - checkpoints) / 10).toBeLessThanOrEqual(1.2);
  });

  it("of a busy stream sets no alarm for it", () => {
    const t = new Timeline("a1").live();
    t.pass(4 * MINUTE);
    const alarms = t.time.alarmSets.length;
    for (let tenths = 0; tenths < 600; tenths += 1) {
      t.upstream.say(
        agentMessage("a1", tenths % 2 === 0 ? "CALL" : "READY", t.now),
        queueMessage("q1", t.now),
      );
      t.pass(100);
    }
    expect(t.time.alarmSets.length - alarms).toBeLessThanOrEqual(10);
  });

  it("with its answers out leaves nothing behind in memory: no timer is left but the pulse", () => {
    const t = new Timeline("a1").live();
    t.pass(HOUR);
    expect(t.time.objectTimers).toBe(1);
  });
});

describe("what goes wrong in one place stays there", () => {
  it("a due that throws is counted, and the others are done", () => {
    const t = new Timeline("a1").live();
    const rest = t.upstream.rest.send;
    Object.assign(t.upstream.rest, {
      send: () => {
        throw new Error("no route");
      },
    });
    t.pass(2 * MINUTE);
    expect(t.desk.status().duesFailed).toBeGreaterThan(0);
    expect(t.notes.some(({ event }) => event === "due failed")).toBe(true);
    expect(t.desk.status().record.checkpoints).toBeGreaterThan(1);
    Object.assign(t.upstream.rest, { send: rest });
    const { rounds } = t.desk.status().reconciliation;
    t.pass(3 * MINUTE);
    expect(t.desk.status().reconciliation.rounds).toBeGreaterThan(rounds);
  });

  it("a lost pulse is begun anew by the watchdog", () => {
    const t = new Timeline("a1").live();
    const screen = t.screen();
    t.time.loseTimers();
    const beats = screen.kinds().filter((kind) => kind === "beat").length;
    t.pass(MINUTE);
    expect(screen.kinds().filter((kind) => kind === "beat").length).toBeGreaterThan(beats + 6);
  });

  it("a lost timer of a frame holds the board up for moments, and not for good", () => {
    const t = new Timeline("a1").live();
    const screen = t.screen();
    t.upstream.say(agentMessage("a1", "CALL", t.now));
    t.upstream.say(agentMessage("a1", "WRAP_UP", t.now + 1));
    t.time.loseTimers();
    t.pass(MINUTE);
    expect(screen.replica.agents.get("a1")?.state).toBe("WRAP_UP");
  });

  it("one pulse runs at a time, however often the desk is woken", () => {
    const t = new Timeline("a1").live();
    for (let times = 0; times < 100; times += 1) t.desk.wake();
    t.pass(MINUTE);
    expect(t.time.objectTimers).toBe(1);
  });
});

describe("a clock that is set back by an hour", () => {
  it("stops neither frames, nor beats, nor the log, nor rounds, nor the watch over silence", () => {
    const t = new Timeline("a1").live();
    const screen = t.screen();
    t.pass(MINUTE);
    t.time.stepClock(-HOUR);
    t.pass(2_000);
    const seen = {
      frames: screen.frames.length,
      rows: t.ledger.rows.length,
      rounds: t.desk.status().reconciliation.rounds,
    };
    for (let seconds = 0; seconds < 130; seconds += 1) {
      t.upstream.say(queueMessage("q2", t.now, seconds));
      t.pass(1_000);
    }
    expect(screen.frames.length).toBeGreaterThan(seen.frames + 100);
    expect(t.ledger.rows.length).toBeGreaterThan(seen.rows + 20);
    expect(t.desk.status().reconciliation.rounds).toBeGreaterThanOrEqual(seen.rounds + 2);
    expect(t.feed).toBe("live");
  });

  it("asks for no storm of rounds", () => {
    const t = new Timeline("a1").live();
    t.pass(MINUTE);
    t.time.stepClock(-HOUR);
    const before = t.desk.status().reconciliation.rounds;
    t.pass(10 * MINUTE);
    expect(t.desk.status().reconciliation.rounds - before).toBeLessThanOrEqual(11);
    expect(t.feed).toBe("live");
  });

  it("does not hide that the stream has fallen silent", () => {
    const t = new Timeline("a1").start().pass(100);
    t.upstream.say(queueMessage("q1", t.now));
    t.pass(5_000);
    t.time.stepClock(-HOUR);
    t.pass(20_000);
    expect(t.feed).toBe("stale");
    t.pass(20_000);
    expect(t.upstream.dials.length).toBeGreaterThan(1);
  });
});

describe("an alarm", () => {
  it("that rings twice does nothing twice", () => {
    const t = new Timeline("a1").live();
    const asked = t.upstream.asked.length;
    for (let times = 0; times < 20; times += 1) t.desk.wake();
    expect(t.upstream.asked.length).toBe(asked);
  });

  it("that rings late catches up once", () => {
    const t = new Timeline("a1").live();
    const ring = t.time.onAlarm;
    t.time.onAlarm = () => undefined;
    t.pass(10 * MINUTE);
    t.time.onAlarm = ring;
    const rounds = t.upstream.batches.filter(({ call }) => call === "agents").length;
    t.desk.wake();
    t.pass(1_000);
    expect(t.upstream.batches.filter(({ call }) => call === "agents").length).toBe(rounds + 1);
    expect(t.time.alarmAt).toBeLessThanOrEqual(t.now + BOUNDS.watchdogMs);
  });
});
