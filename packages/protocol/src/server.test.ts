import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseClientFrame } from "./server.ts";

describe("a screen's message", () => {
  it.each([
    { type: "hello", version: 1, epoch: null, seq: null },
    { type: "hello", version: 1, epoch: "e1", seq: 42 },
    { type: "ack", seq: 7 },
    { type: "resync" },
  ])("%o is read", (frame) => {
    expect(parseClientFrame(JSON.stringify(frame))).toEqual({ kind: "frame", frame });
  });

  it.each([
    ["not json", "ping", "notJson"],
    ["an unknown type", '{"type":"reboot"}', "notAFrame"],
    ["a seq that is no whole number", '{"type":"ack","seq":1.5}', "notAFrame"],
    ["a hello without its fields", '{"type":"hello","version":1}', "notAFrame"],
    ["too long to look at", `"${"x".repeat(2_000)}"`, "tooLong"],
  ])("that is %s is refused by name", (_case, text, detail) => {
    expect(parseClientFrame(text)).toEqual({ kind: "invalid", detail });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(["frame", "invalid"]).toContain(parseClientFrame(text).kind);
      }),
    );
  });
});
