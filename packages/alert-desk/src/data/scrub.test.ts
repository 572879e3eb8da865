import { describe, expect, it } from "vitest";
import { scrubHistory, scrubMoves, scrubText, scrubValue } from "./scrub.ts";

const who = { agentId: "a1", names: ["An", "Zoë (x) $& <b>"], standIn: "deleted.7" };

describe("what is taken out of what is stored", () => {
  it.each([
    ["a1", "deleted.7"],
    ["idle.k3.a.a1", "idle.k3.a.deleted.7"],
    ["idle.k3.a.aa1", "idle.k3.a.aa1"],
    ["a12", "a12"],
    ["Answer An, ask Anna.", "Answer deleted person, ask Anna."],
    ["Zoë (x) $& <b>", "deleted person"],
  ])("[D19] of the text %s leaves %s", (text, left) => {
    expect(scrubText(text, who)).toBe(left);
  });

  it("[D19] reaches every text of a value, and nothing else of it", () => {
    const value = { id: "x.a.a1", at: 1, list: ["a1", null, true], __names: { a1: "An" } };
    expect(scrubValue(value, who)).toEqual({
      ...{ id: "x.a.deleted.7", at: 1, list: ["deleted.7", null, true] },
      __names: { a1: "deleted person" },
    });
  });

  it("[D19] leaves lines without them letter by letter as they are", () => {
    const others = '{"who":[],"agents":[{"id":"a12"}],"n": 1.0}';
    expect(scrubHistory(`${others}\n`, who)).toBeNull();
    const mine = '{"who":[{"id":"a1"}],"agents":[{"id":"a1"},{"id":"a2"}]}';
    expect(scrubHistory(`${others}\n${mine}\n`, who)).toBe(`${others}\n{"who":[],"agents":[{"id":"a2"}]}\n`);
  });

  it("[D19] takes a line of a minute's moves, and the minute where it was the only one", () => {
    expect(scrubMoves('["LUNCH"]\n["a12",0,[1]]\n["a1",0,[1]]', who)).toBe('["LUNCH"]\n["a12",0,[1]]');
    expect(scrubMoves('["LUNCH"]\n["a1",0,[1]]', who)).toBeNull();
  });
});
