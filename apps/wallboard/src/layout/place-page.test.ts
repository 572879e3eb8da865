/** The page's layout as arithmetic: nothing overlaps, nothing leaves the room, nobody is too small, nobody is left out. */
import { PRESET_BOARDS } from "@callboard/boards";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GRID_GAP_EM, type Placeable, placePage, type RoomEm } from "./place-page.ts";

interface Item extends Placeable {
  readonly least: RoomEm;
  /** Above its least, as a share of the room. */
  readonly most: number;
}

const rooms = fc.record({
  wideEm: fc.double({ min: 10, max: 200, noNaN: true }),
  highEm: fc.double({ min: 8, max: 200, noNaN: true }),
});
const pages = rooms.chain((room) =>
  fc.record({
    room: fc.constant(room),
    items: fc
      .array(
        fc.record({
          wide: fc.integer({ min: 1, max: 12 }),
          high: fc.integer({ min: 1, max: 12 }),
          wideShare: fc.double({ min: 0, max: 1, noNaN: true }),
          highShare: fc.double({ min: 0, max: 1, noNaN: true }),
          most: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.double({ min: 0, max: 1, noNaN: true })),
        }),
        { maxLength: 30 },
      )
      .map((asked) =>
        asked.map(
          ({ wide, high, wideShare, highShare, most }, place): Item => ({
            id: `w${place}`,
            wide,
            high,
            most,
            least: { wideEm: room.wideEm * wideShare, highEm: room.highEm * highShare },
          }),
        ),
      ),
  }),
);
const endless = () => Number.POSITIVE_INFINITY;
const place = (items: readonly Item[], room: RoomEm) =>
  placePage(
    items,
    { leastOf: ({ least }) => least, mostHighOf: ({ least, most }) => least.highEm + most * room.highEm },
    room,
  );
const SLACK = 1e-6;

describe("a page", () => {
  it("shows every widget exactly once, and later ones never on an earlier screenful", () => {
    fc.assert(
      fc.property(pages, ({ items, room }) => {
        const screens = place(items, room);
        const ids = screens.map((screen) => screen.map(({ item }) => item.id));
        expect(ids.reduce((all, some) => all.concat(some), [])).toEqual(items.map(({ id }) => id));
        expect(ids.every((some) => some.length > 0)).toBe(true);
      }),
    );
  });

  it("keeps every widget inside of the room, and at least as large as it needs to be", () => {
    fc.assert(
      fc.property(pages, ({ items, room }) => {
        for (const screen of place(items, room)) {
          for (const box of screen) {
            expect(box.leftEm).toBeGreaterThanOrEqual(0);
            expect(box.topEm).toBeGreaterThanOrEqual(0);
            expect(box.leftEm + box.wideEm).toBeLessThanOrEqual(room.wideEm + SLACK);
            expect(box.topEm + box.highEm).toBeLessThanOrEqual(room.highEm + SLACK);
            expect(box.wideEm).toBeGreaterThanOrEqual(box.item.least.wideEm - SLACK);
            expect(box.highEm).toBeGreaterThanOrEqual(box.item.least.highEm - SLACK);
          }
        }
      }),
    );
  });

  it("parts all widgets by a gap", () => {
    fc.assert(
      fc.property(pages, ({ items, room }) => {
        for (const screen of place(items, room)) {
          screen.forEach((a, first) => {
            for (const b of screen.slice(first + 1)) {
              const apart =
                Math.max(b.leftEm - a.leftEm - a.wideEm, a.leftEm - b.leftEm - b.wideEm) >=
                  GRID_GAP_EM - SLACK ||
                Math.max(b.topEm - a.topEm - a.highEm, a.topEm - b.topEm - b.highEm) >= GRID_GAP_EM - SLACK;
              expect(apart).toBe(true);
            }
          });
        }
      }),
    );
  });

  const small = { leastOf: () => ({ wideEm: 5, highEm: 2 }), mostHighOf: endless };
  const widget = (id: string, wide: number, high: number): Placeable => ({ id, wide, high });

  it("is as its plan has it where there is room, from edge to edge", () => {
    const [first, ...others] = placePage(
      [widget("a", 3, 3), widget("b", 9, 3), widget("c", 6, 9), widget("d", 6, 9)],
      small,
      { wideEm: 59.7, highEm: 35.7 },
    );
    expect(others).toEqual([]);
    expect(first?.map(({ leftEm, topEm }) => [Math.round(leftEm), Math.round(topEm)])).toEqual([
      [0, 0],
      [15, 0],
      [0, 9],
      [30, 9],
    ]);
  });

  it("gives a lone small widget all of the screen", () => {
    const [[box] = []] = placePage([widget("a", 2, 1)], small, { wideEm: 40, highEm: 20 });
    expect(box).toMatchObject({ leftEm: 0, topEm: 0 });
    expect(box?.wideEm).toBeCloseTo(40);
    expect(box?.highEm).toBeCloseTo(20);
  });

  it("has a second screenful rather than widgets that cannot be read", () => {
    const wide = { leastOf: () => ({ wideEm: 16, highEm: 9 }), mostHighOf: endless };
    const screens = placePage([widget("a", 6, 6), widget("b", 6, 6), widget("c", 12, 6)], wide, {
      wideEm: 34,
      highEm: 16,
    });
    expect(screens.map((screen) => screen.map(({ item }) => item.id))).toEqual([["a", "b"], ["c"]]);
  });

  it("puts below one another on a tall screen what stands side by side on a wide one", () => {
    const screens = placePage(
      [widget("a", 6, 9), widget("b", 6, 9)],
      { leastOf: () => ({ wideEm: 16, highEm: 6 }), mostHighOf: endless },
      {
        wideEm: 21,
        highEm: 34,
      },
    );
    expect(screens).toHaveLength(1);
    expect(screens[0]?.map(({ leftEm }) => leftEm)).toEqual([0, 0]);
  });

  it("holds each preset on one screenful of an ultrawide screen", () => {
    for (const { pages: plans } of PRESET_BOARDS) {
      for (const { widgets } of plans) {
        expect(
          placePage(
            widgets,
            { leastOf: () => ({ wideEm: 9, highEm: 3 }), mostHighOf: endless },
            { wideEm: 90, highEm: 36 },
          ),
        ).toHaveLength(1);
      }
    }
  });

  const highs = (asked: readonly (Placeable & { readonly most: number })[]) =>
    placePage(
      asked,
      { leastOf: () => ({ wideEm: 5, highEm: 2 }), mostHighOf: ({ most }) => most },
      { wideEm: 59.7, highEm: 35.7 },
    )[0]?.map(({ topEm, highEm }) => [Math.round(topEm * 10) / 10, Math.round(highEm * 10) / 10]);

  it("gives the height for which a row has no use to rows that have", () => {
    const asked = [
      { ...widget("counts", 12, 3), most: 4 },
      { ...widget("list", 6, 9), most: 99 },
      { ...widget("people", 6, 9), most: 10 },
    ];
    expect(highs(asked)).toEqual([
      [0, 4],
      [4.3, 31.4],
      [4.3, 31.4],
    ]);
  });

  it("shares a column's height out by use where another column has its whole height", () => {
    const asked = [
      { ...widget("list", 8, 12), most: 99 },
      { ...widget("number", 4, 3), most: 5 },
      { ...widget("other", 4, 3), most: 5 },
      { ...widget("alerts", 4, 6), most: 99 },
    ];
    expect(highs(asked)).toEqual([
      [0, 35.7],
      [0, 5],
      [5.3, 5],
      [10.6, 25.1],
    ]);
  });

  it("leaves no height unused where nobody has use for it", () => {
    const asked = [
      { ...widget("a", 12, 3), most: 4 },
      { ...widget("b", 12, 9), most: 6 },
    ];
    const sum = highs(asked)?.reduce((all, [, high]) => all + (high ?? 0), 0) ?? 0;
    expect(sum).toBeCloseTo(35.4);
  });
});
