import { createHash } from "node:crypto";
import { BOUNDS } from "@callboard/core";
import { Sqlite } from "@callboard/shell/testing/sqlite";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PairingBook } from "./pairing-book.ts";

const MARIA = { tenant: "acme", person: "maria@example.com" };

function rig(sql = new Sqlite()) {
  const clock = { at: 1_795_000_000_000, now: () => clock.at };
  let state = 7;
  const chance = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
  const open = () => new PairingBook({ sql, clock, chance, digest });
  const book = open();
  const offer = (address = "198.51.100.7") => {
    const offered = book.offer(address);
    if (offered.kind !== "offered") throw new Error(`full ${offered.where}`);
    return offered;
  };
  const confirm = (code: string, who = MARIA) => book.confirm({ code, ...who });
  const held = (code: string, who = MARIA) => {
    const confirmed = confirm(code, who);
    if (confirmed.kind !== "held") throw new Error(confirmed.kind);
    return confirmed;
  };
  const stored = (): string =>
    ["pairing", "pairing_guess"].map((table) => JSON.stringify(sql.all(`SELECT * FROM ${table}`))).join();
  return { sql, clock, book, open, offer, confirm, held, stored };
}

describe("a television that wants to be paired", () => {
  it("waits until a person has made a screen of its code, and is then told which", () => {
    const { book, offer, held } = rig();
    const tv = offer();
    expect(book.claim(tv.id, tv.secret)).toEqual({ kind: "waiting" });
    const { id, jti } = held(tv.code.toLowerCase());
    expect(book.claim(tv.id, tv.secret)).toEqual({ kind: "waiting" });
    expect(book.settle(id, "acme", "hall")).toBe(true);
    const paired = { kind: "paired", tenant: "acme", screen: "hall", jti };
    expect(book.claim(tv.id, tv.secret)).toEqual({ ...paired, isAgain: false });
    expect(book.claim(tv.id, tv.secret)).toEqual({ ...paired, isAgain: true });
  });

  it("may ask again for a minute where its answer was lost, and no longer", () => {
    const { book, clock, offer, held } = rig();
    const tv = offer();
    book.settle(held(tv.code).id, "acme", "hall");
    book.claim(tv.id, tv.secret);
    clock.at += BOUNDS.pairingClaimAgainMs - 1;
    expect(book.claim(tv.id, tv.secret).kind).toBe("paired");
    clock.at += 1;
    expect(book.claim(tv.id, tv.secret)).toEqual({ kind: "expired" });
  });

  it("whose code was confirmed in its last second still hears of it", () => {
    const { book, clock, offer, held } = rig();
    const tv = offer();
    clock.at = tv.expiresAt - 1;
    book.settle(held(tv.code).id, "acme", "hall");
    clock.at += BOUNDS.pairingAskEveryMs;
    expect(book.claim(tv.id, tv.secret).kind).toBe("paired");
  });

  it("is told nothing with the secret of another one", () => {
    const { book, offer, held } = rig();
    const [tv, other] = [offer(), offer()];
    book.settle(held(tv.code).id, "acme", "hall");
    expect(book.claim(tv.id, other.secret)).toEqual({ kind: "expired" });
    expect(book.claim(other.id, tv.secret)).toEqual({ kind: "expired" });
    expect(book.claim("nowhere", tv.secret)).toEqual({ kind: "expired" });
  });

  it("finds all as it was after a restart", () => {
    const { book, open, offer, held, confirm } = rig();
    const [tv, next] = [offer(), offer()];
    book.settle(held(tv.code).id, "acme", "hall");
    for (let n = 0; n < BOUNDS.pairingGuessesPerMinute; n += 1) confirm("2222-2222");
    const again = open();
    expect(again.claim(tv.id, tv.secret)).toMatchObject({ kind: "paired", screen: "hall" });
    expect(again.confirm({ code: next.code, ...MARIA }).kind).toBe("tooMany");
  });

  it("leaves no secret, address or person behind in clear", () => {
    const { offer, confirm, stored } = rig();
    const tv = offer("203.0.113.99");
    confirm("2222-2222");
    expect(stored()).not.toContain(tv.secret);
    expect(stored()).not.toContain("203.0.113.99");
    expect(stored()).not.toContain("maria");
  });

  it("is refused where its address has enough codes open, and nobody else is", () => {
    const { book, clock, offer } = rig();
    const first = offer();
    for (let n = 1; n < BOUNDS.pairingsOpenPerAddressMax; n += 1) offer();
    expect(book.offer("198.51.100.7")).toEqual({ kind: "full", where: "here", retryAt: first.expiresAt });
    expect(book.offer("198.51.100.8").kind).toBe("offered");
    clock.at = first.expiresAt;
    expect(book.offer("198.51.100.7").kind).toBe("offered");
  });

  it("takes the oldest code of whoever has most where all are open, and nothing of who has one alone", () => {
    const { book, clock, offer } = rig();
    const alone = offer("203.0.113.9");
    const many = Array.from({ length: BOUNDS.pairingsOpenMax - 1 }, (_, n) => {
      clock.at += 1;
      return offer(`198.51.${Math.floor((n + 1) / 5)}.1`);
    });
    const states = () => many.map(({ id, secret }) => book.claim(id, secret).kind);
    const newcomer = offer("192.0.2.1");
    expect(book.claim(newcomer.id, newcomer.secret)).toEqual({ kind: "waiting" });
    expect(book.claim(alone.id, alone.secret)).toEqual({ kind: "waiting" });
    expect(states().filter((kind) => kind === "expired")).toHaveLength(1);
    // The first of the networks with five; the very first one has four.
    expect(states()[4]).toBe("expired");
  });

  it("takes no code that a person has confirmed or has in hand", () => {
    const { book, offer, held } = rig();
    const [confirmed, inHand] = [offer(), offer()];
    book.settle(held(confirmed.code).id, "acme", "hall");
    held(inHand.code);
    for (let n = 2; n < BOUNDS.pairingsOpenMax; n += 1) offer(n < 10 ? undefined : `198.51.${n}.1`);
    for (let n = 0; n < 6; n += 1) offer(`192.0.2.${n}`);
    expect(book.claim(confirmed.id, confirmed.secret).kind).toBe("paired");
    expect(book.claim(inHand.id, inHand.secret).kind).toBe("waiting");
  });

  it("is refused where all codes are open and nobody has more than one more than who asks", () => {
    const { book, offer } = rig();
    for (let n = 0; n < BOUNDS.pairingsOpenMax; n += 1) offer(`198.51.${n}.1`);
    expect(book.offer("192.0.2.1")).toMatchObject({ kind: "full", where: "everywhere" });
  });
});

describe("a code that a person types", () => {
  it("is in one tenant's hands at a time, for a while or until it is let go", () => {
    const { book, clock, offer, confirm, held } = rig();
    const other = { tenant: "other", person: "ben@example.com" };
    const tv = offer();
    const { id } = held(tv.code);
    expect(confirm(tv.code, other)).toEqual({ kind: "unknown" });
    book.release(id, "acme");
    expect(confirm(tv.code, other).kind).toBe("held");
    clock.at += BOUNDS.pairingHoldMs;
    expect(confirm(tv.code).kind).toBe("held");
    expect(book.settle(id, "other", "lobby")).toBe(false);
    expect(book.settle(id, "acme", "hall")).toBe(true);
  });

  it("is nobody's once a screen was made of it, and none when it has ended", () => {
    const { book, clock, offer, confirm, held } = rig();
    const [used, ended] = [offer(), offer()];
    book.settle(held(used.code).id, "acme", "hall");
    expect(confirm(used.code)).toEqual({ kind: "unknown" });
    expect(confirm(used.code, { tenant: "other", person: "ben" })).toEqual({ kind: "unknown" });
    clock.at = ended.expiresAt;
    expect(confirm(ended.code)).toEqual({ kind: "unknown" });
    expect(book.claim(ended.id, ended.secret)).toEqual({ kind: "expired" });
  });

  it("that is wrong ten times a minute has its tenant wait, even with the right one, and says until when", () => {
    const { clock, offer, confirm } = rig();
    const tv = offer();
    for (let n = 0; n < BOUNDS.pairingGuessesPerMinute; n += 1)
      expect(confirm("2222-2222", { tenant: "acme", person: `p${n}` })).toEqual({ kind: "unknown" });
    expect(confirm(tv.code)).toEqual({ kind: "tooMany", retryAt: clock.at + 60_000 });
    expect(confirm(tv.code, { tenant: "other", person: "ben" }).kind).toBe("held");
    clock.at += 60_000;
    expect(confirm("2222-2222", { tenant: "third", person: "p1" })).toEqual({ kind: "unknown" });
  });

  it("that is wrong ten times a minute has its person wait, at whichever tenant", () => {
    const { offer, confirm } = rig();
    const tv = offer();
    for (let n = 0; n < BOUNDS.pairingGuessesPerMinute; n += 1)
      confirm("2222-2222", { tenant: `t${n}`, person: "maria" });
    expect(confirm(tv.code, { tenant: "fresh", person: "maria" }).kind).toBe("tooMany");
    expect(confirm(tv.code, { tenant: "fresh", person: "ben" }).kind).toBe("held");
  });

  it("that no television shows is no guess", () => {
    const { offer, confirm } = rig();
    const tv = offer();
    for (let n = 0; n < 50; n += 1) expect(confirm("hello")).toEqual({ kind: "malformed" });
    expect(confirm(tv.code).kind).toBe("held");
  });

  it("keeps nobody waiting for longer than a minute where the clock was set back", () => {
    const { clock, offer, confirm } = rig();
    for (let n = 0; n < BOUNDS.pairingGuessesPerMinute; n += 1) confirm("2222-2222");
    clock.at -= 3_600_000;
    const tv = offer();
    expect(confirm(tv.code).kind).toBe("held");
  });
});

const tv = fc.nat(1);
const tenant = fc.nat(1);

/** Anything that anybody may do, in any order, by the number of the television and of the tenant. */
const step = fc.oneof(
  fc.record({ do: fc.constant("offer" as const) }),
  { weight: 4, arbitrary: fc.record({ do: fc.constant("confirm" as const), tv, tenant }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("settle" as const), tv, tenant }) },
  fc.record({ do: fc.constant("release" as const), tv, tenant }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant("claim" as const), tv, secretOf: fc.nat(1) }) },
  fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(1_000, 30_000, 61_000, 600_000) }),
  fc.record({ do: fc.constant("sweep" as const) }),
);

describe("whatever televisions and people do", () => {
  it("a code is confirmed once at most, never after it expired, and no other secret is ever answered", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 80 }), (steps) => {
        const { book, clock, confirm, offer } = rig();
        const tvs = [offer(), offer()];
        const settled = new Map<string, string>();
        for (const one of steps) {
          const tv = "tv" in one ? tvs[one.tv] : undefined;
          if (one.do === "wait") clock.at += one.ms;
          else if (one.do === "sweep") book.sweep();
          else if (one.do === "offer") {
            const offered = book.offer("198.51.100.7");
            if (offered.kind === "offered") tvs.push(offered);
          } else if (tv === undefined) continue;
          else if (one.do === "confirm") {
            const held = confirm(tv.code, { tenant: `t${one.tenant}`, person: `p${one.tenant}` });
            if (held.kind !== "held") continue;
            expect(clock.at).toBeLessThan(tv.expiresAt);
            expect(settled.has(tv.id)).toBe(false);
          } else if (one.do === "settle") {
            if (!book.settle(tv.id, `t${one.tenant}`, "hall")) continue;
            expect(settled.has(tv.id)).toBe(false);
            expect(clock.at).toBeLessThan(tv.expiresAt + BOUNDS.pairingHoldMs);
            settled.set(tv.id, `t${one.tenant}`);
          } else if (one.do === "release") book.release(tv.id, `t${one.tenant}`);
          else {
            const claimed = book.claim(tv.id, tvs[one.secretOf]?.secret ?? "");
            if (claimed.kind === "expired") continue;
            expect(one.secretOf).toBe(one.tv);
            if (claimed.kind === "paired") expect(claimed.tenant).toBe(settled.get(tv.id));
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
