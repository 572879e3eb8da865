/** Text from outside, made fit to be a key or a label. It must never change one id into another. */
import { BOUNDS } from "@callboard/core";

/**
 * Whether a text can be an id: not empty, within `BOUNDS.idCharsMax`, no control characters and no half surrogate
 * pairs (neither survives a URL), and not a path of its own (`.`, `..`). An over-long id is refused rather than
 * cut, since two ids cut to the same text would be one agent.
 */
export function isId(text: string): boolean {
  if (text.length === 0 || text.length > BOUNDS.idCharsMax || text === "." || text === "..") return false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code === 0x7f) return false;
    if (code < 0xd800 || code > 0xdfff) continue;
    const next = text.charCodeAt(at + 1);
    if (code > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return false;
    at += 1;
  }
  return true;
}

/** The first `charsMax` code points, so that a cut never leaves half a surrogate pair. */
export function cutText(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  let end = 0;
  for (let count = 0; count < charsMax && end < text.length; count += 1) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  return text.slice(0, end);
}

/** A name for people: trimmed, cut to `BOUNDS.nameCharsMax`; `null` where nothing is left. */
export function nameOf(text: string | null | undefined): string | null {
  const name = cutText(text ?? "", BOUNDS.nameCharsMax).trim();
  return name === "" ? null : name;
}

/** A code such as `state_code`: kept as it is but for its length; `null` where there is none. */
export function codeOf(text: string | null | undefined): string | null {
  return text === null || text === undefined || text === "" ? null : cutText(text, BOUNDS.idCharsMax);
}
