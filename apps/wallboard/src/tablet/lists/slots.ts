/**
 * Which rows of a long list exist, and in which slot each is drawn. A row that scrolls out of sight lends its slot, with all
 * that is in it, to one that comes in; what is in sight is drawn at once and what is not yet, a few rows a frame. Making rows
 * anew, and many at a time, is what makes scrolling jerk.
 */
export interface SlotRow {
  readonly id: string;
  readonly index: number;
  readonly slot: number;
}

export interface Sight {
  /** The first and the last place in sight, inclusive; `last` is below `first` where nothing is. */
  readonly first: number;
  readonly last: number;
}

export interface Lent {
  /** In the order of the list, so that reading and tabbing follow it. */
  readonly rows: readonly SlotRow[];
  /** Whether all is drawn that shall be; else it is to be asked again, before the next picture. */
  readonly isWhole: boolean;
}

/** Rows kept ready beyond either edge, and how many of those are drawn anew at once. */
const BEYOND_ROWS = 8;
const BEYOND_AT_ONCE = 3;

/** @param held what was lent before; its slots are lent again */
export function lendSlots(held: readonly SlotRow[], ids: readonly string[], { first, last }: Sight): Lent {
  const from = Math.max(0, first - BEYOND_ROWS);
  const to = Math.min(ids.length - 1, last + BEYOND_ROWS);
  const at = new Map<number, SlotRow>();
  const free: SlotRow[] = [];
  for (const row of held) {
    if (row.index < from || row.index > to) free.push(row);
    else at.set(row.index, row);
  }
  let slots = held.reduce((most, { slot }) => Math.max(most, slot + 1), 0);
  let left = BEYOND_AT_ONCE;
  for (const index of nearestFirst(from, to, first, last)) {
    const id = ids[index];
    const here = at.get(index);
    if (id === undefined || here?.id === id) continue;
    if (index < first || index > last) {
      if (left === 0) return { rows: ordered([...at.values(), ...free], ids.length), isWhole: false };
      left -= 1;
    }
    const slot = here?.slot ?? free.pop()?.slot ?? slots++;
    at.set(index, { id, index, slot });
  }
  return { rows: ordered([...at.values()], ids.length), isWhole: true };
}

/** Places in sight, then those beyond it by how near they are. */
function nearestFirst(from: number, to: number, first: number, last: number): readonly number[] {
  const beyond = (index: number) => Math.max(first - index, index - last, 0);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n).sort(
    (a, b) => beyond(a) - beyond(b) || a - b,
  );
}

function ordered(rows: readonly SlotRow[], count: number): readonly SlotRow[] {
  return rows.filter(({ index }) => index < count).sort((a, b) => a.index - b.index);
}
