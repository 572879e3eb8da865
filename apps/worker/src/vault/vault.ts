/**
 * The vault: secrets as texts that may be stored anywhere. Each text has a data key of its own, sealed with a key of the
 * deployment, so that a new key re-seals the data keys alone; tenant and field are additional data of both layers, so that
 * nobody's secret opens as somebody else's. It must never log, and never give a clear text but as a `Secret`.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { BOUNDS } from "@callboard/core";
import { Secret } from "@callboard/cxone";
import { KEY_BYTES, type Keys } from "./keys.ts";
import { IV_BYTES, type Layer, readSealed, TAG_BYTES, writeSealed } from "./sealed-text.ts";

/** Whose secret it is, and which: "clientSecret", "sink:pager". */
export interface Place {
  readonly tenant: string;
  readonly field: string;
}

export type Refusal =
  /** Sealed with a key that this deployment does not have (any more). */
  | "unknownKey"
  /** Changed, or of another tenant, field or key. */
  | "tampered"
  /** No sealed text at all. */
  | "malformed";

export type Opened =
  | { readonly kind: "opened"; readonly secret: Secret }
  | { readonly kind: "refused"; readonly why: Refusal };

export type Rewrapped =
  | { readonly kind: "rewrapped"; readonly sealed: string; readonly from: number }
  /** It was sealed with the current key already. */
  | { readonly kind: "current" }
  | { readonly kind: "refused"; readonly why: Refusal | "noKey" };

type Unsealed = { readonly kind: "bytes"; readonly bytes: Uint8Array } | { readonly kind: "tampered" };

const CIPHER = "aes-256-gcm";

export class Vault {
  readonly #keys: Keys;

  constructor(keys: Keys) {
    this.#keys = keys;
  }

  /** The version that `seal` uses; `null`: this deployment has no key, and nothing can be sealed. Ask before sealing. */
  get current(): number | null {
    return this.#keys.current;
  }

  /** The versions that texts are opened with. */
  get versions(): readonly number[] {
    return [...this.#keys.byVersion.keys()];
  }

  /**
   * Seals a text; twice the same gives two texts. @throws where `current` is `null`, or for more than `BOUNDS.secretCharsMax`
   * characters: both are refused before anybody's secret comes so far.
   */
  seal(place: Place, clear: string): string {
    const key = this.#currentKey();
    if (key === null) throw new Error("The vault has no key to seal with.");
    if (clear.length > BOUNDS.secretCharsMax) throw new Error("The secret is too long to be sealed.");
    const dataKey = randomBytes(KEY_BYTES);
    const text = sealLayer(dataKey, textData(place), bytesOf(clear));
    const wrapped = sealLayer(key.bytes, keyData(place, key.version), dataKey);
    dataKey.fill(0);
    return writeSealed({ keyVersion: key.version, wrapped, text });
  }

  /** Opens what was sealed for the same place. Never throws. */
  open(place: Place, sealed: string): Opened {
    const unwrapped = this.#unwrap(place, sealed);
    if (unwrapped.kind === "refused") return unwrapped;
    const opened = unsealLayer(unwrapped.dataKey, textData(place), unwrapped.read.text);
    unwrapped.dataKey.fill(0);
    if (opened.kind === "tampered") return { kind: "refused", why: "tampered" };
    return { kind: "opened", secret: new Secret(textOf(opened.bytes)) };
  }

  /** Seals the data key with the current key; the text stays as it is. Never throws. */
  rewrap(place: Place, sealed: string): Rewrapped {
    const key = this.#currentKey();
    if (key === null) return { kind: "refused", why: "noKey" };
    const unwrapped = this.#unwrap(place, sealed);
    if (unwrapped.kind === "refused") return unwrapped;
    const { dataKey, read } = unwrapped;
    try {
      // A text that opens no more is not carried on as if it were well.
      if (unsealLayer(dataKey, textData(place), read.text).kind === "tampered")
        return { kind: "refused", why: "tampered" };
      if (read.keyVersion === key.version) return { kind: "current" };
      const wrapped = sealLayer(key.bytes, keyData(place, key.version), dataKey);
      const rewritten = writeSealed({ keyVersion: key.version, wrapped, text: read.text });
      return { kind: "rewrapped", sealed: rewritten, from: read.keyVersion };
    } finally {
      dataKey.fill(0);
    }
  }

  /** Which key a text is sealed with; `null` where it is none. Says nothing about whether it opens. */
  keyVersionOf(sealed: string): number | null {
    return readSealed(sealed)?.keyVersion ?? null;
  }

  #currentKey() {
    const { current, byVersion } = this.#keys;
    const bytes = current === null ? undefined : byVersion.get(current);
    return current === null || bytes === undefined ? null : { version: current, bytes };
  }

  #unwrap(place: Place, sealed: string) {
    const read = readSealed(sealed);
    if (read === null) return { kind: "refused", why: "malformed" } as const;
    const key = this.#keys.byVersion.get(read.keyVersion);
    if (key === undefined) return { kind: "refused", why: "unknownKey" } as const;
    const unwrapped = unsealLayer(key, keyData(place, read.keyVersion), read.wrapped);
    if (unwrapped.kind === "tampered" || unwrapped.bytes.length !== KEY_BYTES)
      return { kind: "refused", why: "tampered" } as const;
    return { kind: "unwrapped", dataKey: unwrapped.bytes, read } as const;
  }
}

// ── One layer of AES-256-GCM ───────────────────────────────────────────────────────────────────────────────

function sealLayer(key: Uint8Array, data: Uint8Array, clear: Uint8Array): Layer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(data);
  const body = joined(cipher.update(clear), cipher.final());
  return { iv, body, tag: cipher.getAuthTag() };
}

/** The tag's length was checked as it was read: a shorter one would be easier to guess. */
function unsealLayer(key: Uint8Array, data: Uint8Array, { iv, body, tag }: Layer): Unsealed {
  try {
    const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(data);
    decipher.setAuthTag(tag);
    return { kind: "bytes", bytes: joined(decipher.update(body), decipher.final()) };
  } catch {
    return { kind: "tampered" };
  }
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}

/** As JSON, which holds any text: UTF-8 alone would lose half a surrogate pair, and with it the way back. */
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(JSON.stringify(text));
const textOf = (bytes: Uint8Array): string => String(JSON.parse(new TextDecoder().decode(bytes)));

// ── Additional data: JSON, since no two places may be written alike ────────────────────────────────────────

const dataOf = (parts: readonly (string | number)[]): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(["callboard", "v1", ...parts]));
const textData = ({ tenant, field }: Place): Uint8Array => dataOf(["text", tenant, field]);
const keyData = ({ tenant, field }: Place, version: number): Uint8Array =>
  dataOf(["key", version, tenant, field]);
