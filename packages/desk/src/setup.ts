/**
 * What the desk knows of the setup: how screens hear that it changed, and what people are called where no name may be told. The
 * setup itself is kept elsewhere; the site's part of it comes as a `Site`.
 */
import type { Aliases } from "@callboard/protocol";

export interface DeskSetup {
  /** Rises with whatever screens are set up by; frames carry it. */
  readonly revision: number;
  readonly aliases: Aliases;
}

export const NO_SETUP: DeskSetup = { revision: 0, aliases: new Map() };

/** Whether all people are called the same by both. */
export function hasSameAliases(a: DeskSetup, b: DeskSetup): boolean {
  if (a.aliases.size !== b.aliases.size) return false;
  for (const [id, alias] of a.aliases) if (b.aliases.get(id) !== alias) return false;
  return true;
}
