/** The schemas of all documents by their names, for who describes them; reading them whole is `readSetup`. */

import type { z } from "zod";
import type { SetupName } from "../setup.ts";
import { boards } from "./boards.ts";
import { codes, general, goals, privacy } from "./lists.ts";
import { screens } from "./screens.ts";
import { shifts } from "./shifts.ts";

export const DOCUMENTS = {
  general,
  codes,
  shifts,
  goals,
  privacy,
  boards,
  screens,
} as const satisfies Record<SetupName, z.ZodType>;
