/** From rows to a document: each row is read by itself, and takes the place of what has its key. Pure. */
import type {
  AliasSetup,
  CodeSetup,
  ShiftAssignment,
  ShiftsSetup,
  ShiftTemplateSetup,
} from "@callboard/boards";
import { type Reading, readAlias, readAssignment, readCode, readTemplate } from "@callboard/boards/read";
import { meant, quoted } from "@callboard/core";
import type { ImportComplaint } from "../views.ts";
import { breaksOf, daysOf, timeOf, yesNoOf } from "./cells.ts";
import type { Row } from "./table.ts";

export interface Merged<Value> {
  readonly value: Value;
  readonly complaints: readonly ImportComplaint[];
}

type RowReading<One> = Reading<One> | { readonly kind: "wrong"; readonly text: string };

/** Rows over what is there, by key: a key keeps its place, and a new one goes to the end. */
function mergeRows<One>(
  before: readonly One[],
  rows: readonly Row[],
  readRow: (row: Row) => RowReading<One>,
  keyOf: (one: One) => string,
): Merged<readonly One[]> {
  const merged = new Map(before.map((one) => [keyOf(one), one]));
  const seen = new Map<string, number>();
  const complaints: ImportComplaint[] = [];
  for (const row of rows) {
    const read = readRow(row);
    if (read.kind === "read") {
      const key = keyOf(read.value);
      const former = seen.get(key);
      if (former !== undefined)
        complaints.push({ row: row.row, text: `The same is in row ${former}; leave one of them out.` });
      seen.set(key, row.row);
      merged.set(key, read.value);
    } else if (read.kind === "wrong") complaints.push({ row: row.row, text: read.text });
    else complaints.push(...read.complaints.map((text) => ({ row: row.row, text })));
  }
  return { value: [...merged.values()], complaints };
}

const wrong = (text: string) => ({ kind: "wrong", text }) as const;

export const mergeCodes = (before: readonly CodeSetup[], rows: readonly Row[]) =>
  mergeRows(before, rows, codeOf, ({ code }) => code);

function codeOf({ cell }: Row): RowReading<CodeSetup> {
  const takesContacts = yesNoOf(cell("takes_contacts"));
  if (takesContacts === null)
    return wrong(`\`takes_contacts\` is ${quoted(cell("takes_contacts"))}; write yes or no.`);
  return readCode({ code: cell("code"), label: cell("label") || cell("code"), takesContacts });
}

export const mergeAliases = (before: readonly AliasSetup[], rows: readonly Row[]) =>
  mergeRows(
    before,
    rows,
    ({ cell }) => readAlias({ agentId: cell("agent_id"), alias: cell("alias") }),
    ({ agentId }) => agentId,
  );

/** `zone`: of templates that name none. */
export function mergeTemplates(before: ShiftsSetup, rows: readonly Row[], zone: string): Merged<ShiftsSetup> {
  const merged = mergeRows(
    before.templates,
    rows,
    (row) => templateOf(row, zone),
    ({ id }) => id,
  );
  return { value: { ...before, templates: merged.value }, complaints: merged.complaints };
}

function templateOf({ cell }: Row, zone: string): RowReading<ShiftTemplateSetup> {
  const days = daysOf(cell("days"));
  if (days === null)
    return wrong(`\`days\` is ${quoted(cell("days"))}; write weekdays such as 1-5, or Mon-Fri.`);
  const read = breaksOf(cell("breaks"));
  if ("wrong" in read)
    return wrong(
      `The break ${quoted(read.wrong)} is not readable; write \`Lunch 12:00-12:30; Tea 15:00-15:15\`.`,
    );
  return readTemplate({
    id: cell("template_id"),
    name: cell("name") || cell("template_id"),
    zone: cell("zone") || zone,
    days,
    start: timeOf(cell("start")),
    end: timeOf(cell("end")),
    breaks: read.breaks,
  });
}

export function mergeAssignments(before: ShiftsSetup, rows: readonly Row[]): Merged<ShiftsSetup> {
  const known = before.templates.map(({ id }) => id);
  const merged = mergeRows(
    before.assignments,
    rows,
    (row) => assignmentOf(row, known),
    ({ kind, who }) => JSON.stringify([kind, who]),
  );
  return { value: { ...before, assignments: merged.value }, complaints: merged.complaints };
}

const KINDS = new Map([
  ...["", "agent", "user", "person", "mitarbeiter"].map((word) => [word, "agent"] as const),
  ...["team", "équipe", "equipe"].map((word) => [word, "team"] as const),
]);

/** Whose it is: `kind` and `who`, or a column for agents and one for teams. */
function assignmentOf({ cell }: Row, templates: readonly string[]): RowReading<ShiftAssignment> {
  const [agent, team, who] = [cell("agent_id"), cell("team"), cell("who")];
  if ([agent, team, who].filter((one) => one !== "").length > 1)
    return wrong("It names more than one whose shift it is; give each a row.");
  const kind = agent !== "" ? "agent" : team !== "" ? "team" : KINDS.get(cell("kind").toLowerCase());
  if (kind === undefined) return wrong(`\`kind\` is ${quoted(cell("kind"))}; write agent or team.`);
  const template = cell("template_id");
  if (template !== "" && !templates.includes(template))
    return wrong(`There is no template ${quoted(template)}${meant(template, templates)}`);
  return readAssignment({ kind, who: agent || team || who, template });
}
