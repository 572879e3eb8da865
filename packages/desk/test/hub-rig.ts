/** A hub with the real scribe over a real floor, and every writing of a frame counted. */
import { BOUNDS, createFloor, type Floor, type FloorInput } from "@callboard/core";
import type { BoardFeed, NameStyle } from "@callboard/protocol";
import { Agenda } from "@callboard/shell";
import { ManualTime, START } from "@callboard/shell/testing";
import { AlertShelf } from "../src/alerts/alert-shelf.ts";
import { BoardScribe } from "../src/board-scribe.ts";
import type { Due } from "../src/dues.ts";
import { Changes } from "../src/hub/changes.ts";
import { DeskHub } from "../src/hub/desk-hub.ts";
import type { Scribe } from "../src/hub/texts.ts";
import { Intake } from "../src/intake.ts";
import { FigureBook } from "../src/queue-figures.ts";
import { Recorder } from "../src/record/recorder.ts";
import { type DeskSetup, NO_SETUP } from "../src/setup.ts";
import { Teller } from "../src/told/teller.ts";
import { MemoryLedger } from "./memory-ledger.ts";
import { Screen } from "./screen.ts";
import { SITE } from "./timeline.ts";

export class HubRig {
  readonly time: ManualTime;
  readonly floor: Floor = createFloor(SITE);
  readonly changes = new Changes();
  /** What the scribe was asked to write, in words. */
  readonly writings: string[] = [];
  feed: BoardFeed = {
    state: "live",
    since: START,
    asOf: START,
    clock: START,
    reconciledAt: START,
    advice: "",
  };
  setup: DeskSetup = NO_SETUP;
  readonly hub: DeskHub;
  readonly #scribe: BoardScribe;
  readonly #intake: Intake;

  constructor(epoch = "epoch-1", time = new ManualTime()) {
    this.time = time;
    const { clock, timers, alarm } = this.time;
    const ledger = new MemoryLedger();
    const { floor, changes } = this;
    const figures = new FigureBook(floor);
    this.#scribe = new BoardScribe({
      floor,
      figures,
      changes,
      alerts: new AlertShelf({ clock, changes }),
      epoch,
      build: "b1",
      tenant: "demo",
      clock,
      feed: () => this.feed,
      setup: () => this.setup,
    });
    const recorder = new Recorder({
      ...{ clock, ledger, floor, seq: null },
      fold: () => [],
      isFoldPending: () => false,
      onStored: () => undefined,
    });
    this.#intake = new Intake({
      clock,
      floor,
      changes,
      recorder,
      teller: new Teller(floor, figures),
      agenda: new Agenda<Due>(alarm, BOUNDS.watchdogMs),
      reconcileEveryMs: BOUNDS.reconcileEveryMs,
      onNews: () => undefined,
    });
    // All that lies before the first turn was not seen, and windows say so.
    this.#intake.take({ kind: "feed", seeing: false, at: START - 1_800_000 });
    this.hub = new DeskHub({ clock, timers, changes, scribe: this.#counted(), epoch });
    this.#beatOn();
  }

  #counted(): Scribe {
    return {
      snapshot: (seq, names) => {
        this.writings.push(`snapshot ${seq} ${names}`);
        return this.#scribe.snapshot(seq, names);
      },
      delta: (base, seq, names) => {
        this.writings.push(`delta ${base}-${seq} ${names}`);
        return this.#scribe.delta(base, seq, names);
      },
      beat: (seq) => this.#scribe.beat(seq),
    };
  }

  #beatOn(): void {
    this.time.later(1_000, () => {
      this.hub.pulse();
      this.#beatOn();
    });
  }

  /** One turn: the inputs are taken, and the screens told at its end. */
  turn(...inputs: readonly FloorInput[]): this {
    for (const input of inputs) this.#intake.take(input);
    this.hub.flush();
    return this;
  }

  /** The agent is told to be in this state from now on. */
  agent(agentId: string, state: "READY" | "CALL" | "NOT_READY" | "WRAP_UP"): this {
    const at = this.time.now();
    return this.turn({
      kind: "agentState",
      report: {
        agentId,
        state,
        rawState: null,
        statusCode: null,
        queueId: null,
        contactId: null,
        direction: null,
        at,
        durationMs: 0,
        lastUpdated: at,
      },
    });
  }

  queue(queueId: string): this {
    return this.turn({
      kind: "queueStats",
      queueId,
      queueName: null,
      at: this.time.now(),
      waitSeconds: 10,
      abandonedCount: 0,
      availableAgents: 1,
      callVolume1h: 5,
      serviceLevelPct: 80,
    });
  }

  roster(...names: readonly (readonly [agentId: string, name: string])[]): this {
    const entries = names.map(([agentId, name]) => ({ agentId, name, teamId: null, teamName: "Team" }));
    return this.turn({ kind: "roster", entries });
  }

  pass(ms: number): this {
    this.time.advance(ms);
    return this;
  }

  board(names: NameStyle = "short") {
    return this.#scribe.board(this.hub.seq, names);
  }

  screen(names: NameStyle = "short"): Screen {
    return new Screen(this.hub, names).connect().hello();
  }
}
