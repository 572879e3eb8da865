import {
  type BoardPlan,
  defaultWidget,
  type Filter,
  factsOf,
  membershipOf,
  NO_FILTER,
  needsDirectory,
  PRESET_BOARDS,
  type WidgetKind,
} from "@callboard/boards";
import type { Directory, Media } from "@callboard/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawnQueues, type FloorNow, neededDirectory } from "./part-of-floor.ts";

const QUEUES: readonly (readonly [string, Media | null])[] = [
  ["q1", "voice"],
  ["q2", "chat"],
  ["q3", null],
];
const SKILLS = [
  { id: "s1", name: "One", queueIds: ["q1"] },
  { id: "s2", name: "Two", queueIds: ["q2", "q3"] },
  { id: "s3", name: "Three", queueIds: null },
];
const PLACES = [
  { id: "ann", team: "A", queueId: null },
  { id: "bob", team: "B", queueId: "q2" },
  { id: "cyd", team: null, queueId: null },
];
const WHOLE: Directory = {
  at: 7,
  teams: ["A", "B"],
  skills: SKILLS,
  agents: [
    { id: "ann", skills: [0] },
    { id: "bob", skills: [1, 2] },
    { id: "cyd", skills: null },
  ],
  queues: QUEUES.map(([id, media]) => ({ id, name: id, media })),
  codes: [{ code: "LUNCH", isMapped: false, isOnReady: true }],
};
const SITE = { id: "berlin", name: "Berlin", zone: "UTC", teams: [], queues: ["q1"], isOpen: null };
const floor = (): FloorNow => ({
  directory: () => WHOLE,
  places: () => PLACES,
  queues: new Map(QUEUES.map(([id, media]) => [id, { media }])),
  sites: [SITE],
});

type Part = Partial<Filter>;
function board(kind: WidgetKind, ofPage: Part = {}, ofWidget: Part = {}): BoardPlan {
  const [preset] = PRESET_BOARDS;
  const [page] = preset?.pages ?? [];
  if (preset === undefined || page === undefined) throw new Error("no preset");
  const widget = { ...defaultWidget(kind, "one"), filter: { ...NO_FILTER, ...ofWidget } };
  return { ...preset, pages: [{ ...page, filter: { ...NO_FILTER, ...ofPage }, widgets: [widget] }] };
}

describe("the queues whose course a television may ask for", () => {
  it.each<[string, BoardPlan[], string[]]>([
    ["all, where a trend is about all", [board("trend")], ["q1", "q2", "q3"]],
    ["none, where no trend is drawn", [board("queueTable")], []],
    ["none of a board that is gone", [], []],
    ["those that its filter names", [board("trend", {}, { queues: ["q2", "gone"] })], ["q2"]],
    ["within its page", [board("trend", { queues: ["q1"] }, { queues: ["q1", "q2"] })], ["q1"]],
    ["those of a medium", [board("trend", {}, { media: ["chat"] })], ["q2"]],
    ["those of a skill", [board("trend", {}, { skills: ["s2"] })], ["q2", "q3"]],
    ["those of a site", [board("trend", { sites: ["berlin"] })], ["q1"]],
    ["those that a team works", [board("trend", {}, { teams: ["B"] })], ["q2", "q3"]],
    [
      "of each of its boards",
      [board("trend", { queues: ["q1"] }), board("trend", { queues: ["q3"] })],
      ["q1", "q3"],
    ],
  ])("are %s", (_, boards, expected) => {
    expect(drawnQueues(boards, ["q1", "q2", "q3", "gone", "__proto__"], floor())).toEqual(expected);
  });
});

describe("the directory that a television may ask for", () => {
  const needed = (...boards: BoardPlan[]) => {
    const { teams, skills, agents, queues, codes } = neededDirectory(boards, floor());
    return { teams, codes, skills: skills.map(({ id }) => id), agents, queues: queues.map(({ id }) => id) };
  };
  const NOTHING = { teams: [], codes: [], skills: [], agents: [], queues: [] };

  it("is empty where no filter needs it", () => {
    expect(needed(board("agentCards"))).toEqual(NOTHING);
    expect(needed(board("agentCards", { sites: ["berlin"] }))).toEqual(NOTHING);
  });

  it.each<[Part, object]>([
    [{ teams: ["A"] }, { skills: ["s1"], agents: [{ id: "ann", skills: [0] }] }],
    [{ skills: ["s3"] }, { skills: ["s2", "s3"], agents: [{ id: "bob", skills: [0, 1] }] }],
    [{ queues: ["q1"] }, { skills: ["s1"], agents: [{ id: "ann", skills: [0] }] }],
    [
      { media: ["voice"] },
      { skills: ["s1"], agents: [{ id: "ann", skills: [0] }], queues: ["q1", "q2", "q3"] },
    ],
    [{ teams: ["C"] }, {}],
  ])("has whom the filter is about and nobody else: %j", (filter, expected) => {
    expect(needed(board("agentCards", {}, filter))).toEqual({ ...NOTHING, ...expected });
  });

  it("leaves every filter of its boards with those whom it holds by the whole directory", () => {
    const some = <Value>(...values: Value[]) => fc.subarray(values);
    const part = fc.record({
      teams: some("A", "B"),
      queues: some("q1", "q2", "q3"),
      skills: some("s1", "s2", "s3"),
      media: some<Media>("voice", "chat"),
      sites: some("berlin"),
    });
    fc.assert(
      fc.property(part, part, (ofPage, ofWidget) => {
        fc.pre([ofPage, ofWidget].some(needsDirectory));
        const shown = neededDirectory([board("agentCards", ofPage, ofWidget)], floor());
        for (const filter of [ofPage, ofWidget]) {
          const [by, byWhole] = [shown, WHOLE].map((each) =>
            membershipOf(filter, factsOf([SITE], each), PLACES),
          );
          for (const place of PLACES) expect(by?.hasAgent(place)).toBe(byWhole?.hasAgent(place));
          for (const [id, media] of QUEUES)
            expect(by?.hasQueue({ id, media })).toBe(byWhole?.hasQueue({ id, media }));
        }
      }),
    );
  });
});
