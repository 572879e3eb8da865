/** What is told of sealed secrets, a slice of tenants at a time: with which key, or what became of them. */
import type { SealRefusal } from "./sealer.ts";

/** What is said of the secrets of a slice of tenants; `next` is `null` with the last one. */
export interface SealedSlice<Said> {
  readonly tenants: readonly { readonly id: string; readonly secret: Said }[];
  readonly next: string | null;
}

/** What became of a secret: sealed anew, so before, or why it could not be. */
export type Rewrapped = "rewrapped" | "current" | SealRefusal;
