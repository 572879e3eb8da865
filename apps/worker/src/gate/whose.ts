/**
 * A tenant's name that somebody vouches for. Objects are found by such names alone (`desks.ts`), and a string becomes one only
 * here: so that no path, header or body can choose whose object is asked.
 */
declare const vouchedFor: unique symbol;
export type TenantName = string & { readonly [vouchedFor]: true };

/**
 * `session`: a verified session has a seat at this tenant. `itself`: an object's own name. `registry`: the deployment's own
 * list. `message`: what our own objects sent through our own queues and calls.
 */
export type Voucher = "session" | "itself" | "registry" | "message";

/** Who calls it answers for the name in the way that `_by` says. */
export const vouched = (name: string, _by: Voucher): TenantName => name as TenantName;
