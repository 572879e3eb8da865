import { BOUNDS } from "@callboard/core";
import type { AlertsPush, BoardAlert } from "@callboard/protocol";
import { ManualTime } from "@callboard/shell/testing";
import { describe, expect, it } from "vitest";
import { alertOf, pushOf } from "../../test/alerts.ts";
import { Changes } from "../hub/changes.ts";
import { AlertShelf } from "./alert-shelf.ts";

function shelf() {
  const time = new ManualTime();
  const changes = new Changes();
  const alerts = new AlertShelf({ clock: time.clock, changes });
  let seq = 0;
  /** What one push changed for the screens. */
  const show = (push: AlertsPush) => {
    const isTaken = alerts.show(push);
    changes.commit(++seq);
    const { alertIds, removedAlerts } = changes.foldSince(seq - 1) ?? { alertIds: null, removedAlerts: null };
    return { isTaken, alertIds, removedAlerts };
  };
  return { time, alerts, show };
}

describe("what the alert desk tells", () => {
  it("is compared with what is held: only what is new, another or gone is touched", () => {
    const { show, alerts } = shelf();
    const [x1, x2] = [alertOf("x1"), alertOf("x2")];
    expect(show(pushOf(1, x1, x2))).toEqual({ isTaken: true, alertIds: ["x1", "x2"], removedAlerts: [] });
    expect(show(pushOf(2, x1, x2))).toEqual({ isTaken: true, alertIds: [], removedAlerts: [] });
    const changed: BoardAlert = { ...x2, phase: "recovering" };
    expect(show(pushOf(3, changed))).toEqual({ isTaken: true, alertIds: ["x2"], removedAlerts: ["x1"] });
    expect(alerts.list()).toEqual([changed]);
    expect(alerts.get("x1")).toBeUndefined();
  });

  it("is not taken where newer news of the same life was, and twice is as good as once", () => {
    const { show, alerts } = shelf();
    show(pushOf(5, alertOf("x1")));
    expect(show(pushOf(4))).toEqual({ isTaken: false, alertIds: [], removedAlerts: [] });
    expect(show(pushOf(5, alertOf("x1")))).toEqual({ isTaken: true, alertIds: [], removedAlerts: [] });
    expect(alerts.facts()).toMatchObject({ shown: 1, pushes: 2, overtaken: 1 });
  });

  it("of a new life begins anew at any revision, and what the old life still says is late", () => {
    const { show, alerts } = shelf();
    show({ ...pushOf(900, alertOf("x1")), at: 1_000 });
    expect(show({ ...pushOf(1, alertOf("x2")), life: "second", at: 2_000 }).isTaken).toBe(true);
    expect(show({ ...pushOf(901, alertOf("x1")), at: 1_500 }).isTaken).toBe(false);
    expect(alerts.list()).toEqual([alertOf("x2")]);
  });

  it("of a life that ended before it was ever heard holds up nothing of the one that lives", () => {
    const { show, alerts } = shelf();
    show({ ...pushOf(5, alertOf("x1")), life: "first", at: 1_000 });
    show({ ...pushOf(1, alertOf("x3")), life: "third", at: 3_000 });
    expect(show({ ...pushOf(1, alertOf("x2")), life: "second", at: 2_000 }).isTaken).toBe(false);
    expect(show({ ...pushOf(2, alertOf("x4")), life: "third", at: 4_000 }).isTaken).toBe(true);
    expect(alerts.list()).toEqual([alertOf("x4")]);
  });

  it("by a clock that was set back is taken as soon as nobody confirms what is shown", () => {
    const { time, show, alerts } = shelf();
    show({ ...pushOf(5, alertOf("x1")), life: "first", at: 9_000 });
    time.advance(BOUNDS.alertsTellEveryMs);
    expect(show({ ...pushOf(1, alertOf("x2")), life: "second", at: 2_000 }).isTaken).toBe(false);
    time.advance(1);
    expect(show({ ...pushOf(2, alertOf("x2")), life: "second", at: 2_001 }).isTaken).toBe(true);
    expect(alerts.list()).toEqual([alertOf("x2")]);
  });

  it("is cut to what a board may list, and what is left out is counted", () => {
    const { show, alerts } = shelf();
    const many = Array.from({ length: BOUNDS.alertsShownMax + 7 }, (_, n) => alertOf(`x${n}`));
    show({ ...pushOf(1, ...many), more: 3 });
    alerts.look();
    expect(alerts.list()).toHaveLength(BOUNDS.alertsShownMax);
    expect(alerts.alerting().more).toBe(10);
  });

  it("under a hostile id is an alert like any other", () => {
    const { show, alerts } = shelf();
    show(pushOf(1, alertOf("__proto__"), alertOf("constructor")));
    expect(alerts.list().map(({ id }) => id)).toEqual(["__proto__", "constructor"]);
    expect(show(pushOf(2)).removedAlerts).toEqual(["__proto__", "constructor"]);
  });
});

describe("who watches", () => {
  it("is nobody before the first word, and again once nothing was heard for so long", () => {
    const { time, show, alerts } = shelf();
    expect(alerts.look()).toBe(false);
    const since = time.now();
    expect(alerts.alerting()).toEqual({ state: "unheard", since, more: 0 });
    time.advance(5_000);
    show(pushOf(1));
    expect(alerts.look()).toBe(true);
    expect(alerts.alerting()).toEqual({ state: "watching", since: since + 5_000, more: 0 });
    time.advance(BOUNDS.alertsUnheardMs);
    expect(alerts.look()).toBe(false);
    time.advance(1);
    expect(alerts.look()).toBe(true);
    expect(alerts.alerting().state).toBe("unheard");
  });

  it("is told to be frozen while the feed is not seen", () => {
    const { show, alerts } = shelf();
    show({ ...pushOf(1), isFrozen: true });
    alerts.look();
    expect(alerts.alerting().state).toBe("frozen");
    show(pushOf(2));
    expect(alerts.look()).toBe(true);
    expect(alerts.alerting().state).toBe("watching");
  });

  it("is not told by what came too late", () => {
    const { time, show, alerts } = shelf();
    show(pushOf(2));
    time.advance(BOUNDS.alertsUnheardMs + 1);
    show(pushOf(1));
    alerts.look();
    expect(alerts.alerting().state).toBe("unheard");
  });

  it("stays who it was when the clock is set back", () => {
    const { time, show, alerts } = shelf();
    show(pushOf(1));
    alerts.look();
    time.stepClock(-3_600_000);
    alerts.shift(-3_600_000);
    time.advance(BOUNDS.alertsUnheardMs + 1);
    alerts.look();
    expect(alerts.alerting()).toEqual({ state: "unheard", since: time.now(), more: 0 });
  });
});
