/** Shift templates and whose they are, as they come from outside. */
import { BOUNDS, type Complaints, meant, quoted } from "@callboard/core";
import type { ShiftAssignment, ShiftsSetup, ShiftTemplateSetup } from "../setup.ts";
import { days, endTime, line, list, oneOf, strict, theirText, time, zone } from "./parts.ts";
import { complainOfTwins, partOf, placeOf, type Reading, readWith, rowsOf, textAt } from "./reading.ts";

const DAY_MINUTES = 1_440;

const template = strict({
  id: theirText(),
  name: line(BOUNDS.nameCharsMax),
  zone,
  days,
  start: time,
  end: endTime,
  breaks: list(
    strict({ name: line(BOUNDS.nameCharsMax), start: time, end: endTime }),
    BOUNDS.breaksPerShiftMax,
    "breaks",
  ).default([]),
});

const assignment = strict({
  kind: oneOf(["agent", "team"]),
  who: theirText(BOUNDS.nameCharsMax),
  template: theirText(),
});

export const shifts = strict({
  templates: list(template, BOUNDS.shiftTemplatesMax, "templates"),
  assignments: list(assignment, BOUNDS.shiftAssignmentsMax, "assignments"),
});

/** One template, as a row of an import. */
export const readTemplate = (value: unknown): Reading<ShiftTemplateSetup> =>
  readWith(template, value, "the row", (one, complaints) => checkBreaks(one, "", complaints));

/** One assignment, as a row of an import; whether its template is there is not asked. */
export const readAssignment = (value: unknown): Reading<ShiftAssignment> =>
  readWith(assignment, value, "the row");

export const readShifts = (value: unknown): Reading<ShiftsSetup> =>
  readWith(shifts, value, "the shifts", checkTemplates, checkAssignments);

function checkTemplates(value: unknown, complaints: Complaints): void {
  const templates = rowsOf(partOf(value, "templates"));
  complainOfTwins("templates have the id", templates, textAt("id"), complaints);
  for (const [index, one] of templates.entries()) {
    checkBreaks(one, `${placeOf(["templates", String(index)], value)}: `, complaints);
  }
}

function checkBreaks(shift: unknown, place: string, complaints: Complaints): void {
  for (const pause of rowsOf(partOf(shift, "breaks"))) {
    if (!isOutside(pause, shift)) continue;
    const sentence = `break ${quoted(partOf(pause, "name"))} is not within the shift.`;
    complaints.add(place === "" ? `The ${sentence}` : `${place}the ${sentence}`);
  }
}

/** True only where all four times are times: what is wrong with them otherwise is told elsewhere. */
function isOutside(pause: unknown, shift: unknown): boolean {
  const start = minuteAt(shift, "start");
  const sinceStart = (of: unknown, key: string): number =>
    (minuteAt(of, key) - start + DAY_MINUTES) % DAY_MINUTES;
  const length = sinceStart(shift, "end") || DAY_MINUTES;
  const from = sinceStart(pause, "start");
  const to = sinceStart(pause, "end") || DAY_MINUTES;
  return from >= to || to > length;
}

function minuteAt(value: unknown, key: string): number {
  const [hours, minutes] = (textAt(key)(value) ?? "").split(":");
  return hours === undefined || minutes === undefined ? Number.NaN : Number(hours) * 60 + Number(minutes);
}

function checkAssignments(value: unknown, complaints: Complaints): void {
  const assignments = rowsOf(partOf(value, "assignments"));
  for (const kind of ["agent", "team"]) {
    const ofKind = assignments.filter((one) => partOf(one, "kind") === kind);
    complainOfTwins(`assignments are of the ${kind}`, ofKind, textAt("who"), complaints);
  }
  const known = rowsOf(partOf(value, "templates")).flatMap((one) => textAt("id")(one) ?? []);
  const ids = new Set(known);
  for (const [index, one] of assignments.entries()) {
    const id = textAt("template")(one);
    if (id === null || ids.has(id)) continue;
    const place = placeOf(["assignments", String(index)], value);
    complaints.add(`${place} is to the template ${quoted(id)}, which there is not${meant(id, known)}`);
  }
}
