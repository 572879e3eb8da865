import { expect, it } from "vitest";
import { completeObject } from "./old-engines.ts";

it("an engine without Object.hasOwn gets one, an engine with one keeps its own", () => {
  const old: { hasOwn?: (object: object, key: PropertyKey) => boolean } = {};
  completeObject(old);
  expect([old.hasOwn?.({ a: 1 }, "a"), old.hasOwn?.({}, "toString")]).toEqual([true, false]);
  const { hasOwn } = Object;
  completeObject(Object);
  expect(Object.hasOwn).toBe(hasOwn);
});
