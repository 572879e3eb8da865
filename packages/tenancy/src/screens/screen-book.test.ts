import { BOUNDS } from "@callboard/core";
import { Sqlite } from "@callboard/shell/testing/sqlite";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ScreenBook } from "./screen-book.ts";

const DEVICE = { build: "b1", width: 1920, height: 1080, pixelRatio: 1, engine: "Chromium 79" };

function rig(sql = new Sqlite()) {
  const clock = { at: 1_795_000_000_000, now: () => clock.at };
  const open = () => new ScreenBook({ sql, clock });
  const book = open();
  const pair = (id: string, credential: string) =>
    sql.transaction(() => book.pair(id, credential, "Maria"))();
  const revoke = (id: string) => sql.transaction(() => book.revoke(id))();
  const numbers = (of = book, ids = ["hall", "lobby", "bar"]) => ids.map((id) => of.one(id)?.number ?? null);
  return { sql, clock, book, open, pair, revoke, numbers };
}

describe("a tenant's screens", () => {
  it("have small numbers that stay, and a number that is free again is given again", () => {
    const { book, open, numbers } = rig();
    book.follow(["hall", "lobby"]);
    expect(numbers()).toEqual([1, 2, null]);
    book.follow(["lobby", "bar"]);
    expect(numbers()).toEqual([null, 2, 1]);
    expect(numbers(open())).toEqual([null, 2, 1]);
  });

  it("are one television's each: the one before has nothing any more", () => {
    const { clock, book, open, pair } = rig();
    book.follow(["hall"]);
    pair("hall", "first");
    pair("hall", "second");
    for (const one of [book, open()]) {
      expect(one.isPaired("hall", "first")).toBe(false);
      expect(one.isPaired("hall", "second")).toBe(true);
      expect(one.pairedWith("second")).toBe("hall");
      expect(one.one("hall")?.pairing).toEqual({ credential: "second", at: clock.at, by: "Maria" });
    }
  });

  it("lose their credential with the screen, and with a revocation", () => {
    const { book, open, pair, revoke } = rig();
    book.follow(["hall", "lobby"]);
    pair("hall", "first");
    pair("lobby", "second");
    book.follow(["lobby"]);
    revoke("lobby");
    for (const one of [book, open()]) {
      expect(one.isPaired("hall", "first")).toBe(false);
      expect(one.isPaired("lobby", "second")).toBe(false);
      expect(one.one("lobby")).toMatchObject({ pairing: null, number: 2 });
    }
  });

  it("may be new when they are paired", () => {
    const { book, open, pair, numbers } = rig();
    book.follow(["hall"]);
    pair("lobby", "first");
    expect(numbers(book)).toEqual([1, 2, null]);
    expect(open().isPaired("lobby", "first")).toBe(true);
  });

  it("are unchanged in memory where the transaction failed", () => {
    const { sql, book } = rig();
    book.follow(["hall"]);
    sql.failWhen = (statement) => statement.startsWith("UPDATE screen");
    expect(() => sql.transaction(() => book.pair("hall", "first", "Maria"))()).toThrow();
    expect(book.isPaired("hall", "first")).toBe(false);
  });

  it("have used their credential once they have shown it, and not before", () => {
    const { book, open, pair } = rig();
    book.follow(["hall"]);
    pair("hall", "first");
    expect(book.isUsed("hall")).toBe(false);
    expect(book.use("hall", "another")).toBeNull();
    expect(book.isUsed("hall")).toBe(false);
    expect(book.use("hall", "first")).toBe("first");
    expect(open().isUsed("hall")).toBe(true);
    pair("hall", "second");
    expect(book.isUsed("hall")).toBe(false);
  });

  it("have another token with each renewal: the one before is good for a minute more once the next was shown, also after a restart", () => {
    const { clock, book, open, pair } = rig();
    book.follow(["hall"]);
    pair("hall", "one");
    expect(book.renew("hall", "one", "two")).toBe(true);
    const good = () =>
      ["one", "two", "three"].filter((token) => [book, open()].every((each) => each.isGood("hall", token)));
    // The answer was lost: a television is not locked out, however long it takes to ask again.
    clock.at += 3 * BOUNDS.screenCredentialRenewMs;
    expect(good()).toEqual(["one", "two"]);
    expect(book.use("hall", "two")).toBe("one");
    clock.at += BOUNDS.screenFormerKeepMs - 1;
    expect(good()).toEqual(["one", "two"]);
    expect(book.use("hall", "one")).toBe("one");
    clock.at += 1;
    expect(good()).toEqual(["two"]);
    expect([book.use("hall", "one"), open().use("hall", "one")]).toEqual([null, null]);
    // Whoever knows what the pairing is known by has no token by that.
    expect([book.isPaired("hall", "one"), book.isGood("hall", "one")]).toEqual([true, false]);
  });

  it("are given no other token twice within a minute, and none by the former one", () => {
    const { clock, book, pair } = rig();
    book.follow(["hall"]);
    pair("hall", "one");
    expect(book.renew("hall", "forged", "two")).toBe(false);
    expect([book.renew("hall", "one", "two"), book.renew("hall", "one", "late")]).toEqual([true, false]);
    clock.at += BOUNDS.screenRenewAgainMs;
    expect(book.renew("hall", "one", "three")).toBe(true);
    expect([book.isGood("hall", "two"), book.use("hall", "three")]).toEqual([false, "one"]);
    expect(book.renew("hall", "one", "four")).toBe(false);
    clock.at -= 10 * BOUNDS.screenFormerKeepMs;
    expect(book.isGood("hall", "one")).toBe(false);
  });

  it("lose all their tokens when they are revoked, or another television takes their place", () => {
    const { book, open, pair, revoke } = rig();
    book.follow(["hall"]);
    const renewed = (first: string) => {
      pair("hall", first);
      book.renew("hall", first, `${first}+`);
      book.use("hall", `${first}+`);
      book.renew("hall", `${first}+`, `${first}++`);
      return [first, `${first}+`, `${first}++`];
    };
    const good = (tokens: readonly string[]) =>
      tokens.filter((token) => book.isGood("hall", token) || open().isGood("hall", token));
    const before = renewed("one");
    expect(good(before)).toEqual(before);
    const after = renewed("two");
    expect(good([...before, ...after])).toEqual(after);
    revoke("hall");
    expect(good(after)).toEqual([]);
  });

  it("are remembered with when they were seen, written at most once a minute", () => {
    const { sql, clock, book, open, pair } = rig();
    book.follow(["hall"]);
    pair("hall", "first");
    book.see("hall", DEVICE);
    expect(book.one("hall")).toMatchObject({ seenAt: clock.at, device: DEVICE });
    expect(open().one("hall")?.seenAt).toBeNull();
    clock.at += BOUNDS.screenSeenEveryMs;
    book.see("hall", null);
    expect(open().one("hall")).toMatchObject({ seenAt: clock.at, device: DEVICE });
    sql.failWhen = (statement) => statement.startsWith("UPDATE screen SET seen_at");
    for (let n = 0; n < 5; n += 1) {
      clock.at += BOUNDS.screenSeenEveryMs / 10;
      book.see("hall", null);
    }
    book.see("nowhere", DEVICE);
    expect(book.one("nowhere")).toBeNull();
  });

  it("are remembered to the second when they leave, and of one that comes and goes a row is written now and then", () => {
    const { sql, clock, book, open } = rig();
    let rows = 0;
    sql.failWhen = (statement) => {
      if (statement.startsWith("UPDATE screen SET seen_at")) rows += 1;
      return false;
    };
    book.follow(["hall"]);
    clock.at += 7_000;
    book.see("hall", DEVICE);
    book.leave("hall");
    expect(open().one("hall")).toMatchObject({ seenAt: clock.at, device: DEVICE });
    book.leave("hall");
    expect(rows).toBe(1);
    for (let n = 0; n < 100; n += 1) {
      clock.at += BOUNDS.screenLeaveEveryMs / 20;
      book.see("hall", null);
      book.leave("hall");
    }
    // Those of leaving, and one of the minute that all are written in.
    expect(rows).toBeLessThanOrEqual(7);
    book.follow([]);
    book.leave("hall");
  });

  it("are remembered once each when they fall silent without a word", () => {
    const { sql, clock, book, open } = rig();
    book.follow(["hall", "lobby"]);
    clock.at += 1_000;
    book.see("hall", null);
    const seenAt = clock.at;
    book.settle();
    expect(open().one("hall")?.seenAt).toBeNull();
    clock.at += BOUNDS.screenSilentMs;
    book.see("lobby", null);
    book.settle();
    expect([open().one("hall")?.seenAt, open().one("lobby")?.seenAt]).toEqual([seenAt, null]);
    sql.failWhen = (statement) => statement.startsWith("UPDATE screen SET seen_at");
    book.settle();
  });

  it("whose device nobody can read any more are there all the same", () => {
    const { sql, book, open } = rig();
    book.follow(["hall"]);
    sql.all("UPDATE screen SET device = '{\"width\":'");
    expect(open().one("hall")).toMatchObject({ number: 1, device: null });
  });

  it("never share a number, whatever is set, and a restart finds all as it was", () => {
    const ids = ["__proto__", "constructor", "hall", "lobby", "bar"];
    fc.assert(
      fc.property(fc.array(fc.subarray(ids), { maxLength: 12 }), (sets) => {
        const { book, open, numbers } = rig();
        for (const set of sets) {
          book.follow(set);
          const held = numbers(book, set);
          expect(new Set(held).size).toBe(set.length);
          expect(held).not.toContain(null);
          expect(Math.max(0, ...held.map(Number))).toBeLessThanOrEqual(ids.length);
        }
        expect(numbers(open(), ids)).toEqual(numbers(book, ids));
      }),
    );
  });
});
