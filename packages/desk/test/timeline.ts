/** A desk among fakes, for tests that read as a timeline: say what happens, let time pass, look. */
import { BOUNDS, DEFAULT_QUEUE_GOAL, NO_SITE_SHIFTS, type Site } from "@callboard/core";
import { Secret } from "@callboard/cxone";
import type { NameStyle } from "@callboard/protocol";
import { ManualTime } from "@callboard/shell/testing";
import { Desk, type DeskSettings } from "../src/desk.ts";
import type { Ports } from "../src/ports.ts";
import { FakeAlertDesk } from "./fake-alert-desk.ts";
import { FakeUpstream } from "./fake-upstream.ts";
import { MemoryLedger } from "./memory-ledger.ts";
import { Screen } from "./screen.ts";

export const SITE: Site = {
  name: "Demo",
  zone: "Europe/Berlin",
  statusCodes: new Map([["LUNCH", { label: "Lunch", takesContacts: false }]]),
  queueGoal: DEFAULT_QUEUE_GOAL,
  queueGoals: new Map(),
  shifts: NO_SITE_SHIFTS,
};

export interface Note {
  readonly event: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export class Timeline {
  readonly time = new ManualTime();
  readonly upstream = new FakeUpstream(this.time);
  readonly ledger = new MemoryLedger();
  readonly alertDesk = new FakeAlertDesk();
  readonly notes: Note[] = [];
  /** What the tenant has set otherwise than usual. */
  options: Pick<DeskSettings, "reconcileEveryMs"> = {};
  /** What chance answers; 0 makes every wait as short as it can be. */
  chance = 0;
  /** What happens with each line of the journal, where a test wants it to. */
  journal: (() => void) | null = null;
  #epochNo = 0;
  #desk: Desk | null = null;

  constructor(...agentIds: readonly string[]) {
    this.upstream.staff(...agentIds);
    this.time.onAlarm = () => this.#desk?.wake();
  }

  get desk(): Desk {
    if (this.#desk === null) throw new Error("the desk was not started");
    return this.#desk;
  }

  ports(): Ports {
    const { clock, timers, alarm } = this.time;
    const { rest, dialer } = this.upstream;
    return {
      clock,
      timers,
      alarm,
      rest,
      dialer,
      chance: () => this.chance,
      ledger: this.ledger,
      events: this.alertDesk.queue,
      alertDesk: this.alertDesk.bell,
      journal: {
        note: (event, facts) => {
          this.journal?.();
          this.notes.push({ event, facts });
        },
      },
      newEpoch: () => {
        this.#epochNo += 1;
        return `epoch-${this.#epochNo}`;
      },
    };
  }

  /** The desk as its ledger gives it back, before it has begun. */
  build(): this {
    const credentials = { clientId: "id", clientSecret: new Secret("secret") };
    this.#desk = new Desk(
      { tenant: "demo", site: SITE, credentials, build: "b1", ...this.options },
      this.ports(),
    );
    return this;
  }

  start(): this {
    this.build().desk.begin();
    return this;
  }

  /** Started, with the stream talking, and live. */
  live(): this {
    this.start();
    this.upstream.keepTalking();
    this.pass(6_000);
    return this;
  }

  /** The object is lost at this instant with all that is in memory; its sockets die with it. */
  lose(): this {
    this.time.loseTimers();
    for (const dial of this.upstream.dials) dial.socket.close();
    this.#desk = null;
    return this;
  }

  /** The object is lost, and a new one is built. */
  restart(): this {
    return this.lose().start();
  }

  pass(ms: number): this {
    this.time.advance(ms);
    return this;
  }

  get now(): number {
    return this.time.now();
  }

  get feed(): string {
    return this.desk.status().feed.state;
  }

  get advice(): string {
    return this.desk.status().feed.advice;
  }

  get link(): string {
    return this.desk.status().link.state;
  }

  stateOf(agentId: string): string | null {
    return this.desk.floor.agents.get(agentId)?.state ?? null;
  }

  /** A wall that is switched on: it says hello, and every ten seconds what a wall says. */
  screen(names: NameStyle = "short"): Screen {
    const screen = new Screen(this.desk, names).connect().hello();
    const settle = (): void => {
      screen.settle();
      this.time.later(BOUNDS.viewerAckEveryMs, settle);
    };
    this.time.later(BOUNDS.viewerAckEveryMs, settle);
    return screen;
  }

  /** The feed's states in the order in which they came. */
  feedStates(): unknown[] {
    return this.notes.filter(({ event }) => event === "feed").map(({ facts }) => facts.to);
  }
}
