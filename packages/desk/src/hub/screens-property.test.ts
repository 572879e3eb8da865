import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alertOf, pushOf } from "../../test/alerts.ts";
import { comparable, Screen } from "../../test/screen.ts";
import { SITE, Timeline } from "../../test/timeline.ts";
import { agentMessage, contactMessage, queueMessage } from "../../test/wire.ts";

const AGENTS = ["a1", "a2", "a3", "a4"];

/** Two of each, so that there are pairs to compare. */
const VIEWS = ["short", "alias", "short", "alias"] as const;

interface Act {
  readonly what: string;
  readonly agent: string;
  readonly screen: number;
  readonly afterMs: number;
}

const acts = fc.array(
  fc.record({
    what: fc.constantFrom(
      ...[
        "READY",
        "CALL",
        "AFTER_CALL_WORK",
        "NEW_STATE",
        "queue",
        "contact",
        "join",
        "leave",
        "roster",
        "upstreamDrop",
        "alert",
        "calm",
        "site",
        "setup",
      ],
      ...["hello", "drop", "back", "choke", "clear", "deafen", "hear", "settle", "resync", "restart"],
    ),
    agent: fc.constantFrom(...AGENTS),
    screen: fc.nat({ max: 3 }),
    afterMs: fc.oneof(fc.nat({ max: 150 }), fc.nat({ max: 12_000 })),
  }),
  { maxLength: 80 },
);

/** What happens to the centre. */
function happen(t: Timeline, { what, agent }: Act): void {
  const { upstream } = t;
  switch (what) {
    case "queue":
      upstream.say(queueMessage(`q-${agent}`, t.now));
      return;
    case "contact":
      upstream.say(contactMessage(`c-${agent}`, "q1", "QUEUED", t.now));
      return;
    case "join":
      upstream.staff(agent);
      return;
    case "leave":
      upstream.users.delete(agent);
      upstream.truth.delete(agent);
      return;
    case "roster":
      // A token that runs out brings a new roster with the next one.
      upstream.revokeTokens();
      return;
    case "upstreamDrop":
      upstream.dial.close(1006);
      return;
    case "alert":
      t.desk.show(pushOf(t.now, alertOf(agent), { ...alertOf("x"), comments: t.now % 7 }));
      return;
    case "calm":
      t.desk.show(pushOf(t.now));
      return;
    case "site":
      t.desk.setSite({ ...SITE, name: `Site of ${agent}` });
      return;
    case "setup":
      t.desk.setSetup({ revision: t.now, aliases: new Map([["a1", `Alias ${agent}`]]) });
      return;
    case "restart":
      t.restart();
      return;
    default:
      upstream.say(agentMessage(agent, what, t.now, { queue: "q1" }));
      return;
  }
}

/** What happens to a screen, in any order and as often as it likes. */
function disturb(screen: Screen, what: string, t: Timeline): void {
  switch (what) {
    case "hello":
      screen.hello();
      return;
    case "drop":
      screen.drop();
      return;
    case "back":
      screen.drop();
      screen.connect(t.desk).hello();
      return;
    case "choke":
      screen.bufferedBytes = Number.MAX_SAFE_INTEGER;
      return;
    case "clear":
      screen.bufferedBytes = 0;
      return;
    case "deafen":
      screen.isDeaf = true;
      return;
    case "hear":
      screen.isDeaf = false;
      return;
    case "settle":
      screen.settle();
      return;
    case "resync":
      screen.say({ type: "resync" });
      return;
    default:
  }
}

/** Each screen comes back if it was closed or dropped, hears again, and asks where its copy does not fit. */
function calm(screens: readonly Screen[], t: Timeline): void {
  // A centre without a single user is one whose scope is missing, and is not dialled.
  t.upstream.staff("a1");
  for (const screen of screens) {
    screen.bufferedBytes = 0;
    screen.isDeaf = false;
    if (screen.closedFor !== null || !screen.isConnected) screen.connect(t.desk).hello();
  }
  for (let tens = 0; tens < 9; tens += 1) {
    t.pass(10_000);
    for (const screen of screens) screen.settle();
  }
  // What is still to be told in the next frame is told, and nothing more comes.
  t.upstream.isMute = true;
  t.pass(3 * BOUNDS.frameEveryMs);
}

/** Two screens of one view that hold the same seq show the same, whichever way they came by it. */
function expectNoMix(screens: readonly Screen[]): number {
  let compared = 0;
  for (const one of screens) {
    for (const other of screens) {
      const isSame =
        one.names === other.names &&
        one.replica.epoch === other.replica.epoch &&
        one.replica.seq === other.replica.seq;
      if (one === other || !isSame) continue;
      expect(one.board()).toEqual(other.board());
      compared += 1;
    }
  }
  return compared;
}

describe("whatever happens to the centre and to its screens (invariant 8)", () => {
  it("a screen shows a committed seq and no mix, its seq never falls, and after some quiet it shows the desk's own board", () => {
    let pairs = 0;
    let compared = 0;
    fc.assert(
      fc.property(acts, (list) => {
        const t = new Timeline("a1", "a2");
        t.live();
        const screens = VIEWS.map((names) => new Screen(t.desk, names));
        for (const screen of screens) screen.connect().hello();
        for (const act of list) {
          const screen = screens[act.screen];
          if (screen === undefined) throw new Error("no such screen");
          happen(t, act);
          if (act.what === "restart") for (const one of screens) if (one.isConnected) one.survive(t.desk);
          disturb(screen, act.what, t);
          t.pass(act.afterMs);
          pairs += expectNoMix(screens);
        }
        calm(screens, t);
        for (const screen of screens) {
          expect(screen.board()).toEqual(comparable(t.desk.board(screen.names)));
          expect(screen.replica.phase).toBe("following");
          expect(screen.hasSeqFallen).toBe(false);
          compared += 1;
        }
        expect(t.upstream.liveDials).toBe(1);
      }),
      { numRuns: 60 },
    );
    expect(compared).toBe(240);
    expect(pairs).toBeGreaterThan(100);
  });
});
