/**
 * Times as they are told: in whole seconds, and so that what is told reads as it came out (SPEC N24). It is for people and
 * records alone; nothing is ever decided by a rounded time.
 */

/** The sides of a comparison, either of which may be not known. */
export type Sides = readonly [left: number | null, right: number | null];

/**
 * Both sides rounded down, or one of them up where the comparison would otherwise read as another verdict: 900.001 that is
 * above 900 is told as 901. A side that a rule's author wrote (`isRightWritten`) stays as it was written.
 */
export function inWholeSeconds(
  [left, right]: Sides,
  isRightWritten: boolean,
  reads: (left: number, right: number) => boolean,
): Sides {
  const rightDown = isRightWritten ? right : down(right);
  if (left === null || right === null || rightDown === null) return [down(left), rightDown];
  const choices: readonly (readonly [number, number])[] = [
    [Math.floor(left), rightDown],
    [Math.ceil(left), rightDown],
    [Math.floor(left), isRightWritten ? right : Math.ceil(right)],
  ];
  return choices.find(([one, other]) => reads(one, other)) ?? [left, right];
}

const down = (seconds: number | null): number | null => (seconds === null ? null : Math.floor(seconds));
