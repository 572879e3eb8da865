/**
 * A CSV as people have it: with or without a byte-order mark, with commas, semicolons or tabs, with columns in any order and under
 * names of their own. What it gives is text and nothing else; papaparse does the quotes.
 */
import { BOUNDS, quoted } from "@callboard/core";
import Papa from "papaparse";
import type { ImportComplaint } from "../views.ts";

export interface Column {
  /** As it is called when it is exported. */
  readonly name: string;
  /** What else it may be called; capitals, blanks and signs do not matter. */
  readonly also: readonly string[];
  readonly isNeeded: boolean;
}

export interface Row {
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number;
  /** The cell of a column, trimmed; empty where there is none. */
  readonly cell: (column: string) => string;
}

export interface Table {
  readonly columns: ReadonlySet<string>;
  readonly rows: readonly Row[];
  readonly complaints: readonly ImportComplaint[];
}

const NO_ROWS = { columns: new Set<string>(), rows: [] };
const SEPARATORS = [",", ";", "\t", "|"] as const;
/** What a spreadsheet would take for a formula, behind the sign that our export puts before it. */
const GUARDED = /^'(?='*[=+\-@\t\r])/;
const whole = (text: string): ImportComplaint => ({ row: 0, text });

/** Never throws. */
export function readTable(csv: string, columns: readonly Column[]): Table {
  const text = csv.startsWith("\ufeff") ? csv.slice(1) : csv;
  const { data, errors } = Papa.parse<readonly string[]>(text, { delimiter: separatorOf(text) });
  const lines = data
    .map((cells, index) => ({ row: index + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const [header, ...body] = lines;
  if (header === undefined) return { ...NO_ROWS, complaints: [whole("There is nothing in it.")] };
  if (body.length > BOUNDS.importRowsMax)
    return { ...NO_ROWS, complaints: [whole(`It may have ${BOUNDS.importRowsMax} rows at most.`)] };
  const places = placesOf(header.cells, columns);
  const missing = columns.filter(({ name, isNeeded }) => isNeeded && !places.has(name));
  if (missing.length > 0) {
    const names = missing.map(({ name }) => quoted(name)).join(", ");
    const all = columns.map(({ name }) => name).join(",");
    const told = `The first row must name the columns; ${names} is missing. For example: ${quoted(all)}.`;
    return { ...NO_ROWS, complaints: [{ row: header.row, text: told }] };
  }
  const complaints: ImportComplaint[] = [];
  for (const { row = 0, type } of errors)
    if (type === "Quotes") complaints.push({ row: row + 1, text: "The quotes of a cell are not closed." });
  for (const { row, cells } of body)
    if (cells.slice(header.cells.length).some((cell) => cell.trim() !== ""))
      complaints.push({
        row,
        text: "It has more cells than the first row; put cells with separators in quotes.",
      });
  const rows = body.map(({ row, cells }) => ({
    row,
    cell: (column: string) => unguarded((cells[places.get(column) ?? -1] ?? "").trim()),
  }));
  return { columns: new Set(places.keys()), rows, complaints };
}

/** The sign that the first line has most of, outside of quotes: later lines may list things within a cell. */
function separatorOf(text: string): string {
  const [first = ""] = text.trimStart().split(/\r\n|\r|\n/, 1);
  const bare = first.replace(/"[^"]*"/g, "");
  const counts = SEPARATORS.map((sign) => bare.split(sign).length - 1);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ",";
}

/** Where each known column stands; the first of a name counts. */
function placesOf(header: readonly string[], columns: readonly Column[]): ReadonlyMap<string, number> {
  const known = new Map(columns.flatMap(({ name, also }) => [name, ...also].map((one) => [bare(one), name])));
  const places = new Map<string, number>();
  for (const [place, title] of header.entries()) {
    const name = known.get(bare(title));
    if (name !== undefined && !places.has(name)) places.set(name, place);
  }
  return places;
}

const bare = (title: string): string => title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
const unguarded = (cell: string): string => cell.replace(GUARDED, "");

/**
 * The table as a file: with a byte-order mark, without which spreadsheets misread all letters beyond ASCII, and with a sign before
 * every cell that they would take for a formula.
 */
export function writeTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const data = rows.map((cells) => cells.map(guarded));
  return `\ufeff${Papa.unparse({ fields: columns.map(({ name }) => name), data }, { newline: "\r\n" })}\r\n`;
}

const guarded = (cell: string): string => (/^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
