/**
 * Documents of a backup, held against what is there: each is read like one that comes from outside, together with the others of the
 * file, since screens name boards. Nothing is changed here.
 */
import { SETUP_NAMES, type SetupDocuments, type SetupName } from "@callboard/boards";
import { readSetup } from "@callboard/boards/read";
import { quoted } from "@callboard/core";
import { canonicalJson } from "@callboard/shell";

export interface RestoredDocument {
  readonly name: string;
  readonly what: "same" | "changed" | "refused";
  readonly complaints: readonly string[];
}

export interface RestorePlan {
  readonly documents: readonly RestoredDocument[];
  /** What is to be written: those that are another than what is there; nothing where any is refused. */
  readonly values: Partial<SetupDocuments>;
}

export function planRestore(now: SetupDocuments, file: Readonly<Record<string, unknown>>): RestorePlan {
  const documents: RestoredDocument[] = [];
  let values: Partial<SetupDocuments> = {};
  const boards = read("boards", file.boards ?? now.boards, null);
  const boardIds = boards.value === null ? null : boards.value.map(({ id }) => id);
  for (const name of SETUP_NAMES) {
    // Screens that the file does not tell of must still find their boards among those that it brings.
    const isThere = Object.hasOwn(file, name);
    if (!isThere && !(name === "screens" && Object.hasOwn(file, "boards"))) continue;
    const { value, complaints } = read(name, isThere ? file[name] : now[name], boardIds);
    const isSame = value !== null && canonicalJson(value) === canonicalJson(now[name]);
    if (isThere || complaints.length > 0)
      documents.push({ name, what: value === null ? "refused" : isSame ? "same" : "changed", complaints });
    if (value !== null && !isSame) values = { ...values, [name]: value };
  }
  documents.push(...strangersIn(file));
  return { documents, values: documents.some(({ what }) => what === "refused") ? {} : values };
}

function read<N extends SetupName>(
  name: N,
  value: unknown,
  boardIds: readonly string[] | null,
): { readonly value: SetupDocuments[N] | null; readonly complaints: readonly string[] } {
  const reading = readSetup(name, value, { boardIds });
  if (reading.kind === "refused") return { value: null, complaints: reading.complaints };
  if (name === "boards" && (reading.value as readonly unknown[]).length === 0)
    return { value: null, complaints: ["There must be one board at least."] };
  return { value: reading.value, complaints: [] };
}

/** Of a newer Callboard: better refused than left out in silence. */
const strangersIn = (file: Readonly<Record<string, unknown>>): readonly RestoredDocument[] =>
  Object.keys(file)
    .filter((key) => !SETUP_NAMES.some((name) => name === key))
    .map((key) => ({
      name: key,
      what: "refused" as const,
      complaints: [`There is no document ${quoted(key)} here.`],
    }));
