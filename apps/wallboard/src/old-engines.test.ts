import { expect, it } from "vitest";
import { completeMicrotasks, completeObject } from "./old-engines.ts";

it("an engine without Object.hasOwn gets one, an engine with one keeps its own", () => {
  const old: { hasOwn?: (object: object, key: PropertyKey) => boolean } = {};
  completeObject(old);
  expect([old.hasOwn?.({ a: 1 }, "a"), old.hasOwn?.({}, "toString")]).toEqual([true, false]);
  const { hasOwn } = Object;
  completeObject(Object);
  expect(Object.hasOwn).toBe(hasOwn);
});

it("gives an engine without queueMicrotask one that runs after the present task, and leaves a present one alone", async () => {
  const page: { queueMicrotask?: (task: () => void) => void } = {};
  completeMicrotasks(page);
  const order: string[] = [];
  page.queueMicrotask?.(() => order.push("later"));
  order.push("now");
  await Promise.resolve();
  expect(order).toEqual(["now", "later"]);
  const own = () => undefined;
  const modern = { queueMicrotask: own };
  completeMicrotasks(modern);
  expect(modern.queueMicrotask).toBe(own);
});
