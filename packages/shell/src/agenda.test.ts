import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Agenda } from "./agenda.ts";
import type { Alarm } from "./ports.ts";

const NOW = 1_800_000_000_000;
const WATCHDOG_MS = 15_000;
const DUES = ["watchdog", "link", "token", "reconcile", "profiles", "checkpoint"] as const;
type Due = (typeof DUES)[number];

function createAlarm() {
  const sets: number[] = [];
  let isBroken = false;
  return {
    sets,
    breakIt: (broken: boolean) => {
      isBroken = broken;
    },
    alarm: {
      set: (at: number) => {
        if (isBroken) throw new Error("storage failed");
        sets.push(at);
      },
    },
  };
}

const agendaOn = (alarm: Alarm) => new Agenda<Due>(alarm, WATCHDOG_MS);

describe("the agenda", () => {
  it("keeps one alarm, at the earliest due", () => {
    const { alarm, sets } = createAlarm();
    const agenda = agendaOn(alarm);
    agenda.plan("checkpoint", NOW + 500);
    agenda.plan("reconcile", NOW + 900);
    agenda.plan("link", NOW + 100);
    agenda.plan("link", NOW + 700);
    agenda.cancel("checkpoint");
    expect(sets).toEqual([NOW + 500, NOW + 100, NOW + 500, NOW + 700]);
  });

  it("sets the alarm anew only where the earliest has moved", () => {
    const { alarm, sets } = createAlarm();
    const agenda = agendaOn(alarm);
    agenda.plan("watchdog", NOW + 100);
    for (let more = 0; more < 50; more += 1) agenda.plan("token", NOW + 1_000 + more);
    agenda.planBy("token", NOW + 5_000);
    agenda.cancel("profiles");
    expect(sets).toEqual([NOW + 100]);
    expect(agenda.at("token")).toBe(NOW + 1_049);
  });

  it("plans by an instant only where nothing earlier of that name stands", () => {
    const agenda = agendaOn(createAlarm().alarm);
    agenda.planBy("profiles", NOW + 500);
    agenda.planBy("profiles", NOW + 900);
    expect(agenda.at("profiles")).toBe(NOW + 500);
    agenda.planBy("profiles", NOW + 100);
    expect(agenda.at("profiles")).toBe(NOW + 100);
  });

  it("gives out what is due, earliest first, with the alarm already set for the rest", () => {
    const { alarm, sets } = createAlarm();
    const agenda = agendaOn(alarm);
    agenda.plan("reconcile", NOW);
    agenda.plan("link", NOW - 5);
    agenda.plan("token", NOW + 1);
    expect(agenda.takeDue(NOW)).toEqual(["link", "reconcile"]);
    expect(sets.at(-1)).toBe(NOW + 1);
    expect(agenda.takeDue(NOW)).toEqual([]);
  });

  it("always has the watchdog on it, so the alarm is never off", () => {
    const { alarm, sets } = createAlarm();
    const agenda = agendaOn(alarm);
    expect(agenda.takeDue(NOW)).toEqual([]);
    expect(sets).toEqual([NOW + WATCHDOG_MS]);
    expect(agenda.takeDue(NOW + WATCHDOG_MS)).toEqual(["watchdog"]);
  });

  it("lets no other due push the watchdog away", () => {
    const agenda = agendaOn(createAlarm().alarm);
    agenda.plan("watchdog", NOW + WATCHDOG_MS);
    for (let atMs = 0; atMs < WATCHDOG_MS; atMs += 1_000) {
      agenda.plan("token", NOW + atMs);
      expect(agenda.takeDue(NOW + atMs)).toEqual(["token"]);
    }
    expect(agenda.takeDue(NOW + WATCHDOG_MS)).toEqual(["watchdog"]);
  });

  it("loses no due where the alarm cannot be set, and sets it with the next turn", () => {
    const { alarm, sets, breakIt } = createAlarm();
    const agenda = agendaOn(alarm);
    agenda.plan("reconcile", NOW);
    breakIt(true);
    expect(() => agenda.takeDue(NOW)).toThrow("storage failed");
    expect(() => agenda.plan("link", NOW - 10)).toThrow("storage failed");
    breakIt(false);
    expect(agenda.takeDue(NOW)).toEqual(["link", "reconcile"]);
    expect(sets.at(-1)).toBe(NOW + WATCHDOG_MS);
  });

  it("keeps its distances where the clock is set back", () => {
    const { alarm, sets } = createAlarm();
    const agenda = agendaOn(alarm);
    agenda.plan("reconcile", NOW + 1_000);
    agenda.shift(-3_600_000);
    expect(agenda.at("reconcile")).toBe(NOW + 1_000 - 3_600_000);
    expect(sets.at(-1)).toBe(NOW + 1_000 - 3_600_000);
  });

  it("never holds the alarm later than the earliest due, whatever is planned and taken", () => {
    const actions = fc.array(
      fc.oneof(
        fc.record({
          kind: fc.constant("plan" as const),
          due: fc.constantFrom(...DUES),
          inMs: fc.nat(100_000),
        }),
        fc.record({
          kind: fc.constant("planBy" as const),
          due: fc.constantFrom(...DUES),
          inMs: fc.nat(100_000),
        }),
        fc.record({
          kind: fc.constant("cancel" as const),
          due: fc.constantFrom("link" as const, "token" as const),
          inMs: fc.constant(0),
        }),
        fc.record({
          kind: fc.constant("take" as const),
          due: fc.constantFrom(...DUES),
          inMs: fc.nat(50_000),
        }),
      ),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(actions, (list) => {
        const { alarm, sets } = createAlarm();
        const agenda = agendaOn(alarm);
        let now = NOW;
        for (const { kind, due, inMs } of list) {
          if (kind === "plan") agenda.plan(due, now + inMs);
          else if (kind === "planBy") agenda.planBy(due, now + inMs);
          else if (kind === "cancel") agenda.cancel(due);
          else {
            now += inMs;
            agenda.takeDue(now);
          }
          const dues = DUES.flatMap((name) => agenda.at(name) ?? []);
          if (dues.length > 0) expect(sets.at(-1)).toBe(Math.min(...dues));
        }
      }),
    );
  });
});
