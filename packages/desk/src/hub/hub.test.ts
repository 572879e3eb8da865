import { BOUNDS } from "@callboard/core";
import { PROTOCOL_VERSION } from "@callboard/protocol";
import { describe, expect, it } from "vitest";
import { HubRig } from "../../test/hub-rig.ts";
import { comparable, Screen } from "../../test/screen.ts";

const settled = (rig: HubRig, screen: Screen) => {
  expect(screen.board()).toEqual(comparable(rig.board(screen.names)));
};

describe("frames", () => {
  it("go out at once where the screens have rested, and then at most every 100 ms, folded", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const screen = rig.screen();
    const deltasAt: number[] = [];
    const note = () => {
      while (deltasAt.length < screen.kinds().filter((kind) => kind === "delta").length)
        deltasAt.push(rig.time.now());
    };
    const from = rig.time.now();
    for (let ms = 0; ms < 1_000; ms += 7) {
      rig.agent("a1", ms % 2 === 0 ? "CALL" : "READY");
      note();
      rig.pass(7);
      note();
    }
    expect(deltasAt[0]).toBe(from);
    expect(deltasAt.length).toBeLessThanOrEqual(11);
    expect(rig.hub.counts().frames).toBe(deltasAt.length + 1);
    rig.pass(100);
    settled(rig, screen);
  });

  it("are written once per distinct view, whatever the number of screens", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    for (let count = 0; count < 20; count += 1) {
      rig.screen("short");
      rig.screen("full");
    }
    expect(rig.writings).toEqual(["snapshot 1 short", "snapshot 1 full"]);
    rig.agent("a1", "CALL");
    expect(rig.writings.slice(2)).toEqual(["delta 1-2 short", "delta 1-2 full"]);
    expect(rig.hub.counts().sends).toBe(80);
  });

  it("are not sent where nothing changed, however much time passes", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const screen = rig.screen();
    rig.pass(60_000);
    expect(screen.kinds()).toEqual(["snapshot", ...Array.from({ length: 12 }, () => "beat")]);
  });

  it("tell of agents who left", () => {
    const rig = new HubRig().roster(["a1", "Ana"], ["a2", "Ben"]).pass(1_000);
    const screen = rig.screen();
    rig.roster(["a1", "Ana"]).roster(["a1", "Ana"]).pass(1_000);
    expect([...screen.replica.agents.keys()]).toEqual(["a1"]);
    settled(rig, screen);
  });

  it("tell who somebody is now, who left and came back within one frame without a name", () => {
    const rig = new HubRig().roster(["a1", "Ana Ruiz"], ["a2", "Ben"]).pass(1_000);
    const screen = rig.screen("full");
    rig.agent("a2", "CALL");
    rig.roster(["a2", "Ben"]).roster(["a2", "Ben"]).agent("a1", "READY").pass(1_000);
    expect(screen.replica.agents.get("a1")?.name).toBe("a1");
    settled(rig, screen);
  });
});

describe("a queue's windows", () => {
  it("slide on every screen in the same frame, whenever it was switched on", () => {
    const rig = new HubRig().queue("q1").queue("q2").pass(1_000);
    const early = rig.screen();
    rig.pass(40_000).queue("q2");
    const late = rig.screen();
    expect(late.board()).toEqual(early.board());
    expect(comparable(rig.board())).toEqual(early.board());
    for (const screen of [early, late]) screen.settle();
    rig.pass(60_000).turn({ kind: "time" });
    expect(late.board()).toEqual(early.board());
    expect(early.replica.queues.get("q1")?.today.blindMs).toBe(rig.board().queues[0]?.today.blindMs);
  });
});

describe("a screen that comes", () => {
  it("gets nothing before it has said hello", () => {
    const rig = new HubRig().agent("a1", "READY");
    const screen = new Screen(rig.hub, "short").connect();
    rig.pass(1_000).agent("a1", "CALL").pass(10_000);
    expect(screen.texts).toEqual([]);
  });

  it("with nothing gets a snapshot", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const screen = rig.screen();
    expect(screen.kinds()).toEqual(["snapshot"]);
    settled(rig, screen);
  });

  it("with the present seq gets a beat: it knows that it is up to date", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const screen = rig.screen();
    screen.drop();
    screen.connect().hello();
    expect(screen.kinds()).toEqual(["snapshot", "beat"]);
    expect(screen.replica.phase).toBe("following");
  });

  it("back after a while gets one folded delta for all that it missed", () => {
    const rig = new HubRig().roster(["a1", "Ana"], ["a2", "Ben"]).pass(1_000);
    const screen = rig.screen();
    screen.drop();
    for (let times = 0; times < 20; times += 1) rig.agent("a1", times % 2 === 0 ? "CALL" : "READY").pass(200);
    rig.agent("a3", "READY").pass(1_000);
    screen.connect().hello();
    expect(screen.kinds()).toEqual(["snapshot", "delta"]);
    settled(rig, screen);
  });

  it("back after a long while is not taken for a laggard because of it", () => {
    const rig = new HubRig().roster(["a1", "Ana"]).pass(1_000);
    const screen = rig.screen();
    screen.drop();
    for (let seq = 0; seq < BOUNDS.viewerLagSeqMax + 50; seq += 1) {
      rig.agent("a1", seq % 2 === 0 ? "CALL" : "READY").pass(BOUNDS.frameEveryMs);
    }
    screen.connect().hello();
    rig.pass(BOUNDS.beatEveryMs + 1_000);
    expect(rig.hub.counts().rescued).toBe(0);
    expect(screen.kinds().filter((kind) => kind === "snapshot")).toHaveLength(1);
  });

  it.each([
    ["another epoch", "epoch-0", 1],
    ["no seq", "epoch-1", null],
    ["a seq that was never committed", "epoch-1", 99],
  ])("with %s gets a snapshot", (_, epoch, seq) => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const screen = new Screen(rig.hub, "short").connect();
    screen.say({ type: "hello", version: PROTOCOL_VERSION, epoch, seq });
    expect(screen.kinds()).toEqual(["snapshot"]);
  });

  it("with a base too old to fold from gets a snapshot", () => {
    const rig = new HubRig().roster(["a1", "Ana"]).pass(1_000);
    const screen = rig.screen();
    screen.drop();
    for (let seq = 2; seq < BOUNDS.removalsMax + 5; seq += 1) {
      rig.changes.touchAgent(`ghost-${seq}`);
      rig.changes.commit(seq);
      rig.changes.removeAgent(`ghost-${seq}`);
      rig.changes.commit(seq);
    }
    rig.agent("a1", "CALL").pass(1_000);
    screen.connect().hello();
    expect(screen.kinds()).toEqual(["snapshot", "snapshot"]);
    settled(rig, screen);
  });

  it("whose socket outlived the object gets a snapshot without asking", () => {
    const before = new HubRig("epoch-1").agent("a1", "READY").pass(1_000);
    const screen = before.screen();
    const after = new HubRig("epoch-2").agent("a1", "CALL").pass(1_000);
    screen.survive(after.hub);
    expect(screen.kinds()).toEqual(["snapshot", "snapshot"]);
    settled(after, screen);
  });

  it("that asks gets a snapshot", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const screen = rig.screen();
    screen.isDeaf = true;
    rig.agent("a1", "CALL").pass(1_000);
    screen.isDeaf = false;
    rig.agent("a1", "READY").pass(1_000);
    expect(screen.replica.phase).toBe("frozen");
    screen.settle();
    expect(screen.kinds()).toEqual(["snapshot", "delta", "snapshot"]);
    settled(rig, screen);
  });

  it("in the middle of a frame's rest waits for it: its snapshot is one committed seq and no mix", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const early = rig.screen();
    rig.agent("a1", "CALL").pass(10).agent("a1", "WRAP_UP");
    const late = rig.screen();
    expect(late.texts).toEqual([]);
    rig.pass(BOUNDS.frameEveryMs);
    expect(late.kinds()).toEqual(["snapshot"]);
    expect(late.replica.seq).toBe(early.replica.seq);
    expect(late.board()).toEqual(early.board());
  });

  it("among a thousand that come back together costs one text, from the start and from one seq alike", () => {
    const rig = new HubRig().roster(["a1", "Ana"]).pass(1_000);
    const screens = Array.from({ length: 500 }, () => rig.screen());
    for (const screen of screens) screen.drop();
    rig.agent("a1", "CALL").pass(500);
    rig.writings.length = 0;
    for (const screen of screens) screen.connect().hello();
    expect(rig.writings).toEqual(["delta 1-2 short"]);
    const others = Array.from({ length: 500 }, () => rig.screen());
    expect(rig.writings).toEqual(["delta 1-2 short", "snapshot 2 short"]);
    for (const screen of [...screens, ...others]) expect(screen.replica.seq).toBe(2);
  });

  it("is never given a kept text that says the feed is well when it no longer is", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    rig.screen();
    rig.feed = { ...rig.feed, state: "stale" };
    rig.hub.beat();
    expect(rig.screen().replica.feed?.state).toBe("stale");
  });

  it("beyond the most that a tenant may have is told so", () => {
    const rig = new HubRig();
    for (let count = 0; count < BOUNDS.viewersPerObjectMax; count += 1)
      new Screen(rig.hub, "short").connect();
    const oneMore = new Screen(rig.hub, "short").connect();
    expect(oneMore.closedFor).toBe("tooManyViewers");
    expect(rig.hub.counts().viewers).toBe(BOUNDS.viewersPerObjectMax);
  });
});

describe("beats", () => {
  it("come every five seconds, and at once when the feed turns", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const screen = rig.screen();
    rig.pass(20_000);
    expect(screen.kinds().filter((kind) => kind === "beat")).toHaveLength(4);
    rig.feed = { ...rig.feed, state: "stale" };
    rig.hub.beat();
    expect(screen.replica.feed?.state).toBe("stale");
  });
});

describe("a screen that does not keep up", () => {
  it("is skipped while it is choked, and caught up as soon as it is not, though nothing more happens", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const screen = rig.screen();
    screen.bufferedBytes = BOUNDS.viewerBufferedMax + 1;
    for (let times = 0; times < 10; times += 1) rig.agent("a1", times % 2 === 0 ? "CALL" : "READY").pass(200);
    rig.pass(20_000);
    expect(screen.kinds()).toEqual(["snapshot"]);
    screen.bufferedBytes = 0;
    rig.pass(1_000);
    expect(screen.kinds().filter((kind) => kind !== "beat")).toEqual(["snapshot", "delta"]);
    settled(rig, screen);
  });

  it("is served where the runtime cannot tell what is buffered", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const screen = rig.screen();
    screen.bufferedBytes = null;
    rig.agent("a1", "CALL").pass(200);
    settled(rig, screen);
  });

  /** Seven minutes of frames, of which the screen acknowledges what `heldAfter` says it holds. */
  const watch = (rig: HubRig, screen: Screen, heldAfter: (seq: number) => number) => {
    for (let frames = 0; frames < 4_200 && screen.closedFor === null; frames += 1) {
      rig.agent("a1", frames % 2 === 0 ? "CALL" : "READY").pass(BOUNDS.frameEveryMs);
      if (frames % 100 === 0) screen.say({ type: "ack", seq: heldAfter(rig.hub.seq) });
    }
  };

  it("is rescued once with a snapshot, then closed", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const screen = rig.screen();
    watch(rig, screen, () => 1);
    expect(screen.closedFor).toBe("tooSlow");
    expect(screen.kinds().filter((kind) => kind === "snapshot")).toHaveLength(2);
    expect(rig.hub.counts()).toMatchObject({ viewers: 0, rescued: 1, closed: { tooSlow: 1 } });
  });

  it("and falls ever further behind is closed too, though it acknowledges all the time", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const screen = rig.screen();
    watch(rig, screen, (seq) => Math.floor(seq / 4));
    expect(screen.closedFor).toBe("tooSlow");
    expect(rig.hub.counts().rescued).toBe(1);
  });

  it("and then catches up is as good as any", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const screen = rig.screen();
    watch(rig, screen, (seq) => (seq < BOUNDS.viewerLagSeqMax + 200 ? 1 : seq));
    expect(screen.closedFor).toBeNull();
    expect(rig.hub.counts().rescued).toBe(1);
  });

  it("and is choked all along is closed instead of being waited for", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const screen = rig.screen();
    screen.bufferedBytes = BOUNDS.viewerBufferedMax + 1;
    watch(rig, screen, () => 1);
    expect(screen.closedFor).toBe("tooSlow");
  });
});

describe("a screen that misbehaves", () => {
  it("by silence is closed", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const screen = rig.screen();
    rig.pass(BOUNDS.viewerSilentMs - 1_000);
    expect(screen.closedFor).toBeNull();
    rig.pass(BOUNDS.beatEveryMs + 2_000);
    expect(screen.closedFor).toBe("silent");
  });

  it("by never saying hello is closed as silent", () => {
    const rig = new HubRig();
    const screen = new Screen(rig.hub, "short").connect();
    rig.pass(BOUNDS.viewerSilentMs + BOUNDS.beatEveryMs + 1_000);
    expect(screen.closedFor).toBe("silent");
  });

  it("by flooding is closed, once, and not heard any more", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const screen = rig.screen();
    for (let count = 0; count < 3 * BOUNDS.viewerMessagesPerMinute; count += 1)
      screen.say({ type: "resync" });
    expect(screen.closedFor).toBe("tooTalkative");
    expect(rig.hub.counts().closed).toEqual({ tooTalkative: 1 });
    expect(screen.texts.length).toBeLessThanOrEqual(BOUNDS.viewerMessagesPerMinute + 1);
  });

  it.each([
    ["no JSON", "hello"],
    ["another shape", '{"type":"subscribe"}'],
    ["a seq below zero", '{"type":"ack","seq":-1}'],
    [
      "more than fits a message",
      JSON.stringify({ type: "resync", pad: "x".repeat(BOUNDS.viewerMessageCharsMax) }),
    ],
    ["nothing", ""],
  ])("by %s is closed", (_, text) => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const screen = rig.screen();
    screen.text(text);
    expect(screen.closedFor).toBe("badFrame");
    expect(rig.hub.counts().viewers).toBe(0);
  });

  it("by another version is told to reload itself", () => {
    const screen = new Screen(new HubRig().hub, "short").connect();
    screen.say({ type: "hello", version: PROTOCOL_VERSION + 1, epoch: null, seq: null });
    expect(screen.closedFor).toBe("wrongVersion");
  });

  it("costs the others nothing", () => {
    const rig = new HubRig().agent("a1", "READY").pass(1_000);
    const good = rig.screen();
    rig.screen().text("?");
    rig.agent("a1", "CALL").pass(1_000);
    settled(rig, good);
  });
});
