/** What people set, document by document, and what a wall is set up by. */
import {
  type BoardPlan,
  LANGUAGES,
  type ScreenPlan,
  SETUP_NAMES,
  type SetupDocuments,
  type SetupName,
  type SetupView,
  type WallSetup,
} from "@callboard/boards";
import { board, DOCUMENTS, screen } from "@callboard/boards/read";
import { BOUNDS } from "@callboard/core";
import type { DeedPage, ImportView, ListedName, OneView } from "@callboard/setup";
import { z } from "zod";
import { lazy, sentAs, shapeOf } from "../lazy.ts";
import { byPerson, instant } from "./parts.ts";
import { siteStanding } from "./rules.ts";

const boardPlan = lazy(() => board.meta({ id: "BoardPlan" }));
const screenPlan = lazy(() => screen.meta({ id: "ScreenPlan" }));

/** Documents as they are answered: whole, as their readers leave them. */
const read = lazy(() => ({
  general: DOCUMENTS.general.meta({ id: "GeneralSetup" }),
  codes: DOCUMENTS.codes.meta({ id: "CodesSetup" }),
  shifts: DOCUMENTS.shifts.meta({ id: "ShiftsSetup" }),
  goals: DOCUMENTS.goals.meta({ id: "GoalsSetup" }),
  privacy: DOCUMENTS.privacy.meta({ id: "PrivacySetup" }),
  boards: z.array(boardPlan()),
  screens: z.array(screenPlan()),
}));

/** Any document, as it is sent: its name says which. */
const anyDocument = lazy(() => {
  const { general, codes, shifts, goals, privacy, boards, screens } = read();
  return z.union([general, codes, shifts, goals, privacy, boards, screens]);
});

const stamp = lazy(() => ({
  revision: z.number().meta({ description: "0 where nobody has changed it yet." }),
  changed: byPerson().nullable(),
}));

type AnyView = { readonly [N in SetupName]: SetupView<N> }[SetupName];

export const setupView = shapeOf<AnyView>()(() => {
  const documents = read();
  return z
    .discriminatedUnion("name", [
      z.strictObject({ name: z.literal("general"), ...stamp(), value: documents.general }),
      z.strictObject({ name: z.literal("codes"), ...stamp(), value: documents.codes }),
      z.strictObject({ name: z.literal("shifts"), ...stamp(), value: documents.shifts }),
      z.strictObject({ name: z.literal("goals"), ...stamp(), value: documents.goals }),
      z.strictObject({ name: z.literal("privacy"), ...stamp(), value: documents.privacy }),
      z.strictObject({ name: z.literal("boards"), ...stamp(), value: documents.boards }),
      z.strictObject({ name: z.literal("screens"), ...stamp(), value: documents.screens }),
    ])
    .meta({ id: "SetupDocument" });
});

export const setupViews = shapeOf<readonly AnyView[]>()(() => z.array(setupView()));

type AnyPart = { readonly [N in ListedName]: OneView<N> }[ListedName];

export const setupPart = shapeOf<AnyPart>()(() =>
  z
    .discriminatedUnion("name", [
      z.strictObject({ name: z.literal("boards"), id: z.string(), ...stamp(), value: boardPlan() }),
      z.strictObject({ name: z.literal("screens"), id: z.string(), ...stamp(), value: screenPlan() }),
    ])
    .meta({ id: "SetupPart" }),
);

export const deedPage = shapeOf<DeedPage>()(() =>
  z.strictObject({
    deeds: z.array(
      z.strictObject({
        number: z.number(),
        at: instant(),
        by: z.string(),
        what: z.string(),
        subject: z.string(),
      }),
    ),
    before: z.number().nullable(),
  }),
);

type AnyImport = { readonly [N in "codes" | "shifts" | "privacy"]: ImportView<N> };

export const importView = shapeOf<AnyImport[keyof AnyImport]>()(() => {
  const { codes, shifts, privacy } = read();
  const rest = {
    isSaved: z.boolean(),
    revision: z.number(),
    rows: z.number(),
    complaints: z.array(z.strictObject({ row: z.number(), text: z.string() })),
  };
  return z.union([
    z.strictObject({ ...rest, value: codes }),
    z.strictObject({ ...rest, value: shifts }),
    z.strictObject({ ...rest, value: privacy }),
  ]);
});

export const wallSetup = shapeOf<WallSetup>()(() =>
  z
    .strictObject({
      revision: z.number(),
      screen: screenPlan().nullable(),
      boards: z.array(boardPlan()),
      sites: z.array(siteStanding()),
      goals: read().goals,
      language: z.enum(LANGUAGES),
      zone: z.string(),
    })
    .meta({ id: "WallSetup" }),
);

// ── What is sent ───────────────────────────────────────────────────────────────────────────────────────────

/** The revision that was changed, so that two people do not undo each other's work. */
export const revision = lazy(() =>
  z
    .int()
    .min(0)
    .nullable()
    .default(null)
    .meta({ description: "The one that came with what is changed; null for what is to be new." }),
);

interface ByRevision {
  readonly revision?: number | null;
}

export const setupOrder = sentAs<ByRevision & { readonly value: SetupDocuments[SetupName] }>()(() =>
  z.strictObject({ revision: revision(), value: anyDocument() }),
);

export const setupPartOrder = sentAs<ByRevision & { readonly value: BoardPlan | ScreenPlan }>()(() =>
  z.strictObject({ revision: revision(), value: z.union([boardPlan(), screenPlan()]) }),
);

export const setupCheck = sentAs<{ readonly value: unknown }>()(() =>
  z.strictObject({ value: z.unknown().meta({ description: "The document, or what is thought to be one." }) }),
);

export const importOrder = lazy(() =>
  z.strictObject({
    csv: z.string().meta({ description: "The text of the file." }),
    isTrial: z.boolean().optional().meta({ description: "Says what would come of it, and changes nothing." }),
    revision: z.int().min(0).optional(),
  }),
);

export const revisionQuery = lazy(() =>
  z.object({ revision: z.coerce.number<number | string>().int().min(0).optional() }),
);

export const logQuery = lazy(() =>
  z.object({
    before: z.coerce.number<number | string>().int().optional(),
    limit: z.coerce.number<number | string>().int().min(1).max(BOUNDS.alertPageMax).optional(),
  }),
);

export const documentName = lazy(() => z.object({ name: z.enum(SETUP_NAMES) }));
export const importName = lazy(() => z.object({ name: z.enum(["codes", "shifts", "privacy"]) }));
export const exportName = lazy(() =>
  z.object({ name: z.enum(["codes", "shifts", "assignments", "privacy"]) }),
);
export const listedName = lazy(() => z.object({ name: z.enum(["boards", "screens"]) }));
