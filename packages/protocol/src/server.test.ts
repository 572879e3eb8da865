import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseClientFrame } from "./server.ts";

const DEVICE = { build: "b1", width: 1920, height: 1080, pixelRatio: 1, engine: "Chromium 79" };
const HEALTH = { lateMs: 12, faults: 0, heapMb: 41.5, upSeconds: 86_400 };

describe("a screen's message", () => {
  it.each([
    { type: "hello", version: 1, epoch: null, seq: null, device: null },
    { type: "hello", version: 1, epoch: "e1", seq: 42, device: DEVICE },
    { type: "ack", seq: 7, health: null },
    { type: "ack", seq: 7, health: HEALTH },
    { type: "resync" },
  ])("%o is read", (frame) => {
    expect(parseClientFrame(JSON.stringify(frame))).toEqual({ kind: "frame", frame });
  });

  it.each([
    ["of an earlier version says nothing of its device", {}],
    ["says nonsense of it", { device: { ...DEVICE, width: "wide", engine: "x".repeat(100) } }],
    ["says too little of it", { device: { build: "b1" } }],
  ])("that %s is read all the same: it must hear that it is old, and keep its board", (_case, said) => {
    const hello = { type: "hello", version: 4, epoch: null, seq: null };
    expect(parseClientFrame(JSON.stringify({ ...hello, ...said }))).toEqual({
      kind: "frame",
      frame: { ...hello, device: null },
    });
  });

  it("whose health is nonsense is an acknowledgement without it", () => {
    const health = { ...HEALTH, faults: -1 };
    expect(parseClientFrame(JSON.stringify({ type: "ack", seq: 7, health }))).toEqual({
      kind: "frame",
      frame: { type: "ack", seq: 7, health: null },
    });
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
