import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { readKeys } from "./keys.ts";

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const random = (length = 32): string => base64(crypto.getRandomValues(new Uint8Array(length)));

describe("CALLBOARD_KEYS", () => {
  it("is read with the current key first", () => {
    const keys = readKeys({ CALLBOARD_KEYS: ` 3:${random()}, 1:${random()} ` });
    expect(keys).toMatchObject({ current: 3, complaints: [] });
    expect([...keys.byVersion.keys()]).toEqual([3, 1]);
  });

  it("is wanted wherever this is no local development", () => {
    for (const env of [{}, { CALLBOARD_LOCAL: "true", CALLBOARD_REGION: "eu" }, { CALLBOARD_LOCAL: "yes" }]) {
      const keys = readKeys(env);
      expect([keys.current, keys.byVersion.size]).toEqual([null, 0]);
      expect(keys.complaints).toEqual([expect.stringContaining("CALLBOARD_KEYS is not set")]);
    }
  });

  it("has a well-known key in local development, and there alone", () => {
    expect(readKeys({ CALLBOARD_LOCAL: "true" })).toMatchObject({ current: 1, complaints: [] });
    expect(readKeys({ CALLBOARD_LOCAL: "true", CALLBOARD_KEYS: `7:${random()}` }).current).toBe(7);
  });

  const twin = random();
  it.each([
    ["no version", random(), "key 1: it is not a version"],
    ["version 0", `0:${random()}`, "key 1: it is not a version"],
    ["a version beyond all measure", `9999999:${random()}`, "key 1: its version is above 1,000,000"],
    ["no base64", "1:abc", "key 1: version 1"],
    ["a short key", `1:${random(16)}`, "key 1: version 1 has 16 bytes and not 32"],
    ["a long key", `1:${random(33)}`, "key 1: version 1 has 33 bytes"],
    ["a key of zeros", `1:${base64(new Uint8Array(32))}`, "key 1: version 1 is not random"],
    ["a version twice", `1:${random()},1:${random()}`, "key 2: version 1 is there twice"],
    ["a key twice", `2:${twin},1:${twin}`, "key 2: version 1 is the same key as 2"],
    ["nothing after a comma", `1:${random()},`, "key 2: it is not a version"],
  ])("with %s says what is wrong, and never a value", (_what, text, complaint) => {
    const { complaints } = readKeys({ CALLBOARD_KEYS: text });
    expect(complaints.join(" ")).toContain(complaint);
    for (const part of text.split(/[,:]/).filter(({ length }) => length > 10))
      expect(complaints.join(" ")).not.toContain(part);
  });

  it("seals nothing where its first key is wrong, and the others open what they sealed", () => {
    const keys = readKeys({ CALLBOARD_KEYS: `2:${random(8)},1:${random()}` });
    expect([keys.current, [...keys.byVersion.keys()]]).toEqual([null, [1]]);
  });

  it("of too many keys is refused whole", () => {
    const texts = Array.from({ length: BOUNDS.sealingKeysMax + 1 }, (_, n) => `${n + 1}:${random()}`);
    expect(readKeys({ CALLBOARD_KEYS: texts.join(",") })).toMatchObject({ current: null });
  });
});
