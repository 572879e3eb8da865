/**
 * What a cell looks like: a colour and an outline of its own for each state, so that a floor is a pattern from afar and needs
 * no colour to be read. Squares are ready (full: routable), discs are at work. Drawn on the canvas and in the legend alike.
 */
import type { AgentGroup } from "../../floor/agent-groups.ts";

export interface CellShape {
  /** In a box of 16 × 16, as SVG writes paths. */
  readonly path: string;
  readonly isFilled: boolean;
  /** The custom property of its colour. */
  readonly colour: string;
}

export const SHAPE_BOX = 16;
export const SHAPE_STROKE = 2.4;

export const SHAPES: Record<AgentGroup, CellShape> = {
  routable: { path: "M1 1h14v14h-14Z", isFilled: true, colour: "--good" },
  readyNotRoutable: { path: "M2.5 2.5h11v11h-11Z M2.5 13.5 13.5 2.5", isFilled: false, colour: "--warn" },
  readyUnknown: { path: "M2.5 2.5h11v11h-11Z M8 7.99V8.01", isFilled: false, colour: "--grey" },
  onContact: { path: "M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8Z", isFilled: true, colour: "--info" },
  wrapUp: { path: "M15 1v14h-14Z", isFilled: true, colour: "--calm" },
  notReady: { path: "M2 1h4.4v14h-4.4Z M9.6 1h4.4v14h-4.4Z", isFilled: true, colour: "--warn" },
  unknown: {
    path: "M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2Z M8 7.99V8.01",
    isFilled: false,
    colour: "--grey",
  },
  signedOut: { path: "M5 7.2h6v1.6h-6Z", isFilled: true, colour: "--grey" },
};

/** The frame of somebody who has an alert that nobody has taken up, by severity. */
export const MARKS = ["--bad", "--warn", "--info", "--grey"] as const;
