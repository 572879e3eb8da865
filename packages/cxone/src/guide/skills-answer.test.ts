import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { readSkills } from "./skills-answer.ts";

const skill = { skill_id: "s1", name: "Sales", level: 7, active: true, queue_ids: ["q1", "q2"] };
const shift = {
  template_id: "t1",
  name: "Early",
  zone: "Europe/Berlin",
  days: [1, 2, 3, 4, 5],
  start: "08:00",
  end: "16:30",
  breaks: [{ name: "Lunch", start: "12:00", end: "12:30" }],
};
const template = {
  id: "t1",
  name: "Early",
  zone: "Europe/Berlin",
  days: [1, 2, 3, 4, 5],
  startMinute: 480,
  endMinute: 990,
  breaks: [{ name: "Lunch", startMinute: 720, endMinute: 750 }],
};
const readSkill = { id: "s1", name: "Sales", level: 7, active: true, queueIds: ["q1", "q2"] };

const read = (body: unknown) => readSkills({ kind: "answered", status: 200, retryAfterMs: null, body }, "a");
const withSkill = (change: object) => read({ user_id: "a", skills: [{ ...skill, ...change }], shift });
const withShift = (change: object) => read({ user_id: "a", skills: [skill], shift: { ...shift, ...change } });

describe("skills and shift of one agent", () => {
  it("are read as the dialect has them", () => {
    expect(read({ user_id: "a", skills: [skill], shift })).toEqual({
      kind: "ok",
      profile: { skills: [readSkill], shift: { kind: "template", template } },
      refusedRows: 0,
    });
  });

  it.each<[string, unknown, object]>([
    ["a bare array: the shift is unknown", [skill], { skills: [readSkill], shift: { kind: "unknown" } }],
    ["no shift field: unknown", { skills: [skill] }, { shift: { kind: "unknown" } }],
    ["a shift of null: none", { skills: [skill], shift: null }, { shift: { kind: "none" } }],
    [
      "active_shift_template",
      { skills: [], active_shift_template: shift },
      { shift: { kind: "template", template } },
    ],
    ["no skills at all", { user_id: "a", skills: [], shift: null }, { skills: [] }],
    ["a bare array of nothing", [], { skills: [] }],
  ])("take %s", (_, body, profile) => {
    expect(read(body)).toMatchObject({ kind: "ok", profile, refusedRows: 0 });
  });

  it.each([
    ["skills of another user", { user_id: "b", skills: [] }],
    ["skills that are no list", { skills: {} }],
    ["no skills field", { user_id: "a", shift }],
  ])("refuse %s", (_, body) => {
    expect(read(body)).toMatchObject({ kind: "invalid" });
  });
});

describe("a skill", () => {
  it.each<[string, object, object]>([
    ["proficiency for level", { level: undefined, proficiency: 3 }, { level: 3 }],
    ["level 0, which is off", { level: 0 }, { level: 0 }],
    ["no level, which is on", { level: null }, { level: 1 }],
    ["not active", { active: false }, { active: false }],
    ["no word on being active", { active: undefined }, { active: true }],
    ["no queues: unknown", { queue_ids: undefined }, { queueIds: null }],
    ["an empty list of queues: none", { queue_ids: [] }, { queueIds: [] }],
    ["id for skill_id", { skill_id: undefined, id: "s9" }, { id: "s9" }],
    ["no name: its id", { name: undefined }, { name: "s1" }],
  ])("is taken with %s", (_, change, expected) => {
    expect(withSkill(change)).toMatchObject({
      profile: { skills: [{ ...readSkill, ...expected }] },
      refusedRows: 0,
    });
  });

  it.each<[string, object]>([
    ["no id", { skill_id: null }],
    ["a negative level", { level: -1 }],
    ["a level of text", { level: "high" }],
    ["queues that are no list", { queue_ids: "q1" }],
  ])("is counted and left out with %s", (_, change) => {
    expect(withSkill(change)).toMatchObject({ profile: { skills: [] }, refusedRows: 1 });
  });

  it("leaves out queue ids that are none, and those beyond the bound", () => {
    expect(withSkill({ queue_ids: ["q1", 7, "", null] })).toMatchObject({
      profile: { skills: [{ queueIds: ["q1"] }] },
      refusedRows: 3,
    });
    const many = Array.from({ length: BOUNDS.queuesPerSkillMax + 2 }, (_, at) => `q${at}`);
    expect(withSkill({ queue_ids: many })).toMatchObject({ refusedRows: 2 });
  });

  it("leaves out skills beyond the bound", () => {
    const skills = Array.from({ length: BOUNDS.skillsPerAgentMax + 2 }, (_, at) => ({ skill_id: `s${at}` }));
    const result = read({ skills, shift: null });
    expect(result).toMatchObject({ kind: "ok", refusedRows: 2 });
    expect(result.kind === "ok" && result.profile.skills.length).toBe(BOUNDS.skillsPerAgentMax);
  });
});

describe("a shift template", () => {
  it.each<[string, object, object]>([
    ["time_zone", { zone: undefined, time_zone: "Asia/Kolkata" }, { zone: "Asia/Kolkata" }],
    ["timezone", { zone: undefined, timezone: "Asia/Kolkata" }, { zone: "Asia/Kolkata" }],
    ["no breaks", { breaks: undefined }, { breaks: [] }],
    ["a night", { start: "22:00", end: "06:00" }, { startMinute: 1_320, endMinute: 360 }],
    ["an end at midnight", { end: "24:00" }, { endMinute: 0 }],
    ["seconds that are zero", { start: "08:00:00" }, { startMinute: 480 }],
    ["days in any order and twice", { days: [7, 1, 1] }, { days: [1, 7] }],
    [
      "id for template_id, no name",
      { template_id: undefined, id: "t9", name: null },
      { id: "t9", name: "t9" },
    ],
    [
      "a break without a name",
      { breaks: [{ start: "12:00", end: "12:30" }] },
      { breaks: [{ name: "", startMinute: 720, endMinute: 750 }] },
    ],
  ])("is taken with %s", (_, change, expected) => {
    const result = withShift(change);
    expect(result).toMatchObject({
      profile: { shift: { kind: "template", template: { ...template, ...expected } } },
      refusedRows: 0,
    });
  });

  it.each<[string, object]>([
    ["no zone", { zone: undefined }],
    ["an endless zone", { zone: "x".repeat(65) }],
    ["a time that does not exist", { start: "25:00" }],
    ["a time without a leading zero", { start: "8:00" }],
    ["seconds", { start: "08:00:30" }],
    ["a ninth weekday", { days: [9] }],
    ["no days", { days: undefined }],
    [
      "a break that cannot be read: half a shift would call somebody available who is not",
      { breaks: [{ start: "noon", end: "12:30" }] },
    ],
    [
      "too many breaks",
      { breaks: Array.from({ length: BOUNDS.breaksPerShiftMax + 1 }, () => shift.breaks[0]) },
    ],
  ])("is unknown, and counted, with %s", (_, change) => {
    expect(withShift(change)).toMatchObject({
      kind: "ok",
      profile: { shift: { kind: "unknown" } },
      refusedRows: 1,
    });
  });
});
