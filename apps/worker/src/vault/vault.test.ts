import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Keys } from "./keys.ts";
import { readSealed } from "./sealed-text.ts";
import { type Place, Vault } from "./vault.ts";

const randomKey = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32));
const KEY_1 = randomKey();
const KEY_2 = randomKey();

const vaultOf = (current: number | null, ...keys: readonly [number, Uint8Array][]): Vault =>
  new Vault({ current, byVersion: new Map(keys), complaints: [] } satisfies Keys);

const old = vaultOf(1, [1, KEY_1]);
const rotated = vaultOf(2, [2, KEY_2], [1, KEY_1]);
const onlyNew = vaultOf(2, [2, KEY_2]);

const PLACE: Place = { tenant: "acme", field: "clientSecret" };

const opened = (vault: Vault, place: Place, sealed: string): string => {
  const result = vault.open(place, sealed);
  return result.kind === "opened" ? `opened: ${result.secret.reveal()}` : result.why;
};

/** Half of a surrogate pair, too: a text is what JavaScript says it is. */
const anyText = fc.string({ unit: "binary", maxLength: 300 });
const anyName = fc.string({ unit: "binary", maxLength: 40 });
const anyPlace = fc.record({ tenant: anyName, field: anyName });

const properties = { numRuns: 60 };

describe("the vault", () => {
  it("opens any text that it sealed, for the same place", () => {
    fc.assert(
      fc.property(anyPlace, anyText, (place, text) => {
        expect(opened(old, place, old.seal(place, text))).toBe(`opened: ${text}`);
      }),
      properties,
    );
    expect(opened(old, PLACE, old.seal(PLACE, "\ud800"))).toBe("opened: \ud800");
  });

  it("opens nothing for another tenant, or another field", () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, anyText, (here, there, text) => {
        fc.pre(here.tenant !== there.tenant || here.field !== there.field);
        expect(opened(old, there, old.seal(here, text))).toBe("tampered");
      }),
      properties,
    );
    // No two places are written alike, however their names are put together.
    const sealed = old.seal({ tenant: 'a","b', field: "c" }, "secret");
    expect(opened(old, { tenant: "a", field: 'b","c' }, sealed)).toBe("tampered");
  });

  it("opens nothing with another key of the same version", () => {
    expect(opened(vaultOf(1, [1, randomKey()]), PLACE, old.seal(PLACE, "secret"))).toBe("tampered");
  });

  it("refuses a text of which any one character, or any bit of it, was changed", () => {
    const sealed = old.seal(PLACE, "one secret");
    for (let at = 0; at < sealed.length; at += 1) {
      for (const bit of [1, 2, 4, 8, 16, 32]) {
        const other = String.fromCharCode(sealed.charCodeAt(at) ^ bit);
        const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
        expect(["malformed", "tampered", "unknownKey"]).toContain(opened(old, PLACE, changed));
      }
    }
  });

  it("refuses parts of one text in another, and tags that are shorter", () => {
    const [one, two] = [old.seal(PLACE, "one"), old.seal(PLACE, "two")].map((text) => text.split("."));
    const mixed = [...(one?.slice(0, 3) ?? []), two?.[3]].join(".");
    expect(opened(old, PLACE, mixed)).toBe("tampered");
    expect(opened(old, PLACE, old.seal(PLACE, "").slice(0, -6))).toBe("malformed");
    expect(opened(old, PLACE, old.seal(PLACE, "secret").slice(0, -4))).toBe("tampered");
  });

  it.each(["", "secret", "v1.1..", "v2.1.aaaa.aaaa"])(
    "calls malformed what is no sealed text: %j",
    (text) => {
      expect(opened(old, PLACE, text)).toBe("malformed");
      expect(old.keyVersionOf(text)).toBeNull();
    },
  );

  it("calls malformed what is longer than any text that it seals", () => {
    expect(opened(old, PLACE, `v1.1.${"a".repeat(BOUNDS.sealedCharsMax)}.aaaa`)).toBe("malformed");
  });

  it("seals the same text differently each time", () => {
    const texts = Array.from({ length: 20 }, () => old.seal(PLACE, "the same"));
    const parts = texts.flatMap((text) => text.split(".").slice(2));
    expect(new Set(parts).size).toBe(40);
    const ivs = texts.flatMap((text) => {
      const read = readSealed(text);
      return [read?.wrapped.iv.join(), read?.text.iv.join()];
    });
    expect(new Set(ivs).size).toBe(40);
  });

  it("never shows the text in what is stored or printed", () => {
    const sealed = old.seal(PLACE, "hunter2-hunter2");
    expect(sealed).not.toContain("hunter2");
    expect(sealed).not.toContain(btoa("hunter2-hunter2").slice(4, 12));
    expect(JSON.stringify(old.open(PLACE, sealed))).toBe('{"kind":"opened","secret":"[redacted]"}');
    expect(JSON.stringify(old)).toBe("{}");
  });

  it("holds the longest text that it takes, and no longer one", () => {
    const longest = "\u0000".repeat(BOUNDS.secretCharsMax);
    expect(opened(old, PLACE, old.seal(PLACE, longest))).toBe(`opened: ${longest}`);
    expect(() => old.seal(PLACE, `${longest}x`)).toThrow("too long");
  });

  it("without a key seals nothing, and says so before", () => {
    const without = vaultOf(null, [1, KEY_1]);
    expect([without.current, without.versions]).toEqual([null, [1]]);
    expect(() => without.seal(PLACE, "secret")).toThrow("no key");
    const sealed = old.seal(PLACE, "secret");
    expect(opened(without, PLACE, sealed)).toBe("opened: secret");
    expect(without.rewrap(PLACE, sealed)).toEqual({ kind: "refused", why: "noKey" });
  });
});

describe("a rotation of keys", () => {
  it("opens what the key before sealed, and seals with the new one", () => {
    const sealed = old.seal(PLACE, "secret");
    expect(opened(rotated, PLACE, sealed)).toBe("opened: secret");
    expect(rotated.keyVersionOf(rotated.seal(PLACE, "secret"))).toBe(2);
    expect(opened(onlyNew, PLACE, sealed)).toBe("unknownKey");
  });

  it("seals the data key anew and leaves the text as it is; then the old key may go", () => {
    fc.assert(
      fc.property(anyPlace, anyText, (place, text) => {
        const sealed = old.seal(place, text);
        const result = rotated.rewrap(place, sealed);
        if (result.kind !== "rewrapped") throw new Error(`it was not re-wrapped: ${result.kind}`);
        expect([result.from, rotated.keyVersionOf(result.sealed)]).toEqual([1, 2]);
        expect(result.sealed.split(".")[3]).toBe(sealed.split(".")[3]);
        expect(result.sealed.split(".")[2]).not.toBe(sealed.split(".")[2]);
        expect(opened(onlyNew, place, result.sealed)).toBe(`opened: ${text}`);
        expect(opened(old, place, result.sealed)).toBe("unknownKey");
        expect(rotated.rewrap(place, result.sealed)).toEqual({ kind: "current" });
      }),
      properties,
    );
  });

  it("carries on nothing that opens no more", () => {
    const sealed = old.seal(PLACE, "secret");
    const elsewhere = { tenant: "other", field: "clientSecret" };
    expect(rotated.rewrap(elsewhere, sealed)).toEqual({ kind: "refused", why: "tampered" });
    expect(onlyNew.rewrap(PLACE, sealed)).toEqual({ kind: "refused", why: "unknownKey" });
    expect(rotated.rewrap(PLACE, "secret")).toEqual({ kind: "refused", why: "malformed" });
    const [head, version, wrapped, text = ""] = sealed.split(".");
    const broken = [head, version, wrapped, (text.startsWith("A") ? "B" : "A") + text.slice(1)].join(".");
    expect(rotated.rewrap(PLACE, broken)).toEqual({ kind: "refused", why: "tampered" });
  });
});

// ── Against WebCrypto, which knows nothing of the vault ────────────────────────────────────────────────────

const raw = (bytes: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const fromBase64Url = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const gcm = (iv: Uint8Array, additional: string) =>
  ({ name: "AES-GCM", iv, additionalData: utf8(additional), tagLength: 128 }) as const;

async function decrypted(key: Uint8Array, part: string, additional: string): Promise<Uint8Array> {
  const bytes = fromBase64Url(part);
  const clear = await crypto.subtle.decrypt(
    gcm(bytes.slice(0, 12), additional),
    await raw(key),
    bytes.slice(12),
  );
  return new Uint8Array(clear);
}

async function encrypted(key: Uint8Array, clear: Uint8Array, additional: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const body = new Uint8Array(await crypto.subtle.encrypt(gcm(iv, additional), await raw(key), clear));
  return toBase64Url(Uint8Array.from([...iv, ...body]));
}

const KEY_DATA = '["callboard","v1","key",1,"acme","clientSecret"]';
const TEXT_DATA = '["callboard","v1","text","acme","clientSecret"]';

describe("a sealed text, by another implementation of AES-256-GCM", () => {
  it("opens as it is documented", async () => {
    const [, , wrapped = "", text = ""] = old.seal(PLACE, "Grüße, 你好").split(".");
    const dataKey = await decrypted(KEY_1, wrapped, KEY_DATA);
    expect(dataKey).toHaveLength(32);
    const clear = await decrypted(dataKey, text, TEXT_DATA);
    expect(new TextDecoder().decode(clear)).toBe('"Grüße, 你好"');
  });

  it("is opened where the other has sealed it", async () => {
    const dataKey = randomKey();
    const wrapped = await encrypted(KEY_1, dataKey, KEY_DATA);
    const text = await encrypted(dataKey, utf8('"from elsewhere"'), TEXT_DATA);
    expect(opened(old, PLACE, `v1.1.${wrapped}.${text}`)).toBe("opened: from elsewhere");
  });

  it("opens as an example that was sealed once and for all, so that what is stored stays readable", () => {
    const key = Uint8Array.from({ length: 32 }, (_, at) => at);
    expect(opened(vaultOf(3, [3, key]), PLACE, EXAMPLE)).toBe("opened: an example secret");
  });
});

const EXAMPLE =
  "v1.3.arEwwyEzflHO4EpbVGVO-ZKKb4dvAlOzTHfC8nTTMEUsjdrntNVQy_AGBgkLPOgsvpQCVivQXM1rYFrQ.kgvoZb2bTApSTdVlKY4rJPsXkf8hFHArObDSYwTG6xfm546f8lTrt2BzlGYlTy0";
