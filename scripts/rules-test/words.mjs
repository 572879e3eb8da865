// Offsets as people write them ("15m1s"), and lines as they read them.

const UNITS = new Map([
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
  ["ms", 1],
]);

/**
 * @param {unknown} text "15m1s", "1h", "250ms"; a bare 0 is the beginning
 * @returns {number | null} milliseconds, or `null` where it is no offset
 */
export function offsetMs(text) {
  if (text === 0) return 0;
  if (typeof text !== "string" || !/^(\d+(\.\d+)?(ms|[dhms]))+$/.test(text)) return null;
  let total = 0;
  for (const [, figure, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/g))
    total += Number(figure) * UNITS.get(unit);
  return Math.round(total);
}

/** @param {number} ms since the beginning; shown to the second, as a test names it */
export function offsetText(ms) {
  const whole = Math.floor(ms / 1_000);
  const parts = [
    [Math.floor(whole / 3_600), "h"],
    [Math.floor(whole / 60) % 60, "m"],
    [whole % 60, "s"],
  ];
  return (
    parts
      .filter(([figure]) => figure !== 0)
      .map(([figure, unit]) => `${figure}${unit}`)
      .join("") || "0s"
  );
}

/** One comparison of the evidence in a line. */
export function comparedText({ field, value, test, against, verdict }) {
  const held = Array.isArray(against) ? against.join(", ") : against;
  return `${field} = ${value ?? "nothing"}, ${test} ${held ?? "nothing"}: ${verdict}`;
}
