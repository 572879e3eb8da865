/**
 * A tenant's settings as one file, and such a file read again. What a file holds is said in it, and what it does not; its sum tells a
 * damaged one. It proves nothing of who wrote it: whoever restores it is asked for each change as if they made it.
 */
import { canonicalJson, type Refused, wrong } from "@callboard/shell";
import {
  BACKUP_FORMAT,
  BACKUP_LACKS,
  BACKUP_VERSION,
  type BackupContent,
  type BackupFile,
  backupFile,
} from "@callboard/tenancy";
import { readAs } from "../routes/read-as.ts";

export async function fileOf(of: string, content: BackupContent, madeAt: number): Promise<BackupFile> {
  return {
    ...{ format: BACKUP_FORMAT, version: BACKUP_VERSION, madeAt, of },
    lacks: [...BACKUP_LACKS],
    checksum: await sumOf(content),
    content,
  };
}

/** What is in it, or a sentence. A file of an earlier version may lack parts: those stay as they are. */
export async function readFile(
  value: unknown,
): Promise<{ readonly kind: "read"; readonly value: BackupContent } | Refused> {
  const version = versionOf(value);
  if (version !== null && version > BACKUP_VERSION)
    return wrong("This file is newer than this Callboard", [
      `It has version ${version}, and this Callboard reads up to ${BACKUP_VERSION}: deploy the newer one first.`,
    ]);
  const read = readAs("backup", backupFile, value);
  if (read.kind === "refused") return read;
  // The sum is of what was sent: what has been read may have been filled in.
  const sum = await sumOf((value as { readonly content: unknown }).content);
  if (sum !== read.value.checksum)
    return wrong("The file was changed or damaged", [
      "Its checksum is not that of its content. Take the file as it was downloaded.",
    ]);
  return { kind: "read", value: read.value.content };
}

function versionOf(value: unknown): number | null {
  if (typeof value !== "object" || value === null || !("version" in value)) return null;
  return typeof value.version === "number" ? value.version : null;
}

async function sumOf(content: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(content));
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
