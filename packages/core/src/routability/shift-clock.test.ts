import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localMinute } from "../zone/zone-clock.ts";
import type { LocalSpan, ShiftTemplate } from "./profile.ts";
import { shiftAround, shiftAt } from "./shift-clock.ts";

const at = (iso: string): number => Date.parse(iso);
const clock = (text: string): number => {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return hours * 60 + minutes;
};
const WORKDAYS = [1, 2, 3, 4, 5];

function template(start: string, end: string, changes: Partial<ShiftTemplate> = {}): ShiftTemplate {
  const startMinute = clock(start);
  return {
    id: "t1",
    name: "Shift",
    zone: "UTC",
    days: WORKDAYS,
    breaks: [],
    startMinute,
    endMinute: clock(end),
    ...changes,
  };
}

function pause(name: string, start: string, end: string) {
  return { name, startMinute: clock(start), endMinute: clock(end) };
}

const said = (shift: ShiftTemplate, iso: string): string => {
  const verdict = shiftAt(shift, at(iso));
  return verdict.kind === "break" ? verdict.name : verdict.kind;
};

describe("a day shift", () => {
  const day = template("08:00", "16:30", { breaks: [pause("Lunch", "12:00", "12:30")] });

  test.each([
    ["2024-05-15T07:59:59Z", "outside"],
    ["2024-05-15T08:00:00Z", "inside"],
    ["2024-05-15T11:59:59Z", "inside"],
    ["2024-05-15T12:00:00Z", "Lunch"],
    ["2024-05-15T12:29:59Z", "Lunch"],
    ["2024-05-15T12:30:00Z", "inside"],
    ["2024-05-15T16:29:59Z", "inside"],
    ["2024-05-15T16:30:00Z", "outside"],
    ["2024-05-18T10:00:00Z", "outside"],
    ["2024-05-18T12:10:00Z", "outside"],
  ])("[Z5] at %s it says %s: first minute in, last minute out, Saturday off", (iso, verdict) => {
    expect(said(day, iso)).toBe(verdict);
  });
});

describe("a night shift", () => {
  const night = template("22:00", "06:00", {
    days: [7],
    breaks: [pause("Tea", "23:45", "00:15"), pause("Nap", "02:00", "02:30")],
  });

  test.each([
    ["2024-05-12T21:59:00Z", "outside"],
    ["2024-05-12T22:00:00Z", "inside"],
    ["2024-05-12T23:50:00Z", "Tea"],
    ["2024-05-13T00:14:00Z", "Tea"],
    ["2024-05-13T00:15:00Z", "inside"],
    ["2024-05-13T02:00:00Z", "Nap"],
    ["2024-05-13T05:59:00Z", "inside"],
    ["2024-05-13T06:00:00Z", "outside"],
    ["2024-05-13T22:30:00Z", "outside"],
    ["2024-05-12T02:10:00Z", "outside"],
  ])("[Z6] at %s it says %s: Monday's small hours belong to Sunday's shift", (iso, verdict) => {
    expect(said(night, iso)).toBe(verdict);
  });

  test("[Z6] a span that ends when it starts is a whole day", () => {
    const whole = template("08:00", "08:00", { days: [1], breaks: [pause("Rest", "03:00", "04:00")] });
    expect(said(whole, "2024-05-13T07:59:00Z")).toBe("outside");
    expect(said(whole, "2024-05-13T08:00:00Z")).toBe("inside");
    expect(said(whole, "2024-05-14T03:30:00Z")).toBe("Rest");
    expect(said(whole, "2024-05-14T07:59:00Z")).toBe("inside");
    expect(said(whole, "2024-05-14T08:00:00Z")).toBe("outside");
  });
});

describe("breaks", () => {
  test("[Z6] the first listed of two breaks that overlap gives its name", () => {
    const breaks = [pause("One", "10:00", "11:00"), pause("Two", "10:30", "11:30")];
    const shift = template("08:00", "16:00", { breaks });
    expect(said(shift, "2024-05-15T10:45:00Z")).toBe("One");
    expect(said(shift, "2024-05-15T11:15:00Z")).toBe("Two");
  });

  test("[Z6] a break without length is no break, and one outside the shift says nothing", () => {
    const breaks = [pause("Never", "10:00", "10:00"), pause("Early", "07:00", "08:30")];
    const shift = template("08:00", "16:00", { breaks });
    expect(said(shift, "2024-05-15T10:00:00Z")).toBe("inside");
    expect(said(shift, "2024-05-15T07:30:00Z")).toBe("outside");
    expect(said(shift, "2024-05-15T08:10:00Z")).toBe("Early");
  });
});

describe("zones and summer time", () => {
  test("[Z5] the shift is read in its own zone", () => {
    const kolkata = template("08:00", "16:00", { zone: "Asia/Kolkata" });
    expect(said(kolkata, "2024-05-15T02:29:00Z")).toBe("outside");
    expect(said(kolkata, "2024-05-15T02:30:00Z")).toBe("inside");
    const kathmandu = template("08:00", "16:00", { zone: "Asia/Kathmandu" });
    expect(said(kathmandu, "2024-05-15T02:14:00Z")).toBe("outside");
    expect(said(kathmandu, "2024-05-15T02:15:00Z")).toBe("inside");
  });

  test("[Z7] eight o'clock is eight o'clock before and after the clocks change", () => {
    const days = [1, 2, 3, 4, 5, 6, 7];
    const berlin = template("08:00", "16:00", { zone: "Europe/Berlin", days });
    expect(said(berlin, "2024-03-30T06:59:00Z")).toBe("outside");
    expect(said(berlin, "2024-03-30T07:00:00Z")).toBe("inside");
    expect(said(berlin, "2024-03-31T05:59:00Z")).toBe("outside");
    expect(said(berlin, "2024-03-31T06:00:00Z")).toBe("inside");
  });

  test("[Z7] a shift that ends in the skipped hour ends at the jump", () => {
    const night = template("22:00", "02:30", { zone: "Europe/Berlin", days: [6] });
    expect(said(night, "2024-03-31T00:59:59Z")).toBe("inside");
    expect(said(night, "2024-03-31T01:00:00Z")).toBe("outside");
  });

  test("[Z7] a shift that ends in the repeated hour ends once, on the first pass", () => {
    const night = template("22:00", "02:30", { zone: "America/New_York", days: [6] });
    const repeated = { ...night, endMinute: clock("01:30") };
    expect(said(repeated, "2024-11-03T05:29:00Z")).toBe("inside");
    expect(said(repeated, "2024-11-03T05:30:00Z")).toBe("outside");
    expect(said(repeated, "2024-11-03T06:15:00Z")).toBe("outside");
  });

  test("[Z7] a shift that starts at a midnight that does not exist starts at the jump", () => {
    const cairo = template("00:00", "08:00", { zone: "Africa/Cairo", days: [5] });
    expect(said(cairo, "2024-04-25T21:59:00Z")).toBe("outside");
    expect(said(cairo, "2024-04-25T22:00:00Z")).toBe("inside");
  });

  test("[Z8] a zone nobody knows makes the shift unknown, not over", () => {
    expect(said(template("08:00", "16:00", { zone: "Mars/Olympus" }), "2024-05-15T10:00:00Z")).toBe(
      "unknownZone",
    );
    expect(said(template("08:00", "16:00", { zone: "+02:00" }), "2024-05-15T10:00:00Z")).toBe("unknownZone");
  });
});

const minute = fc.integer({ min: 0, max: 1439 });
const anyTemplate = fc
  .record({
    startMinute: minute,
    endMinute: minute,
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
    pause: fc.record({ name: fc.constant("Pause"), startMinute: minute, endMinute: minute }),
  })
  .map(
    ({ pause: rest, ...span }): ShiftTemplate => ({
      id: "t",
      name: "t",
      zone: "Asia/Kolkata",
      breaks: [rest],
      ...span,
    }),
  );
const week = fc.integer({ min: at("2024-05-13T00:00:00Z"), max: at("2024-05-20T00:00:00Z") });

/** Without summer time a shift can be read straight off the wall clock, day by day: the naive way. */
function naive(shift: ShiftTemplate, ms: number): string {
  const { isoWeekday, minute: now } = localMinute(shift.zone, ms);
  for (const back of [0, 1]) {
    const startDay = ((isoWeekday - back + 6) % 7) + 1;
    const minuteOfShift = now + back * 1440;
    if (!shift.days.includes(startDay) || !holds(shift, minuteOfShift)) continue;
    const found = shift.breaks.find((rest) => {
      const isNextDay = shift.endMinute <= shift.startMinute && rest.startMinute < shift.startMinute;
      return rest.startMinute !== rest.endMinute && holds(rest, minuteOfShift - (isNextDay ? 1440 : 0));
    });
    return found?.name ?? "inside";
  }
  return "outside";
}

function holds(span: LocalSpan, minuteOfShift: number): boolean {
  const end = span.endMinute <= span.startMinute ? span.endMinute + 1440 : span.endMinute;
  return minuteOfShift >= span.startMinute && minuteOfShift < end;
}

describe("any template", () => {
  test("[Z5] says what the wall clock says, however the instants are asked for", () => {
    fc.assert(
      fc.property(anyTemplate, fc.array(week, { minLength: 1, maxLength: 20 }), (shift, instants) => {
        for (const ms of instants) expect(said(shift, new Date(ms).toISOString())).toBe(naive(shift, ms));
      }),
    );
  });

  test("[Z7] gives the same answer when asked again around the change of the clocks", () => {
    const around = fc.integer({ min: at("2024-10-25T00:00:00Z"), max: at("2024-10-29T00:00:00Z") });
    fc.assert(
      fc.property(anyTemplate, fc.array(around, { minLength: 2, maxLength: 12 }), (drawn, instants) => {
        const shift = { ...drawn, zone: "Europe/Berlin" };
        for (const ms of instants) expect(shiftAt(shift, ms)).toEqual(shiftAt({ ...shift }, ms));
      }),
    );
  });
});

describe("the shift that runs, or the next one", () => {
  const stretch = (shift: ShiftTemplate, iso: string) => {
    const found = shiftAround(shift, at(iso));
    return found === null
      ? null
      : [found.from, found.to].map((instant) => new Date(instant).toISOString().slice(0, 16));
  };
  const night = template("22:00", "06:00", {
    breaks: [pause("Rest", "02:00", "02:30"), pause("Tea", "23:00", "23:10")],
  });

  test.each([
    ["runs", template("08:00", "16:30"), "2024-05-15T12:00:00Z", ["2024-05-15T08:00", "2024-05-15T16:30"]],
    [
      "is still to come",
      template("08:00", "16:30"),
      "2024-05-15T07:00:00Z",
      ["2024-05-15T08:00", "2024-05-15T16:30"],
    ],
    [
      "is tomorrow",
      template("08:00", "16:30"),
      "2024-05-15T16:30:00Z",
      ["2024-05-16T08:00", "2024-05-16T16:30"],
    ],
    ["is more than a day away", template("08:00", "16:30"), "2024-05-17T17:00:00Z", null],
    ["began yesterday", night, "2024-05-16T03:00:00Z", ["2024-05-15T22:00", "2024-05-16T06:00"]],
    ["has no known zone", template("08:00", "16:30", { zone: "Mars/Olympus" }), "2024-05-15T12:00:00Z", null],
  ])("[Z6] that %s", (_, shift, iso, expected) => {
    expect(stretch(shift, iso)).toEqual(expected);
  });

  test("[Z6] comes with its breaks in their order, those after midnight on the next day", () => {
    const breaks = shiftAround(night, at("2024-05-16T03:00:00Z"))?.breaks ?? [];
    expect(breaks.map(({ name, from }) => [name, new Date(from).toISOString().slice(0, 16)])).toEqual([
      ["Tea", "2024-05-15T23:00"],
      ["Rest", "2024-05-16T02:00"],
    ]);
  });

  test("[Z5] is the one that a verdict of being inside is about", () => {
    const minute = fc.nat({ max: 1_439 });
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    const instant = fc.integer({ min: at("2024-03-01T00:00:00Z"), max: at("2024-11-30T00:00:00Z") });
    const zone = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata");
    fc.assert(
      fc.property(minute, minute, days, instant, zone, (startMinute, endMinute, weekdays, when, where) => {
        const shift = template("00:00", "00:00", { days: weekdays, zone: where, startMinute, endMinute });
        const found = shiftAround(shift, when);
        const isRunning = found !== null && found.from <= when && when < found.to;
        expect(isRunning).toBe(shiftAt(shift, when).kind === "inside");
      }),
    );
  });
});
