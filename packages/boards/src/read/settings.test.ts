import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SETUP_NAMES } from "../setup.ts";
import { readCodes, readGeneral, readGoals, readPrivacy } from "./lists.ts";
import { readSetup } from "./read-setup.ts";
import { readScreens } from "./screens.ts";
import { readShifts } from "./shifts.ts";

const said = (reading: { readonly kind: string; readonly complaints?: readonly string[] }): string =>
  (reading.complaints ?? []).join(" ");

const SCREEN = { id: "hall", name: "Hall", board: "floor" };
const SPAN = { days: [5, 1, 5], from: "08:00", to: "24:00", board: "queues" };

describe("screens", () => {
  it("read with the usual distance and size, days in order and the day's end as midnight", () => {
    const read = readScreens([{ ...SCREEN, schedule: [SPAN] }], ["floor", "queues"]);
    expect(read).toEqual({
      kind: "read",
      value: [
        {
          ...{ ...SCREEN, site: null, metres: 5, inches: 55, language: null },
          schedule: [{ ...SPAN, days: [1, 5], to: "00:00", theme: null }],
        },
      ],
    });
  });

  it.each([
    ["a board that there is not", SCREEN, "Screen 1 (`Hall`) shows the board `floor`, which there is not"],
    [
      "one in its schedule",
      { ...SCREEN, board: "queues", schedule: [{ ...SPAN, board: "quues" }] },
      "`quues`, which there is not; did you mean `queues`?",
    ],
    [
      "a time that is none",
      { ...SCREEN, schedule: [{ ...SPAN, from: "8:00" }] },
      "Screen 1 (`Hall`), span 1: `from` must be a time of day from `00:00` to `24:00`, as `08:30`.",
    ],
    [
      "a day that is none",
      { ...SCREEN, schedule: [{ ...SPAN, days: [0] }] },
      "must be a day of the week, 1 (Monday) to 7 (Sunday)",
    ],
    ["no day", { ...SCREEN, schedule: [{ ...SPAN, days: [] }] }, "at least one day"],
    ["too far", { ...SCREEN, metres: 500 }, "`metres` must be a number from 0.3 to 50."],
  ])("are refused with a sentence: %s", (_, screen, sentence) => {
    expect(said(readScreens([screen], ["queues"]))).toContain(sentence);
  });

  it("have ids of their own", () => {
    expect(said(readScreens([SCREEN, SCREEN], ["floor"]))).toContain("Two screens have the id `hall`");
  });
});

describe("the general setting", () => {
  it("reads, and its zone is one", () => {
    const value = { name: "Acme", zone: "Europe/Berlin", language: "de" };
    expect(readGeneral(value)).toEqual({ kind: "read", value });
    expect(said(readGeneral({ ...value, zone: "Berlin" }))).toContain("`zone` is no time zone that we know");
    expect(said(readGeneral({ ...value, language: "es" }))).toContain(
      "`language` is `es`, which it cannot be",
    );
  });
});

describe("status codes", () => {
  const code = { code: "TRAINING", label: "In training", takesContacts: false };
  it("read, each once", () => {
    expect(readCodes([code])).toEqual({ kind: "read", value: [code] });
    expect(said(readCodes([code, code]))).toContain("Two lines are of the code `TRAINING`");
    expect(said(readCodes([{ ...code, takesContacts: "no" }]))).toBe(
      "Code 1 (`TRAINING`): `takesContacts` must be true or false.",
    );
  });
});

const TEMPLATE = {
  ...{ id: "late", name: "Late", zone: "Europe/Berlin", days: [1], start: "22:00", end: "06:00" },
  breaks: [{ name: "Tea", start: "23:45", end: "00:15" }],
};

describe("shifts", () => {
  const withBreak = (start: string, end: string) => ({
    templates: [{ ...TEMPLATE, breaks: [{ name: "Tea", start, end }] }],
    assignments: [],
  });
  it("read, also across midnight", () => {
    const value = {
      templates: [TEMPLATE],
      assignments: [{ kind: "team", who: "Sales <b>", template: "late" }],
    };
    expect(readShifts(value)).toEqual({ kind: "read", value });
  });

  it.each([
    [
      "a template twice",
      { templates: [TEMPLATE, TEMPLATE], assignments: [] },
      "Two templates have the id `late`",
    ],
    [
      "a template that there is not",
      { templates: [TEMPLATE], assignments: [{ kind: "agent", who: "a-1", template: "lat" }] },
      "Assignment 1 (`a-1`) is to the template `lat`, which there is not; did you mean `late`?",
    ],
    [
      "two shifts of one person",
      {
        templates: [TEMPLATE],
        assignments: [1, 2].map(() => ({ kind: "agent", who: "a-1", template: "late" })),
      },
      "Two assignments are of the agent `a-1`",
    ],
    [
      "a break before the shift",
      withBreak("21:00", "21:30"),
      "Template 1 (`Late`): the break `Tea` is not within",
    ],
    ["a break beyond its end", withBreak("05:45", "06:15"), "the break `Tea` is not within the shift."],
    ["a zone that is none", { templates: [{ ...TEMPLATE, zone: "X" }], assignments: [] }, "no time zone"],
  ])("are refused with a sentence: %s", (_, value, sentence) => {
    expect(said(readShifts(value))).toContain(sentence);
  });

  it.each([
    ["to the end", "05:30", "06:00"],
    ["from the start", "22:00", "22:15"],
  ])("may have a break %s", (_, start, end) => {
    expect(readShifts(withBreak(start, end)).kind).toBe("read");
  });

  it("may be as long as a day, with a break at its end", () => {
    const whole = { ...TEMPLATE, start: "08:00", end: "08:00" };
    const breaks = [{ name: "Handover", start: "07:30", end: "08:00" }];
    expect(readShifts({ templates: [{ ...whole, breaks }], assignments: [] }).kind).toBe("read");
  });
});

describe("goals", () => {
  const goal = { thresholdSeconds: 20, shortAbandonSeconds: 20, goalPct: 80, variant: "ignoreAbandons" };
  it("read, with nothing judged by wait where it is left out", () => {
    expect(readGoals({ all: goal, queues: [{ queueId: "q", ...goal, warnWaiting: 3 }] })).toMatchObject({
      kind: "read",
      value: {
        all: { warnWaitSeconds: null },
        queues: [{ queueId: "q", warnWaiting: 3, alarmWaiting: null }],
      },
    });
  });

  it.each([
    [
      "all queues",
      { all: { ...goal, warnWaitSeconds: 60, alarmWaitSeconds: 60 } },
      "The goal of all queues alarms before it warns",
    ],
    [
      "one queue",
      { all: goal, queues: [{ queueId: "q", ...goal, warnWaiting: 9, alarmWaiting: 3 }] },
      "Queue 1 (`q`) alarms before it warns: let `warnWaiting` be below `alarmWaiting`",
    ],
    [
      "a formula",
      { all: { ...goal, variant: "answeredOnli" } },
      "which it cannot be; did you mean `answeredOnly`?",
    ],
    ["a share", { all: { ...goal, goalPct: 101 } }, "`all`: `goalPct` must be a number from 0 to 100."],
  ])("are refused with a sentence: %s", (_, value, sentence) => {
    expect(said(readGoals(value))).toContain(sentence);
  });
});

describe("privacy", () => {
  it("gives nobody two aliases, and no alias to two", () => {
    const value = { names: "alias", aliases: [{ agentId: "__proto__", alias: "Falcon" }] };
    expect(readPrivacy(JSON.parse(JSON.stringify(value)))).toEqual({ kind: "read", value });
    const two = (one: string, other: string) => ({
      ...value,
      aliases: [
        { agentId: one, alias: "Falcon" },
        { agentId: other, alias: "falcon " },
      ],
    });
    expect(said(readPrivacy(two("a", "a")))).toContain("Two aliases are of the agent `a`");
    expect(said(readPrivacy(two("a", "b")))).toContain("Two people have the alias `falcon`");
  });
});

describe("any document", () => {
  it("never throws, whatever comes, and is never taken for one that it is not", () => {
    const value = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...SETUP_NAMES), value, (name, thing) => {
        const read = readSetup(name, thing, { boardIds: ["floor"] });
        if (read.kind === "refused") expect(read.complaints.length).toBeGreaterThan(0);
        else expect(thing).toEqual([]);
      }),
    );
  });
});
