import { BOUNDS } from "@callboard/core";
import { expect, it } from "vitest";
import { LinkLog } from "./link-log.ts";

it("the log of link events keeps the newest of them, newest first", () => {
  const log = new LinkLog();
  for (let at = 0; at < BOUNDS.linkEventsMax + 7; at += 1) log.add(at, `event ${at}`);
  expect(log.newest()).toHaveLength(BOUNDS.linkEventsMax);
  expect(log.newest()[0]).toEqual({
    at: BOUNDS.linkEventsMax + 6,
    what: `event ${BOUNDS.linkEventsMax + 6}`,
  });
  expect(log.newest().at(-1)?.at).toBe(7);
});
