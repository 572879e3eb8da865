import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clean, cut, inertName } from "./clean.ts";

describe("[O8] a text from outside becomes one visible line", () => {
  test.each([
    ["plain", "Ana Belova", "Ana Belova"],
    ["markup stays text", "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
    ["a prototype's name", "__proto__", "__proto__"],
    ["line breaks", "Ana\r\nBcc: x\n\u2028y\u2029z", "Ana Bcc: x y z"],
    ["control characters", "A\u0000n\u001b[31ma\u007f", "A n [31ma"],
    ["marks that turn the direction", "\u202eavolleB\u202c anA\u2066x\u2069\u200f\u061c", "avolleB anAx"],
    ["zero widths, fillers, tags", "A\u200bn\ufeffa\u2060\u3164\u{e0041}\u00ad", "Ana"],
    ["half a character", "A\ud83dna\udc00", "A\ufffdna\ufffd"],
    ["a pile of accents", `e${"\u0301".repeat(40)}`, `e${"\u0301".repeat(3)}`],
    ["white space", "  Ana \t  Belova  ", "Ana Belova"],
    ["nothing visible", "\u200b\u202e \n", ""],
  ])("%s", (_what, text, cleaned) => expect(clean(text, 100)).toBe(cleaned));

  test("scripts that need joiners keep them, and emoji stay whole", () => {
    expect(clean("می\u200cخواهم", 100)).toBe("می\u200cخواهم");
    expect(clean("👩‍💻 ❤️", 100)).toBe("👩‍💻 ❤️");
  });

  test("a long one is cut between characters, and says so", () => {
    expect(cut("Billing", 7)).toBe("Billing");
    expect(cut("Billings", 7)).toBe("Billin…");
    expect(cut("😀😀😀😀", 6)).toBe("😀😀…");
    expect(clean("x".repeat(10_000), 80)).toHaveLength(80);
  });
});

describe("[O8] a name is inert", () => {
  const visible = (text: string) => text.replaceAll("\u2060", "");

  test.each([
    ["http://evil.example/x", "://"],
    ["see www.evil.example", "evil.example"],
    ["@channel", "@channel"],
    ["a@evil.example", "a@evil"],
    ["{{DATE(2026-01-01)}}", "{{"],
  ])("%s looks the same and is no link, mention or template", (name, broken) => {
    const inert = inertName(name, 100);
    expect(visible(inert)).toBe(name);
    expect(inert).not.toContain(broken);
  });

  test("ordinary names are left as they are", () => {
    for (const name of ["Ana B.", "Dr. Who", "R&D / 24h", "Zoë O’Neil-Müller", "客服一组"]) {
      expect(inertName(name, 100)).toBe(name);
    }
  });

  test("a name written from right to left cannot move what stands beside it", () => {
    expect(inertName("נועה", 100)).toBe("\u2068נועה\u2069");
  });

  test("whatever it was, it is short, one line and without bidi marks but our own pair", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.integer({ min: 5, max: 80 }),
        (name, charsMax) => {
          const inert = inertName(name, charsMax);
          expect(inert.length).toBeLessThanOrEqual(charsMax + 2);
          expect(inert).not.toMatch(
            /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\u200e\u200f\u061c\u202a-\u202e\u2066\u2067]/u,
          );
          expect(inert).toMatch(/^(\u2068[^\u2068\u2069]*\u2069|[^\u2068\u2069]*)$/u);
        },
      ),
    );
  });
});
