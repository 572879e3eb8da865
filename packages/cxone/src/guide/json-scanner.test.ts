import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createJsonScanner, type ScanVerdict } from "./json-scanner.ts";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether the text is exactly one JSON value, blanks around it allowed, as the scanner sees it in pieces. */
function isOneValue(pieces: readonly string[]): boolean {
  const scanner = createJsonScanner();
  let verdict: ScanVerdict = "more";
  // A blank behind the text ends a number that stands at its end.
  for (const piece of [...pieces, " "]) {
    if (verdict === "ended") {
      if (piece.trim() !== "") return false;
      continue;
    }
    verdict = scanner.scan(piece, 0);
    if (verdict === "invalid") return false;
    if (verdict === "ended" && piece.slice(scanner.at()).trim() !== "") return false;
  }
  return verdict === "ended";
}

const jsonText = fc.json({ stringUnit: "binary" });
const blanked = fc
  .tuple(fc.jsonValue(), fc.constantFrom(0, 1, "\t", "\r\n"))
  .map(([value, indent]) => JSON.stringify(value, null, indent));
/** JSON with some characters replaced: nearly valid, which is where a scanner goes wrong. */
const nearlyJson = fc
  .tuple(
    jsonText,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'{}[]",:\\u0e+-.tn \n\u0001x')), { maxLength: 3 }),
  )
  .map(([text, edits]) =>
    edits.reduce((edited, [where, sign]) => {
      const at = where % edited.length;
      return edited.slice(0, at) + sign + edited.slice(at + 1);
    }, text),
  );

describe("the JSON scanner", () => {
  it("accepts exactly what JSON.parse accepts", () => {
    const verdicts = new Set<boolean>();
    fc.assert(
      fc.property(fc.oneof(jsonText, blanked, nearlyJson), (text) => {
        fc.pre(text.trim() === text);
        const expected = isJson(text);
        verdicts.add(expected);
        expect(isOneValue([text])).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
    expect(verdicts.size).toBe(2);
  });

  it("says the same wherever the text is cut", () => {
    fc.assert(
      fc.property(fc.oneof(jsonText, nearlyJson), fc.nat(), fc.nat(), (text, one, other) => {
        const [first = 0, second = 0] = [one % (text.length + 1), other % (text.length + 1)].sort(
          (a, b) => a - b,
        );
        const pieces = [text.slice(0, first), text.slice(first, second), text.slice(second)];
        expect(isOneValue(pieces)).toBe(isOneValue([text]));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['{"a":1}{', "ended", 7],
    ["[1,2] ", "ended", 5],
    ["12,", "ended", 2],
    ["0.5e+10 ", "ended", 7],
    ["true1", "ended", 4],
    ['"a\\u00e9\\n"', "ended", 11],
    ["12", "more", 2],
    ['{"a"', "more", 4],
    ["01", "invalid", 1],
    ["-x", "invalid", 1],
    ["1.x", "invalid", 2],
    ["1e+x", "invalid", 3],
    ["trux", "invalid", 3],
    ['{"a" 1}', "invalid", 5],
    ["{a}", "invalid", 1],
    ['{"a":1,}', "invalid", 7],
    ["[1,]", "invalid", 3],
    ["[}", "invalid", 1],
    ['"\\x"', "invalid", 2],
    ['"\\u12g4"', "invalid", 5],
    ['"a\nb"', "invalid", 2],
  ])("reads %j as %s at %i", (text, verdict, at) => {
    const scanner = createJsonScanner();
    expect(scanner.scan(text, 0)).toBe(verdict);
    expect(scanner.at()).toBe(at);
  });
});
