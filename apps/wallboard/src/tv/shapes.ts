/** What this page reads of the Worker's answers. Types and bounds alone: all of it is held against the Worker's by tests. */
import type { PairingOffer as Offer } from "@callboard/api/client";

export { BOUNDS } from "@callboard/protocol";

/** `expiresAt` is the Worker's own date, which a television cannot compare with its own. */
export type PairingOffer = Omit<Offer, "expiresAt">;
