/** Who is really able to take a contact, and if not, why (guide, section 2, "The Trap"; SPEC R). */
import type { NotRoutableReason, QueueId, RoutabilityUnknownReason } from "../vocabulary.ts";

export type Routability =
  | { readonly kind: "routable"; readonly queueIds: readonly QueueId[] }
  | { readonly kind: "notRoutable"; readonly reason: NotRoutableReason; readonly detail: string | null }
  | { readonly kind: "unknown"; readonly reason: RoutabilityUnknownReason };
