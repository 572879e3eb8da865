/**
 * A backup put in force. First all of it is tried; only where nothing is refused is it written, part by part. A part that fails then
 * leaves the parts before it written: what was asked may be asked again, since what is there already is left as it is.
 */
import type { Refused } from "@callboard/shell";
import type { BackupContent, RestoreReport } from "@callboard/tenancy";
import {
  type PartRestored,
  type Restored,
  type Restoring,
  restoreAlerting,
  restoreSetup,
  restoreTenant,
} from "./parts.ts";

type Asked = Omit<Restoring, "isTrial">;

/** `null`: somebody did not answer, and what was written is not known. */
export async function restoreAll(
  asked: Asked,
  content: BackupContent,
  order: { readonly isTrial: boolean; readonly withTenant: boolean },
): Promise<RestoreReport | Refused | null> {
  const trial = await eachPart({ ...asked, isTrial: true }, content, order.withTenant);
  if (trial === null || "kind" in trial) return trial;
  if (order.isTrial || trial.changes.some(({ what }) => what === "refused"))
    return reportOf(trial, false, order);
  const restored = await eachPart({ ...asked, isTrial: false }, content, order.withTenant);
  return restored === null || "kind" in restored ? restored : reportOf(restored, true, order);
}

const PARTS = [restoreSetup, restoreAlerting];

async function eachPart(
  at: Restoring,
  content: BackupContent,
  withTenant: boolean,
): Promise<PartRestored | Refused | null> {
  const changes: PartRestored["changes"][number][] = [];
  const secretsToEnter: string[] = [];
  // The tenant's own record last: it may take their role from whoever restores.
  for (const restore of withTenant ? [...PARTS, restoreTenant] : PARTS) {
    const part: Restored | null = await restore(at, content);
    if (part === null || part.kind === "refused") return part;
    changes.push(...part.value.changes);
    secretsToEnter.push(...part.value.secretsToEnter);
    // Somebody was quicker since the trial: nothing behind it is written.
    if (!at.isTrial && part.value.changes.some(({ what }) => what === "refused")) break;
  }
  return { changes, secretsToEnter };
}

const reportOf = (
  { changes, secretsToEnter }: PartRestored,
  isSaved: boolean,
  { isTrial }: { readonly isTrial: boolean },
): RestoreReport => ({
  ...{ isTrial, complaints: [], changes: [...changes], secretsToEnter: [...secretsToEnter] },
  isSaved: isSaved && !changes.some(({ what }) => what === "refused"),
});
