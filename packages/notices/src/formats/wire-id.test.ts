import fc from "fast-check";
import { expect, test } from "vitest";
import { shortened, wireId } from "./wire-id.ts";

test("[O5] an id of ours becomes one that a header takes, and stays readable", () => {
  expect(wireId("idle.lw7r:slack-floor.fire.1")).toBe("idle~lw7r%3Aslack-floor~fire~1");
  expect(wireId("a~b")).toBe("a%7Eb");
  expect(wireId("Équipe (1)")).toBe("%C3%89quipe%20%281%29");
});

test("[O5] whatever the id, it holds no full stop, no break and no more than it may", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (id) => {
      expect(wireId(id)).toMatch(/^[A-Za-z0-9%~_-]{1,200}$/);
      expect(wireId(id)).toBe(wireId(id));
    }),
  );
});

test("[O5] two long ids that begin alike stay two", () => {
  const one = "x".repeat(300);
  expect(wireId(`${one}1`)).not.toBe(wireId(`${one}2`));
  expect(wireId(`${one}1`)).toHaveLength(200);
  expect(shortened("x".repeat(255), 255)).toBe("x".repeat(255));
});
