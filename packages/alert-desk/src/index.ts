/** The one door into the alert desk: from the floor's batches to alerts of record, and to notices. */
export type * from "./ports.ts";
