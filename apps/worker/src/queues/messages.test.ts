import { describe, expect, it } from "vitest";
import { kindOfQueue, readNoticeMessage, retryIn, tenantOfBatch } from "./messages.ts";

describe("a queue", () => {
  it.each([
    ["callboard-floor-events", "floor-events"],
    ["callboard-eu-floor-events", "floor-events"],
    ["callboard-eu-floor-events-dead", "floor-events-dead"],
    ["callboard-ca-notices", "notices"],
    ["callboard-ca-notices-dead", "notices-dead"],
    ["notices", "notices"],
    ["somebody-elses", null],
    ["callboard-notices-dead-letters", null],
  ])("is known by its ending: %s", (name, kind) => {
    expect(kindOfQueue(name)).toBe(kind);
  });

  it.each([
    [0, 0],
    [-5, 0],
    [1, 1],
    [1_000, 1],
    [1_001, 2],
    [10 ** 12, 43_200],
  ])("counts a wait of %d ms in whole seconds, and within what the platform takes", (ms, delaySeconds) => {
    expect(retryIn(ms)).toEqual({ delaySeconds });
  });
});

describe("a message", () => {
  it.each([null, 7, "demo", [], {}, { tenant: 7 }, { tenant: "demo" }])(
    "that is no notice is none: %j",
    (body) => {
      expect(readNoticeMessage(body)).toBeNull();
    },
  );

  it("of the floor is known by its tenant, whatever else it holds", () => {
    expect(tenantOfBatch({ tenant: "demo", v: 9 })).toBe("demo");
    expect(tenantOfBatch({ tenant: ["demo"] })).toBeNull();
    expect(readNoticeMessage({ tenant: "demo", noticeId: "n", of: "later" })).toEqual({
      ...{ tenant: "demo", noticeId: "n" },
    });
  });
});
