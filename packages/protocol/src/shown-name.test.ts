/** Each style tells what it may of a name, and no more. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NAME_STYLES } from "./board.ts";
import { shownName } from "./shown-name.ts";

const NONE: ReadonlyMap<string, string> = new Map();
const shown = (name: string | null, style: (typeof NAME_STYLES)[number]) =>
  shownName(name, "agent-0001", style, NONE);

describe("a person's name on a wall", () => {
  it.each([
    ["Ana Ruiz Soler", "Ana S.", "AS"],
    ["Ana", "Ana", "A"],
    ["  Ana   Ruiz ", "Ana R.", "AR"],
    ["élodie d'Arc", "élodie d.", "ÉD"],
    ["\u202eAna \u200f(Ruiz)", "\u202eAna \u200f.", "AR"],
    ["李 小龙", "李 小.", "李小"],
    ["<img src=x onerror=alert(1)> x", "<img x.", "IX"],
    ["__proto__ constructor", "__proto__ c.", "PC"],
  ])("%j is shown as %j, or as %j", (name, short, initials) => {
    expect(shown(name, "short")).toBe(short);
    expect(shown(name, "initials")).toBe(initials);
    expect(shown(name, "full")).toBe(name);
  });

  it("in short never tells more than a word and one sign", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (name) => {
        const words = name.split(/\s+/u).filter((word) => word !== "");
        expect(shown(name, "short").length).toBeLessThanOrEqual((words[0]?.length ?? 1) + 4);
      }),
    );
  });

  it("is whole in no style but full", () => {
    const word = fc
      .string({ unit: "grapheme-ascii", minLength: 3, maxLength: 12 })
      .map((s) => `x${s.trim()}yz`);
    fc.assert(
      fc.property(word, word, fc.constantFrom(...NAME_STYLES), (given, family, style) => {
        const name = `${given} ${family}`;
        const text = shown(name, style);
        expect(text.includes(name)).toBe(style === "full");
        if (style !== "full") expect(text).not.toContain(` ${family}`);
      }),
    );
  });

  it("is the start of the id where nobody knows it, and a tag where not even that may be told", () => {
    expect(shown(null, "full")).toBe("agent-00");
    expect(shown(null, "short")).toBe("agent-00");
    expect(shown(null, "initials")).toBe(shown(null, "alias"));
    expect(shown("???", "initials")).toBe(shown(null, "alias"));
  });

  it("is the site's alias where there is one, else a tag that stays the same and says nothing of name or id", () => {
    const aliases = new Map([["a1", "Falcon"]]);
    expect(shownName("Ana Ruiz", "a1", "alias", aliases)).toBe("Falcon");
    const tag = shownName("Ana Ruiz", "a2", "alias", aliases);
    expect(tag).toMatch(/^Agent [0-9B-Z]{4}$/u);
    expect(shownName("Somebody Else", "a2", "alias", NONE)).toBe(tag);
  });

  it("has as good as as many tags as a floor has people", () => {
    const tags = new Set(Array.from({ length: 500 }, (_, n) => shownName(null, `agent-${n}`, "alias", NONE)));
    expect(tags.size).toBeGreaterThan(495);
  });
});
