/** The QR code of an address as the path of an SVG: one square a dark module, in module units, with its quiet zone around it. */
import { encode } from "uqr";

/** ISO/IEC 18004 asks for four modules of light on each side. */
const QUIET = 4;

export interface Square {
  /** Modules on a side, the quiet zone among them. */
  readonly modules: number;
  readonly path: string;
}

/** Medium correction: half of what a finger on a screen or a reflection takes away is put back. */
export function squareOf(text: string): Square {
  const { data, size } = encode(text, { ecc: "M", border: QUIET });
  let path = "";
  for (let row = 0; row < data.length; row += 1) path += rowPath(data[row] ?? [], row);
  return { modules: size, path };
}

/** Dark modules side by side are one stroke, so that no hairline of light is between them. */
function rowPath(cells: readonly boolean[], row: number): string {
  let path = "";
  let from = -1;
  for (let column = 0; column <= cells.length; column += 1) {
    const isDark = cells[column] === true;
    if (isDark && from < 0) from = column;
    if (isDark || from < 0) continue;
    path += `M${from} ${row}h${column - from}v1H${from}z`;
    from = -1;
  }
  return path;
}
