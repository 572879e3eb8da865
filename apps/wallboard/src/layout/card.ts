/**
 * How a queue's tile is set: in full, with what each figure is to be compared with beneath it; or compact, in two lines,
 * where so few full ones would fit that a supervisor would wait minutes for a queue to come round.
 */
import { type CardName, cardNameOf } from "./card-name.ts";
import { PARTS } from "./parts.ts";

export interface Card {
  readonly isCompact: boolean;
  readonly name: CardName;
  /** The heights of its parts, and of the tile. */
  readonly nameEm: number;
  readonly figuresEm: number;
  readonly paddingEm: number;
  readonly em: number;
  /** The least that separates it from the next. */
  readonly gapEm: number;
}

/** @param hasDetail whether each queue names its own formula */
export function fullCard(names: readonly string[], columnEm: number, hasDetail: boolean): Card {
  const name = cardNameOf(names, columnEm);
  const detailEm = hasDetail ? PARTS.cardDetail : 0;
  const nameEm = name.lines === 1 ? PARTS.cardName : PARTS.cardNameTight * name.lines;
  return {
    isCompact: false,
    name,
    nameEm,
    figuresEm: PARTS.cardFigures,
    paddingEm: PARTS.cardPadding,
    em: PARTS.cardPadding + nameEm + PARTS.cardFigures + detailEm,
    gapEm: PARTS.cardGap,
  };
}

/** Names are on one line, and end in an ellipsis where they are longer. */
export function compactCard(names: readonly string[], columnEm: number): Card {
  const wanted = cardNameOf(names, columnEm);
  const name = wanted.lines === 1 ? wanted : { lines: 1, sizeEm: 1 };
  return {
    isCompact: true,
    name,
    nameEm: PARTS.cardNameCompact,
    figuresEm: PARTS.cardFiguresCompact,
    paddingEm: PARTS.cardPaddingCompact,
    em: COMPACT_CARD_EM,
    gapEm: PARTS.cardGapCompact,
  };
}

export const COMPACT_CARD_EM = PARTS.cardPaddingCompact + PARTS.cardNameCompact + PARTS.cardFiguresCompact;
