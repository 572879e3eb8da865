/** The screen's line, with every fault played on fakes: no browser, no time, no chance of its own. */
import { CLOSE, PROTOCOL_VERSION } from "@callboard/protocol";
import { beforeEach, describe, expect, it } from "vitest";
import { AT, beat, createRig, delta, snapshot } from "../../test/line-rig.ts";

let rig: ReturnType<typeof createRig>;
beforeEach(() => {
  rig = createRig();
  rig.connection?.start();
});
const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
const kinds = () => rig.lines.map(({ kind }) => kind);

describe("greeting", () => {
  it("says hello with nothing in hand, then with epoch and seq on the next socket", () => {
    const first = rig.open();
    expect(first.sent).toEqual([
      JSON.stringify({ type: "hello", version: PROTOCOL_VERSION, epoch: null, seq: null, device: null }),
    ]);
    first.handlers?.onText(snapshot());
    first.handlers?.onClose(1006);
    rig.advance(30_000);
    expect(rig.open().sent[0]).toBe(
      JSON.stringify({ type: "hello", version: PROTOCOL_VERSION, epoch: "e1", seq: 7, device: null }),
    );
  });

  it("goes on from a delta made for what it held, without a new snapshot", () => {
    rig.open().handlers?.onText(snapshot());
    rig.last().handlers?.onClose(CLOSE.deskRestarting);
    rig.advance(30_000);
    rig.open().handlers?.onText(delta(7, 12));
    expect(rig.connection?.replica.seq).toBe(12);
    expect(rig.applied).toBe(2);
  });
});

describe("an open line", () => {
  it("pings every 25 s and acknowledges what it holds every 10 s", () => {
    const socket = rig.open();
    socket.handlers?.onText(snapshot());
    for (let second = 0; second < 50; second += 1) {
      rig.advance(1_000);
      socket.handlers?.onText(beat());
    }
    expect(socket.sent.filter((text) => text === "ping")).toHaveLength(2);
    expect(socket.sent.filter((text) => text.includes("ack"))).toEqual(
      Array.from({ length: 5 }, () => JSON.stringify({ type: "ack", seq: 7, health: null })),
    );
  });

  it("asks once for a snapshot after a gap, and after text that is no frame", () => {
    const socket = rig.open();
    socket.handlers?.onText(snapshot());
    socket.handlers?.onText(delta(9, 10));
    socket.handlers?.onText("garbage");
    expect(socket.sent.filter((text) => text.includes("resync"))).toHaveLength(1);
    socket.handlers?.onText(snapshot({ seq: 10 }));
    socket.handlers?.onText("garbage");
    expect(socket.sent.filter((text) => text.includes("resync"))).toHaveLength(2);
  });

  it("that falls silent is taken for half-open and dialled anew; a pong proves nothing", () => {
    const socket = rig.open();
    socket.handlers?.onText(snapshot());
    for (let second = 0; second < 20; second += 1) {
      rig.advance(1_000);
      socket.handlers?.onText("pong");
    }
    expect(socket.closedWith).toBe(1000);
    rig.advance(1_000);
    expect(rig.sockets).toHaveLength(2);
  });

  it("hears nothing more from a socket it has let go", () => {
    const socket = rig.open();
    socket.handlers?.onText(snapshot());
    socket.handlers?.onClose(1006);
    socket.handlers?.onText(snapshot({ seq: 99 }));
    socket.handlers?.onClose(CLOSE.revoked);
    expect(rig.connection?.replica.seq).toBe(7);
    expect(kinds()).not.toContain("stopped");
  });
});

describe("reconnecting", () => {
  it("draws from a growing interval, for ever, with one dial at a time", () => {
    rig.chance = 0.999;
    const dials: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      dials.push(rig.now);
      rig.last().handlers?.onClose(1006);
      rig.last().handlers?.onClose(1006);
      rig.advance(30_000 - (rig.now % 30_000));
    }
    expect(rig.sockets.length).toBeGreaterThanOrEqual(12);
    const before = rig.sockets.length;
    rig.last().handlers?.onClose(1006);
    rig.advance(29_960);
    expect(rig.sockets).toHaveLength(before);
    rig.advance(40);
    expect(rig.sockets).toHaveLength(before + 1);
  });

  it("gives up a dial that never opens, and survives an address that is refused outright", () => {
    rig.advance(10_000);
    expect(rig.last().closedWith).toBe(1000);
    rig.refuses = true;
    rig.advance(120_000);
    rig.refuses = false;
    rig.advance(31_000);
    expect(rig.sockets.length).toBeGreaterThanOrEqual(2);
  });

  it("starts over with short delays once a frame was heard", () => {
    for (let attempt = 0; attempt < 6; attempt += 1) {
      rig.last().handlers?.onClose(1006);
      const before = rig.sockets.length;
      while (rig.sockets.length === before) rig.advance(100);
    }
    rig.open().handlers?.onText(snapshot());
    rig.last().handlers?.onClose(1006);
    const before = rig.sockets.length;
    rig.advance(500);
    expect(rig.sockets).toHaveLength(before + 1);
  });

  it("leaves nothing behind when it is stopped", () => {
    rig.open();
    rig.connection?.stop();
    expect(rig.pendingTimers()).toBe(0);
    expect(rig.last().closedWith).toBe(1000);
  });
});

describe("being turned away", () => {
  it.each([
    [CLOSE.revoked, { kind: "revoked" }, 0],
    [CLOSE.unknownTenant, { kind: "unknownTenant" }, 0],
    [CLOSE.wrongVersion, { kind: "wrongVersion" }, 1],
    [4599, { kind: "refused", code: 4599 }, 0],
  ])(
    "at close code %i says why, and asks again about once a minute without a word",
    (code, reason, outdated) => {
      rig.open().handlers?.onClose(code);
      const stopped = { kind: "stopped", reason };
      expect(rig.lines[rig.lines.length - 1]).toEqual(stopped);
      expect(rig.outdated).toBe(outdated);
      rig.advance(59_999);
      expect(rig.sockets).toHaveLength(1);
      for (let minute = 1; minute <= 5; minute += 1) {
        rig.advance(minute === 1 ? 1 : 60_000);
        expect(rig.sockets).toHaveLength(1 + minute);
        rig.open().handlers?.onClose(code);
      }
      expect(rig.lines.filter(({ kind }) => kind !== "stopped")).toHaveLength(2);
      expect(rig.lines[rig.lines.length - 1]).toEqual(stopped);
    },
  );

  it("ends by itself with the first frame, and not with a socket that merely opens", () => {
    rig.open().handlers?.onClose(CLOSE.revoked);
    rig.advance(60_000);
    const socket = rig.open();
    expect(kinds()).toEqual(["dialling", "open", "stopped"]);
    socket.handlers?.onText(snapshot());
    expect(kinds()).toEqual(["dialling", "open", "stopped", "open"]);
    socket.handlers?.onClose(1006);
    rig.advance(500);
    expect(rig.sockets).toHaveLength(3);
  });

  it("goes on asking rarely when the network fails meanwhile", async () => {
    rig.open().handlers?.onClose(CLOSE.revoked);
    rig.unknown = "nothing";
    rig.advance(60_000);
    rig.last().handlers?.onClose(1006);
    await settle();
    rig.advance(59_999);
    expect(rig.sockets).toHaveLength(2);
    rig.advance(1);
    expect(rig.sockets).toHaveLength(3);
    expect(kinds()).toEqual(["dialling", "open", "stopped"]);
  });

  it("shows nothing of before when a paused tenant is removed, however often it asks", async () => {
    rig.open().handlers?.onText(snapshot());
    rig.last().handlers?.onClose(CLOSE.tenantPaused);
    rig.unknown = "unknownTenant";
    for (let minute = 1; minute <= 3; minute += 1) {
      rig.advance(60_000);
      rig.last().handlers?.onClose(1006);
      await settle();
      expect(rig.lines[rig.lines.length - 1]).toEqual({
        kind: "stopped",
        reason: { kind: "unknownTenant" },
      });
    }
  });

  it("over HTTP, as an unknown tenant: says so, asks again about once a minute, and recovers", async () => {
    rig.unknown = "unknownTenant";
    rig.last().handlers?.onClose(1006);
    await settle();
    expect(kinds()).toEqual(["dialling", "waiting", "unknownTenant"]);
    rig.advance(59_999);
    expect(rig.sockets).toHaveLength(1);
    rig.advance(1);
    expect(rig.sockets).toHaveLength(2);
    expect(kinds()).toEqual(["dialling", "waiting", "unknownTenant"]);
    rig.open().handlers?.onText(snapshot());
    expect(kinds()[3]).toBe("open");
  });

  it.each(["nothing", null] as const)(
    "is over when the server says that it does not know: %s",
    async (unknown) => {
      rig.unknown = "unknownTenant";
      rig.last().handlers?.onClose(1006);
      await settle();
      rig.advance(60_000);
      rig.unknown = unknown;
      rig.last().handlers?.onClose(1006);
      await settle();
      expect(kinds()[kinds().length - 1]).toBe("waiting");
      rig.advance(9_000);
      expect(rig.sockets).toHaveLength(3);
    },
  );

  it("of a board that was removed: says so, and asks again about once a minute", async () => {
    rig.unknown = "unknownView";
    rig.last().handlers?.onClose(1006);
    await settle();
    expect(kinds()).toEqual(["dialling", "waiting", "unknownView"]);
    rig.advance(59_999);
    expect(rig.sockets).toHaveLength(1);
    rig.advance(1);
    rig.open().handlers?.onText(snapshot());
    expect(kinds()[3]).toBe("open");
  });

  it("leaves an answer unheard that comes after the line has opened or was stopped", async () => {
    rig.unknown = "unknownTenant";
    rig.last().handlers?.onClose(1006);
    rig.advance(500);
    rig.open();
    await settle();
    expect(kinds()).not.toContain("unknownTenant");
    rig.last().handlers?.onClose(1006);
    rig.advance(1_000);
    rig.last().handlers?.onClose(1006);
    rig.connection?.stop();
    await settle();
    expect(kinds()).not.toContain("unknownTenant");
    expect(rig.pendingTimers()).toBe(0);
  });
});

describe("a device that slept while its clock stood still", () => {
  it("holds news as old as its sleep, lets the socket go and dials anew at once", () => {
    const socket = rig.open();
    socket.handlers?.onText(snapshot());
    rig.advance(1_000);
    rig.connection?.slept(600_000);
    expect(rig.connection?.lastFrameAt()).toBe(-600_000);
    expect(socket.closedWith).toBe(1000);
    expect(kinds()[kinds().length - 1]).toBe("waiting");
    // What the old socket had in hand is from before.
    socket.handlers?.onText(beat());
    expect(rig.connection?.lastFrameAt()).toBe(-600_000);
    rig.advance(500);
    rig.open().handlers?.onText(snapshot({ at: AT + 601_500 }));
    expect(rig.connection?.lastFrameAt()).toBe(1_500);
    expect(rig.connection?.serverClock.now(rig.now)).toBe(AT + 601_500);
  });

  it("does not wait for the end of a long pause between dials", () => {
    rig.chance = 0.999;
    for (let attempt = 0; attempt < 8; attempt += 1) {
      rig.last().handlers?.onClose(1006);
      rig.advance(30_000);
    }
    rig.last().handlers?.onClose(1006);
    const before = rig.sockets.length;
    rig.connection?.slept(600_000);
    rig.advance(1_000);
    expect(rig.sockets).toHaveLength(before + 1);
  });

  it("dials though it sleeps, or has its date set, again and again", () => {
    rig.open().handlers?.onText(snapshot());
    for (let tick = 0; tick < 20; tick += 1) {
      rig.connection?.slept(3_000);
      rig.advance(100);
    }
    expect(rig.sockets).toHaveLength(2);
    expect(rig.last().closedWith).toBeNull();
  });

  it("is told no other reason than before where it was turned away, and asks no sooner", () => {
    rig.open().handlers?.onClose(CLOSE.revoked);
    rig.connection?.slept(600_000);
    rig.advance(59_999);
    expect(rig.sockets).toHaveLength(1);
    expect(kinds()).toEqual(["dialling", "open", "stopped"]);
  });
});

describe("a new build", () => {
  it("is reported when a later beat or snapshot names another one than the first", () => {
    const socket = rig.open();
    socket.handlers?.onText(snapshot());
    socket.handlers?.onText(beat());
    expect(rig.outdated).toBe(0);
    socket.handlers?.onText(beat({ build: "b2" }));
    expect(rig.outdated).toBe(1);
  });
});
