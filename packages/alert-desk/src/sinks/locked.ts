/** What is said of a sink whose secrets cannot be opened. */
import { type Refused, refused } from "@callboard/shell";
import type { LockedWhy } from "./stored-sink.ts";

/** Beside a dead notice. */
export function lockedReason(why: LockedWhy): string {
  switch (why) {
    case "unknownKey":
      return "the key that the sink's secrets are sealed with is not here any more";
    case "tampered":
    case "malformed":
      return "the sink's stored secrets are damaged";
    case "notEntered":
      return "the sink came from a backup, and its secret has not been entered yet";
    default:
      return why satisfies never;
  }
}

/** To whoever wants something of such a sink. */
export const lockedSink = (id: string, why: LockedWhy): Refused =>
  refused(
    409,
    "The sink's secrets cannot be opened",
    why === "unknownKey"
      ? `The key that the secrets of \`${id}\` are sealed with is not here any more. Put it back into CALLBOARD_KEYS, or enter the sink's secrets again.`
      : why === "notEntered"
        ? `\`${id}\` came from a backup, which holds no secrets. Enter its address or key.`
        : `What is stored of the secrets of \`${id}\` is damaged. Enter them again.`,
  );

export const noSeal: Refused = refused(
  503,
  "There is no key to keep secrets with",
  "Nothing was changed. This deployment has no usable CALLBOARD_KEYS: whoever runs it has to set them first.",
);
