import { describe, expect, it } from "vitest";
import { Secret } from "./secret.ts";

const secret = new Secret("hunter2");

/** What Node's and workerd's `console` print: they ask an object for this method. */
function inspected(value: object): string {
  const inspect: unknown = Reflect.get(value, Symbol.for("nodejs.util.inspect.custom"));
  return typeof inspect === "function" ? String(inspect.call(value)) : "not asked";
}

describe("a secret", () => {
  it("is given away by `reveal` alone", () => {
    expect(secret.reveal()).toBe("hunter2");
  });

  it.each<[string, string]>([
    ["String()", String(secret)],
    ["a template", `${secret}`],
    ["joining", [secret].join()],
    ["JSON.stringify", JSON.stringify({ secret })],
    ["console", inspected(secret)],
    ["listing its fields", JSON.stringify(Object.entries(secret))],
    ["an error's text", new Error(`no entry for ${secret}`).message],
  ])("%s does not show it", (_, text) => {
    expect(text).not.toContain("hunter2");
  });

  it("says that it is one", () => {
    expect(JSON.stringify({ secret })).toBe('{"secret":"[redacted]"}');
    expect(inspected(secret)).toBe("[redacted]");
  });
});
