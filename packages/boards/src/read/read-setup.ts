/** Any document by its name, for who stores them and for who checks one before it is saved. */
import type { SetupDocuments, SetupName } from "../setup.ts";
import { readBoards } from "./boards.ts";
import { readCodes, readGeneral, readGoals, readPrivacy } from "./lists.ts";
import type { Reading } from "./reading.ts";
import { readScreens } from "./screens.ts";
import { readShifts } from "./shifts.ts";

/** What a document is checked against besides itself. */
export interface SetupContext {
  /** The boards that screens may show; `null`: whichever they say. */
  readonly boardIds: readonly string[] | null;
}

type Readers = {
  readonly [N in SetupName]: (value: unknown, context: SetupContext) => Reading<SetupDocuments[N]>;
};

const READERS: Readers = {
  general: readGeneral,
  codes: readCodes,
  shifts: readShifts,
  goals: readGoals,
  privacy: readPrivacy,
  boards: readBoards,
  screens: (value, { boardIds }) => readScreens(value, boardIds),
};

/** Never throws; every mistake is a sentence. */
export const readSetup = <N extends SetupName>(
  name: N,
  value: unknown,
  context: SetupContext,
): Reading<SetupDocuments[N]> => READERS[name](value, context);
