/** What is wrong with the layout of a wall, measured in the browser: text that is too small, cut off or out of sight. */
import type { Page } from "playwright-core";

export interface LayoutFaults {
  /** How far the page could be scrolled sideways, in CSS pixels. */
  readonly sidewaysPx: number;
  /** Texts smaller than the legible minimum, with their size. */
  readonly tooSmall: readonly string[];
  /** Texts of which a part is outside of the screen. */
  readonly outside: readonly string[];
}

/** A size may be rounded by this much before somebody could tell. */
const ROUNDING_PX = 0.5;

/** @param leastPx the smallest legible type at this screen */
export function layoutFaults(page: Page, leastPx: number): Promise<LayoutFaults> {
  return page.evaluate((least) => {
    const isShown = (element: Element) => {
      const { visibility, display } = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      return visibility !== "hidden" && display !== "none" && width > 0 && height > 0;
    };
    const hasText = (element: Element) =>
      [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? "").trim() !== "",
      );
    const texts = [...document.body.querySelectorAll("*")].filter((each) => hasText(each) && isShown(each));
    const named = (element: Element, what: string) =>
      `${(element.textContent ?? "").trim().slice(0, 40)}: ${what}`;
    const tooSmall: string[] = [];
    const outside: string[] = [];
    for (const element of texts) {
      const sizePx = Number.parseFloat(getComputedStyle(element).fontSize);
      if (sizePx < least) tooSmall.push(named(element, `${sizePx} px`));
      // Inline text may be longer than the box that shows its beginning; the box is what must be in sight.
      const box =
        getComputedStyle(element).display === "inline" ? (element.parentElement ?? element) : element;
      const { left, top, right, bottom } = box.getBoundingClientRect();
      if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1) {
        outside.push(
          named(
            element,
            `${Math.round(left)},${Math.round(top)} to ${Math.round(right)},${Math.round(bottom)}`,
          ),
        );
      }
    }
    const root = document.documentElement;
    const sidewaysPx = Math.max(root.scrollWidth, document.body.scrollWidth) - innerWidth;
    return { sidewaysPx: Math.max(0, sidewaysPx), tooSmall, outside };
  }, leastPx - ROUNDING_PX);
}
