/** Heights and widths of the parts, in em of the smallest legible text; `App.vue` hands them to the styles. */
export const PARTS = {
  header: 1.85,
  band: 3.4,
  foot: 1.15,
  gap: 0.3,
  paneGap: 0.9,
  queueHead: 2,
  cardName: 1.2,
  cardNameTight: 1.1,
  cardFigures: 2.3,
  cardFiguresCompact: 1.27,
  cardDetail: 1,
  cardPadding: 0.25,
  cardNameCompact: 1.12,
  cardPaddingCompact: 0.2,
  cardGap: 0.2,
  cardGapCompact: 0.06,
  agentLine: 1.34,
  adviceLine: 1.2,
  advicePadding: 0.45,
  /** What stands beside the advice: its icon and some air. */
  adviceBeside: 3.5,
  /** The box that counts the alerts beside it. */
  alertsBeside: 12,
  /** An alert of two lines, and what parts two rows of them. */
  alert: 2.44,
  alertGap: 0.16,
  routable: 5.3,
} as const;

/** A tile of figures is not legible in a narrower column. */
export const CARD_WIDTH_LEAST = 16.6;
