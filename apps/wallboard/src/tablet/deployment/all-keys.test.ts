/** Keys that are told in slices are one table. */
import { describe, expect, it } from "vitest";
import type { Call } from "../api/call.ts";
import { type Keys, keysOf, newKeyCommand, type Rotated, rotateAll } from "./all-keys.ts";

const slice = (older: number, newest: number, next: string | null, changes: Partial<Keys> = {}): Keys => ({
  current: 2,
  versions: [
    { version: 2, secrets: newest, isHere: true, isCurrent: true },
    { version: 1, secrets: older, isHere: true, isCurrent: false },
  ],
  ...{ unneeded: older === 0 ? [1] : [], locked: 1, inClear: 0, unasked: [], complaints: [], next },
  ...changes,
});

/** A server that has these slices, and notes what it was asked with. */
function server<Slice>(slices: readonly Slice[]) {
  const asked: unknown[] = [];
  const call = async (_id: string, order: { query?: unknown; body?: unknown }) => {
    asked.push(order.query ?? order.body);
    const value = slices[Math.min(asked.length, slices.length) - 1];
    return { kind: "done", value };
  };
  return { asked, call: call as unknown as Call };
}

describe("the keys of a deployment", () => {
  it("are counted over all slices; one is needed no more only where no slice needs it", async () => {
    const { asked, call } = server([slice(0, 5, "m"), slice(2, 1, "t"), slice(0, 4, null)]);
    const answer = await keysOf(call);
    expect(asked).toEqual([{ after: "" }, { after: "m" }, { after: "t" }]);
    expect(answer).toMatchObject({ kind: "done", value: { unneeded: [], locked: 3, next: null } });
    expect(answer.kind === "done" && answer.value.versions.map(({ secrets }) => secrets)).toEqual([10, 2]);
  });

  it("are needed as far as is known where a slice could not be counted", async () => {
    const { call } = server([slice(0, 5, "m", { unneeded: null, unasked: ["acme"] }), slice(0, 1, null)]);
    expect(await keysOf(call)).toMatchObject({ value: { unneeded: null, unasked: ["acme"] } });
  });

  it("are asked for with a bound, should a server never come to an end", async () => {
    const { asked, call } = server([slice(0, 1, "again")]);
    await keysOf(call);
    expect(asked.length).toBe(200);
  });

  it("are turned in all slices, and what was refused anywhere is told", async () => {
    const refused = [{ tenant: "acme", what: "clientSecret", why: "unknownKey" as const }];
    const turned = (next: string | null, changes: Partial<Rotated> = {}): Rotated => ({
      ...{ current: 2, rewrapped: 3, unchanged: 1, refused: [], refusedCount: 0, unasked: [], next },
      ...changes,
    });
    const { call } = server([turned("m", { refused, refusedCount: 1 }), turned(null)]);
    expect(await rotateAll(call)).toMatchObject({
      value: { rewrapped: 6, unchanged: 2, refused, refusedCount: 1 },
    });
  });
});

describe("the command that makes the next key", () => {
  const versions = (...numbers: number[]): Keys["versions"] =>
    numbers.map((version) => ({ version, secrets: 0, isHere: true, isCurrent: false }));

  it("names the versions that there are, or says that it is the first", () => {
    expect(newKeyCommand({ versions: versions(2, 1), unasked: [] })).toBe("npm run keys -- new 2,1");
    expect(newKeyCommand({ versions: [], unasked: [] })).toBe("npm run keys -- new --first");
  });

  it("is told once it is known whether there is a key: a second first one would lock what the first one sealed", () => {
    expect(newKeyCommand({ versions: [], unasked: ["acme"] })).toBeNull();
    expect(newKeyCommand({ versions: versions(1), unasked: ["acme"] })).toBe("npm run keys -- new 1");
  });
});
