import fc from "fast-check";
import { expect, test } from "vitest";
import { Agenda } from "./agenda.ts";

test("items leave in time order, and in order of entry where times are equal", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }), (times) => {
      const agenda = new Agenda<number>();
      times.forEach((atMs, order) => {
        agenda.add(atMs, order);
      });
      const left: { atMs: number; item: number }[] = [];
      for (let due = agenda.take(100); due !== null; due = agenda.take(100)) left.push(due);
      const expected = times
        .map((atMs, item) => ({ atMs, item }))
        .sort((one, other) => one.atMs - other.atMs || one.item - other.item);
      expect(left.map(({ atMs, item }) => ({ atMs, item }))).toEqual(expected);
      expect(agenda.size).toBe(0);
    }),
  );
});

test("what is due later stays", () => {
  const agenda = new Agenda<string>();
  agenda.add(10, "later");
  expect(agenda.take(9)).toBeNull();
  expect(agenda.nextAtMs).toBe(10);
  expect(agenda.take(10)?.item).toBe("later");
  expect(agenda.nextAtMs).toBeNull();
});
