/** A television that was just loaded asks who it is: whether it is still paired, and which version of the page this is. */
import { browserSession, type SessionAnswer } from "./browser-ports.ts";
import type { Vitals } from "./vitals.ts";

/**
 * Whether there is anything to dial for. A Worker that does not answer says nothing against it.
 * @param onRevoked called where it is not paired
 */
export async function mayDial(
  vitals: Pick<Vitals, "build">,
  onRevoked: () => void,
  ask: () => Promise<SessionAnswer | null> = browserSession,
): Promise<boolean> {
  const answer = await ask();
  if (answer === null) return true;
  vitals.build = answer.build;
  if (answer.isRevoked) onRevoked();
  return !answer.isRevoked;
}
