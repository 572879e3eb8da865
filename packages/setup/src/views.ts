/** What the book answers, besides the documents' own shapes. Wire shapes: plain JSON. */
import type { BoardPlan, ScreenPlan, SetupDocuments, SetupName } from "@callboard/boards";
import type { EpochMs } from "@callboard/core";
import type { Stamp } from "@callboard/shell";

export type { Stamp };

/** The documents whose parts are changed one by one, each with a revision of its own. */
export interface ListedDocuments {
  readonly boards: BoardPlan;
  readonly screens: ScreenPlan;
}
export type ListedName = keyof ListedDocuments;

/** One board or one screen as it is answered. */
export interface OneView<N extends ListedName> extends Stamp {
  readonly name: N;
  readonly id: string;
  readonly value: ListedDocuments[N];
}

/** What somebody did. Its number is the revision that came of it. */
export interface DeedView {
  readonly number: number;
  readonly at: EpochMs;
  readonly by: string;
  /** A word of ours: "changed", "removed". */
  readonly what: string;
  /** A document's name, or a part of one: `boards/sales`. */
  readonly subject: string;
}

/** The newest first; `before` is what to ask with for the next page, `null` where there is none. */
export interface DeedPage {
  readonly deeds: readonly DeedView[];
  readonly before: number | null;
}

/** `row`: as a spreadsheet counts, the header being row 1; 0 for what is wrong with the whole. */
export interface ImportComplaint {
  readonly row: number;
  readonly text: string;
}

export type ImportName = "codes" | "shifts" | "privacy";

/** What an import comes to, or would come to. */
export interface ImportView<N extends SetupName = ImportName> {
  readonly isSaved: boolean;
  readonly revision: number;
  /** Rows that were read, without the header. */
  readonly rows: number;
  readonly complaints: readonly ImportComplaint[];
  /** The document with the rows that could be read. */
  readonly value: SetupDocuments[N];
}
