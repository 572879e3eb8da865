import { BOUNDS } from "@callboard/core";
import { describe, expect, it } from "vitest";
import { createSplitter, type SplitFrame } from "./splitter.ts";

/** Pushes each frame and answers with everything that came out. */
function split(...frames: string[]): { values: unknown[]; reasons: string[]; samples: string[] } {
  const splitter = createSplitter();
  const results: SplitFrame[] = frames.map((frame) => splitter.push(frame));
  const refusals = results.flatMap((result) => result.refusals);
  return {
    values: results.flatMap((result) => result.values),
    reasons: refusals.map((refusal) => refusal.reason),
    samples: refusals.map((refusal) => refusal.sample),
  };
}

const clean = (values: unknown[]) => ({ values, reasons: [], samples: [] });

describe("frames as a sender may cut them", () => {
  it.each<[string, string[], unknown[]]>([
    ["one value in a frame", ['{"a":1}'], [{ a: 1 }]],
    ["one value and its newline", ['{"a":1}\n'], [{ a: 1 }]],
    ["one value over several lines, as the guide prints it", ['{\n"a": {\n"b": 1\n}\n}'], [{ a: { b: 1 } }]],
    ["values on lines", ['{"a":1}\n{"b":2}\r\n\r\n{"c":3}\n'], [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ["values with nothing between", ['{"a":1}{"b":2}[3]"d"'], [{ a: 1 }, { b: 2 }, [3], "d"]],
    ["a value cut in two", ['{"a":', "1}"], [{ a: 1 }]],
    ["a value cut into many", [...'{"a":"b\\u00e9","c":[1.5e3,null]}'], [{ a: "bé", c: [1500, null] }]],
    [
      "a value that ends in a frame that begins another",
      ['{"a":1}{"b"', ":2}\n", '{"c":3}'],
      [{ a: 1 }, { b: 2 }, { c: 3 }],
    ],
    ["a middle piece that is a value by itself", ['{"a":', '{"b":1}', "}"], [{ a: { b: 1 } }]],
    ["braces and quotes inside strings", ['{"a":"}{\\"}"}{"b":"\\\\"}'], [{ a: '}{"}' }, { b: "\\" }]],
    ["an escape cut in two", ['{"a":"x\\', "n\\u00", 'e9"}'], [{ a: "x\né" }]],
    ["a surrogate pair cut in two", ['{"a":"\ud83d', '\ude00"}'], [{ a: "\u{1f600}" }]],
    ["a number cut in two", ["1", "2\n"], [12]],
    ["a word cut in two", ["tr", "ue"], [true]],
    ["empty and blank frames", ["", " \r\n", '{"a":1}', ""], [{ a: 1 }]],
  ])("reads %s", (_, frames, values) => {
    expect(split(...frames)).toEqual(clean(values));
  });

  it("keeps a number at a frame's end until the next character says that it is whole", () => {
    const splitter = createSplitter();
    expect(splitter.push("12").values).toEqual([]);
    expect(splitter.push('{"a":1}').values).toEqual([12, { a: 1 }]);
  });

  it("keeps `__proto__` as a plain key", () => {
    const { values } = split('{"__proto__":{"type":"x"}}', '{"__proto__":', '{"type":"x"}}');
    for (const value of values) expect(Object.keys(value as object)).toEqual(["__proto__"]);
    expect(values).toHaveLength(2);
  });
});

describe("frames that are broken", () => {
  it.each<[string, string[], unknown[], string[]]>([
    ["garbage alone is counted once", ["xyz"], [], ["xyz"]],
    ["garbage before a value", ['xyz{"a":1}'], [{ a: 1 }], ['xyz{"a":1}']],
    ["garbage between values", ['{"a":1}#?{"b":2}'], [{ a: 1 }, { b: 2 }], ['#?{"b":2}']],
    [
      "a garbled value does not take its neighbours along",
      ['{"a":1}\n{"b":x}\n{"c":3}'],
      [{ a: 1 }, { c: 3 }],
      ['{"b":x}\n{"c":3}'],
    ],
    [
      "the inside of a garbled value is no value",
      ['{"type":x,"data":{"id":[1]}}{"c":3}'],
      [{ c: 3 }],
      ['{"type":x,"data":{"id":[1]}}{"c":3}'],
    ],
    [
      "a frame that lost its end, then good ones",
      ['{"a":"hel', '{"b":2}', '{"c":3}'],
      [{ b: 2 }, { c: 3 }],
      ['{"a":"hel{"b":2}'],
    ],
    ["a lost end inside a number", ['{"a":1', '{"b":2}'], [{ b: 2 }], ['{"a":1{"b":2}']],
    ["a lost end inside a key", ['{"a', '{"b":2}'], [{ b: 2 }], ['{"a{"b":2}']],
    ["a lost end behind a comma", ['{"a":1,', '{"b":2}'], [{ b: 2 }], ['{"a":1,{"b":2}']],
    [
      "a lost end behind a colon costs at most the next frame",
      ['{"a":', '{"b":2}', '{"c":3}'],
      [{ c: 3 }],
      ['{"a":{"b":2}{"c":3}'],
    ],
    [
      "a lost end, then several values in one frame",
      ['{"a":', '{"b":2}\n{"c":3}'],
      [{ b: 2 }, { c: 3 }],
      ['{"a":{"b":2}\n{"c":3}'],
    ],
    ["a lost end, then a frame of plain values", ['{"a":1,', '7 "x"\n'], [7, "x"], ['{"a":1,7 "x"\n']],
    ["a lost beginning", ['lo","x":{"y":1}}', '{"b":2}'], [{ b: 2 }], ['lo","x":{"y":1}}']],
    ["a lost middle", ['{"a":"hel', 'x"}}', '{"b":2}'], [{ a: "helx" }, { b: 2 }], ["}"]],
  ])("%s", (_, frames, values, samples) => {
    expect(split(...frames)).toEqual({ values, reasons: samples.map(() => "garbled"), samples });
  });

  it("shows only the first characters of what it refused", () => {
    expect(split(`#${"x".repeat(5_000)}`).samples[0]).toHaveLength(80);
  });

  it("forgets an unfinished value on reset: a new socket begins anew", () => {
    const splitter = createSplitter();
    splitter.push('{"a":"hel');
    splitter.reset();
    expect(splitter.push('{"b":2}')).toEqual({ values: [{ b: 2 }], refusals: [] });
  });
});

describe("frames beyond the bounds", () => {
  it("refuses an oversize frame by its length, and reads the next one", () => {
    const big = `{"a":"${"x".repeat(BOUNDS.frameCharsMax)}"}`;
    expect(split(big, '{"b":2}')).toMatchObject({ values: [{ b: 2 }], reasons: ["oversize"] });
  });

  it("an oversize frame in the middle of a value costs that value too, and says so", () => {
    const big = "x".repeat(BOUNDS.frameCharsMax + 1);
    expect(split('{"a":"', big, '{"b":2}')).toMatchObject({
      values: [{ b: 2 }],
      reasons: ["oversize", "garbled"],
    });
  });

  it("takes a frame of exactly the longest length", () => {
    const text = `"${"x".repeat(BOUNDS.frameCharsMax - 2)}"`;
    expect(split(text)).toMatchObject({ values: [text.slice(1, -1)], reasons: [] });
  });

  it("drops a carry beyond its bound once, and reads the next frame", () => {
    const piece = "x".repeat(BOUNDS.carryCharsMax / 2);
    const result = split(`{"a":"${piece}`, piece, '{"b":2}');
    expect(result).toMatchObject({ values: [{ b: 2 }], reasons: ["oversize"] });
  });

  it("takes no more values from one frame than its bound, and says so", () => {
    const result = split("[]".repeat(BOUNDS.valuesPerFrameMax + 5), "[1]");
    expect(result.values).toHaveLength(BOUNDS.valuesPerFrameMax + 1);
    expect(result.reasons).toEqual(["tooManyValues"]);
  });

  it("takes exactly as many values as the bound without a word", () => {
    const result = split(`${"[]".repeat(BOUNDS.valuesPerFrameMax)}\n`);
    expect(result.values).toHaveLength(BOUNDS.valuesPerFrameMax);
    expect(result.reasons).toEqual([]);
  });

  it.each([
    ["brackets that only open", "[".repeat(BOUNDS.frameCharsMax)],
    ["values that break at once", '{"a'.repeat(BOUNDS.frameCharsMax / 4)],
    ["garbage with brackets", "{x".repeat(BOUNDS.frameCharsMax / 2)],
    ["quotes", '"'.repeat(BOUNDS.frameCharsMax)],
    ["escapes", `"${"\\".repeat(BOUNDS.frameCharsMax - 1)}`],
  ])("survives the longest frame of %s, and reads the next one", (_, frame) => {
    const splitter = createSplitter();
    splitter.push(frame);
    splitter.push("\n");
    expect(splitter.push('{"b":2}').values).toContainEqual({ b: 2 });
  });

  it("reads a value that came one character a frame without reading it anew each time", () => {
    const splitter = createSplitter();
    let seen: readonly unknown[] = [];
    // A rescan with each frame would be 5 · 10^9 steps here: the test would run into its time-out.
    for (const letter of `["${"x".repeat(100_000)}"]`) seen = splitter.push(letter).values;
    expect(seen).toEqual([["x".repeat(100_000)]]);
  });
});
