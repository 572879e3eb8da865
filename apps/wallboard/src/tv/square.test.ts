import { describe, expect, it } from "vitest";
import { squareOf } from "./square.ts";

describe("the square of an address", () => {
  const { modules, path } = squareOf("https://callboard.example.com/pair?code=K7MW");

  it("has four modules of light around it, without which no camera finds it", () => {
    const places = Array.from(path.matchAll(/M(\d+) (\d+)h(\d+)/g), ([, left, top, wide]) => ({
      left: Number(left),
      right: Number(left) + Number(wide),
      top: Number(top),
    }));
    expect(Math.min(...places.map(({ left }) => left))).toBe(4);
    expect(Math.max(...places.map(({ right }) => right))).toBe(modules - 4);
    expect(Math.min(...places.map(({ top }) => top))).toBe(4);
    expect(Math.max(...places.map(({ top }) => top))).toBe(modules - 5);
  });

  it("begins with the finder's bar of seven modules", () => {
    expect(path.startsWith("M4 4h7v1H4z")).toBe(true);
  });
});
