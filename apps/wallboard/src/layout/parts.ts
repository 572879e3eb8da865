/** Heights and widths of the parts, in em of the smallest legible text; `App.vue` hands them to the styles. */
export const PARTS = {
  header: 1.9,
  band: 3.4,
  foot: 1.15,
  gap: 0.32,
  paneGap: 0.9,
  queueHead: 2,
  cardName: 1.2,
  cardNameTight: 1.1,
  cardFigures: 2.3,
  cardFiguresCompact: 1.3,
  cardDetail: 1,
  cardPadding: 0.25,
  cardGap: 0.2,
  cardGapCompact: 0.08,
  agentLine: 1.34,
  adviceLine: 1.2,
  advicePadding: 0.45,
  /** What stands beside the advice: its icon and some air. */
  adviceBeside: 3.5,
  routable: 5.3,
} as const;

/** A tile of figures is not legible in a narrower column. */
export const CARD_WIDTH_LEAST = 16.6;
