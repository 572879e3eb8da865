/** The one door into the alert desk: from the floor's batches to alerts of record, and to notices. */

export type { Refused, Reply } from "@callboard/shell";
export { AlertDesk } from "./alert-desk.ts";
export type { AlertDeskSettings } from "./book.ts";
export type { AlertingBackup } from "./data/backup.ts";
export type { AlertingDeed, AlertingDeeds } from "./data/deeds.ts";
export type { ErasureView } from "./data/erasures.ts";
export type { AlertingFile, AlertingRestored, RestoredThing } from "./data/restore.ts";
export type { KeptDays, KeptView, TooOld } from "./data/retention.ts";
export type { HistoryEntry } from "./history/entries.ts";
export type * from "./ports.ts";
export type { PastAlert } from "./replay/past-alerts.ts";
export { Replay, type ReplayOrder } from "./replay/replay.ts";
export type * from "./views.ts";
