/**
 * An alert desk over fakes and real SQLite, with the tenant's desk before it and receivers behind it. The object can be
 * lost at any port call; the storage, the alarm and the queues stay.
 */
import { gunzipSync, gzipSync } from "node:zlib";
import type { FloorBatch, Rule } from "@callboard/core/alerting";
import type { Reply } from "@callboard/shell";
import { ManualTime } from "@callboard/shell/testing";
import { Sqlite } from "@callboard/shell/testing/sqlite";
import { AlertDesk } from "../src/alert-desk.ts";
import type { AlertPorts } from "../src/ports.ts";
import type { AlertView, BatchVerdict, NoticeView } from "../src/views.ts";
import { FloorLog } from "./floor-log.ts";
import { MarkingVault } from "./marking-vault.ts";
import { Receivers } from "./receivers.ts";

const SETTINGS = {
  ...{
    tenant: "acme",
    siteName: "Acme",
    zone: "Europe/Berlin",
    link: "https://wall.example",
    isLocal: false,
  },
};

export const WEBHOOK = { id: "hook", kind: "webhook", name: "Hook", url: "https://hooks.example.com/a" };
export const SLACK = {
  id: "slack",
  kind: "slack",
  name: "Slack",
  url: "https://hooks.slack.com/services/T0/B0/x",
};
export const PAGER = {
  ...{ id: "pager", kind: "pagerduty", name: "Pager", routingKey: "0123456789abcdef0123456789abcdef" },
};

/** A rule that fires when an agent has not been ready for so many seconds. */
export const idleRule = (seconds: number, more: Partial<Rule> = {}) => ({
  ...{ id: "idle", name: "Idle", severity: "high", scope: { of: "agents" }, cooldownSeconds: 0 },
  when: {
    all: [
      { field: "state", is: "NOT_READY" },
      { field: "stateSeconds", above: seconds },
    ],
  },
  ...more,
});

/** A rule that fires when a queue's wait is above so many seconds. */
export const waitRule = (seconds: number, more: Partial<Rule> = {}) => ({
  ...{ id: "wait", name: "Wait", severity: "critical", scope: { of: "queues" }, cooldownSeconds: 0 },
  when: { field: "waitSeconds", above: seconds },
  ...more,
});

export function value<Value>(reply: Reply<Value>): Value {
  if (reply.kind === "refused") throw new Error(`${reply.status} ${reply.title}: ${reply.detail}`);
  return reply.value;
}

/** What a reply was refused with, in short. */
export const refusal = (reply: Reply<unknown>): string =>
  reply.kind === "refused" ? `${reply.status} ${reply.detail}` : "done";

export class Rig {
  readonly time = new ManualTime();
  readonly sql = new Sqlite();
  readonly vault = new MarkingVault();
  readonly floor = new FloorLog(this.time);
  readonly receivers = new Receivers(this.time);
  readonly notes: string[] = [];
  readonly verdicts: BatchVerdict[][] = [];
  /** Port calls ever, and the one with which the object is lost. */
  calls = 0;
  loseAt: number | null = null;
  packerFails = false;
  #ids = 0;
  #life = 0;
  #madeIn = 0;
  desk: AlertDesk;

  constructor() {
    this.desk = this.#make();
    this.time.onAlarm = () => this.desk.wake();
    this.time.guard = (work) => this.survive(work);
    this.desk.begin();
  }

  /** The object is made anew on what is stored. Nothing that the old one asked for reaches the new one. */
  restart(): void {
    this.#life += 1;
    this.time.loseTimers();
    this.desk = this.#make();
    this.desk.begin();
  }

  /** A call that an object may be lost in: whoever made it learns nothing. */
  survive(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof LostObject)) throw error;
    }
  }

  #make(): AlertDesk {
    this.#madeIn = this.#life;
    const desk = new AlertDesk(SETTINGS, this.#ports());
    this.receivers.desk = desk;
    return desk;
  }

  /** Ports of one life of the object: with the life, they fall silent. */
  #ports(): AlertPorts {
    const life = this.#life;
    const guarded =
      <Args extends readonly unknown[]>(work: (...args: Args) => void) =>
      (...args: Args): void => {
        if (life === this.#life) work(...args);
      };
    const call = (): void => {
      this.calls += 1;
      if (this.calls === this.loseAt) this.#life += 1;
      if (life !== this.#life) throw new LostObject("the object was lost");
    };
    const { time, sql, floor, receivers } = this;
    return {
      clock: time.clock,
      chance: () => 0.5,
      timers: { after: (ms, run) => time.timers.after(ms, guarded(run)) },
      alarm: {
        set: (at) => {
          call();
          time.alarm.set(at);
        },
      },
      sql: {
        all: (statement, ...bindings) => {
          call();
          return sql.all(statement, ...bindings);
        },
        transaction: (work) => {
          call();
          const given = sql.transaction(work);
          call();
          return given;
        },
        bytes: () => sql.bytes(),
      },
      vault: this.vault,
      floor: {
        rowsAfter: (lineage, seq, done) => {
          call();
          floor.rowsAfter(lineage, seq, guarded(done));
        },
        snapshot: (done) => {
          call();
          floor.snapshot(guarded(done));
        },
        show: (push, done) => {
          call();
          floor.show(push, guarded(done));
        },
      },
      notices: {
        send: (ids, done) => {
          call();
          receivers.send(ids, guarded(done));
        },
      },
      packer: {
        pack: (text, done) => time.later(5, () => guarded(done)(this.packerFails ? null : gzipSync(text))),
        unpack: (bytes, done) => time.later(5, () => guarded(done)(gunzipSync(bytes).toString())),
      },
      journal: { note: (event) => this.notes.push(event) },
      newId: () => this.#newId("id"),
      newSigningSecret: () =>
        `whsec_${Buffer.from(this.#newId("secret").padEnd(32, "x")).toString("base64")}`,
    };
  }

  #newId(stem: string): string {
    this.#ids += 1;
    return `${stem}-${this.#ids}`;
  }

  /** The number of the object's life; another one means that it was lost. */
  get life(): number {
    return this.#life;
  }

  get isLost(): boolean {
    return this.#madeIn !== this.#life;
  }

  // ── Doing ────────────────────────────────────────────────────────────────────────────────────────────

  /** Only the rules that a test is about are switched on. */
  onlyRules(...rules: readonly unknown[]): this {
    for (const { rule } of value(this.desk.rules()))
      value(this.desk.putRule({ ...rule, enabled: false }, "Ada"));
    for (const rule of rules) value(this.desk.putRule(rule, "Ada"));
    return this;
  }

  sinks(...sinks: readonly unknown[]): this {
    for (const sink of sinks) value(this.desk.putSink(sink, "Ada"));
    return this;
  }

  /** Gives the alert desk batches as the queue would, in one call. */
  give(...batches: readonly unknown[]): BatchVerdict[] {
    const verdicts: BatchVerdict[] = [];
    this.verdicts.push(verdicts);
    this.desk.take(structuredClone(batches), (given) => verdicts.push(...given));
    return verdicts;
  }

  /** Time passes as it does on a floor: a row is closed and given every second. */
  pass(seconds: number): this {
    for (let second = 0; second < seconds; second += 1) {
      this.give(this.floor.close());
      this.time.advance(1_000);
    }
    return this;
  }

  // ── Looking ──────────────────────────────────────────────────────────────────────────────────────────

  alerts(query: object = {}): readonly AlertView[] {
    return value(this.desk.alerts({ limit: 200, ...query })).alerts;
  }

  notices(query: object = {}): readonly NoticeView[] {
    return value(this.desk.notices({ limit: 200, ...query })).notices;
  }

  /** Alerts of record in short, oldest first: `idle a1 firing`. */
  told(): string[] {
    return this.alerts()
      .map(({ ruleId, entity, phase }) => `${ruleId} ${entity.id} ${phase}`)
      .reverse();
  }

  get status() {
    const status = this.desk.status();
    if (status === null) throw new Error("the storage cannot be read");
    return status;
  }
}

/** A floor with two agents who are ready, a rule of ten seconds, and a webhook. */
export function idleRig(more: Partial<Rule> = {}): Rig {
  const rig = new Rig().onlyRules(idleRule(10, more)).sinks(WEBHOOK);
  rig.floor.hire("a1").hire("a2").move("a1", "READY").move("a2", "READY");
  return rig.pass(2);
}

/** One alert that fires. */
export function firing(): { readonly rig: Rig; readonly id: string } {
  const rig = idleRig();
  rig.floor.move("a1", "NOT_READY");
  rig.pass(14);
  return { rig, id: rig.alerts()[0]?.id ?? "" };
}

class LostObject extends Error {}

export const lastOf = (rows: readonly FloorBatch[]): FloorBatch => {
  const row = rows.at(-1);
  if (row === undefined) throw new Error("there is no row");
  return row;
};
