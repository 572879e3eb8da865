import { afterEach, describe, expect, it } from "vitest";
import { createTongue } from "./tongue-of-walls.ts";
import { language, speak, t } from "./words.ts";

const ADDRESSES = { de: "/assets/words-de-1.json", fr: "/assets/words-fr-1.json" };
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

afterEach(() => speak("en"));

describe("the language of a wall", () => {
  it("is fetched once, and spoken when its texts are there", async () => {
    const asked: string[] = [];
    const say = createTongue(ADDRESSES, {
      fetchTexts: async (address) => {
        asked.push(address);
        return [{ tongueTest: { hello: "Guten Tag" } }];
      },
      after: () => undefined,
    });
    say("de");
    expect(language.value).toBe("en");
    await turn();
    expect([language.value, t("tongueTest.hello")]).toEqual(["de", "Guten Tag"]);
    say("en");
    say("de");
    expect(language.value).toBe("de");
    expect(asked).toEqual([ADDRESSES.de]);
  });

  it("that cannot be had is asked for again, and the wall goes on in the one that it has", async () => {
    const later: (() => void)[] = [];
    let fails = true;
    const say = createTongue(ADDRESSES, {
      fetchTexts: () =>
        fails ? Promise.reject(new Error("no network")) : Promise.resolve([{ tongueTest: { hi: "Salut" } }]),
      after: (_ms, task) => later.push(task),
    });
    say("fr");
    await turn();
    expect([language.value, later.length]).toEqual(["en", 1]);
    fails = false;
    later[0]?.();
    await turn();
    expect([language.value, t("tongueTest.hi")]).toEqual(["fr", "Salut"]);
  });

  it("is the newest one asked for, whichever texts come first", async () => {
    const answers = new Map<string, (texts: unknown) => void>();
    const say = createTongue(ADDRESSES, {
      fetchTexts: (address) => new Promise((resolve) => answers.set(address, resolve)),
      after: () => undefined,
    });
    say("de");
    say("fr");
    answers.get(ADDRESSES.de)?.([{ a: "b" }]);
    await turn();
    expect(language.value).toBe("en");
    answers.get(ADDRESSES.fr)?.([{ a: "c" }]);
    await turn();
    expect(language.value).toBe("fr");
  });

  it("without an address is in the script", () => {
    const say = createTongue(
      {},
      { fetchTexts: () => Promise.reject(new Error("never asked")), after: () => undefined },
    );
    say("de");
    expect(language.value).toBe("de");
  });

  it("whose file is no list of texts counts as one that cannot be had", async () => {
    let isLater = false;
    const say = createTongue(ADDRESSES, {
      fetchTexts: () => Promise.resolve("<!doctype html>"),
      after: () => {
        isLater = true;
      },
    });
    say("de");
    await turn();
    expect([language.value, isLater]).toEqual(["en", true]);
  });
});
