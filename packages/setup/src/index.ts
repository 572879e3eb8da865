/** The one door of setup: documents with revisions over SQL, CSV in and out, and what follows from them for desk and screens. */

export { type Fields, SetupBook, type SetupBookParts } from "./book.ts";
export { EXPORT_NAMES, type ExportName, exportCsv } from "./csv/export.ts";
export { isImportName } from "./csv/import.ts";
export type { Along, Change } from "./held.ts";
export { presetSetup } from "./presets.ts";
export type { RestoredDocument } from "./restore.ts";
export { siteOf } from "./site-of.ts";
export type * from "./views.ts";
export { type Asked, namesFor, wallSetup } from "./wall.ts";
