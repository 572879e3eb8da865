/** Documents as CSV, so that what was exported imports again, and no spreadsheet runs a cell of it. Pure. */
import type { SetupDocuments } from "@callboard/boards";
import { breaksText } from "./cells.ts";
import { ALIAS_COLUMNS, ASSIGNMENT_COLUMNS, CODE_COLUMNS, TEMPLATE_COLUMNS } from "./columns.ts";
import { writeTable } from "./table.ts";

/** The files that there are; `assignments` are the other half of the document `shifts`. */
export const EXPORT_NAMES = ["codes", "shifts", "assignments", "privacy"] as const;
export type ExportName = (typeof EXPORT_NAMES)[number];

export function exportCsv(name: ExportName, { codes, shifts, privacy }: SetupDocuments): string {
  switch (name) {
    case "codes":
      return writeTable(
        CODE_COLUMNS,
        codes.map(({ code, label, takesContacts }) => [code, label, takesContacts ? "yes" : "no"]),
      );
    case "shifts":
      return writeTable(
        TEMPLATE_COLUMNS,
        shifts.templates.map(({ id, name: title, zone, days, start, end, breaks }) => [
          ...[id, title, zone, days.join(" "), start, end],
          breaksText(breaks),
        ]),
      );
    case "assignments":
      return writeTable(
        ASSIGNMENT_COLUMNS,
        shifts.assignments.map(({ kind, who, template }) => [kind, who, "", "", template]),
      );
    case "privacy":
      return writeTable(
        ALIAS_COLUMNS,
        privacy.aliases.map(({ agentId, alias }) => [agentId, alias]),
      );
    default:
      return name satisfies never;
  }
}
