/** Text that a stream should never carry and sometimes does. Pure: chance comes with the call. */

import { BOUNDS } from "@callboard/core";
import type { Random } from "@callboard/world";

/** Complete in itself: a reader that drops it may lose nothing of what follows. */
const STRAYS = ["@@@", "]", "}}", "<html>502 Bad Gateway</html>", "💥", "42", '"ping"', "[1,2]", "null"];

/** One frame beyond the bound, and only just: made once, since it is a megabyte. */
const OVERSIZE = `{"type":"agent_state_change","data":"${"x".repeat(BOUNDS.frameCharsMax)}"}`;

export const strayGarbage = (random: Random): string => random.pick(STRAYS);
export const oversizeFrame = (): string => OVERSIZE;

/** A well-formed message of a type that nobody has told us of. */
export function unknownMessage(random: Random, nowMs: number): string {
  return JSON.stringify({
    type: random.pick(["agent_mood_change", "__proto__", "system_notice", "constructor"]),
    timestamp: new Date(nowMs).toISOString(),
    data: { user_id: "__proto__", level: random.index(5) },
  });
}

/** A message that was damaged under way, in one of the ways in which that happens; never another valid message. */
export function garble(random: Random, text: string): string {
  switch (random.index(5)) {
    case 0:
      return text.slice(0, 1 + random.index(text.length - 1));
    case 1:
      // The control character keeps the end of one message from completing the beginning of another.
      return `\u0000${text.slice(1 + random.index(text.length - 1))}`;
    case 2:
      return text.replace('"timestamp":"', '"timestamp":"yesterday ');
    case 3:
      return text.replace('"data":{', '"data":[{').replace(/\}\}$/, "}]}");
    default: {
      const at = 1 + random.index(text.length - 2);
      return `${text.slice(0, at)}\u0000\uFFFD${text.slice(at + 2)}`;
    }
  }
}
