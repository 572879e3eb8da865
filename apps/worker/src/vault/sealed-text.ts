/**
 * How a sealed text is written: "v1.<version of the key>.<wrapped data key>.<sealed text>", each of the two as base64url of
 * IV, cipher text and tag. Only the form; what is in it is the vault's business.
 */
import { BOUNDS } from "@callboard/core";

export const IV_BYTES = 12;
export const TAG_BYTES = 16;

export interface Layer {
  readonly iv: Uint8Array;
  readonly body: Uint8Array;
  readonly tag: Uint8Array;
}

export interface SealedText {
  readonly keyVersion: number;
  /** The data key, sealed with the key of that version. */
  readonly wrapped: Layer;
  /** The text, sealed with the data key. */
  readonly text: Layer;
}

const FORM = /^v1\.([1-9]\d{0,6})\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;

export const writeSealed = ({ keyVersion, wrapped, text }: SealedText): string =>
  `v1.${keyVersion}.${writeLayer(wrapped)}.${writeLayer(text)}`;

/** `null` where it is no sealed text. There is one way alone to write each, so no two texts open as the same. */
export function readSealed(sealed: string): SealedText | null {
  if (sealed.length > BOUNDS.sealedCharsMax) return null;
  const parts = FORM.exec(sealed);
  if (parts === null) return null;
  const [, version = "", wrappedText = "", textText = ""] = parts;
  const wrapped = readLayer(wrappedText);
  const text = readLayer(textText);
  return wrapped === null || text === null ? null : { keyVersion: Number(version), wrapped, text };
}

const writeLayer = ({ iv, body, tag }: Layer): string => {
  let binary = "";
  for (const part of [iv, body, tag]) for (const byte of part) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
};

function readLayer(text: string): Layer | null {
  const bytes = bytesOf(text);
  if (bytes === null || bytes.length < IV_BYTES + TAG_BYTES) return null;
  const layer = {
    iv: bytes.subarray(0, IV_BYTES),
    body: bytes.subarray(IV_BYTES, -TAG_BYTES),
    tag: bytes.subarray(-TAG_BYTES),
  };
  // The last character may hold bits that decode to nothing: a text that says them is not ours.
  return writeLayer(layer) === text ? layer : null;
}

function bytesOf(base64Url: string): Uint8Array | null {
  try {
    const binary = atob(base64Url.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
