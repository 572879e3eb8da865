import { BOUNDS } from "@callboard/core";
import { CLOSE, freshnessOf } from "@callboard/protocol";
import { describe, expect, it } from "vitest";
import { HubRig } from "../../test/hub-rig.ts";
import { RelayRig } from "../../test/relay-rig.ts";
import { comparable, Screen } from "../../test/screen.ts";

function rigs() {
  const desk = new HubRig().roster(["a1", "Ana Ruiz"], ["a2", "Ben Oort"]).queue("q1").pass(1_000);
  const rig = new RelayRig(desk.time, () => desk.hub);
  return {
    desk,
    rig,
    screen: (names: "short" | "full" = "short") => new Screen(rig, names).connect().hello(),
  };
}

describe("a screen at a relay", () => {
  it("is given the desk's board, in its own style of names", () => {
    const { desk, screen } = rigs();
    const [short, full] = [screen("short"), screen("full")];
    desk.pass(100).agent("a1", "READY").pass(1_000);
    expect(short.board()).toEqual(comparable(desk.board("short")));
    expect(full.board()).toEqual(comparable(desk.board("full")));
    expect(short.texts.join()).not.toContain("Ruiz");
    expect(full.texts.join()).toContain("Ruiz");
  });

  it("is told each change by the desk's own text, and by the desk's own beats", () => {
    const { desk, screen } = rigs();
    const direct = desk.screen();
    const relayed = screen();
    desk.pass(100).agent("a1", "READY").pass(6_000).agent("a2", "CALL").pass(6_000);
    expect(relayed.texts.slice(1)).toEqual(direct.texts.slice(1));
    expect(relayed.kinds().filter((kind) => kind === "beat").length).toBeGreaterThan(1);
  });

  it("costs the desk one line for each style, however many there are", () => {
    const { desk, rig, screen } = rigs();
    for (let count = 0; count < 30; count += 1) screen(count % 2 === 0 ? "short" : "full");
    desk.pass(1_000);
    expect(desk.hub.counts()).toMatchObject({ viewers: 0, relayLines: 2 });
    expect(rig.relay.facts()).toMatchObject({ viewers: 30, lines: [{ isOpen: true }, { isOpen: true }] });
    expect(rig.lines.dials).toBe(2);
  });

  it("may come from the desk and go on from what it holds, and go back", () => {
    const { desk, rig, screen } = rigs();
    screen();
    const moving = desk.screen();
    desk.pass(1_000);
    for (const host of [rig, desk.hub, rig]) {
      moving.drop();
      desk.agent("a1", moving.frames.length % 2 === 0 ? "READY" : "CALL").pass(1_000);
      moving.connect(host).hello();
      desk.pass(1_000);
      expect(moving.board()).toEqual(comparable(desk.board()));
    }
    expect(moving.kinds().filter((kind) => kind === "snapshot")).toHaveLength(1);
    expect(moving.hasSeqFallen).toBe(false);
  });

  it("that is ahead of its relay waits for it, and is shown nothing older", () => {
    const { desk, rig, screen } = rigs();
    screen();
    desk.pass(1_000);
    rig.lines.delayMs = 2_000;
    const ahead = desk.agent("a1", "READY").pass(200).screen();
    const { seq } = ahead.replica;
    ahead.drop();
    ahead.connect(rig).hello();
    desk.pass(1_000);
    expect(ahead.replica.seq).toBe(seq);
    desk.pass(6_000).agent("a1", "CALL").pass(6_000);
    expect(ahead.board()).toEqual(comparable(desk.board()));
    expect(ahead.hasSeqFallen).toBe(false);
  });

  it("keeps its board and hears nothing while the line is cut, says itself that it is lost, and goes on when it is back", () => {
    const { desk, rig, screen } = rigs();
    let isThere = true;
    const apart = new RelayRig(desk.time, () => (isThere ? desk.hub : null));
    const one = new Screen(apart, "short").connect().hello();
    screen();
    desk.pass(2_000);
    isThere = false;
    apart.lines.cut();
    const heard = one.frames.length;
    const lastAt = desk.time.now();
    desk.agent("a1", "READY").pass(20_000);
    expect(one.frames).toHaveLength(heard);
    const { feed, boardAt } = one.replica;
    const now = desk.time.now();
    const input = { feed, boardAt, serverNow: now, localNow: now, lastFrameAt: lastAt };
    expect(freshnessOf({ ...input, isConnected: true, isFrozen: false }).level).toBe("lost");
    const late = new Screen(apart, "short").connect().hello();
    desk.pass(5_000);
    expect(late.frames).toHaveLength(0);
    isThere = true;
    desk.pass(BOUNDS.viewerBackoffMaxMs + 2_000);
    for (const each of [one, late]) expect(each.board()).toEqual(comparable(desk.board()));
    expect(one.kinds().filter((kind) => kind === "snapshot")).toHaveLength(1);
    expect(rig.relay.viewers).toBe(1);
  });

  it("is given no board by a relay whose line has fallen silent, and never a beat of the relay's own", () => {
    const { desk, rig, screen } = rigs();
    const early = screen();
    desk.pass(6_000);
    rig.lines.isMute = true;
    const heard = early.frames.length;
    desk.pass(BOUNDS.relaySilentMs + 1_000);
    const late = screen();
    early.drop();
    early.connect(rig).hello();
    desk.pass(2_000);
    expect(late.frames).toHaveLength(0);
    expect(early.frames).toHaveLength(heard);
    rig.lines.isMute = false;
    desk.pass(60_000);
    for (const each of [early, late]) expect(each.board()).toEqual(comparable(desk.board()));
  });

  it("takes nobody for somebody else after it moved, though others have left before the relay came", () => {
    const { desk, rig, screen } = rigs();
    desk.screen().drop();
    desk.roster(["a2", "Ben Oort"], ["a3", "Cy Ahn"]).roster(["a2", "Ben Oort"], ["a3", "Cy Ahn"]);
    const moving = desk.pass(1_000).screen();
    screen();
    desk.pass(1_000);
    moving.drop();
    desk.agent("a3", "READY").pass(1_000).agent("a2", "CALL").pass(1_000);
    moving.connect(rig).hello();
    desk.pass(100);
    expect(moving.kinds()).toEqual(["snapshot", "delta"]);
    expect(moving.board()).toEqual(comparable(desk.board()));
  });

  it("that was choked when the feed turned is not told of before with what it missed", () => {
    const { desk, screen } = rigs();
    const one = screen();
    desk.pass(1_000);
    one.bufferedBytes = Number.MAX_SAFE_INTEGER;
    desk.agent("a1", "READY").pass(100);
    desk.feed = { ...desk.feed, state: "down", since: desk.time.now() };
    desk.hub.beat();
    desk.pass(100);
    one.bufferedBytes = 0;
    desk.pass(1_500);
    expect(one.board()).toEqual(comparable(desk.board()));
    expect(one.replica.feed?.state).toBe("down");
  });

  it("is told at once when the feed's state turns", () => {
    const { desk, screen } = rigs();
    const one = screen();
    desk.pass(1_000);
    desk.feed = { ...desk.feed, state: "down", since: desk.time.now(), advice: "The token was refused." };
    desk.hub.beat();
    desk.pass(50);
    expect(one.replica.feed).toMatchObject({ state: "down", advice: "The token was refused." });
  });

  it("gets a whole board of the desk that came after a restart", () => {
    let desk = new HubRig("epoch-1").roster(["a1", "Ana"]).pass(1_000);
    const { time } = desk;
    const rig = new RelayRig(time, () => desk.hub);
    const one = new Screen(rig, "short").connect().hello();
    time.advance(1_000);
    expect(one.replica.epoch).toBe("epoch-1");
    desk = new HubRig("epoch-2", time).roster(["a2", "Ben"]);
    rig.lines.cut();
    time.advance(3_000);
    expect(one.replica.epoch).toBe("epoch-2");
    expect([...one.replica.agents.keys()]).toEqual(["a2"]);
    expect(one.closedFor).toBeNull();
  });

  it.each([
    ["unknownTenant", "unknownTenant"],
    ["tenantPaused", "tenantPaused"],
    ["wrongVersion", "deskRestarting"],
  ] as const)("is turned away as the desk turns the relay away: %s", (said, told) => {
    const { desk, rig, screen } = rigs();
    const one = screen();
    desk.pass(1_000);
    rig.lines.cut(CLOSE[said]);
    expect(one.closedFor).toBe(told);
    expect(rig.relay.isIdle).toBe(true);
    const { dials } = rig.lines;
    desk.pass(120_000);
    expect(rig.lines.dials).toBe(dials);
  });
});

describe("a relay", () => {
  it("lets its lines go when nobody has looked for a while, and dials anew for who comes then", () => {
    const { desk, rig, screen } = rigs();
    const one = screen();
    desk.pass(1_000);
    one.drop();
    desk.pass(BOUNDS.relayIdleMs - 5_000);
    expect(rig.relay.isIdle).toBe(false);
    desk.pass(10_000);
    expect(rig.relay.isIdle).toBe(true);
    expect(desk.hub.counts().relayLines).toBe(0);
    const next = screen();
    desk.pass(1_000);
    expect(next.board()).toEqual(comparable(desk.board()));
  });

  it("keeps its line for hours, however quiet the floor", () => {
    const { desk, rig, screen } = rigs();
    const one = screen();
    for (let minutes = 0; minutes < 180; minutes += 1) {
      desk.pass(60_000);
      one.settle();
    }
    expect(rig.lines.dials).toBe(1);
    expect(one.closedFor).toBeNull();
  });

  it("has one life: an ended one says to come back", () => {
    const { desk, rig, screen } = rigs();
    const one = screen();
    desk.pass(1_000);
    rig.relay.end();
    expect(one.closedFor).toBe("deskRestarting");
  });
});
