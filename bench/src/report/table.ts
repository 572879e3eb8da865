/** Markdown tables and the figures in them. */

export type Row = readonly string[];

export const figure = (value: number, digits: number): string =>
  value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });

export const known = (value: number | null, digits: number): string =>
  value === null ? "–" : figure(value, digits);

export const arrows = (values: readonly (number | null)[]): string =>
  values.map((value) => known(value, 0)).join(" → ");

/** `leftColumns`: those of words; the others hold figures. */
export function table(head: Row, rows: readonly Row[], leftColumns: number): string[] {
  const line = (cells: Row): string => `| ${cells.join(" | ")} |`;
  return [
    line(head),
    line(head.map((_, column) => (column < leftColumns ? "---" : "--:"))),
    ...rows.map(line),
  ];
}
