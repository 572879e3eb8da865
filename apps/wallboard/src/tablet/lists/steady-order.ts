/**
 * The order of a list that lives while it is read: whatever a finger is on its way to stays where it is. While the list is
 * held, nobody moves; who comes stands at the end, and who is gone keeps the place until the list is let go.
 */

export function steadyOrder(
  shown: readonly string[],
  wanted: readonly string[],
  isHeld: boolean,
): readonly string[] {
  if (!isHeld) return isSame(shown, wanted) ? shown : wanted;
  const here = new Set(shown);
  const come = wanted.filter((id) => !here.has(id));
  return come.length === 0 ? shown : [...shown, ...come];
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, place) => id === b[place]);
}
