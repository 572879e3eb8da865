/**
 * Which alerts the ribbon shows. Pages turn by themselves; a new alert that belongs in front brings the front back at
 * once, and one that has ended gives its place away. Nobody is shown twice before all were shown.
 */

export interface AlertPage {
  readonly shown: readonly string[];
  /** Who has had a turn in this round. */
  readonly seen: ReadonlySet<string>;
  /** Everything that was there when this was made: what is not in it is new. */
  readonly known: ReadonlySet<string>;
}

export const NO_ALERTS: AlertPage = { shown: [], seen: new Set(), known: new Set() };

/** The next page. @param ordered everything that fires, neediest first */
export function nextAlertPage(ordered: readonly string[], last: AlertPage, size: number): AlertPage {
  const unseen = ordered.filter((id) => !last.seen.has(id));
  const isOver = unseen.length === 0 || ordered.length <= size;
  const shown = (isOver ? ordered : unseen).slice(0, size);
  const seen = new Set([...(isOver ? [] : last.seen), ...shown]);
  return { shown, seen, known: new Set(ordered) };
}

/** The same page after alerts came or went; the first page where one came that belongs on it. */
export function refreshAlertPage(ordered: readonly string[], last: AlertPage, size: number): AlertPage {
  const isFrontNew = ordered.slice(0, size).some((id) => !last.known.has(id));
  if (isFrontNew || ordered.length <= size) return nextAlertPage(ordered, NO_ALERTS, size);
  const present = new Set(ordered);
  const kept = last.shown.filter((id) => present.has(id)).slice(0, size);
  if (kept.length === 0) return nextAlertPage(ordered, last, size);
  const others = ordered.filter((id) => !last.seen.has(id));
  const shown = [...kept, ...others.slice(0, size - kept.length)];
  return { shown, seen: new Set([...last.seen, ...shown]), known: present };
}
