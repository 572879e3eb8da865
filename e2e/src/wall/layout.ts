/**
 * What is wrong with the layout of a page, measured in the browser: text that is too small, out of sight, cut off without
 * an ellipsis, or written over by other text.
 */
import type { Page } from "playwright-core";

export interface LayoutFaults {
  /** How far the page could be scrolled sideways, in CSS pixels. */
  readonly sidewaysPx: number;
  /** Texts smaller than the legible minimum, with their size. */
  readonly tooSmall: readonly string[];
  /** Texts of which a part is outside of the screen. */
  readonly outside: readonly string[];
  /** Texts of which a part is hidden by the box around them, with nothing to say so. */
  readonly cut: readonly string[];
  /** Pairs of texts of which one stands upon the other. */
  readonly overlapping: readonly string[];
}

export const FAULTLESS: LayoutFaults = {
  sidewaysPx: 0,
  tooSmall: [],
  outside: [],
  cut: [],
  overlapping: [],
};

interface Asked {
  readonly leastPx: number;
  readonly isScrolled: boolean;
}

/** A size may be rounded by this much before somebody could tell. */
const ROUNDING_PX = 0.5;

/**
 * @param leastPx the smallest legible type at this screen
 * @param isScrolled whether people scroll the page and the boxes in it, so that what is further down is not out of sight
 */
export function layoutFaults(page: Page, leastPx: number, isScrolled = false): Promise<LayoutFaults> {
  return page.evaluate(measure, { leastPx: leastPx - ROUNDING_PX, isScrolled });
}

/** Runs in the page: it can use nothing from outside of itself. */
function measure({ leastPx, isScrolled }: Asked): LayoutFaults {
  interface Box {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  }
  /** A row of letters as far as a box leaves of it, and how high the whole of it is. */
  interface Line extends Box {
    readonly highPx: number;
  }
  interface Text {
    readonly element: Element;
    readonly whole: Box;
    /** As far as it can be seen, once people have scrolled to it. */
    readonly reached: Box;
    readonly seen: Box;
    /** Line by line, as far as it is reached, and as far as it is seen now. */
    readonly lines: readonly Line[];
    readonly seenLines: readonly Line[];
    /** The nearest box around it that people scroll. */
    readonly scroller: Element | null;
    readonly isElided: boolean;
  }
  /** A glyph may stand over its box by so much. */
  const OVERHANG_PX = 2;
  /** A line's box is higher than its letters: so much of it may be hidden, or under another's, before a letter is. */
  const CUT_SHARE = 0.3;
  const OVERLAP_SHARE = 0.4;

  const clipped = (a: Box, b: Box): Box => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const named = ({ element }: { readonly element: Element }) =>
    (element.textContent ?? "").trim().slice(0, 40);
  const at = ({ left, top, right, bottom }: Box) => [left, top, right, bottom].map(Math.round).join(",");

  function textIn(node: Node): Text | null {
    const element = node.parentElement;
    if (element === null || (node.textContent ?? "").trim() === "") return null;
    const range = document.createRange();
    range.selectNodeContents(node);
    const whole = range.getBoundingClientRect();
    const { visibility } = getComputedStyle(element);
    if (visibility === "hidden" || whole.width === 0 || whole.height === 0) return null;
    let reached: Box = whole;
    let seen: Box = whole;
    let scroller: Element | null = null;
    let isElided = false;
    for (let around: Element | null = element; around !== null; around = around.parentElement) {
      const style = getComputedStyle(around);
      const box = around.getBoundingClientRect();
      if (isForEarsOnly(style, box)) return null;
      isElided ||= style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
      const isPage = around === document.documentElement || around === document.body;
      if (style.overflow === "visible" || isPage) continue;
      seen = clipped(seen, box);
      const isScroller = isScrolled && isScrollable(around, style);
      if (isScroller) scroller ??= around;
      reached = clipped(
        reached,
        isScroller ? { left: box.left, right: box.right, top: reached.top, bottom: reached.bottom } : box,
      );
    }
    const rows = Array.from(range.getClientRects());
    const within = (box: Box): Line[] => rows.map((row) => ({ ...clipped(row, box), highPx: row.height }));
    const [lines, seenLines] = [within(reached), within(seen)];
    return { element, whole, reached, seen, lines, seenLines, scroller, isElided };
  }

  /** Words for screen readers stand in a box of a pixel of which nothing is drawn. */
  function isForEarsOnly({ clip, clipPath }: CSSStyleDeclaration, box: DOMRect): boolean {
    return (clip !== "auto" || clipPath !== "none") && box.width <= 1 && box.height <= 1;
  }

  function isScrollable(box: Element, { overflowY }: CSSStyleDeclaration): boolean {
    return (overflowY === "auto" || overflowY === "scroll") && box.scrollHeight > box.clientHeight;
  }

  function isCut({ whole, reached, isElided }: Text): boolean {
    if (isElided) return false;
    const highPx = whole.bottom - whole.top;
    const hiddenPx = Math.max(reached.top - whole.top, whole.bottom - reached.bottom);
    const asidePx = Math.max(reached.left - whole.left, whole.right - reached.right);
    return asidePx > OVERHANG_PX || hiddenPx > Math.max(OVERHANG_PX, CUT_SHARE * highPx);
  }

  function isUpon(a: Line, b: Line): boolean {
    const both = clipped(a, b);
    const widePx = both.right - both.left;
    const highPx = both.bottom - both.top;
    const lowerPx = Math.min(a.highPx, b.highPx);
    return widePx > OVERHANG_PX && highPx > Math.max(OVERHANG_PX, OVERLAP_SHARE * lowerPx);
  }

  /** What is scrolled together keeps its places; what is not can only meet where both are seen. */
  function isWrittenOver(text: Text, other: Text): boolean {
    const isTogether = text.scroller === other.scroller;
    const [lines, others] = isTogether ? [text.lines, other.lines] : [text.seenLines, other.seenLines];
    return lines.some((line) => others.some((another) => isUpon(line, another)));
  }

  const texts: Text[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = textIn(node);
    if (text !== null) texts.push(text);
  }
  const sizeOf = ({ element }: Text) => Number.parseFloat(getComputedStyle(element).fontSize);
  const screen: Box = { left: -1, top: -1, right: innerWidth + 1, bottom: innerHeight + 1 };
  const isOutside = ({ seen }: Text) =>
    seen.left < screen.left ||
    seen.right > screen.right ||
    (!isScrolled && (seen.top < screen.top || seen.bottom > screen.bottom));
  const overlapping = texts.flatMap((text, place) =>
    texts
      .slice(place + 1)
      .filter((other) => isWrittenOver(text, other))
      .map((other) => `${named(text)} (${at(text.seen)}) and ${named(other)} (${at(other.seen)})`),
  );
  const root = document.documentElement;
  const sidewaysPx = Math.max(root.scrollWidth, document.body.scrollWidth) - innerWidth;
  return {
    sidewaysPx: Math.max(0, sidewaysPx),
    tooSmall: texts
      .filter((text) => sizeOf(text) < leastPx)
      .map((text) => `${named(text)}: ${sizeOf(text)} px`),
    outside: texts.filter(isOutside).map((text) => `${named(text)}: ${at(text.seen)}`),
    cut: texts.filter(isCut).map((text) => `${named(text)}: ${at(text.reached)} of ${at(text.whole)}`),
    overlapping,
  };
}
