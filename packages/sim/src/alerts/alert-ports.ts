/**
 * The alert desk's ports, made of virtual time. Each call into it is a turn of its own; nothing is answered within the call
 * that asked. Whatever belongs to an earlier alert desk is dropped, as it is with a real object.
 */
import { gunzipSync, gzipSync } from "node:zlib";
import type { AlertPorts, FloorDesk, Journal, Sql, Timers } from "@callboard/alert-desk";
import { MarkingVault } from "@callboard/alert-desk/testing";
import type { Random } from "@callboard/world";
import { SIM } from "../bounds.ts";
import type { Findings } from "../check/findings.ts";
import type { LastingAlarm } from "../host/alarm.ts";
import type { MachineClock } from "../host/clock.ts";
import type { Scheduler } from "../scheduler.ts";

export interface AlertPortsParts {
  readonly tenant: string;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly clock: MachineClock;
  readonly alarm: LastingAlarm;
  readonly sql: Sql;
  /** The tenant's desk, over the network. */
  readonly floor: FloorDesk;
  /** The Queue `notices`: takes ids, and says whether it did. */
  readonly sendNotices: (noticeIds: readonly string[], done: (isTaken: boolean) => void) => void;
  readonly findings: Findings;
  readonly secrets: readonly string[];
  /** Which alert desk these ports are made for. */
  readonly life: number;
  readonly turn: (what: string, run: () => void) => void;
  readonly isAlive: () => boolean;
  readonly onAwait: () => void;
}

const PACK_MS = 5;

export function makeAlertPorts(parts: AlertPortsParts): AlertPorts {
  const { scheduler, clock, random, alarm, sql, turn, onAwait, tenant, life } = parts;
  let ids = 0;
  return {
    clock,
    chance: () => random.next(),
    timers: timersOf(parts),
    alarm,
    sql,
    vault: new MarkingVault(),
    floor: floorOf(parts),
    notices: {
      send(noticeIds, done) {
        parts.sendNotices(noticeIds, (isTaken) => turn("notices sent", () => done(isTaken)));
        onAwait();
      },
    },
    packer: {
      pack(text, done) {
        scheduler.after(PACK_MS, () => turn("packed", () => done(gzipSync(text, { level: 1 }))));
        onAwait();
      },
      unpack(bytes, done) {
        scheduler.after(PACK_MS, () => turn("unpacked", () => done(gunzipSync(bytes).toString())));
        onAwait();
      },
    },
    journal: journalOf(parts),
    newId: () => {
      ids += 1;
      return `${tenant}-${life}-${ids}`;
    },
    newSigningSecret: () => `whsec_${Buffer.from(random.uuid().slice(0, 32)).toString("base64")}`,
  };
}

function timersOf({ scheduler, turn, findings, tenant, isAlive }: AlertPortsParts): Timers {
  let pending = 0;
  return {
    after(ms, run) {
      pending += 1;
      if (pending > SIM.alertTimersMax && isAlive())
        findings.breach("I12", tenant, `${pending} timers of the alert desk pending`);
      let isOff = false;
      const callOff = scheduler.after(Math.max(0, ms), () => {
        pending -= 1;
        isOff = true;
        turn("alert timer", run);
      });
      return () => {
        if (!isOff) pending -= 1;
        isOff = true;
        callOff();
      };
    },
  };
}

function floorOf({ floor, turn, onAwait }: AlertPortsParts): FloorDesk {
  return {
    rowsAfter(lineage, seq, done) {
      floor.rowsAfter(lineage, seq, (rows) => turn("rows", () => done(rows)));
      onAwait();
    },
    snapshot(done) {
      floor.snapshot((snapshot) => turn("snapshot", () => done(snapshot)));
      onAwait();
    },
    show(push, done) {
      floor.show(push, (shown) => turn("shown", () => done(shown)));
      onAwait();
    },
  };
}

/** Lines are counted, and none of them may hold a secret. */
function journalOf({ findings, tenant, secrets, scheduler }: AlertPortsParts): Journal {
  let minute = -1;
  let lines = 0;
  return {
    note(event, facts) {
      const now = Math.floor(scheduler.nowMs / 60_000);
      if (now !== minute) lines = 0;
      minute = now;
      lines += 1;
      if (lines === SIM.journalLinesPerMinuteMax)
        findings.breach("I12", tenant, "the alert desk's journal overflows");
      const text = JSON.stringify([event, facts]);
      findings.checked();
      if (secrets.some((secret) => text.includes(secret)))
        findings.breach("I12", tenant, `a secret in the alert desk's journal: ${event}`);
    },
  };
}
