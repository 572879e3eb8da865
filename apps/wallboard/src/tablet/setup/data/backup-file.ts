/** A backup as a file: its name, what is read of one, and what its report says, grouped. The server alone judges what is in it. */

import type { AnswerOf } from "@callboard/api/client";
import { BOUNDS } from "@callboard/protocol";

type Change = AnswerOf<"restore">["changes"][number];

/** With indentation a file is larger than what it holds. */
export const FILE_BYTES_MOST = 2 * BOUNDS.backupBytesMax;

/** "callboard-acme-2026-11-22.json", by the day in UTC as the file itself has its time. */
export const fileNameOf = (tenant: string, madeAt: number): string =>
  `callboard-${tenant}-${new Date(madeAt).toISOString().slice(0, 10)}.json`;

export type FileRead =
  | { readonly kind: "read"; readonly value: unknown }
  | { readonly kind: "noJson" | "noBackup" };

export function readFile(text: string): FileRead {
  try {
    const value: unknown = JSON.parse(text);
    const isBackup = typeof value === "object" && value !== null && "format" in value && "content" in value;
    return isBackup ? { kind: "read", value } : { kind: "noBackup" };
  } catch {
    return { kind: "noJson" };
  }
}

/** What is wrong first, then what changes, then what does not. */
const ORDER = [
  "refused",
  "new",
  "changed",
  "removed",
  "kept",
  "same",
] as const satisfies readonly Change["what"][];

export interface ChangeGroup {
  readonly what: Change["what"];
  readonly changes: readonly Change[];
}

export const groupsOf = (changes: readonly Change[]): readonly ChangeGroup[] =>
  ORDER.map((what) => ({ what, changes: changes.filter((one) => one.what === what) })).filter(
    (group) => group.changes.length > 0,
  );
