/**
 * What of a text that a person wrote can be seen. Control characters and marks that turn the direction of text are nothing that a
 * person means to write: they make a name look like another one, or turn the line around in which it stands. Joiners stay: they spell.
 */
const INVISIBLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const INVISIBLE_BUT_BREAKS = /[^\P{Cc}\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** One line of a person's without them; empty where there was nothing else. */
export const visibleLine = (text: string): string => text.replace(INVISIBLE, "").trim();

/** Several lines of a person's without them. */
export const visibleLines = (text: string): string => text.replace(INVISIBLE_BUT_BREAKS, "").trim();

/** Whether all of it can be seen: for what is kept letter for letter, since others compare it. */
export const isVisible = (text: string): boolean => text.search(INVISIBLE) === -1;
