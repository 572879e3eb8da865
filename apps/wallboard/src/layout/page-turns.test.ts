/** Turning pages as arithmetic: everything has its turn, in order, and hands and alerts can keep a page. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { neighbourOf, type PageTurn, showingAt } from "./page-turns.ts";

const page = (id: string, seconds: number, screens = 1): PageTurn => ({ id, seconds, screens });
const NONE = { kind: "none" } as const;
const walk = (pages: readonly PageTurn[], seconds: number) =>
  Array.from({ length: seconds }, (_, second) => {
    const showing = showingAt(pages, NONE, second * 1_000);
    return showing === null ? "" : `${showing.pageId}${showing.screen}`;
  });

describe("pages", () => {
  it("stay as long as their plan says, each screenful as long as the page", () => {
    const shown = walk([page("a", 10), page("b", 5, 2)], 40);
    expect(shown.filter((name) => name === "a0")).toHaveLength(20);
    expect(shown.filter((name) => name === "b0")).toHaveLength(10);
    expect(shown.filter((name) => name === "b1")).toHaveLength(10);
    expect(shown.slice(8, 22).join(" ")).toBe("a0 a0 b0 b0 b0 b0 b0 b1 b1 b1 b1 b1 a0 a0");
  });

  it("are nothing where there are none, and survive seconds that make no sense", () => {
    expect(showingAt([], NONE, 5)).toBeNull();
    for (const seconds of [0, -3, Number.NaN, 1e12]) {
      expect(new Set(walk([page("a", seconds), page("b", 5)], 8_000)).size).toBe(2);
    }
  });

  it("each have their turn, whoever is asked when", () => {
    const some = fc.array(
      fc.record({ seconds: fc.integer({ min: 5, max: 60 }), screens: fc.integer({ min: 1, max: 4 }) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(some, fc.nat(), (plans, from) => {
        const pages = plans.map(({ seconds, screens }, place) => page(`p${place}-`, seconds, screens));
        const whole = pages.reduce((sum, { seconds, screens }) => sum + seconds * screens, 0);
        const seen = new Set<string>();
        for (let second = from; second < from + whole; second += 1) {
          const showing = showingAt(pages, NONE, second * 1_000);
          if (showing !== null) seen.add(`${showing.pageId}${showing.screen}`);
        }
        expect(seen.size).toBe(pages.reduce((sum, { screens }) => sum + screens, 0));
      }),
    );
  });

  it("are held by an alert, all screenfuls of the page in turn and no other page", () => {
    const pages = [page("a", 10), page("b", 5, 2)];
    const held = Array.from({ length: 30 }, (_, second) =>
      showingAt(pages, { kind: "held", pageId: "b" }, second * 1_000),
    );
    expect(new Set(held.map((showing) => `${showing?.pageId}${showing?.screen}`))).toEqual(
      new Set(["b0", "b1"]),
    );
  });

  it("stay where somebody turned by hand until the time is up, and never on a page that is gone", () => {
    const pages = [page("a", 10), page("b", 5, 2)];
    const chosen = { kind: "chosen", pageId: "b", screen: 1, until: 4_000 } as const;
    expect(showingAt(pages, chosen, 3_000)).toEqual({ pageId: "b", screen: 1 });
    expect(showingAt(pages, chosen, 4_000)).toEqual({ pageId: "a", screen: 0 });
    expect(showingAt([page("a", 10)], chosen, 3_000)).toEqual({ pageId: "a", screen: 0 });
  });

  it("are turned by hand in both directions, around the ends", () => {
    const pages = [page("a", 10), page("b", 5, 2)];
    expect(neighbourOf(pages, { pageId: "a", screen: 0 }, -1)).toEqual({ pageId: "b", screen: 1 });
    expect(neighbourOf(pages, { pageId: "b", screen: 1 }, 1)).toEqual({ pageId: "a", screen: 0 });
    expect(neighbourOf([], { pageId: "a", screen: 0 }, 1)).toBeNull();
  });
});
