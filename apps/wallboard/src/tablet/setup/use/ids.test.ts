/** Ids made of names, and the order of lists. */
import { describe, expect, it } from "vitest";
import { idFor, moved } from "./ids.ts";

describe("an id for a name", () => {
  it.each([
    ["Front desk 2", [], "front-desk-2"],
    ["Überblick für Straße", [], "uberblick-fur-strasse"],
    ["Sales", ["sales", "sales-2"], "sales-3"],
    ["東京", [], "board"],
    ["東京", ["board"], "board-2"],
    ["__proto__", [], "proto"],
    ["--", [], "board"],
    [`${"a".repeat(39)} b`, [], "a".repeat(39)],
  ])("%s beside %j is %s", (name, taken, id) => {
    expect(idFor(name, taken, "board")).toBe(id);
    expect(id).toMatch(/^[a-z0-9][a-z0-9-]{0,62}$/);
  });
});

it.each([
  [0, 1, ["b", "a", "c"]],
  [2, -2, ["c", "a", "b"]],
  [0, -1, ["a", "b", "c"]],
  [2, 9, ["a", "b", "c"]],
])("moving the one at %i by %i keeps everybody", (from, by, after) => {
  expect(moved(["a", "b", "c"], from, by)).toEqual(after);
});
