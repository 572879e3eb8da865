/** A CSV over a document: which rows it has, what is wrong with which of them, and what would come of it. Pure. */
import type { SetupDocuments } from "@callboard/boards";
import { readSetup } from "@callboard/boards/read";
import { BOUNDS } from "@callboard/core";
import type { ImportComplaint, ImportName, ImportView } from "../views.ts";
import { ALIAS_COLUMNS, ASSIGNMENT_COLUMNS, CODE_COLUMNS, TEMPLATE_COLUMNS } from "./columns.ts";
import { type Merged, mergeAliases, mergeAssignments, mergeCodes, mergeTemplates } from "./merge.ts";
import { type Column, type Row, readTable, type Table } from "./table.ts";

export type Imported<N extends ImportName> = Pick<ImportView<N>, "rows" | "complaints" | "value">;

export const isImportName = (name: string): name is ImportName =>
  name === "codes" || name === "shifts" || name === "privacy";

type Importers = {
  readonly [N in ImportName]: (values: SetupDocuments, csv: string) => Imported<N>;
};

const IMPORTERS: Importers = {
  codes: (values, csv) =>
    imported("codes", values, readTable(csv, CODE_COLUMNS), (rows) => mergeCodes(values.codes, rows)),
  privacy: (values, csv) =>
    imported("privacy", values, readTable(csv, ALIAS_COLUMNS), (rows) => {
      const { value: aliases, complaints } = mergeAliases(values.privacy.aliases, rows);
      return { value: { ...values.privacy, aliases }, complaints };
    }),
  shifts: (values, csv) =>
    // Both kinds of files are of one document; which it is, its columns tell.
    hasTimes(csv)
      ? imported("shifts", values, readTable(csv, TEMPLATE_COLUMNS), (rows) =>
          mergeTemplates(values.shifts, rows, values.general.zone),
        )
      : imported("shifts", values, readTable(csv, ASSIGNMENT_COLUMNS), (rows) =>
          mergeAssignments(values.shifts, rows),
        ),
};

/** Never throws, whatever is in the text. */
export const importCsv = <N extends ImportName>(name: N, values: SetupDocuments, csv: string): Imported<N> =>
  IMPORTERS[name](values, csv);

/** A file of templates has times; a file of assignments has none. */
function hasTimes(csv: string): boolean {
  const optional = (column: Column): Column => ({ ...column, isNeeded: false });
  const [header = ""] = csv.trimStart().split(/\r\n|\r|\n/, 1);
  const { columns } = readTable(header, TEMPLATE_COLUMNS.map(optional));
  return columns.has("start") || columns.has("end") || columns.has("days");
}

function imported<N extends ImportName>(
  name: N,
  values: SetupDocuments,
  table: Table,
  merge: (rows: readonly Row[]) => Merged<SetupDocuments[N]>,
): Imported<N> {
  const merged = table.rows.length === 0 ? null : merge(table.rows);
  const value = merged?.value ?? values[name];
  const complaints = [...table.complaints, ...(merged?.complaints ?? [])];
  // What only the whole can have wrong: too many, or two people of one alias.
  const read = readSetup(name, value, { boardIds: null });
  if (complaints.length === 0 && read.kind === "refused")
    complaints.push(...read.complaints.map((text) => ({ row: 0, text })));
  if (complaints.length === 0 && table.rows.length === 0)
    complaints.push({ row: 0, text: "There are no rows below the first one." });
  return { rows: table.rows.length, complaints: bounded(complaints), value };
}

function bounded(complaints: readonly ImportComplaint[]): readonly ImportComplaint[] {
  const most = BOUNDS.importComplaintsMax;
  const inOrder = [...complaints].sort((one, other) => one.row - other.row);
  if (inOrder.length <= most) return inOrder;
  const more = { row: 0, text: `There are ${inOrder.length - most} more mistakes.` };
  return [...inOrder.slice(0, most), more];
}
