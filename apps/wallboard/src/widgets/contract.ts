/**
 * What a widget is to the wall that shows it. The wall gives it a box in em of the smallest legible text (1 rem) and its
 * plan; the widget fills the box, never more, and turns its own pages where not all fits. It must never be smaller than its
 * least room, shrink text under 1 rem, cut a figure, or read the device's clock.
 *
 * A widget's folder exports one `WidgetParts` from its `index.ts`; `registry.ts` knows them all.
 */
import type { Widget, WidgetKind, WidgetOf } from "@callboard/boards";
import type { Component } from "vue";

export interface WidgetBox {
  readonly wideEm: number;
  readonly highEm: number;
}

/** The props of every widget's component. */
export interface WidgetProps<K extends WidgetKind = WidgetKind> {
  readonly widget: WidgetOf<K>;
  readonly box: WidgetBox;
}

export interface WidgetParts<K extends WidgetKind> {
  readonly component: Component<WidgetProps<K>>;
  /** The least room in which it is legible, its frame and title included. Pure: it may depend on the plan alone. */
  readonly least: (widget: WidgetOf<K>) => WidgetBox;
  /**
   * The most height that is of use to it in a page's room; what a row has above that goes to rows that can use it. Without
   * one every height is of use, as it is to lists and charts. Pure, like `least`.
   */
  readonly most?: (widget: WidgetOf<K>, room: WidgetBox) => number;
}

export type AnyWidgetParts = { readonly [K in Widget["kind"]]: WidgetParts<K> };
