import type { BoardCounts, BoardFeed } from "@callboard/protocol";
import { describe, expect, it } from "vitest";
import { addWallWords } from "../words/wall-words.ts";
import { isOnlyOpening, type NoticeInput, noticeOf } from "./notice.ts";

addWallWords();

const feed: BoardFeed = { state: "live", since: 0, asOf: 0, clock: 0, reconciledAt: 0, advice: "" };
const counts: BoardCounts = {
  byState: [0, 0, 0, 0, 0, 0, 0],
  routable: 0,
  readyNotRoutable: 0,
  readyUnknown: 0,
};
const given = (change: Partial<NoticeInput>): NoticeInput => ({
  line: { kind: "open" },
  tenant: "acme",
  feed,
  counts,
  agentCount: 5,
  isBoardTold: true,
  ...change,
});
const nothingYet = { feed: null, counts: null, agentCount: 0 };

describe("a message in place of the board", () => {
  it.each([
    [
      "first dial",
      given({ ...nothingYet, line: { kind: "dialling", attempt: 0 } }),
      "Connecting to Callboard",
    ],
    [
      "later dial",
      given({ ...nothingYet, line: { kind: "dialling", attempt: 2 } }),
      "Callboard does not answer",
    ],
    ["open, no board", given(nothingYet), "Waiting for the first board"],
    [
      "no such tenant",
      given({ ...nothingYet, line: { kind: "unknownTenant" } }),
      "There is no tenant “acme”",
    ],
    [
      "board removed while it was shown",
      given({ line: { kind: "unknownView" } }),
      "There is no such board or screen",
    ],
    ["board not told yet", given({ isBoardTold: false }), "Asking what belongs on this screen"],
    [
      "revoked while showing a board",
      given({ line: { kind: "stopped", reason: { kind: "revoked" } } }),
      "This screen is no longer connected",
    ],
    [
      "paused while showing a board",
      given({ line: { kind: "stopped", reason: { kind: "tenantPaused" } } }),
      "Callboard is paused here",
    ],
    [
      "tenant removed, on a television whose address names none",
      given({ tenant: "", line: { kind: "stopped", reason: { kind: "unknownTenant" } } }),
      "This screen is no longer connected",
    ],
  ])("%s says what is being waited for or what to do", (_case, input, title) => {
    expect(noticeOf(input)?.title).toBe(title);
  });

  it("shows the desk's advice rather than a board of zero agents [guide, section 1, the trap]", () => {
    const advice = "users:read is missing";
    const input = given({ feed: { ...feed, state: "misconfigured", advice }, agentCount: 0 });
    expect(noticeOf(input)).toMatchObject({
      title: "Callboard cannot see this site’s agents",
      detail: advice,
    });
  });

  it("leaves the board alone: with agents known in any state of the feed, with an empty but live floor, when the line is lost", () => {
    expect(noticeOf(given({}))).toBeNull();
    expect(noticeOf(given({ feed: { ...feed, state: "misconfigured" } }))).toBeNull();
    expect(noticeOf(given({ agentCount: 0 }))).toBeNull();
    expect(noticeOf(given({ line: { kind: "waiting", attempt: 3 } }))).toBeNull();
    expect(noticeOf(given({ line: { kind: "unknownTenant" } }))).toBeNull();
  });
});

describe("a wall that has just been opened", () => {
  it.each<[NoticeInput["line"], boolean]>([
    [{ kind: "dialling", attempt: 0 }, true],
    [{ kind: "open" }, true],
    [{ kind: "waiting", attempt: 1 }, false],
    [{ kind: "dialling", attempt: 1 }, false],
    [{ kind: "unknownTenant" }, false],
    [{ kind: "stopped", reason: { kind: "revoked" } }, false],
  ])(
    "has nothing to tell for a moment while all goes well, and else says at once what is wrong: %j",
    (line, is) => {
      expect(isOnlyOpening({ line, counts: null })).toBe(is);
      expect(isOnlyOpening({ line, counts })).toBe(false);
    },
  );
});
