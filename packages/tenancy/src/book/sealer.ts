/** The vault as the book knows it: secrets are sealed before they are written, and never opened here. */

/** Whose secret it is, and which. */
export interface SecretPlace {
  readonly tenant: string;
  readonly field: string;
}

export interface Sealer {
  /** The version of the key that `seal` uses; `null` where the deployment has none, and then nothing may be sealed. */
  readonly current: number | null;
  seal(place: SecretPlace, clear: string): string;
  /** `null` where it is no sealed text. */
  keyVersionOf(sealed: string): number | null;
  /** The same secret under the current key. */
  rewrap(
    place: SecretPlace,
    sealed: string,
  ):
    | { readonly kind: "rewrapped"; readonly sealed: string }
    | { readonly kind: "current" }
    | { readonly kind: "refused"; readonly why: SealRefusal };
}

export const SEAL_REFUSALS = ["unknownKey", "tampered", "malformed", "noKey"] as const;
/** Sealed with a key that is not here, changed or somebody else's, no sealed text, or there is no key to seal with. */
export type SealRefusal = (typeof SEAL_REFUSALS)[number];

/** The field of a tenant's one secret. */
export const CLIENT_SECRET = "clientSecret";
