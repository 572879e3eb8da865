/** The one door of tenancy: whose floor is shown, and who may look. */

export type { TenantObject } from "./book/record.ts";
export type { Rewrapped, SealedSlice } from "./book/sealed-slice.ts";
export { CLIENT_SECRET, type Sealer, type SecretPlace } from "./book/sealer.ts";
export {
  type Telling,
  TenantBook,
  type TenantBookParts,
} from "./book/tenant-book.ts";
export * from "./check/index.ts";
export * from "./contracts.ts";
export * from "./data.ts";
export type {
  Claimed,
  Confirmed,
  Confirming,
  Offered,
} from "./pairing/pairing-book.ts";
export { PairingBook } from "./pairing/pairing-book.ts";
export { mayAs, ROLES, type Role } from "./roles.ts";
export { type KnownScreen, type Pairing, ScreenBook, type ScreenBookParts } from "./screens/screen-book.ts";
