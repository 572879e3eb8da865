import { BOUNDS } from "@callboard/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSplitter } from "./splitter.ts";

const hostile = fc.constantFrom(
  "}{",
  '"}',
  "\\",
  '\\"}{"',
  "\ud83d",
  "\ude00",
  "\u{1f600}",
  "\n",
  "__proto__",
  "[[",
  ":{",
);
const anyString = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(hostile, { maxLength: 5 }).map((parts) => parts.join("")),
);
const { value: anyJson } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.jsonValue({ maxDepth: 1 }),
    anyString,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(anyString, tie("value"), { maxKeys: 3 }),
  ),
}));

const separators = fc.constantFrom("", "\n", "\r\n", " ", "\n\n", "\t\r\n");

/** Two numbers with nothing between are one number; everything else has an end of its own. */
function joined(items: readonly { readonly value: unknown; readonly separator: string }[]): string {
  return items
    .map(({ value, separator }, at) => {
      const next = items[at + 1]?.value;
      const isOpenEnded = typeof value === "number" && (typeof next === "number" || at === items.length - 1);
      return JSON.stringify(value) + (isOpenEnded && separator === "" ? "\n" : separator);
    })
    .join("");
}

function cutAt(text: string, cuts: readonly number[]): string[] {
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
  return places.slice(1).map((end, at) => text.slice(places[at], end));
}

function pushAll(frames: readonly string[]) {
  const splitter = createSplitter();
  const results = frames.map((frame) => splitter.push(frame));
  return {
    values: results.flatMap((result) => result.values),
    refusals: results.flatMap((result) => result.refusals),
  };
}

/** As the wire carries it: -0 is 0, and a key that comes twice counts once. */
const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** A message has a `type`: so it has quotes, which is what ends a string that lost its own. */
const message = fc
  .tuple(anyJson, fc.nat())
  .map(([data, number]) => ({ type: "agent_state_change", number, data: asSent(data) }));

describe("any stream of JSON values", () => {
  it("comes out as it went in, whatever stands between the values and wherever the frames are cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ value: anyJson, separator: separators }), { maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (items, cuts) => {
          const { values, refusals } = pushAll(cutAt(joined(items), cuts));
          expect(refusals).toEqual([]);
          expect(values).toEqual(items.map((item) => asSent(item.value)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("loses at most the next frame to a frame that lost its end", () => {
    let lostNext = 0;
    let lostNothing = 0;
    fc.assert(
      fc.property(
        fc.array(message, { minLength: 1, maxLength: 6 }),
        message,
        fc.nat(),
        fc.nat(),
        (good, cut, place, end) => {
          const text = JSON.stringify(cut);
          const at = place % good.length;
          const frames = good.map((value) => JSON.stringify(value));
          frames.splice(at, 0, text.slice(0, 1 + (end % (text.length - 1))));
          const { values, refusals } = pushAll(frames);
          const isLost = values.length < good.length;
          if (isLost) lostNext += 1;
          else lostNothing += 1;
          expect(values).toEqual(isLost ? good.filter((_, index) => index !== at) : good);
          if (at < good.length - 1) expect(refusals.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
    expect(lostNext).toBeGreaterThan(0);
    expect(lostNothing).toBeGreaterThan(lostNext);
  });

  it("loses at most the garbled frame and the next one to one wrong character", () => {
    const signs = fc.constantFrom(...'{}[]",:\\x0 \n');
    fc.assert(
      fc.property(
        fc.array(message, { minLength: 1, maxLength: 6 }),
        message,
        fc.nat(),
        fc.nat(),
        signs,
        (good, bad, place, where, sign) => {
          const text = JSON.stringify(bad);
          const wrong = where % text.length;
          const at = place % good.length;
          const frames = good.map((value) => JSON.stringify(value));
          frames.splice(at, 0, text.slice(0, wrong) + sign + text.slice(wrong + 1));
          const { values } = pushAll(frames);
          const seen = new Set(values.map((value) => JSON.stringify(value)));
          for (const [index, value] of good.entries()) {
            if (index !== at) expect(seen).toContain(JSON.stringify(value));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it("never throws, and never makes a value that the text does not hold", () => {
    const piece = fc.oneof(anyString, fc.json(), fc.constantFrom(...'{}[]",:\\', "true", "-1", "\n"));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (frames) => {
        const { values, refusals } = pushAll(frames);
        expect(values.length).toBeLessThanOrEqual(frames.join("").length);
        for (const refusal of refusals) expect(refusal.sample.length).toBeLessThanOrEqual(80);
        expect(values.length).toBeLessThanOrEqual(BOUNDS.valuesPerFrameMax);
      }),
      { numRuns: 500 },
    );
  });
});
