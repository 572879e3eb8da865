import { describe, expect, it } from "vitest";
import { keepingCookie, screenKeys, screenSessionOf, signCredential } from "./credential.ts";

const [FIRST, SECOND] = [
  "first key of more than thirty-two bytes",
  "second key of more than thirty-two bytes",
];
const HALL = { tenant: "acme", screen: "hall", jti: "f".repeat(32) };
const region = (keys?: string, name = "eu") =>
  keys === undefined ? { CALLBOARD_REGION: name } : { CALLBOARD_REGION: name, CALLBOARD_SCREEN_KEY: keys };

const signed = async (env: ReturnType<typeof region>) => {
  const token = await signCredential(env, HALL);
  if (token === null) throw new Error("no key");
  return token;
};
const asking = (token: string, url = "https://wall.example.com/", name = "__Host-callboard-screen") =>
  new Request(url, { headers: { cookie: `other=1; ${name}=${token}` } });

describe("the key of screens' credentials", () => {
  it("must be there and long enough, but for local development", () => {
    expect(screenKeys(region())).toMatch(/CALLBOARD_SCREEN_KEY is not set/);
    expect(screenKeys({ ...region(), CALLBOARD_LOCAL: "true" })).toMatch(/is not set/);
    expect(screenKeys({})).toMatch(/is not set/);
    expect(screenKeys(region("short"))).toMatch(/32 bytes/);
    expect(screenKeys(region(`${FIRST},short`))).toMatch(/32 bytes/);
    expect(screenKeys({ CALLBOARD_LOCAL: "true" })).toHaveLength(1);
  });

  it("may be changed without any screen losing its pairing: the new one stands before the old", async () => {
    const token = await signed(region(FIRST));
    expect(await screenSessionOf(asking(token), region(`${SECOND},${FIRST}`))).toMatchObject({
      screen: "hall",
    });
    expect(await screenSessionOf(asking(token), region(SECOND))).toBeNull();
    const next = await signed(region(`${SECOND},${FIRST}`));
    const dues = [token, next].map(async (one) => {
      const session = await screenSessionOf(asking(one), region(`${SECOND},${FIRST}`));
      return session?.isDue;
    });
    expect(await Promise.all(dues)).toEqual([true, false]);
    expect(await screenSessionOf(asking(next), region(SECOND))).toMatchObject({
      tenant: "acme",
      isDue: false,
    });
  });

  it("is believed in its own region alone, and without one nobody is", async () => {
    const token = await signed(region(FIRST));
    expect(await screenSessionOf(asking(token), region(FIRST, "us"))).toBeNull();
    expect(await screenSessionOf(asking(token), region())).toBeNull();
    expect(await signCredential(region(), HALL)).toBeNull();
  });
});

describe("the cookie", () => {
  it("is taken over https by its name with the prefix alone, which no other host and no plain http can set", async () => {
    const token = await signed(region(FIRST));
    expect(await screenSessionOf(asking(token), region(FIRST))).not.toBeNull();
    const plain = asking(token, "https://wall.example.com/", "callboard-screen");
    expect(await screenSessionOf(plain, region(FIRST))).toBeNull();
    const local = asking(token, "http://localhost/", "callboard-screen");
    expect(await screenSessionOf(local, region(FIRST))).not.toBeNull();
    expect(keepingCookie(local, token)).not.toContain("Secure");
    expect(keepingCookie(plain, token)).toMatch(/^__Host-.*; Secure$/);
  });
});
