import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alertOf, pushOf } from "../../test/alerts.ts";
import { RelayRig } from "../../test/relay-rig.ts";
import { comparable, type Host, Screen } from "../../test/screen.ts";
import { SITE, Timeline } from "../../test/timeline.ts";
import { agentMessage, contactMessage, queueMessage } from "../../test/wire.ts";

const AGENTS = ["a1", "a2", "a3", "a4"];

/** Three of each, so that there are pairs to compare: the last two begin at a relay. */
const VIEWS = ["short", "alias", "short", "alias", "short", "alias"] as const;
const AT_RELAY_FROM = 4;

/** The desk of a timeline, whichever it is by now, and a relay of it; and where each screen is. */
class Stage {
  readonly t: Timeline;
  readonly rig: RelayRig;
  readonly screens: readonly Screen[];
  readonly #atRelay = new Set<Screen>();

  constructor(t: Timeline) {
    this.t = t;
    this.rig = new RelayRig(t.time, () => t.desk);
    this.screens = VIEWS.map((names, place) => {
      const screen = new Screen(t.desk, names);
      if (place >= AT_RELAY_FROM) this.#atRelay.add(screen);
      return screen;
    });
    for (const screen of this.screens) this.connect(screen);
  }

  #hostOf = (screen: Screen): Host => (this.#atRelay.has(screen) ? this.rig : this.t.desk);

  connect(screen: Screen): void {
    screen.connect(this.#hostOf(screen)).hello();
  }

  /** It comes back to the other one, with what it holds. */
  move(screen: Screen): void {
    screen.drop();
    if (!this.#atRelay.delete(screen)) this.#atRelay.add(screen);
    this.connect(screen);
  }

  /** The desk is lost: its screens' sockets outlive it, and the relay's line breaks. */
  restart(): void {
    this.t.restart();
    this.rig.lines.cut();
    for (const one of this.screens) if (one.isConnected && !this.#atRelay.has(one)) one.survive(this.t.desk);
  }

  /** The relay's object is lost, with its memory and its lines; so are its sockets. */
  loseRelay(): void {
    this.rig.lose();
    for (const one of this.screens) if (this.#atRelay.has(one)) one.drop();
  }
}

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
      ...["move", "move", "cutLine", "muteLine", "slowLine", "clearLine", "loseRelay"],
    ),
    agent: fc.constantFrom(...AGENTS),
    screen: fc.nat({ max: VIEWS.length - 1 }),
    afterMs: fc.oneof(fc.nat({ max: 150 }), fc.nat({ max: 12_000 })),
  }),
  { maxLength: 80 },
);

/** What happens to the centre. */
function happen(stage: Stage, { what, agent }: Act): void {
  const { t } = stage;
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
      stage.restart();
      return;
    default:
      upstream.say(agentMessage(agent, what, t.now, { queue: "q1" }));
      return;
  }
}

/** What happens to a screen, in any order and as often as it likes. */
function disturb(screen: Screen, what: string, stage: Stage): void {
  const { lines } = stage.rig;
  switch (what) {
    case "hello":
      screen.hello();
      return;
    case "drop":
      screen.drop();
      return;
    case "back":
      screen.drop();
      stage.connect(screen);
      return;
    case "move":
      stage.move(screen);
      return;
    case "cutLine":
      lines.cut();
      return;
    case "muteLine":
      lines.isMute = true;
      return;
    case "slowLine":
      lines.delayMs = 1_500;
      return;
    case "clearLine":
      lines.isMute = false;
      lines.delayMs = 3;
      return;
    case "loseRelay":
      stage.loseRelay();
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
function calm(stage: Stage): void {
  const { t, screens, rig } = stage;
  // A centre without a single user is one whose scope is missing, and is not dialled.
  t.upstream.staff("a1");
  rig.lines.isMute = false;
  rig.lines.delayMs = 3;
  for (const screen of screens) {
    screen.bufferedBytes = 0;
    screen.isDeaf = false;
    if (screen.closedFor !== null || !screen.isConnected) stage.connect(screen);
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
  it("a screen at the desk or at a relay shows a committed seq and no mix, its seq never falls, and after some quiet it shows the desk's own board", () => {
    let pairs = 0;
    let compared = 0;
    fc.assert(
      fc.property(acts, (list) => {
        const t = new Timeline("a1", "a2");
        t.live();
        const stage = new Stage(t);
        const { screens } = stage;
        for (const act of list) {
          const screen = screens[act.screen];
          if (screen === undefined) throw new Error("no such screen");
          happen(stage, act);
          disturb(screen, act.what, stage);
          t.pass(act.afterMs);
          pairs += expectNoMix(screens);
        }
        calm(stage);
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
    expect(compared).toBe(60 * VIEWS.length);
    expect(pairs).toBeGreaterThan(100);
  });
});
