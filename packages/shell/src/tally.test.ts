import { expect, it } from "vitest";
import { Tally } from "./tally.ts";

it("counts each reason by itself, whatever it is called, and lists them by name", () => {
  const tally = new Tally();
  tally.add("refused");
  tally.add("__proto__", 3);
  tally.add("applied");
  tally.add("refused");
  expect(Object.entries(tally.toRecord())).toEqual([
    ["__proto__", 3],
    ["applied", 1],
    ["refused", 2],
  ]);
});
