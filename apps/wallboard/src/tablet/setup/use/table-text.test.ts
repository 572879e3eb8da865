import { describe, expect, it } from "vitest";
import { tableText } from "./table-text.ts";

const bytesOf = (values: readonly number[]) => new Uint8Array(values).buffer;

describe("the text of a table's file", () => {
  it.each([
    ["UTF-8", [0x4d, 0xc3, 0xbc, 0x3b]],
    ["UTF-8 with a mark", [0xef, 0xbb, 0xbf, 0x4d, 0xc3, 0xbc, 0x3b]],
    ["Windows-1252", [0x4d, 0xfc, 0x3b]],
    ["UTF-16, little end first", [0xff, 0xfe, 0x4d, 0x00, 0xfc, 0x00, 0x3b, 0x00]],
    ["UTF-16, big end first", [0xfe, 0xff, 0x00, 0x4d, 0x00, 0xfc, 0x00, 0x3b]],
  ])("is read from %s", (_name, bytes) => {
    expect(tableText(bytesOf(bytes))).toBe("Mü;");
  });

  it("is nothing of an empty file", () => {
    expect(tableText(bytesOf([]))).toBe("");
  });
});
