/** Our ids as receivers get them. They may hold any character, and a header or a key may not. */
import { BOUNDS } from "@callboard/core";
import sha256 from "fast-sha256";
import { wellFormed } from "../words/clean.ts";

/**
 * The same id for the same text, of letters, digits, `-`, `_`, `~` and `%` only. A full stop becomes `~`, since Standard
 * Webhooks joins what it signs by full stops. A text that would become too long ends in a hash of the whole instead.
 */
export function wireId(id: string): string {
  return id === "" ? "_" : shortened(percentEncoded(wellFormed(id)), BOUNDS.wireIdCharsMax);
}

/** At most `charsMax` (over 40): as it is, or its beginning and a hash of all of it. */
export function shortened(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  const hash = hex(sha256(new TextEncoder().encode(text))).slice(0, 40);
  return `${text.slice(0, charsMax - hash.length - 1)}-${hash}`;
}

function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(/[^A-Za-z0-9%_-]/g, (mark) =>
    mark === "." ? "~" : `%${hex([mark.charCodeAt(0)])}`,
  );
}

const hex = (bytes: Iterable<number>) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join("");
