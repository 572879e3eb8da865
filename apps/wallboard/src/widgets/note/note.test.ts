/** Texts of people on a wall: whole, page by page, and never anything but text. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mountWidget, plan } from "../../../test/widget-kit.ts";
import { note } from "./index.ts";
import { NOTE_LEAST, notePages, sentencesOf } from "./note-pages.ts";

const BOX = { wideEm: 20, highEm: 6 };

describe("a note", () => {
  it("is set as large as its box allows, and smaller before it is paged", () => {
    const short = notePages("Storm!", BOX, false);
    const long = notePages("Please log calls about the storm under Weather. Thank you.", BOX, false);
    expect(short).toEqual({ size: 3, pages: ["Storm!"] });
    expect(long.pages).toHaveLength(1);
    expect(long.size).toBeLessThan(3);
    expect(notePages("word ".repeat(300), BOX, false)).toMatchObject({ size: 1 });
    expect(notePages("word ".repeat(300), BOX, false).pages.length).toBeGreaterThan(1);
  });

  it("as a ticker is one sentence after the other, all in one size", () => {
    const { pages } = notePages("Storm! Expect more calls. Claims first", BOX, true);
    expect(pages).toEqual(["Storm!", "Expect more calls.", "Claims first"]);
  });

  it.each([
    ["Is it 3.5 or 4? “Yes!” he said.", ["Is it 3.5 or 4?", "“Yes!”", "he said."]],
    ["One line\nAnother line", ["One line", "Another line"]],
    ["…", ["…"]],
    ["", []],
  ])("“%s” has these sentences", (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });

  it("loses no word, whatever its box, and ends", () => {
    const box = fc.record({
      wideEm: fc.double({ min: NOTE_LEAST.wideEm, max: 60, noNaN: true }),
      highEm: fc.double({ min: NOTE_LEAST.highEm, max: 20, noNaN: true }),
    });
    const text = fc.array(fc.string({ minLength: 1, maxLength: 60, unit: "grapheme-ascii" }), {
      maxLength: 30,
    });
    const letters = (of: string) => of.replace(/\s+/g, "");
    fc.assert(
      fc.property(text, box, fc.boolean(), (words, inside, isTicker) => {
        const whole = words.join(" ");
        expect(letters(notePages(whole, inside, isTicker).pages.join(""))).toBe(letters(whole));
      }),
    );
  });

  it("of ten thousand letters without a space is cut to a bound and paged", () => {
    const { pages } = notePages("x".repeat(10_000), BOX, false);
    expect(pages.join("")).toHaveLength(2_000);
  });
});

describe("the widget of a note", () => {
  const text = "<img src=x onerror=alert(1)> \u202esdrawkcab\u0000\nSecond line.";

  it("shows text as text", async () => {
    const kit = mountWidget(note, plan("note", { text, isTicker: false }));
    await kit.show({});
    expect(kit.wrapper.find("img").exists()).toBe(false);
    expect(kit.wrapper.find(".note").text()).toBe("<img src=x onerror=alert(1)> sdrawkcab\nSecond line.");
    kit.wrapper.unmount();
  });

  it("turns its sentences, on the server's clock", async () => {
    const kit = mountWidget(note, plan("note", { text: "One. Two.", isTicker: true }));
    await kit.show({});
    const seen: string[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      seen.push(kit.wrapper.find(".note").text());
      await kit.pass(8_000);
    }
    expect(seen.sort()).toEqual(["One.", "Two."]);
    kit.wrapper.unmount();
  });

  it("without a text says so", async () => {
    const kit = mountWidget(note, plan("note", { text: " \n", isTicker: true }));
    await kit.show({});
    expect(kit.wrapper.find(".note").text()).toBe("No text yet.");
    kit.wrapper.unmount();
  });
});
