import { PRESET_BOARDS, type ScreenPlan, type SetupDocuments, type SetupName } from "@callboard/boards";
import type { NameStyle } from "@callboard/protocol";
import { describe, expect, it } from "vitest";
import { SITE } from "../test/book.ts";
import { presetSetup } from "./presets.ts";
import { siteOf } from "./site-of.ts";
import { namesFor, wallSetup } from "./wall.ts";

const styled = (names: Readonly<Record<string, NameStyle>>) =>
  PRESET_BOARDS.map((board) => ({ ...board, names: names[board.id] ?? board.names }));
const HALL: ScreenPlan = {
  ...{ id: "hall", name: "Hall", board: "floor", site: null, metres: 5, inches: 55, language: null },
  schedule: [{ days: [1], from: "08:00", to: "10:00", board: "people", theme: null }],
};
const VALUES: SetupDocuments = { ...presetSetup(SITE), screens: [HALL] };
const readable = (values: SetupDocuments) => ({ values, unreadable: new Set<SetupName>() });
const board = (id: string) => ({ screen: null, board: id });

describe("what a screen is set up by", () => {
  it("is every board that it may show", () => {
    const reply = wallSetup({ revision: 7, values: VALUES }, { screen: "hall", board: null }, []);
    expect(reply).toMatchObject({
      ...{ kind: "done", value: { revision: 7, screen: HALL, zone: "Europe/Berlin", language: "en" } },
    });
    const boards = reply.kind === "done" ? reply.value.boards : [];
    expect(boards.map(({ id }) => id)).toEqual(["floor", "people"]);
  });

  it("is the default board where nothing is asked for, and the first one where that is gone", () => {
    const none = { screen: null, board: null };
    expect(wallSetup({ revision: 0, values: VALUES }, none, [])).toMatchObject({
      value: { screen: null, boards: [{ id: "floor" }] },
    });
    const values = { ...VALUES, boards: PRESET_BOARDS.slice(1) };
    for (const asked of [none, board("floor")]) {
      expect(wallSetup({ revision: 0, values }, asked, [])).toMatchObject({
        value: { boards: [{ id: "queues" }] },
      });
    }
  });

  it("is not there for a screen or a board that is not", () => {
    const missing = { status: 404, kind: "refused" };
    const book = { revision: 0, values: VALUES };
    expect(wallSetup(book, { screen: "attic", board: "floor" }, [])).toMatchObject(missing);
    expect(wallSetup(book, board("attic"), [])).toMatchObject(missing);
    expect(namesFor(readable(VALUES), board("attic"), "full")).toMatchObject(missing);
  });
});

describe("the names that a screen is sent", () => {
  it.each([
    ["the board's", { floor: "alias" }, board("floor"), null, "alias"],
    ["never more than the board's", { floor: "alias" }, board("floor"), "full", "alias"],
    ["less where the address asks for less", { floor: "full" }, board("floor"), "initials", "initials"],
    [
      "the most discreet of a screen's boards",
      { people: "initials", floor: "full" },
      { screen: "hall", board: null },
      null,
      "initials",
    ],
    ["what was asked for without a board", {}, { screen: null, board: null }, "full", "full"],
    ["the tenant's own otherwise", {}, { screen: null, board: null }, null, "short"],
  ] as const)("are %s", (_, names, asked, wanted, style) => {
    const values = { ...VALUES, boards: styled(names) };
    expect(namesFor(readable(values), asked, wanted)).toEqual({ kind: "done", value: style });
  });

  it.each(["boards", "privacy"] as const)(
    "are aliases on every wall while what was set of %s cannot be read",
    (name) => {
      const book = { values: VALUES, unreadable: new Set([name]) };
      const none = { screen: null, board: null };
      const given = [
        namesFor(book, board("floor"), "full"),
        namesFor(book, none, null),
        namesFor(book, none, "full"),
      ];
      expect(given).toMatchObject([{ value: "alias" }, { value: "alias" }, { value: "full" }]);
    },
  );
});

describe("the site that the desk judges by", () => {
  it("is what the deployment said where nobody has set anything", () => {
    expect(siteOf(presetSetup(SITE))).toEqual(SITE);
  });

  it("has people's own and their teams' shifts, in minutes", () => {
    const template = {
      ...{ id: "late", name: "Late", zone: "UTC", days: [1], start: "22:30", end: "06:00" },
      breaks: [{ name: "Tea", start: "00:15", end: "00:30" }],
    };
    const { shifts } = siteOf({
      ...VALUES,
      shifts: {
        templates: [template],
        assignments: [
          { kind: "agent", who: "a-1", template: "late" },
          { kind: "team", who: "Sales", template: "late" },
        ],
      },
    });
    expect(shifts.templates.get("late")).toEqual({
      ...{ id: "late", name: "Late", zone: "UTC", days: [1], startMinute: 1_350, endMinute: 360 },
      breaks: [{ name: "Tea", startMinute: 15, endMinute: 30 }],
    });
    expect([shifts.byAgent.get("a-1"), shifts.byTeam.get("Sales"), shifts.byAgent.size]).toEqual([
      "late",
      "late",
      1,
    ]);
  });
});
