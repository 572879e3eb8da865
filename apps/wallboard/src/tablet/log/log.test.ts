/** The log's deeds in words, and logs of several places told as one. */
import type { DeploymentDeed } from "@callboard/api/client";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { i18n } from "../../words/words.ts";
import { addAppWords } from "../app-words.ts";
import "../setup/setup-words.ts";
import { alertingWords, changeLines, deedWords, subjectWords } from "./log-words.ts";
import { behind, type LogPart, merged } from "./merged.ts";

addAppWords();
afterEach(() => {
  i18n.global.locale.value = "en";
});

const CHANGES: NonNullable<DeploymentDeed["changes"]> = {
  fields: [
    { field: "zone", from: "Europe/Berlin", to: "UTC" },
    { field: "region", from: null, to: "eu" },
    { field: "reconcileSeconds", from: "60", to: "120" },
    { field: "clientSecret", from: null, to: null },
    { field: "name", from: "Acme", to: "\u202eemcA<img onerror=1>" },
  ],
  people: [
    { kind: "email", who: "eve@example.com", from: null, to: "supervisor" },
    { kind: "group", who: "leads", from: "administrator", to: null },
  ],
  morePeople: 0,
};
const text = () =>
  changeLines(CHANGES).map(({ what, from, to }) => `${what}: ${from === null ? "" : `${from} → `}${to}`);

describe("a deed in words", () => {
  it("says each field as it was and is, that the secret is another one, and who has which role", () => {
    expect(text()).toEqual([
      "Time zone: Europe/Berlin → UTC",
      "Region: Europe",
      "Compare states every: 60 s → 120 s",
      "Client secret: replaced",
      "Name: Acme → emcA<img onerror=1>",
      "E-mail eve@example.com: no role → Supervisor",
      "Group leads: Administrator → no role",
    ]);
  });

  it.each(["de", "fr"] as const)("has words for all of it in %s, none of them English", (language) => {
    const english = text();
    i18n.global.locale.value = language;
    const words = text();
    for (const place of [0, 2, 3, 5, 6]) expect(words[place]).not.toBe(english[place]);
    expect(words.join(" ")).not.toMatch(/(?:tenants|setup|log|app)\.\w/);
  });

  it("says a word that is newer than this page as it came", () => {
    expect(deedWords("added again")).toBe("added again");
    expect(deedWords("transmogrified")).toBe("transmogrified");
    expect(subjectWords("boards/sales/2")).toEqual({ of: "Boards", id: "sales/2" });
    expect(subjectWords("retention")).toEqual({ of: "Retention", id: "" });
    expect(subjectWords("moons/7")).toEqual({ of: "", id: "moons/7" });
    expect(alertingWords("moon raised", "7")).toEqual({ of: "", id: "7", what: "moon raised" });
  });

  it("says of the alert desk's deeds which rule or sink, and leaves out what the setting-up tells", () => {
    const told = (what: string, subject: string) => {
      const { of, id, what: deed, isToldElsewhere = false } = alertingWords(what, subject);
      return [of, id, deedWords(deed), isToldElsewhere];
    };
    expect(told("rule changed", "mine")).toEqual(["Rules", "mine", "changed", false]);
    expect(told("secret rotated", "hook")).toEqual(["Where notices go", "hook", "new signing secret", false]);
    expect(told("sinks sealed with the current key", "sinks")).toEqual([
      ...["Where notices go", "", "sealed with the newest key", false],
    ]);
    expect(told("calendar changed", "calendar")).toEqual(["Sites and hours", "", "changed", true]);
  });
});

describe("logs of several places as one", () => {
  const part = (before: number | null, ...ats: number[]): LogPart<{ number: number; at: number }> => ({
    before,
    deeds: ats.map((at) => ({ at, number: at })),
  });
  const ats = (...parts: LogPart<{ number: number; at: number }>[]) => merged(parts).map(({ at }) => at);

  it("is told down to where one of them ends of which more is to come", () => {
    const [one, other] = [part(5, 9, 5), part(null, 8, 3, 1)];
    expect(ats(one, other)).toEqual([9, 8, 5]);
    expect(behind([one, other])).toBe(0);
    expect(ats(part(null, 9, 5, 2), other)).toEqual([9, 8, 5, 3, 2, 1]);
    expect(behind([other, other])).toBe(-1);
  });

  it("leaves out nothing and tells nothing twice, however long the pages are", () => {
    const list = fc.array(fc.nat(30), { maxLength: 20 }).map((some) => some.sort((a, b) => b - a));
    fc.assert(
      fc.property(list, list, fc.integer({ min: 1, max: 5 }), (one, other, size) => {
        const all = [one, other];
        const read = [size, size];
        const parts = () =>
          all.map((some, place) => {
            const known = some.slice(0, read[place]);
            return part(known.length < some.length ? (known.at(-1) ?? null) : null, ...known);
          });
        let told: readonly number[] = [];
        for (let turn = 0; turn < 60; turn += 1) {
          const now = ats(...parts());
          expect(now.slice(0, told.length)).toEqual(told);
          told = now;
          const place = behind(parts());
          if (place === -1) break;
          read[place] = (read[place] ?? 0) + size;
        }
        expect(told).toEqual([...one, ...other].sort((a, b) => b - a));
      }),
    );
  });
});
