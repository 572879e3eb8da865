/**
 * What of an error may be logged: its name and where it was thrown, never its message, which may hold the upstream's
 * own words, a name or a token.
 */
import { BOUNDS } from "@callboard/core";

const FRAME = /^\s+at /;

/** The error's name and the first frames of its stack, innermost first. Never throws. */
export function faultFacts(error: unknown): { readonly error: string; readonly frames: string } {
  if (!(error instanceof Error)) return { error: typeof error, frames: "" };
  return { error: error.name.slice(0, BOUNDS.messageTypeCharsMax), frames: framesOf(error) };
}

/** The stack begins with the message, which may be of many lines and look like frames itself. */
function framesOf({ message, stack = "" }: Error): string {
  const told = message === "" ? -1 : stack.indexOf(message);
  // A stack that does not begin with the message was made before the message was changed: it is not to be trusted.
  if (message !== "" && told === -1) return "";
  const rest = told === -1 ? stack : stack.slice(told + message.length);
  return rest
    .split("\n")
    .filter((line) => FRAME.test(line))
    .slice(0, BOUNDS.faultFramesMax)
    .map((line) => line.trim().slice(0, BOUNDS.detailCharsMax))
    .join(" < ");
}
