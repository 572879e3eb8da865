/**
 * Damages a JSON text so that it is certainly no longer JSON. It never yields another valid value: that
 * would be an upstream that lies, which no client can notice, not one that garbles.
 */

import type { Random } from "@callboard/world";

const DAMAGES: readonly ((text: string, chance: Random) => string)[] = [
  // Cut short: looks like the first half of a value whose second half never comes.
  (text, chance) => text.slice(0, 1 + chance.index(Math.max(1, text.length - 2))),
  // A raw control character is not allowed anywhere but between tokens, and here it is amid a name.
  (text) => text.replace('"timestamp"', '"time\u0000stamp"'),
  (text) => text.replace("{", "["),
  (text) => text.replace(/":/, '"='),
  (_text, chance) => `\uFFFD\uFFFD${chance.uuid()}\u0007}`,
  (text) => `}${text.slice(1)}`,
];

export function garble(text: string, chance: Random): string {
  return chance.pick(DAMAGES)(text, chance);
}
