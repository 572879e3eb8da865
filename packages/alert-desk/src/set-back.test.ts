import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { answered, OK } from "../test/receivers.ts";
import { idleRig, idleRule, lastOf, type Rig, SLACK, WEBHOOK } from "../test/rig.ts";

const AHEAD_MS = 180_000;

/** The clock runs three minutes ahead while `work` is done, and is then set right. */
function ahead(rig: Rig, work: () => void): void {
  rig.time.stepClock(AHEAD_MS);
  work();
  rig.time.stepClock(-AHEAD_MS);
}

/** Somebody is left alone until it is told. */
function leaveAlone(rig: Rig, agentId: string): void {
  rig.floor.move(agentId, "NOT_READY");
  rig.pass(14);
}

describe("a clock that ran three minutes ahead and is set right", () => {
  it("[D16] keeps no resolve back: what was told while it was ahead is ended at once", () => {
    const rig = idleRig();
    ahead(rig, () => leaveAlone(rig, "a1"));
    rig.floor.move("a1", "READY");
    rig.pass(3);
    expect(rig.told()).toEqual(["idle a1 resolved"]);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "resolve 1"]);
  });

  it("[D16] keeps no resolve back whose row was closed while it was ahead, and came after", () => {
    const rig = idleRig();
    leaveAlone(rig, "a1");
    ahead(rig, () => {
      rig.pass(1);
      rig.floor.move("a1", "READY");
      rig.floor.close();
    });
    rig.give(lastOf(rig.floor.rows));
    rig.pass(3);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "resolve 1"]);
  });

  it("[D16] lets who has joined an incident wait for no longer than a minute", () => {
    const rig = idleRig();
    ahead(rig, () => {
      leaveAlone(rig, "a1");
      leaveAlone(rig, "a2");
      expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
    });
    rig.pass(BOUNDS.groupWaitMs / 1_000 + 3);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "fire 2"]);
  });

  it("[D16] makes no cooldown longer than it is", () => {
    const rig = idleRig({ cooldownSeconds: 120 });
    ahead(rig, () => leaveAlone(rig, "a1"));
    rig.floor.move("a1", "READY");
    rig.pass(2);
    rig.floor.move("a1", "NOT_READY");
    rig.pass(123);
    expect(rig.receivers.told("hook")).toEqual(["fire 1", "resolve 1", "fire 1"]);
  });

  it("[D16] keeps the pace of a sink, and no more than that", () => {
    const rig = idleRig().sinks(SLACK);
    ahead(rig, () => leaveAlone(rig, "a1"));
    rig.floor.move("a1", "READY");
    rig.pass(5);
    expect(rig.receivers.told("slack")).toEqual(["fire 1", "resolve 1"]);
  });

  it("[D16] lets a try that failed be made again in its time", () => {
    const rig = idleRig();
    rig.receivers.receivers.set("hook", (_, number) => (number === 1 ? answered(503) : OK));
    ahead(rig, () => leaveAlone(rig, "a1"));
    rig.pass(2 * (BOUNDS.noticeBackoffBaseMs / 1_000));
    expect(rig.notices()[0]).toMatchObject({ state: "delivered", tries: 2 });
  });

  it("[D16] lets what the queue did not take, and what is lost on its way, be handed out again in its time", () => {
    const rig = idleRig();
    rig.receivers.isTaking = false;
    ahead(rig, () => leaveAlone(rig, "a1"));
    rig.receivers.isTaking = true;
    rig.receivers.copies = 0;
    rig.pass(BOUNDS.noticeBackoffBaseMs / 1_000 + 2);
    expect(rig.receivers.sends.length).toBeGreaterThan(1);
    rig.receivers.copies = 1;
    rig.pass(BOUNDS.noticeLostMs / 1_000 + 2);
    expect(rig.receivers.told("hook")).toEqual(["fire 1"]);
  });

  it("[D16] lets a claim end in its time, also where the object was lost meanwhile", () => {
    const rig = idleRig();
    rig.receivers.receivers.set("hook", () => "hangs");
    ahead(rig, () => leaveAlone(rig, "a1"));
    rig.time.loseTimers();
    const [notice] = rig.notices();
    rig.restart();
    rig.pass(1);
    rig.receivers.receivers.set("hook", () => OK);
    const claim = rig.desk.claim(notice?.id ?? "");
    expect(claim.kind === "later" ? claim.ms : 0).toBeLessThanOrEqual(BOUNDS.noticeClaimMs);
  });

  it("[D16] goes on telling the walls that somebody watches, and finds a silent desk in its time", () => {
    const rig = idleRig().onlyRules(idleRule(10)).sinks(WEBHOOK);
    ahead(rig, () => rig.pass(5));
    const shown = rig.floor.shown.length;
    // The minute's cron comes whatever the alarm was set for.
    rig.desk.wake();
    rig.time.advance(3 * BOUNDS.alertsTellEveryMs + 1_000);
    expect(rig.floor.shown.length - shown).toBeGreaterThanOrEqual(3);
    rig.floor.isReachable = false;
    rig.time.advance(BOUNDS.deskSilentMs + BOUNDS.alertWatchdogMs);
    expect(rig.status.isFrozen).toBe(true);
  });

  it("[D16] is noted once, and forgets nothing where the storage fails just then", () => {
    const rig = idleRig();
    rig.receivers.receivers.set("hook", (_, number) => (number === 1 ? answered(503) : OK));
    ahead(rig, () => leaveAlone(rig, "a1"));
    rig.sql.isDown = true;
    rig.pass(2);
    rig.sql.isDown = false;
    rig.pass(2 * (BOUNDS.noticeBackoffBaseMs / 1_000));
    expect(rig.notices()[0]).toMatchObject({ state: "delivered" });
    expect(rig.notes.filter((note) => note === "clock set back")).toHaveLength(1);
  });
});
